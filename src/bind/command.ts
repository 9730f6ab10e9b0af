/** `ovp-gen bind`: records component modules and generates their bindings. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { aliasesOf } from './aliases.js';
import { indexOf, readInterface } from './recorded.js';
import { type Change, changesBetween } from './changes.js';
import { generateBinding } from './generate.js';
import { type Interface, printInterface, printIndex } from './interface.js';
import { type RecordOptions, recordCore, recordInterfaces, type Recording } from './record.js';
import { indexIn, type Recordings, shippedRecordings } from './recordings.js';
import { replaceFile } from '../write/replace.js';

export interface BindOptions extends RecordOptions {
  /** Where to write; by default to this package. Elsewhere, its interfaces are known as well, and stay as they are. */
  readonly recordings?: Recordings;
  /** Records what OpenVox itself has as well. */
  readonly core?: boolean;
  /** Reports what would change, and changes nothing. */
  readonly dryRun?: boolean;
  readonly progress?: (text: string) => void;
}

/** What became of one module. */
export interface BoundModule {
  readonly module: string;
  readonly version: string;
  /** The version that was recorded before, if any. */
  readonly previous?: string;
  /** Nothing for a module that was not recorded before. */
  readonly changes: readonly Change[];
  /** What of the module could not be loaded. */
  readonly problems: readonly string[];
}

export interface BindResult {
  readonly modules: readonly BoundModule[];
  /** Files whose content changed, sorted. */
  readonly written: readonly string[];
}

/**
 * Records the modules at the given paths (directories or `.tar.gz`), and generates the bindings anew: of these modules,
 * and of all others whose types a changed alias may have altered.
 *
 * @throws FindingsError if a path is no module, or Ruby cannot load it.
 */
export async function bindCommand(paths: readonly string[], options: BindOptions = {}): Promise<BindResult> {
  const recordings = options.recordings ?? shippedRecordings;
  const before = await readInterfaces(recordings.interfaces);
  options.progress?.(`recording ${paths.length + (options.core ? 1 : 0)} modules`);
  const recorded = await recordInterfaces(paths, options);
  if (options.core) recorded.push(await recordCore(options));
  const after = new Map(before);
  for (const { interface: item } of recorded) after.set(item.module, item);
  const shipped = await readInterfaces(shippedRecordings.interfaces);
  const files = await filesOf([...after.values()], new Map([...shipped, ...after]), recordings, options.progress);
  return {
    modules: recorded.map((recording) => boundModule(recording, before.get(recording.interface.module))),
    written: await writeChanged(files, options.dryRun ?? false),
  };
}

/** Every recorded interface in a folder, by module. */
export async function readInterfaces(directory: string): Promise<Map<string, Interface>> {
  const files = (await readdir(directory).catch((): string[] => [])).filter(
    (file) => file.endsWith('.json') && file !== 'index.json',
  );
  const read = files.sort().map((file) => readInterface(join(directory, file)));
  return new Map(read.map((item) => [item.module, item]));
}

function boundModule({ interface: recorded, problems }: Recording, before: Interface | undefined): BoundModule {
  const { module, version } = recorded;
  if (before === undefined) return { module, version, changes: [], problems };
  return { module, version, previous: before.version, changes: changesBetween(before, recorded), problems };
}

async function filesOf(
  all: readonly Interface[],
  known: ReadonlyMap<string, Interface>,
  { interfaces, bindings, library }: Recordings,
  progress: ((text: string) => void) | undefined,
): Promise<ReadonlyMap<string, string>> {
  const aliases = aliasesOf(known.values());
  const files = new Map<string, string>();
  for (const item of all) {
    progress?.(`binding ${item.module}`);
    files.set(join(interfaces, `${item.module}.json`), printInterface(item));
    files.set(join(bindings, `${item.module}.ts`), await generateBinding(item, aliases, library));
  }
  // The last one to be written: what it names is there.
  files.set(indexIn(interfaces), printIndex(indexOf(all)));
  return files;
}

async function writeChanged(files: ReadonlyMap<string, string>, dryRun: boolean): Promise<string[]> {
  const written: string[] = [];
  for (const [file, text] of files) {
    const present = await readFile(file, 'utf8').catch(() => undefined);
    if (present === text) continue;
    written.push(file);
    if (dryRun) continue;
    replaceFile(file, text);
  }
  return written.sort();
}
