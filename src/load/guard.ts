/**
 * Watches a configuration while its code runs. What a run makes must follow from its declared inputs alone, so whatever
 * else is asked for (the time, chance, the environment, files, the machine, other programs) is noted, with its place.
 */
import childProcess from 'node:child_process';
import nodeCrypto from 'node:crypto';
import fs from 'node:fs';
import module from 'node:module';
import os from 'node:os';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Finding, finding } from '../findings/finding.js';
import type { Locate, Site } from '../findings/site.js';
import { loadDiagnostics as row } from './diagnostics.js';

type Kind = 'clock' | 'random' | 'env' | 'file' | 'outside';

/** Something that was asked for: the function, variable or file, and who asked. */
interface Access {
  readonly kind: Kind;
  readonly what: string;
  readonly site: Site;
}

/** What a configuration may ask for. */
export interface Declared {
  /** Names of environment variables. */
  readonly env: readonly string[];
  /** Files, and folders for everything below; absolute. */
  readonly inputs: readonly string[];
}

type Method = (...values: unknown[]) => unknown;

/** Functions by the object that has them; the first argument of those that read files is the path. */
const watched: readonly (readonly [kind: Kind, label: string, owner: object, names: readonly string[]])[] = [
  ['clock', 'performance.', performance, ['now']],
  ['clock', 'process.', process, ['hrtime', 'uptime']],
  ['random', 'Math.', Math, ['random']],
  ['random', 'crypto.', globalThis.crypto, ['getRandomValues', 'randomUUID']],
  ['random', 'crypto.', nodeCrypto, ['randomBytes', 'randomFillSync', 'randomInt', 'randomUUID']],
  [
    'file',
    'fs.',
    fs,
    [
      'accessSync',
      'createReadStream',
      'existsSync',
      'lstatSync',
      'open',
      'openSync',
      'opendirSync',
      'readdir',
      'readdirSync',
      'readFile',
      'readFileSync',
      'readlinkSync',
      'stat',
      'statSync',
    ],
  ],
  [
    'file',
    'fs.promises.',
    fs.promises,
    ['access', 'lstat', 'open', 'opendir', 'readdir', 'readFile', 'readlink', 'stat'],
  ],
  [
    'outside',
    'child_process.',
    childProcess,
    ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'],
  ],
  ['outside', 'os.', os, ['cpus', 'freemem', 'homedir', 'hostname', 'networkInterfaces', 'totalmem', 'userInfo']],
  ['outside', '', globalThis, ['fetch']],
];

/** Runs a person's code, and notes what it asks for. One at a time: what is watched belongs to the whole process. */
export class Guard {
  private readonly accesses: Access[] = [];
  /** Whether a watched function is at work: what it asks for in its turn is its own affair. */
  private isInside = false;

  /**
   * @param root folder of the project, to which paths are relative
   * @param locate finds the place in a raw stack that a person wrote; what others ask for is their own affair
   */
  constructor(
    private readonly root: string,
    private readonly locate: Locate,
  ) {}

  async watch<T>(action: () => T | Promise<T>): Promise<T> {
    const restore = [...this.replaceMethods(), this.replaceDate(), this.replaceEnv()];
    module.syncBuiltinESMExports();
    try {
      return await action();
    } finally {
      for (const undo of restore) undo();
      module.syncBuiltinESMExports();
    }
  }

  /** Findings for all that was asked for and is not declared. */
  findings({ env, inputs }: Declared): readonly Finding[] {
    const shown = (path: string): string => {
      const short = relative(this.root, path);
      return short.startsWith('..') || isAbsolute(short) ? path : `./${short}`;
    };
    const isInput = (path: string): boolean =>
      inputs.some((input) => path === input || path.startsWith(input.endsWith(sep) ? input : input + sep));
    return this.accesses.flatMap(({ kind, what, site }): readonly Finding[] => {
      switch (kind) {
        case 'env':
          return env.includes(what) ? [] : [finding(row.environment, site, what)];
        case 'file':
          return isInput(what) ? [] : [finding(row.file, site, shown(what))];
        case 'clock':
          return [finding(row.clock, site, what)];
        case 'random':
          return [finding(row.random, site, what)];
        case 'outside':
          return [finding(row.outside, site, what)];
      }
    });
  }

  private note(kind: Kind, what: string): void {
    if (this.isInside) return;
    const site = this.locate(new Error().stack);
    if (site) this.accesses.push({ kind, what, site });
  }

  private call(kind: Kind, what: string, action: () => unknown): unknown {
    this.note(kind, what);
    const before = this.isInside;
    this.isInside = true;
    try {
      return action();
    } finally {
      this.isInside = before;
    }
  }

  private replaceMethods(): (() => void)[] {
    const call = this.call.bind(this);
    return watched.flatMap(([kind, label, owner, names]) =>
      names.map((name) => {
        const before = Object.getOwnPropertyDescriptor(owner, name);
        const original = Reflect.get(owner, name) as Method;
        const replacement = function (this: unknown, ...values: unknown[]): unknown {
          const what = kind === 'file' ? pathOf(values[0]) : `${label}${name}()`;
          return call(kind, what, () => Reflect.apply(original, this, values));
        };
        // Such as `hrtime.bigint`.
        Object.assign(replacement, original);
        Object.defineProperty(owner, name, { value: replacement, configurable: true, writable: true });
        return () => {
          if (before) Object.defineProperty(owner, name, before);
          else Reflect.deleteProperty(owner, name);
        };
      }),
    );
  }

  private replaceDate(): () => void {
    const original = globalThis.Date;
    const note = this.note.bind(this);
    globalThis.Date = new Proxy(original, {
      construct(target, values: unknown[], newTarget: new () => unknown) {
        if (values.length === 0) note('clock', 'new Date()');
        return Reflect.construct(target, values, newTarget) as object;
      },
      apply(target) {
        note('clock', 'Date()');
        return target();
      },
      get(target, key, receiver) {
        if (key !== 'now') return Reflect.get(target, key, receiver) as unknown;
        return () => {
          note('clock', 'Date.now()');
          return target.now();
        };
      },
    });
    return () => {
      globalThis.Date = original;
    };
  }

  private replaceEnv(): () => void {
    const original = process.env;
    const note = this.note.bind(this);
    process.env = new Proxy(original, {
      get(target, key) {
        if (typeof key === 'string') note('env', key);
        return Reflect.get(target, key) as unknown;
      },
      // A plain set through a proxy would define the property, which this object refuses.
      set: (target, key, value) => Reflect.set(target, key, value),
      has(target, key) {
        if (typeof key === 'string') note('env', key);
        return Reflect.has(target, key);
      },
      ownKeys(target) {
        note('env', '*');
        return Reflect.ownKeys(target);
      },
    });
    return () => {
      process.env = original;
    };
  }
}

/** Absolute path of what a function of `fs` is asked to read. */
function pathOf(value: unknown): string {
  if (value instanceof URL) return fileURLToPath(value);
  return resolve(Buffer.isBuffer(value) ? value.toString() : String(value));
}
