/** What the parser of YAML complains about, in the words of those who write data and not of those who write parsers. */
import type { YAMLParseError } from 'yaml';

/** What the parser says. */
export type SyntaxProblem = Pick<YAMLParseError, 'code' | 'message' | 'pos'>;

interface Words {
  readonly problem?: string;
  readonly help: string;
}

const words: Partial<Record<YAMLParseError['code'], Words>> = {
  TAB_AS_INDENT: { problem: 'a tab indents a line', help: 'indent with blanks' },
  BAD_INDENT: { help: 'indent lines that belong together by the same number of blanks' },
  MULTILINE_IMPLICIT_KEY: {
    problem: 'a line is no key with a value',
    help: 'write `key: value`, with a colon and a blank after the key',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    problem: 'a second colon stands in the line, or the line after it is indented too far',
    help: 'put a value with a colon and a blank in it in quotes; indent what belongs together alike',
  },
  BAD_DQ_ESCAPE: { help: 'in double quotes a backslash begins an escape: write it twice, or use single quotes' },
  BAD_SCALAR_START: { help: 'put the value in quotes' },
  BAD_ALIAS: { help: 'put the value in quotes, if it is not an alias' },
};

/** The problem and what to do about it, where that is known. */
export function inPlainWords({ code, message }: SyntaxProblem): { readonly problem: string; readonly help?: string } {
  const known = words[code];
  return { problem: known?.problem ?? message, ...(known && { help: known.help }) };
}
