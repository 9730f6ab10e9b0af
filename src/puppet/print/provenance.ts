/**
 * Which statement a printed line belongs to. Marks of no width go through the layout with the text: one where a node
 * begins, one at the end of its last line. They are taken out again while the lines are counted.
 */
import { hasSite, siteOf } from '../../findings/site.js';
import { labelled, labelsOf, lineSuffix, type Doc } from './doc.js';

/** Control characters have no width in the layout, and whatever is printed has its own ones escaped or removed. */
const BEGIN = '\u0001';
const END = '\u0002';

/** Printed text; knows for each of its lines where the person wrote what stands there. */
export class Printed {
  /**
   * @param text the lines, the last one ended by a line break too
   * @param nodes for each line the innermost node with a call site that it belongs to
   */
  constructor(
    readonly text: string,
    readonly nodes: readonly (object | undefined)[],
  ) {}

  /** For each line the raw stack of its node. Stacks are costly: ask for them only where a finding has to be shown. */
  get sites(): readonly (string | undefined)[] {
    return this.nodes.map((node) => (node === undefined ? undefined : siteOf(node)));
  }
}

/** The document of a node, marked if the node knows where it was written. */
export function traced(node: object, doc: Doc): Doc {
  return hasSite(node) ? [labelled(node, BEGIN), doc, lineSuffix(END)] : doc;
}

/** Free text that cannot be mistaken for a mark. */
export function withoutControls(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '');
}

/** Takes the marks out of laid-out text. */
export function resolveMarks(doc: Doc, marked: string): Printed {
  const begun = labelsOf(doc)[Symbol.iterator]();
  const open: (object | undefined)[] = [];
  const nodes: (object | undefined)[] = [];
  const lines = marked.split('\n').map((row) => {
    let text = '';
    for (const piece of row.split(/([\u0001\u0002])/)) {
      if (piece === BEGIN) {
        open.push(begun.next().value);
      } else if (piece === END) {
        open.pop();
      } else {
        // The first thing on a line that can be seen decides which node the line belongs to.
        if (text.trim() === '' && piece.trim() !== '') nodes.push(open.at(-1));
        text += piece;
      }
    }
    if (text.trim() === '') nodes.push(open.at(-1));
    return text;
  });
  // Behind the last line break there is no line.
  if (lines.at(-1) === '') nodes.pop();
  return new Printed(lines.join('\n'), nodes);
}
