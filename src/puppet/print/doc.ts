/** The part of prettier that lays out documents, and what the printer of manifests adds to it. */
import { builders, printer, utils } from 'prettier/doc';
import { characterCount as columns } from '../types/text.js';

export type Doc = builders.Doc;
export const {
  group,
  hardline,
  hardlineWithoutBreakParent,
  ifBreak,
  indent,
  indentIfBreak,
  join,
  line,
  lineSuffix,
  softline,
} = builders;

/** Columns that the layout aims at; puppet-lint's limit is 140. */
export const WIDTH = 100;

/** Lays a document out in the given width. */
export function layOut(doc: Doc, width: number): string {
  return printer.printDocToString(doc, { printWidth: width, tabWidth: 2, useTabs: false }).formatted;
}

/** The text of a document that has no forced line breaks, without marks. */
export function onOneLine(doc: Doc): string {
  return (plainText(doc) ?? layOut(doc, Number.POSITIVE_INFINITY)).replace(/[\u0001\u0002]/g, '');
}

/** The text of a document without layout, as most values are, at no cost. */
function plainText(doc: Doc): string | undefined {
  if (typeof doc === 'string') return doc;
  if (!Array.isArray(doc)) return undefined;
  const parts = doc.map(plainText);
  return parts.includes(undefined) ? undefined : parts.join('');
}

/** A node goes with a piece of a document and is not printed. */
export function labelled(label: object, contents: Doc): Doc {
  return builders.label(label, contents);
}

/** All labels of a document in the order in which their contents are printed. */
export function labelsOf(doc: Doc): object[] {
  const labels: object[] = [];
  utils.traverseDoc(doc, (part) => {
    if (typeof part !== 'object' || !('type' in part) || part.type !== 'label') return;
    const label: unknown = part.label;
    if (typeof label === 'object' && label !== null) labels.push(label);
  });
  return labels;
}

/** Whether the document takes several lines in any case. */
export function isMultiLine(doc: Doc): boolean {
  return utils.willBreak(doc);
}

/** What a bracketed list looks like: one line if it fits, else one item a line with a comma after the last one. */
export function bracketed(
  open: string,
  items: readonly Doc[],
  close: string,
  { breaks = false, padded = false, comma = true } = {},
): Doc {
  if (items.length === 0) return open + close;
  const edge = padded ? line : softline;
  return group([open, indent([edge, join([',', line], [...items])]), comma ? ifBreak(',') : '', edge, close], {
    shouldBreak: breaks,
  });
}

/** A key and its value, as they stand on both sides of an arrow. */
export interface Row {
  readonly key: string;
  readonly value: Doc;
}

/** `key => value` for each row; the arrows are aligned where the enclosing group is broken over lines. */
export function arrowRows(rows: readonly Row[], arrowOf: (index: number) => string = () => '=>'): Doc[] {
  const width = Math.max(0, ...rows.map(({ key }) => columns(key)));
  return rows.map(({ key, value }, index) => [
    key,
    ifBreak(' '.repeat(width - columns(key)), ''),
    ` ${arrowOf(index)} `,
    value,
  ]);
}
