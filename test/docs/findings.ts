/** A page for each finding, from the tables of diagnostics. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from '../../src/findings/finding.js';
import { packageFile } from '../../src/package-root.js';

type Row = Diagnostic<unknown[]>;

export interface DocumentedFinding {
  readonly code: string;
  /** File of the table, relative to the package. */
  readonly file: string;
  readonly row: Row;
}

/** Every row of every table, sorted by code. */
export async function allFindings(): Promise<readonly DocumentedFinding[]> {
  const files = ['src', 'generators']
    .flatMap((folder) =>
      readdirSync(packageFile(folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((file) => file.endsWith('.ts') && /diagnostics\(\{/.test(readFileSync(packageFile(file), 'utf8')));
  const found: DocumentedFinding[] = [];
  for (const file of files.sort()) {
    const exported = (await import(pathToFileURL(packageFile(file)).href)) as Readonly<Record<string, unknown>>;
    for (const row of Object.values(exported).flatMap(rowsOf)) found.push({ code: row.code, file, row });
  }
  return found.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function rowsOf(table: unknown): Row[] {
  if (typeof table !== 'object' || table === null) return [];
  return Object.values(table).filter(
    (row): row is Row => typeof row === 'object' && row !== null && 'code' in row && 'why' in row && 'text' in row,
  );
}

export function findingPage({ code, file, row }: DocumentedFinding): string {
  const { message, helps } = sampleOf(row);
  const [help, otherwise] = helps;
  const lines = [`error ${code}: ${message}`, ...(help === undefined ? [] : [`  help: ${help}`])];
  return [
    generated,
    `# ${code}`,
    row.why,
    ['```text', ...lines, '```'].join('\n'),
    'Words in angle brackets stand for what is named in your case.',
    ...(otherwise === undefined ? [] : [`The help may be another one as well:\n\n\`\`\`text\n${otherwise}\n\`\`\``]),
    ...(row.remedy === undefined ? [] : [`What to do: ${row.remedy}`]),
    `Declared in \`${file}\`. [All findings](README.md)`,
  ]
    .join('\n\n')
    .concat('\n');
}

export function findingsIndex(findings: readonly DocumentedFinding[]): string {
  const rows = findings.map(({ code, row }) => `| [${code}](${code}.md) | ${row.why.replaceAll('|', '\\|')} |`);
  const table = ['| code | why it matters |', '| --- | --- |', ...rows].join('\n');
  return [generated, '# Findings', 'A code never changes its meaning.', table].join('\n\n').concat('\n');
}

export const generated = '<!-- Made from the code by `npx vitest run test/docs -u`; a test holds both together. -->';

interface Sample {
  readonly message: string;
  /** The help where everything is known, and what it is else, as where no name is alike. */
  readonly helps: readonly string[];
}

/** The text of a row for placeholders, which are the names that the code has for the values. */
function sampleOf({ code, text }: Row): Sample {
  const names =
    /^\(?([^)=]*)\)?\s*=>/s
      .exec(text.toString())?.[1]
      ?.split(',')
      .map((name) => name.trim()) ?? [];
  const words = names
    .filter((name) => /^\w+$/.test(name))
    .map((name) => `<${name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()}>`);
  // A value is a text, or a list of texts; a list prints like the text in it, so it goes first.
  for (let choice = 0; choice < 2 ** words.length; choice += 1) {
    const values = words.map((word, index) => (((choice >> index) & 1) === 0 ? [word] : word));
    const full = attempt(text, values);
    if (full === undefined) continue;
    const others = values.flatMap((_value, index) => {
      const other = attempt(
        text,
        values.map((value, at) => (at === index ? undefined : value)),
      );
      return other?.help !== undefined && !/undefined/.test(`${other.message} ${other.help}`) ? [other.help] : [];
    });
    return { message: full.message, helps: [...new Set([...(full.help === undefined ? [] : [full.help]), ...others])] };
  }
  throw new Error(`${code} has a text that no placeholder fits`);
}

/** What a row says of values; undefined if it asks more of one than a placeholder can do. Figures are no names. */
function attempt(text: Row['text'], values: readonly unknown[]): ReturnType<Row['text']> | undefined {
  try {
    const { message, help } = text(...values);
    const plain = (sentence: string): string => sentence.replaceAll('NaN', '<figure>');
    return { message: plain(message), ...(help === undefined ? {} : { help: plain(help) }) };
  } catch {
    return undefined;
  }
}
