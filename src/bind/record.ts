/** Records what component modules accept; Ruby is started once for all of them. */
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  coreModule,
  type FunctionInterface,
  type FunctionParameter,
  type Interface,
  type NativeType,
  type Parameters,
  sorted,
} from './interface.js';
import { finding, FindingsError } from '../findings/finding.js';
import { packageFile } from '../package-root.js';
import { parseType, printType, TypeSyntaxError } from '../puppet/types/index.js';
import type { RubyEnvironment } from '../toolchain/environment.js';
import { runRuby } from '../toolchain/start.js';
import { ensureToolchain } from '../toolchain/toolchain.js';
import { readDataKeys } from './data-keys.js';
import { bindDiagnostics } from './diagnostics.js';
import { readMetadata } from './metadata.js';
import { openSource } from './source.js';

export interface RecordOptions {
  /** Ruby with the gems openvox and openvox-strings; by default the pinned toolchain. */
  readonly ruby?: Pick<RubyEnvironment, 'command' | 'env'>;
  /** Directories of further modules, for those that a module needs. Its own siblings are found without. */
  readonly modulepath?: readonly string[];
}

/** An interface, and what of the module could not be loaded (a provider that needs a missing gem). */
export interface Recording {
  readonly interface: Interface;
  readonly problems: readonly string[];
}

/** One line of `ruby/record.rb`. */
interface Answer {
  readonly openvox: string;
  readonly language: {
    readonly classes: Record<string, RawParameter[]>;
    readonly defines: Record<string, RawParameter[]>;
    readonly aliases: Record<string, string>;
    readonly functions: Record<string, RawFunction>;
  };
  readonly native: {
    readonly types: Record<string, RawNativeType>;
    readonly metaparameters?: Record<string, string>;
  };
  readonly problems: string[];
}

interface RawParameter {
  readonly name: string;
  readonly type: string;
  readonly default: boolean;
}

interface RawFunction {
  readonly api: FunctionInterface['api'];
  readonly signatures: { readonly parameters: FunctionParameter[]; readonly returns: string }[];
}

type RawNativeType = Omit<NativeType, 'parameters'> & { readonly attributes: Record<string, string> };

/** Records one module from a directory or a `.tar.gz`. */
export async function recordInterface(source: string, options: RecordOptions = {}): Promise<Recording> {
  const [recording] = await recordInterfaces([source], options);
  if (recording === undefined) throw new Error(`${source}: nothing was recorded`);
  return recording;
}

/**
 * Records modules from directories or `.tar.gz` files, in their order.
 *
 * @throws FindingsError if a source is no module, or Ruby cannot load it.
 */
export async function recordInterfaces(sources: readonly string[], options: RecordOptions = {}): Promise<Recording[]> {
  const opened = await Promise.all(sources.map(openSource));
  try {
    const metadata = await Promise.all(opened.map(({ directory }) => readMetadata(directory)));
    const requests = await Promise.all(
      opened.map(async ({ directory }, index) => ({
        directory,
        libraries: await libraries(Object.keys(metadata[index]?.dependencies ?? {}), [
          dirname(directory),
          ...(options.modulepath ?? []),
        ]),
      })),
    );
    const keys = await Promise.all(opened.map(({ directory }) => readDataKeys(directory)));
    const answers = await ask(requests, options);
    return answers.map((answer, index) => {
      const known = metadata[index];
      if (known === undefined) throw new Error('more answers than questions');
      const problems = [...answer.problems];
      return { interface: { ...known, ...accepts(answer, keys[index] ?? new Set(), problems) }, problems };
    });
  } finally {
    await Promise.all(opened.map((source) => source.dispose()));
  }
}

/** Records the native types, metaparameters and functions of OpenVox itself. */
export async function recordCore(options: RecordOptions = {}): Promise<Recording> {
  const [answer] = await ask([{ directory: null, libraries: [] }], options);
  if (answer === undefined) throw new Error('OpenVox was not recorded');
  const identity = { module: coreModule, version: answer.openvox, dependencies: {}, requirements: {} };
  const problems = [...answer.problems];
  return { interface: { ...identity, operatingSystems: {}, ...accepts(answer, new Set(), problems) }, problems };
}

interface Request {
  readonly directory: string | null;
  readonly libraries: readonly string[];
}

/** Longest that Ruby may take over one module, in milliseconds. */
const patience = 120_000;

async function ask(modules: readonly Request[], options: RecordOptions): Promise<Answer[]> {
  if (modules.length === 0) return [];
  const answers: Answer[] = [];
  const end = await runRuby(options.ruby ?? (await ensureToolchain()), {
    arguments: [packageFile('src/bind/ruby/record.rb')],
    requests: [{ modules }],
    // The script is of this package: what it answers has the shape that it was asked for.
    onRecord: (record) => answers.push(record as unknown as Answer),
    patience,
  });
  if (end.exitCode === 0 && answers.length === modules.length) return answers;
  const directory = modules[answers.length]?.directory ?? 'OpenVox';
  throw new FindingsError([finding(bindDiagnostics.recordingFailed, undefined, directory, lastLines(end.output))]);
}

/** The end of a backtrace and of what came before it says enough. */
function lastLines(output: string): string {
  return output.split('\n').slice(-10).join('\n');
}

/** The `lib` folders of the modules that a module needs, where they are at hand. */
async function libraries(dependencies: readonly string[], modulepath: readonly string[]): Promise<string[]> {
  const candidates = dependencies.flatMap((slug) => modulepath.map((path) => join(path, basename(slug), 'lib')));
  const present = await Promise.all(
    candidates.map((path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  return candidates.filter((_, index) => present[index]);
}

type Accepted = Omit<Interface, 'module' | 'slug' | 'version' | 'dependencies' | 'requirements' | 'operatingSystems'>;

/** What Ruby answered, with types in canonical form and the module's own data counted as defaults. */
function accepts({ language, native }: Answer, dataKeys: ReadonlySet<string>, problems: string[]): Accepted {
  const type = (text: string): string => canonicalType(text, problems);
  const types = (record: Readonly<Record<string, string>>): Record<string, string> => sorted(mapValues(record, type));
  const parameters = (name: string, recorded: readonly RawParameter[]): Parameters => ({
    parameters: types(Object.fromEntries(recorded.map((parameter) => [parameter.name, parameter.type]))),
    required: recorded
      .flatMap((parameter) => (parameter.default || dataKeys.has(`${name}::${parameter.name}`) ? [] : [parameter.name]))
      .sort(),
  });
  return {
    classes: sorted(mapValues(language.classes, (recorded, name) => parameters(name, recorded))),
    defines: sorted(mapValues(language.defines, (recorded, name) => parameters(name, recorded))),
    types: sorted(
      mapValues(native.types, ({ attributes, ...others }): NativeType => ({
        parameters: types(attributes),
        ...others,
      })),
    ),
    functions: sorted(
      mapValues(language.functions, ({ api, signatures }) => ({
        api,
        signatures: signatures.map(({ parameters: recorded, returns }) => ({
          parameters: recorded.map((parameter) => ({ ...parameter, type: type(parameter.type) })),
          returns: type(returns),
        })),
      })),
    ),
    aliases: types(language.aliases),
    ...(native.metaparameters && { metaparameters: types(native.metaparameters) }),
  };
}

/** One spelling for each type, so that a module that only reformats its manifests keeps its interface. */
function canonicalType(text: string, problems: string[]): string {
  try {
    return printType(parseType(text));
  } catch (error) {
    if (!(error instanceof TypeSyntaxError)) throw error;
    problems.push(error.message);
    return 'Any';
  }
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
