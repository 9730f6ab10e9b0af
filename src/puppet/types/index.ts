/** Puppet's type language: read, print, check values, compare, translate. */
export { type Answer, isAssignable } from './assign.js';
export { checkValue, describeProblem, type Problem } from './check.js';
export {
  type JsonSchema,
  type JsonSchemaOptions,
  type JsonSchemas,
  toJsonSchema,
  toJsonSchemas,
} from './json-schema.js';
export { TypeSyntaxError } from './lexer.js';
export { matchesRuby } from './match.js';
export { parseType } from './parse.js';
export { printString } from '../strings.js';
export { printMemberKey, printParameter, printRegex, printType } from './print.js';
export { translateRegex } from './ruby-regex.js';
export { acceptsUndef, isOptionalMember, type Range, type Shape, shapeOf, type TypeAliases } from './shape.js';
export { type TsImport, type TsType, tsType } from './ts-type.js';
export { type UncheckedPart, uncheckedParts } from './unchecked.js';
export {
  defaultValue,
  type PartialText,
  partialText,
  type PuppetValue,
  regexpValue,
  sensitiveValue,
  type SpecialValue,
  typeValue,
  unknownValue,
} from './value.js';
