/**
 * YAML as data with a place for every value. What a person hands over may be hostile or broken, so that size, depth and
 * the growth by aliases are bounded, and everything that is wrong is a finding.
 */
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { type Finding, finding } from '../../findings/finding.js';
import type { Data } from '../../model/value.js';
import type { Site } from '../../findings/site.js';
import { limits } from './limits.js';
import { sourceDiagnostics as row } from './diagnostics.js';
import { inPlainWords, type SyntaxProblem } from './yaml-words.js';
import { reasonOf } from '../../text/reason.js';

/** A value and where it is written. */
export interface Located {
  readonly value: Data;
  readonly site: Site;
  /** Where its key is written, if it is the value of one. */
  readonly keySite?: Site;
  readonly entries?: ReadonlyMap<string, Located>;
  readonly items?: readonly Located[];
  /** Written as nothing at all, or as `~` or `null`. */
  readonly isNull: boolean;
  /** A scalar in quotes or in a block: text, whatever it looks like. */
  readonly isQuoted: boolean;
  /** Written with a fraction, be it zero: a Float, which JavaScript does not tell from an Integer. */
  readonly isFloat?: boolean;
}

export interface ParsedYaml {
  /** Absent where nothing can be made of the text. */
  readonly root: Located | undefined;
  readonly findings: readonly Finding[];
}

/**
 * libyaml ends the name of an alias before a colon, so that `*name:` is a key; YAML of today does not. A blank after the
 * name is read alike by both.
 */
function withAliasKeys(text: string): { readonly text: string; readonly at: readonly number[] } {
  const at: number[] = [];
  const spaced = text.replace(/^([ \t]*(?:- +)*\*[\w-]+)(?=:(?:[ \t]|\r?$))/gm, (name, _name, offset: number) => {
    at.push(offset + name.length + at.length);
    return `${name} `;
  });
  return { text: spaced, at };
}

/** Thrown when a bound is passed; never leaves this file. */
class TooMuch extends Error {
  constructor(
    readonly what: 'depth' | 'values',
    readonly offset: number,
  ) {
    super(what);
  }
}

/**
 * Reads the first document of a text as Ruby's parser does: YAML 1.1, the last of several equal keys wins.
 *
 * @param file - as findings show it
 */
export function parseLocated(text: string, file: string): ParsedYaml {
  if (Buffer.byteLength(text) > limits.bytes) {
    return { root: undefined, findings: [finding(row.tooLarge, { file, line: 1, column: 1 }, limits.bytes)] };
  }
  const counter = new LineCounter();
  const { text: readable, at: blanks } = withAliasKeys(text);
  const siteOf = (offset: number): Site => {
    const { line, col } = counter.linePos(offset);
    const start = offset - col + 1;
    const added = blanks.filter((at) => at >= start && at < offset).length;
    return { file, line: Math.max(line, 1), column: Math.max(col - added, 1) };
  };
  let document: Document.Parsed;
  try {
    document = parseDocument(readable, {
      version: '1.1',
      lineCounter: counter,
      uniqueKeys: false,
      prettyErrors: false,
      strict: true,
      keepSourceTokens: false,
      logLevel: 'error',
    });
  } catch (error) {
    // The parser recurses into what is nested.
    if (error instanceof RangeError) {
      return { root: undefined, findings: [finding(row.tooDeep, { file, line: 1, column: 1 }, limits.depth)] };
    }
    const message = reasonOf(error);
    return { root: undefined, findings: [finding(row.syntax, { file, line: 1, column: 1 }, message, 1, undefined)] };
  }
  const several = document.errors.filter(({ code }) => code === 'MULTIPLE_DOCS');
  const broken = document.errors.filter(({ code }) => code !== 'MULTIPLE_DOCS');
  const findings: Finding[] = [
    ...syntaxFindings(
      broken.map((error) => atOpening(error, document)),
      readable,
      siteOf,
    ),
    ...several.map(({ pos }) => finding(row.severalDocuments, siteOf(pos[0]))),
  ];
  if (broken.length > 0) return { root: undefined, findings };
  try {
    const walker = new Walker(document, siteOf);
    const root = walker.locate(document.contents, { file, line: 1, column: 1 }, 0);
    return { root, findings: [...findings, ...walker.findings] };
  } catch (error) {
    if (error instanceof TooMuch) {
      const bound =
        error.what === 'depth'
          ? finding(row.tooDeep, siteOf(error.offset), limits.depth)
          : finding(row.tooMany, siteOf(error.offset), limits.values);
      return { root: undefined, findings: [...findings, bound] };
    }
    throw error;
  }
}

/** A quote that is never closed is missed at the end of the file, and was opened where the mistake is. */
function atOpening(error: SyntaxProblem, document: Document.Parsed): SyntaxProblem {
  if (error.code !== 'MISSING_CHAR') return error;
  let opening: number | undefined;
  visit(document, {
    Scalar(_key, { type, range }) {
      const isOpen = range !== undefined && range !== null && range[1] >= error.pos[0] && range[0] < error.pos[0];
      if (isOpen && (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE')) opening = range[0];
    },
  });
  return opening === undefined ? error : { code: error.code, message: error.message, pos: [opening, error.pos[1]] };
}

/** The first error of each kind: those after it are the same mistake, or follow from it. */
function syntaxFindings(
  errors: readonly SyntaxProblem[],
  text: string,
  siteOf: (offset: number) => Site,
): readonly Finding[] {
  const kinds = [...new Map([...errors].reverse().map((error) => [error.message, error])).values()].reverse();
  return kinds.map((first) => {
    const { problem, help } = inPlainWords(first);
    const blanks = /^[ \t]*/.exec(text.slice(first.pos[0]))?.[0].length ?? 0;
    const offset = first.code === 'TAB_AS_INDENT' ? first.pos[0] : first.pos[0] + blanks;
    const times = errors.filter(({ message }) => message === first.message).length;
    return finding(row.syntax, siteOf(offset), problem, times, help);
  });
}

class Walker {
  readonly findings: Finding[] = [];
  private count = 0;

  constructor(
    private readonly document: Document.Parsed,
    private readonly siteOf: (offset: number) => Site,
  ) {}

  locate(node: unknown, fallback: Site, depth: number, keySite?: Site): Located {
    const offset = rangeOf(node);
    const site = offset === undefined ? fallback : this.siteOf(offset);
    this.count += 1;
    if (depth > limits.depth) throw new TooMuch('depth', offset ?? 0);
    if (this.count > limits.values) throw new TooMuch('values', offset ?? 0);
    const plain = { site, ...(keySite && { keySite }), isNull: false, isQuoted: false };
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      if (target === undefined) {
        this.findings.push(finding(row.syntax, site, `there is no anchor '${node.source}'`, 1, undefined));
        return { ...plain, value: null, isNull: true };
      }
      const located = this.locate(target, site, depth + 1);
      return { ...located, site, ...(keySite && { keySite }) };
    }
    if (isMap(node)) {
      const entries = this.entriesOf(node.items, site, depth);
      const value: Record<string, Data> = {};
      for (const [key, item] of entries) define(value, key, item.value);
      return { ...plain, value, entries };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.locate(item, site, depth + 1));
      return { ...plain, value: items.map(({ value }) => value), items };
    }
    if (!isScalar(node)) return { ...plain, value: null, isNull: true };
    const { value, type } = node;
    const isQuoted = type !== undefined && type !== 'PLAIN';
    if (value === null || value === undefined) return { ...plain, value: null, isNull: true };
    if (typeof value === 'string' || typeof value === 'boolean') return { ...plain, value, isQuoted };
    if (typeof value === 'number') {
      const isFloat = /[.eE]/.test(node.source ?? '') && !/^[-+]?0[xX]/.test(node.source ?? '');
      return { ...plain, value: Number.isFinite(value) ? value : String(value), isQuoted, isFloat };
    }
    if (typeof value === 'bigint') return { ...plain, value: Number(value), isQuoted };
    if (value instanceof Date) this.findings.push(finding(row.date, site, node.source ?? ''));
    return { ...plain, value: node.source ?? '', isQuoted };
  }

  private entriesOf(pairs: readonly unknown[], site: Site, depth: number): Map<string, Located> {
    const entries = new Map<string, Located>();
    const merged = new Map<string, Located>();
    for (const pair of pairs) {
      if (!isPair(pair)) continue;
      const { key, value } = pair;
      const offset = rangeOf(key);
      const keySite = offset === undefined ? site : this.siteOf(offset);
      if (isScalar(key) && key.source === '<<' && key.type === 'PLAIN') {
        for (const [name, item] of this.mergedOf(value, keySite, depth)) if (!merged.has(name)) merged.set(name, item);
        continue;
      }
      if (!isScalar(key) && !isAlias(key)) {
        this.findings.push(finding(row.key, keySite));
        continue;
      }
      const scalar = isAlias(key) ? key.resolve(this.document) : key;
      if (!isScalar(scalar)) {
        this.findings.push(finding(row.key, keySite));
        continue;
      }
      const name = typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value));
      const before = entries.get(name);
      if (before?.keySite) {
        this.findings.push({
          ...finding(row.duplicate, keySite, name),
          related: { message: 'the first one is here', site: before.keySite },
        });
      }
      entries.set(name, this.locate(value, keySite, depth + 1, keySite));
    }
    for (const [name, item] of merged) if (!entries.has(name)) entries.set(name, item);
    return entries;
  }

  /** What `<<` brings: the entries of a mapping, or of several. */
  private mergedOf(value: unknown, site: Site, depth: number): ReadonlyMap<string, Located> {
    const located = this.locate(value, site, depth + 1, site);
    const maps = located.items ?? [located];
    return new Map([...maps].reverse().flatMap(({ entries }) => [...(entries ?? [])]));
  }
}

/** `__proto__` is a key as any other. */
function define(target: Record<string, Data>, key: string, value: Data): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function rangeOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const { range } = node;
  if (!Array.isArray(range)) return undefined;
  const start: unknown = range[0];
  return typeof start === 'number' ? start : undefined;
}
