/**
 * Keeps reflections between runs, by the content of the files that they were read from, so that ts-morph is loaded only
 * when a definition's text has changed. A cache that cannot be read or written costs time and nothing else.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ReflectedCall, ReflectedFile } from './reflect.js';
import { replaceFile } from '../write/replace.js';
import { sortedBy } from '../text/order.js';

interface Entry {
  readonly hash: string;
  readonly calls: readonly ReflectedCall[];
  /** Hashes of the other files whose types were read. */
  readonly visited: Readonly<Record<string, string>>;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

export class ReflectionCache {
  private readonly entries: Map<string, Entry>;
  private readonly used = new Set<string>();
  private changed = false;

  /**
   * @param file where it is kept
   * @param version of the code that reflects; another version's entries are not used
   */
  constructor(
    private readonly file: string,
    private readonly version: string,
  ) {
    this.entries = read(file, version);
  }

  /** What is known of a file with this text. Files that it refers to must not have changed either. */
  get(path: string, text: string): readonly ReflectedCall[] | undefined {
    const entry = this.entries.get(path);
    if (entry?.hash !== hashOf(text)) return undefined;
    const same = Object.entries(entry.visited).every(([other, hash]) => hashOfFile(other) === hash);
    if (!same) return undefined;
    this.used.add(path);
    return entry.calls;
  }

  set(path: string, text: string, { calls, visited }: ReflectedFile): void {
    const others = visited.flatMap((other) => {
      const hash = hashOfFile(other);
      return hash === undefined ? [] : [[other, hash] as const];
    });
    this.entries.set(path, { hash: hashOf(text), calls, visited: Object.fromEntries(others) });
    this.used.add(path);
    this.changed = true;
  }

  /** The other files, absolute, on which the reflections of this run depend. */
  visited(): readonly string[] {
    return [...this.used].flatMap((path) => Object.keys(this.entries.get(path)?.visited ?? {}));
  }

  /** Writes it, without the entries of files that this run did not meet, if anything is new. */
  save(): void {
    if (!this.changed) return;
    const entries = sortedBy(this.entries, ([path]) => path).filter(([path]) => this.used.has(path));
    try {
      replaceFile(this.file, JSON.stringify({ version: this.version, entries }));
    } catch {
      // Nothing depends on it.
    }
  }
}

function hashOfFile(path: string): string | undefined {
  try {
    return hashOf(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function read(file: string, version: string): Map<string, Entry> {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown; entries?: [string, Entry][] };
    return new Map(value.version === version ? value.entries : []);
  } catch {
    return new Map();
  }
}
