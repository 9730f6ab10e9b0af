/** The manifest printer: from the tree of Puppet code to its text. */
import type { Definition, Statement } from '../ast.js';
import { definitionDoc } from './definition.js';
import { hardline, layOut, WIDTH, type Doc } from './doc.js';
import { Printed, resolveMarks } from './provenance.js';
import { statementsDoc } from './statements.js';

export { Printed } from './provenance.js';

/** How text is laid out. */
export interface PrintOptions {
  /** Columns to aim at; literals are never broken for it. */
  readonly width?: number;
}

/** A manifest file: documentation and definition, ending with a line break. */
export function printDefinition(definition: Definition, options: PrintOptions = {}): Printed {
  return print(definitionDoc(definition), options);
}

/** Statements outside of any definition, such as an example; ends with a line break. */
export function printStatements(statements: readonly Statement[], options: PrintOptions = {}): Printed {
  return statements.length === 0 ? new Printed('', []) : print([statementsDoc(statements), hardline], options);
}

function print(doc: Doc, { width = WIDTH }: PrintOptions): Printed {
  return resolveMarks(doc, layOut(doc, width));
}
