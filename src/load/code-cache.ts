/**
 * Keeps V8's compiled code of large CommonJS packages between runs. Most of what ts-morph costs is that the compiler
 * within it is parsed again by every process; with the code of its used functions kept, that is read instead.
 *
 * Newer versions of Node have `module.enableCompileCache`, which will replace this.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { replaceFile } from '../write/replace.js';

/** Characters of a source; less than this is compiled faster than looked up. */
const LARGE = 100_000;

/** Bytes before the code: its SHA-256, as V8 itself trusts what it is given. */
const HEADER = 32;

/** The step of Node's loader of CommonJS that is replaced while packages load. */
interface Loader {
  _compile: (this: NodeJS.Module, content: string, filename: string) => unknown;
}

type Wrapped = (
  ...values: [exports: unknown, NodeJS.Require, NodeJS.Module, filename: string, folder: string]
) => unknown;

const digest = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();

/** A cache that cannot be read or written costs time and nothing else. */
export class CodeCache {
  /** Names of the files of this run, with what is to be kept in those that were missing or not accepted. */
  private readonly scripts = new Map<string, Script | undefined>();

  /** @param folder where the code is kept, for itself alone; made when needed */
  constructor(private readonly folder: string) {}

  /**
   * Runs something that loads packages; what they load is compiled with the code that is kept. Large files with an
   * `import()` of their own would not find it there: Node 20 has that only as an experiment. ts-morph has none.
   */
  async during<T>(load: () => Promise<T>): Promise<T> {
    // Node exports the class of its modules without this method, which loaders of other languages replace as well.
    const loader = Module.prototype as unknown as Loader;
    const original = loader._compile;
    const compile = (module: NodeJS.Module, content: string, filename: string): unknown =>
      this.compile(module, content, filename);
    loader._compile = function (content, filename) {
      const small = content.length < LARGE || content.startsWith('#!');
      return small ? original.call(this, content, filename) : compile(this, content, filename);
    };
    try {
      return await load();
    } finally {
      loader._compile = original;
    }
  }

  /**
   * Keeps the code of what this run has compiled itself; to be called after its use, as only functions that have run
   * are part of it. Code that this run did not need is removed.
   *
   * @returns how many files were written
   */
  save(): number {
    const missing = [...this.scripts].flatMap(([name, script]) => (script === undefined ? [] : [{ name, script }]));
    if (missing.length === 0) return 0;
    try {
      for (const { name, script } of missing) {
        const data = script.createCachedData();
        const path = join(this.folder, name);
        replaceFile(path, Buffer.concat([digest(data), data]));
        this.scripts.set(name, undefined);
      }
      for (const name of readdirSync(this.folder)) {
        if (!this.scripts.has(name)) rmSync(join(this.folder, name), { force: true });
      }
      return missing.length;
    } catch {
      return 0;
    }
  }

  private compile(module: NodeJS.Module, content: string, filename: string): unknown {
    const key = digest(content).toString('hex').slice(0, 16);
    const name = `${basename(filename)}-${process.version}-${process.arch}-${key}`;
    const cachedData = this.read(name);
    const script = new Script(Module.wrap(content), {
      filename,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    const accepted = cachedData !== undefined && script.cachedDataRejected !== true;
    this.scripts.set(name, accepted ? undefined : script);
    const wrapped = script.runInThisContext() as Wrapped;
    const exports: unknown = module.exports;
    return wrapped.call(exports, exports, createRequire(filename), module, filename, dirname(filename));
  }

  private read(name: string): Buffer | undefined {
    try {
      const file = readFileSync(join(this.folder, name));
      const data = file.subarray(HEADER);
      return digest(data).equals(file.subarray(0, HEADER)) ? data : undefined;
    } catch {
      return undefined;
    }
  }
}
