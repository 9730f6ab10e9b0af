/** Catalogs of nodes, compiled by OpenVox with the module as generated, and component modules that are real or stubs. */
import { createInterface } from 'node:readline';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { Catalogue } from '../../src/bind/catalogue.js';
import { writeStubs } from '../../src/bind/stubs.js';
import { packageFile } from '../../src/package-root.js';

const given = process.env.MODULEPATH_REAL ?? '';
/** Folders of the real component modules, which this repository does not hold; absent where only stubs are at hand. */
export const realModules: string | undefined = given === '' ? undefined : given;

/** A resource as the node would get it; secrets are plain text, references are text. */
export interface CatalogResource {
  readonly type: string;
  readonly title: string;
  readonly exported: boolean;
  /** Where it was declared. */
  readonly file: string | null;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A node, see `catalog_compiler.rb`. */
export interface Request {
  readonly certname: string;
  readonly role?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly classes: readonly string[];
  /** Puppet code besides: resources that stubs lack, for instance. */
  readonly code?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Whether a circle of relationships is an error. */
  readonly cycles?: boolean;
  /** As in FacterDB, `debian-12`. */
  readonly os?: string;
  readonly exported?: readonly CatalogResource[];
  /** Folder of a control repository, whose Hiera data count before `data`. */
  readonly environment?: string;
  /** With stubs: what these lack is no error. */
  readonly lenient?: boolean;
}

/** Resources by reference, `File[/etc/motd]`. */
export type Catalog = ReadonlyMap<string, CatalogResource>;

type Answer = { readonly resources: readonly CatalogResource[] } | { readonly error: string };

const SCRIPT = fileURLToPath(new URL('catalogs.rb', import.meta.url));

/** One Ruby process that compiles catalogs one after the other. */
export class Catalogs {
  readonly #folder = mkdtempSync(join(tmpdir(), 'ovp-catalogs-'));
  readonly #process = execa('ruby', ['-W0', SCRIPT], { buffer: false, reject: false, stderr: 'inherit' });
  readonly #waiting: ((answer: Answer) => void)[] = [];
  readonly #components: Promise<string>;

  constructor(modules = realModules) {
    createInterface({ input: this.#process.stdout }).on('line', (row) => {
      this.#waiting.shift()?.(JSON.parse(row) as Answer);
    });
    void this.#process.then(() => {
      for (const settle of this.#waiting.splice(0)) settle({ error: 'the Ruby process has ended' });
    });
    this.#components = modules === undefined ? this.#stubs() : Promise.resolve(modules);
  }

  /** @throws with Puppet's message where the catalog does not compile */
  async compile({ classes, code: more = '', os = 'debian-12', ...request }: Request): Promise<Catalog> {
    const modulepath = [packageFile('output'), await this.#components].join(delimiter);
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.push(resolve);
      const code = classes.map((name) => `include ${name}\n`).join('') + more;
      this.#process.stdin.write(`${JSON.stringify({ ...request, os, code, modulepath })}\n`);
    });
    if ('error' in answer) throw new Error(answer.error);
    return new Map(answer.resources.map((resource) => [`${resource.type}[${resource.title}]`, resource]));
  }

  async close(): Promise<void> {
    this.#process.stdin.end();
    await this.#process;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #stubs(): Promise<string> {
    const catalogue = new Catalogue();
    await writeStubs(
      catalogue.modules().flatMap((name) => catalogue.module(name) ?? []),
      this.#folder,
    );
    return this.#folder;
  }
}
