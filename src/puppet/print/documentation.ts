/** Comments: those above statements, and the block in the form of puppet-strings above a definition. */
import type { Definition, Documentation } from '../ast.js';
import { printType } from '../types/index.js';
import { WIDTH } from './doc.js';
import { withoutControls } from './provenance.js';
import { characterCount as columns } from '../types/text.js';

/** Room for text behind `# `. */
const TEXT_WIDTH = WIDTH - 2;

/** A comment of its own, wrapped; blank lines in the text separate paragraphs. */
export function commentLines(text: string): string[] {
  return wrapMarkdown(withoutControls(text), TEXT_WIDTH - 8).map(comment);
}

/** The comment block above a definition; its order is that of the tags in most Forge modules. */
export function documentationLines(definition: Definition): string[] {
  const { documentation } = definition;
  const sections: string[][] = [tagged('@summary', documentation.summary)];
  if (documentation.description !== undefined) sections.push(wrapMarkdown(documentation.description, TEXT_WIDTH));
  for (const { title, code } of documentation.examples ?? []) {
    sections.push([`@example ${title}`, ...indented(code.trimEnd().split('\n'))]);
  }
  const names = 'parameters' in definition ? definition.parameters.map(({ name }) => name) : [];
  for (const name of names) sections.push(parameterLines(name, documentation));
  if (definition.kind === 'function') {
    sections.push(tagged(`@return [${printType(definition.returns)}]`, documentation.returns ?? ''));
  }
  if (documentation.api === 'private') sections.push(['@api private']);
  return sections
    .flatMap((section) => [...section, ''])
    .slice(0, -1)
    .map(withoutControls)
    .map(comment);
}

function parameterLines(name: string, { parameters }: Documentation): string[] {
  const text = Object.hasOwn(parameters, name) ? (parameters[name] ?? '') : '';
  return [`@param ${name}`, ...indented(wrapMarkdown(text, TEXT_WIDTH - 2))];
}

/** Tag and text on one line, further lines indented: puppet-strings ends a tag at the first line that is not. */
function tagged(tag: string, text: string): string[] {
  const [first = '', ...rest] = wrapMarkdown(`${tag} ${text}`.trimEnd(), TEXT_WIDTH - 2);
  return [first, ...indented(rest)];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((row) => (row === '' ? '' : `  ${row}`));
}

function comment(row: string): string {
  return `# ${row}`.trimEnd();
}

/**
 * Wraps Markdown: paragraphs are filled, items of lists keep their hanging indentation; fenced and indented code,
 * tables, headings and quotations stay as they are.
 */
function wrapMarkdown(text: string, width: number): string[] {
  const lines: string[] = [];
  let fenced = false;
  let paragraph: { first: string; hang: string; words: string[] } | undefined;
  const flush = () => {
    if (paragraph !== undefined) lines.push(...fill(paragraph.first, paragraph.hang, paragraph.words, width));
    paragraph = undefined;
  };
  for (const row of text.trim().split(/\r?\n/)) {
    const fence = /^\s*(```|~~~)/.test(row);
    const item = /^(\s*)([-*+]|\d+[.)])\s+/.exec(row);
    if (fence || fenced || isVerbatim(row, paragraph !== undefined)) {
      flush();
      lines.push(row.trimEnd());
      if (fence) fenced = !fenced;
    } else if (item !== null) {
      flush();
      paragraph = { first: item[0], hang: ' '.repeat(columns(item[0])), words: words(row.slice(item[0].length)) };
    } else if (row.trim() === '') {
      flush();
      if (lines.at(-1) !== '') lines.push('');
    } else {
      paragraph ??= { first: '', hang: '', words: [] };
      paragraph.words.push(...words(row));
    }
  }
  flush();
  return lines;
}

function isVerbatim(row: string, inParagraph: boolean): boolean {
  return /^\s*[|#>]/.test(row) || (!inParagraph && /^ {4}/.test(row));
}

function words(row: string): string[] {
  return row
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function fill(first: string, hang: string, list: readonly string[], width: number): string[] {
  const rows: string[] = [];
  let row = first;
  let empty = true;
  for (const word of list) {
    if (!empty && columns(row) + 1 + columns(word) > width) {
      rows.push(row);
      row = hang;
      empty = true;
    }
    row += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...rows, row.trimEnd()];
}
