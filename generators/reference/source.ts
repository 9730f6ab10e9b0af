/**
 * What puppet-strings reads in a printed manifest: the tags of the comment, and the source text of types and default
 * values, line breaks included. Reading the printed text keeps REFERENCE.md equal to what `puppet strings` writes.
 */
import type { Definition } from '../../src/puppet/ast.js';
import { printType } from '../../src/puppet/types/index.js';
import { printed } from '../../src/puppet/print/printed.js';

/** Source text of one parameter. */
export interface PrintedParameter {
  readonly type?: string;
  readonly default?: string;
  /** Text of its `@param`. */
  readonly text: string;
}

export interface PrintedDefinition {
  readonly summary: string;
  /** Text outside of any tag. */
  readonly description: string;
  readonly examples: readonly { readonly title: string; readonly code: string }[];
  /** Text of `@return`, without the type. */
  readonly returns: string;
  readonly parameters: ReadonlyMap<string, PrintedParameter>;
  /** Right side of a type alias. */
  readonly aliased: string;
}

/** Reads a definition's printed text. */
export function readPrinted(definition: Definition): PrintedDefinition {
  const lines = printed(definition).text.trimEnd().split('\n');
  const end = lines.findIndex((row) => !row.startsWith('#'));
  const { description, tags } = readComment(lines.slice(0, end).map((row) => row.replace(/^#+ ?/, '')));
  const source = lines.slice(end).join('\n');
  const textOf = (name: string) => tags.find((tag) => tag.name === name)?.text ?? '';
  const isAlias = definition.kind === 'alias';
  return {
    summary: textOf('summary'),
    description,
    examples: tags.filter(({ name }) => name === 'example').map(({ text }) => splitAtLine(text)),
    returns: definition.kind === 'function' ? withoutType(textOf('return'), printType(definition.returns)) : '',
    parameters: isAlias ? new Map() : readParameters(source, tags),
    aliased: isAlias ? joinKeys(source.slice(source.indexOf(' = ') + 3)) : '',
  };
}

interface Tag {
  readonly name: string;
  readonly text: string;
}

/** A tag goes on as long as lines are indented; empty lines between such lines belong to it. */
function readComment(lines: readonly string[]): { description: string; tags: Tag[] } {
  const tags: { name: string; lines: string[] }[] = [];
  const free: string[] = [];
  let open: { name: string; lines: string[] } | undefined;
  for (const row of lines) {
    const start = /^@(\w+) ?(.*)$/.exec(row);
    if (start !== null) {
      open = { name: start[1] ?? '', lines: [start[2] ?? ''] };
      tags.push(open);
    } else if (open !== undefined && (row === '' || row.startsWith('  '))) {
      open.lines.push(row.slice(2));
    } else {
      open = undefined;
      free.push(row);
    }
  }
  return {
    description: free.join('\n').trim(),
    tags: tags.map((tag) => ({ name: tag.name, text: tag.lines.join('\n').trimEnd() })),
  };
}

function readParameters(source: string, tags: readonly Tag[]): Map<string, PrintedParameter> {
  const texts = new Map(
    tags
      .filter(({ name }) => name === 'param')
      .map(({ text }) => {
        const { title, code } = splitAtLine(text);
        return [title, code] as const;
      }),
  );
  // A signature without parameters opens the body at once.
  const [head = ''] = source.split('\n');
  const open = /^(?:class|define|function) [\w:]+ ?\(/.exec(head);
  const result = new Map<string, PrintedParameter>();
  if (open === null) return result;
  for (const piece of split(source, open[0].length)) {
    const match = /^(?:(.*?)\s+)?(\*?)\$(\w+)\s*(?:=\s*(.*))?$/s.exec(piece);
    const [, type, , name = '', value] = match ?? [];
    result.set(name, {
      ...(type === undefined ? {} : { type }),
      ...(value === undefined ? {} : { default: value }),
      text: texts.get(name) ?? '',
    });
  }
  return result;
}

/** The pieces between commas, from behind an opening bracket to the closing one. */
function split(source: string, start: number): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let begin = start;
  // Brackets, and literals as a whole: strings, and regular expressions, which stand where an operand is expected.
  const token = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(?<=[[(,{]\s*)\/(?:[^/\\]|\\.)*\/|[[\](){},]/gs;
  token.lastIndex = start;
  for (let found = token.exec(source); found !== null; found = token.exec(source)) {
    const [text] = found;
    if (text === ',' && depth === 0) {
      pieces.push(source.slice(begin, found.index));
      begin = token.lastIndex;
    } else if ('[({'.includes(text)) depth += 1;
    else if ('])}'.includes(text)) {
      if (depth === 0) {
        pieces.push(source.slice(begin, found.index));
        break;
      }
      depth -= 1;
    }
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}

/** Puppet-strings puts the outermost parameters of an aliased type on one line, whatever the source looks like. */
function joinKeys(type: string): string {
  const open = type.indexOf('[');
  return open < 0 ? type : `${type.slice(0, open)}[${split(type, open + 1).join(', ')}]`;
}

function splitAtLine(text: string): { title: string; code: string } {
  const [title = '', ...rest] = text.split('\n');
  return { title, code: rest.join('\n') };
}

/** `@return [Type] text` has the type once more. */
function withoutType(text: string, type: string): string {
  return text.slice(`[${type}]`.length).trim();
}
