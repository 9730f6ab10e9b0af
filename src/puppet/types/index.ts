/** Puppet's type language: read, print, check values, compare, translate. */
export { TypeSyntaxError } from './lexer.js';
export { parseType } from './parse.js';
export { printMemberKey, printParameter, printRegex, printString, printType } from './print.js';
