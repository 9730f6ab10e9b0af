/** Judges that are one Ruby process over many files. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFile } from '../package-root.js';
import { endOf, runRuby } from '../toolchain/start.js';
import { sha256 } from '../write/hash.js';
import {
  type Judge,
  type JudgeContext,
  JudgeFailure,
  type JudgeName,
  type ModuleOnDisk,
  type Problem,
  tallyOf,
  type Verdict,
} from './judge.js';
import { judgesHash } from './memory.js';

/** Loading OpenVox on a busy machine takes a few seconds, a file far less. */
const PATIENCE = 120_000;

/** @param selects - which files of a module it reads */
function rubyJudge(name: JudgeName, selects: (path: string) => boolean): Judge {
  return {
    name,
    unit: 'files',
    inputs: ({ files }) => files.filter(selects),
    run: (module, inputs, context) => judgeFiles(name, module, inputs, context),
  };
}

const below = (folders: string, extension: string): RegExp => new RegExp(`^(?:${folders})/.*\\.${extension}$`);
const manifests = below('manifests|functions|types|plans|examples', 'pp');
const templates = below('templates', 'epp');
const ruby = below('lib|facts\\.d|spec', 'rb');
const documented = [below('manifests|functions|types|plans', 'pp'), below('lib/puppet', 'rb')];
/** Scripts that are no part of the module's interface, although they lie below `manifests`. */
const linted = below('manifests|functions|types|plans', 'pp');

/** OpenVox's parser and validation of manifests and templates; Ruby's parser for Ruby. */
export const parserJudge = rubyJudge('parser', (path) => [manifests, templates, ruby].some((one) => one.test(path)));

/** puppet-lint with every plugin of Vox Pupuli, as `.puppet-lint.rc` of the module has it. */
export const lintJudge = rubyJudge('lint', (path) => linted.test(path));

/** metadata-json-lint at its strictest. */
export const metadataJudge = rubyJudge('metadata', (path) => path === 'metadata.json');

/** puppet-strings: everything has a text. */
export const stringsJudge = rubyJudge('strings', (path) => documented.some((one) => one.test(path)));

/** A file without problems is not judged again before it changes; each is judged by itself. */
async function judgeFiles(
  name: JudgeName,
  module: ModuleOnDisk,
  inputs: readonly string[],
  context: JudgeContext,
): Promise<Verdict> {
  const { memory } = context;
  if (memory === undefined) return startRuby(name, module, inputs, context);
  const options = await hashOf(join(module.root, '.puppet-lint.rc'));
  const judges = sha256(`${await judgesHash()}\n${options}`);
  const hashes = new Map(
    await Promise.all(inputs.map(async (path) => [path, await hashOf(join(module.root, path))] as const)),
  );
  const clean = cleanFiles(await memory.recall(name), judges);
  const changed = inputs.filter((path) => clean[path] !== hashes.get(path));
  const problems = changed.length === 0 ? [] : (await startRuby(name, module, changed, context)).problems;
  const failing = new Set(problems.map(({ path }) => path));
  const sound = [...hashes].filter(([path]) => !failing.has(path));
  if (changed.length > 0) await memory.keep(name, { judges, clean: Object.fromEntries(sound) });
  return { ...tallyOf(inputs, problems), problems };
}

/** What is kept of a judge: path -> SHA-256 of files without problems. */
function cleanFiles(kept: unknown, judges: string): Readonly<Record<string, unknown>> {
  const { judges: by, clean } = Object(kept) as { readonly judges?: unknown; readonly clean?: unknown };
  return by === judges ? (Object(clean) as Readonly<Record<string, unknown>>) : {};
}

function hashOf(file: string): Promise<string> {
  return readFile(file).then(sha256, () => 'none');
}

async function startRuby(
  name: JudgeName,
  { root }: ModuleOnDisk,
  inputs: readonly string[],
  { ruby, signal, progress, patience = PATIENCE }: JudgeContext,
): Promise<Verdict> {
  const problems: Problem[] = [];
  const asked = new Set(inputs);
  const judged = new Set<string>();
  const broken: string[] = [];
  let canary: unknown;
  let done: unknown;
  const end = await runRuby(await ruby(), {
    arguments: [packageFile('src/validate/ruby/worker.rb'), name],
    requests: [{ root, files: inputs }],
    patience,
    signal,
    onRecord(record) {
      if ('canary' in record) canary = record.canary;
      else if ('done' in record) done = record.done;
      else if (isAbout(asked, record)) {
        judged.add(record.path);
        problems.push(...record.problems.map((problem) => parseProblem(record.path, problem)));
        progress?.(`${judged.size} of ${inputs.length}`);
      } else broken.push(JSON.stringify(record));
    },
  });
  const failure = (message: string): JudgeFailure =>
    new JudgeFailure(message, [...end.garbage, ...broken, end.output].join('\n'));
  if (end.hung) throw failure(`it said nothing for ${patience / 1000} s`);
  if (end.endless) throw failure('it did not stop talking');
  if (end.garbage.length + broken.length > 0) throw failure('it answered what cannot be understood');
  if (end.exitCode !== 0) throw failure(`it ended with ${endOf(end)}`);
  if (canary !== true) throw failure('it does not find a known defect');
  const left = inputs.filter((path) => !judged.has(path));
  if (done !== inputs.length || left.length > 0)
    throw failure(`it left out ${left.slice(0, 5).join(', ') || 'its end'}`);
  return { ...tallyOf(inputs, problems), problems };
}

interface FileRecord {
  readonly path: string;
  readonly problems: readonly Readonly<Record<string, unknown>>[];
}

/** Whether a record is what is said of a file that was asked for. */
function isAbout(
  asked: ReadonlySet<string>,
  record: Readonly<Record<string, unknown>>,
): record is Readonly<Record<string, unknown>> & FileRecord {
  const { path, problems } = record;
  const areObjects = Array.isArray(problems) && problems.every((one) => typeof one === 'object' && one !== null);
  return typeof path === 'string' && asked.has(path) && areObjects;
}

/** One problem as the worker has it; what it lacks is left out, what it must have is put in words. */
function parseProblem(path: string, value: Readonly<Record<string, unknown>>): Problem {
  const { line, column, severity, check, message } = value;
  return {
    path,
    ...(isPlace(line) ? { line } : {}),
    ...(isPlace(column) ? { column } : {}),
    ...(typeof check === 'string' ? { check } : {}),
    severity: severity === 'warning' ? 'warning' : 'error',
    message: typeof message === 'string' && message !== '' ? message : JSON.stringify(value),
  };
}

/** Some tools write 0 where they know no line. */
function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}
