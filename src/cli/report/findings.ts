/** Findings and results, for people and for programs. */
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
import type { Finding } from '../../findings/finding.js';
import type { Site } from '../../findings/site.js';
import type { Context } from '../context.js';
import { compareText } from '../../text/order.js';
import { counted } from '../../text/count.js';

type Surroundings = Pick<Context, 'cwd' | 'color'>;

/** What a script gets; the same keys from every command. */
export interface FindingJson {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly help?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly related?: {
    readonly message: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
  };
}

/** Prints findings on `err`, sorted by place, each once, with the line of source that they are about. */
export function printFindings(context: Context, findings: readonly Finding[]): void {
  const source = sources();
  for (const finding of inOrder(findings)) context.err(`${findingText(context, finding, source)}\n`);
}

/** `src/a.ts:3:5 - error OVP1203: message`, the line with a caret, what to do, and the related place. */
export function findingText(where: Surroundings, finding: Finding, source = sources()): string {
  const colors = pc.createColors(where.color);
  const { site, severity, related } = finding;
  const paint = severity === 'error' ? colors.red : colors.yellow;
  const place = site === undefined ? '' : `${colors.cyan(placeText(where, site))} - `;
  const lines = [`${place}${paint(severity)} ${colors.dim(`${finding.code}:`)} ${said(where, finding.message)}`];
  if (site !== undefined) lines.push(...frame(site, source, paint, colors.dim));
  if (finding.help !== undefined) lines.push(`  ${colors.bold('help:')} ${said(where, finding.help)}`);
  if (related !== undefined) {
    lines.push(`  ${colors.cyan(placeText(where, related.site))}: ${related.message}`);
    lines.push(...frame(related.site, source, colors.cyan, colors.dim));
  }
  return lines.join('\n');
}

/** Paths below the working directory are shown as places are, and as people type them. */
function said({ cwd }: Pick<Context, 'cwd'>, text: string): string {
  return plain(withShortPaths(cwd, text));
}

function withShortPaths(cwd: string, text: string): string {
  return cwd === dirname(cwd) ? text : text.replaceAll(`'${cwd}${sep}`, "'");
}

/** What would move the cursor, ring, or colour the rest of a terminal is no part of a sentence, whoever has said it. */
function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/[^\P{Cc}\n\t]/gu, '\ufffd');
}

export function findingsJson({ cwd }: Pick<Context, 'cwd'>, findings: readonly Finding[]): FindingJson[] {
  const place = (site: Site) => ({ file: shortPath(cwd, site.file), line: site.line, column: site.column });
  return inOrder(findings).map(({ code, severity, message, help, site, related }) => ({
    code,
    severity,
    message: withShortPaths(cwd, message),
    ...(help === undefined ? {} : { help: withShortPaths(cwd, help) }),
    ...(site === undefined ? {} : place(site)),
    ...(related === undefined ? {} : { related: { message: related.message, ...place(related.site) } }),
  }));
}

/** Prints the one document of `--json`. */
export function printJson(context: Context, document: object): void {
  context.out(`${JSON.stringify(document, undefined, 2)}\n`);
}

/** `2 errors, 1 warning`; empty for none. */
export function countText(findings: readonly Finding[]): string {
  const counts = (['error', 'warning'] as const).map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  return counts.flat().join(', ');
}

/** A path as a person in `cwd` would write it: relative, unless that climbs out of it. */
export function shortPath(cwd: string, path: string): string {
  const absolute = resolve(cwd, path);
  const short = relative(cwd, absolute);
  return short === '' ? '.' : short.startsWith('..') ? absolute : short;
}

export function placeText({ cwd }: Pick<Context, 'cwd'>, { file, line, column }: Site): string {
  return `${shortPath(cwd, file)}:${line}:${column}`;
}

/** By place, then by code; what is said twice is shown once. What has no place comes last. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const key = ({ site, code, message }: Finding) => JSON.stringify([site, code, message]);
  const unique = [...new Map(findings.map((finding) => [key(finding), finding])).values()];
  return unique.sort((a, b) => {
    if (a.site === undefined || b.site === undefined)
      return Number(a.site === undefined) - Number(b.site === undefined);
    const place = compareText(a.site.file, b.site.file) || a.site.line - b.site.line || a.site.column - b.site.column;
    return place || compareText(a.code, b.code);
  });
}

type Paint = (text: string) => string;

/** The line of a place with a caret below; nothing for the very start of a file, which stands for the file as a whole. */
function frame({ file, line, column }: Site, source: (file: string) => string[], paint: Paint, dim: Paint): string[] {
  const text = line === 1 && column === 1 ? undefined : source(file)[line - 1];
  if (text === undefined || text.trim() === '') return [];
  const gutter = `${line}`;
  // Tabs stay tabs above and below, whatever their width is.
  const indent = text.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const word = /^[\w$:.'"-]+/.exec(text.slice(column - 1))?.[0] ?? ' ';
  return [
    `  ${dim(`${gutter} |`)} ${text}`,
    `  ${dim(`${' '.repeat(gutter.length)} |`)} ${indent}${paint('~'.repeat(word.length))}`,
  ];
}

/** Lines of files, each read once; a file that cannot be read has none. */
function sources(): (file: string) => string[] {
  const read = new Map<string, string[]>();
  return (file) => {
    let lines = read.get(file);
    if (lines === undefined) {
      try {
        lines = readFileSync(file, 'utf8').split(/\r?\n/);
      } catch {
        lines = [];
      }
      read.set(file, lines);
    }
    return lines;
  };
}
