// Measures `ovp-gen validate` against the module's own `rake`, on the same files; prints Markdown. See README.md.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { median, missing, run } from './measure.mjs';
import { cacheRoot } from './peers.mjs';
import { validateTable } from './tables.mjs';
import { clear, edit } from './subjects/folder.mjs';

const usage = `npm run bench:validate -- [options]
  --runs <n>      rounds, in each of which every command runs once (default 3)
  --minutes <n>   begins no round that would end later than this; the first one always runs (default 13)
  --os <name>     one operating system, such as debian-12 (default: all)`;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '13' },
    os: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const name = 'openvox_platform';
/** A profile that few specs look at, and the one that most of them have in their catalogs. */
const EDITED = ['openvoxview', 'agent'];
/** What both sides do: puppet-lint, the syntax of manifests and templates, metadata-json-lint, rspec-puppet. */
const JUDGES = 'lint,parser,metadata,catalogs';
const TASKS = ['lint', 'syntax', 'metadata_lint', 'spec:standalone'];

const config = `import { amend, comment, defineConfig } from 'ovp-gen';
import { agent, openvoxPlatform, openvoxview } from 'ovp-gen/platform';

export default defineConfig({
  module: { name: '${name}' },
  platform: openvoxPlatform,
  amendments: [
    amend(openvoxview, { add: () => [comment('openvoxview 0')] }),
    amend(agent, { add: () => [comment('agent 0')] }),
  ],
});
`;

/** The gems of the module's Gemfile, installed by Bundler, once for each content of it. */
function gemsFor(module) {
  const gemfile = readFileSync(join(module, 'Gemfile'), 'utf8');
  const folder = join(
    cacheRoot(),
    'ovp-gen',
    `bench-gems-${createHash('sha256').update(gemfile).digest('hex').slice(0, 12)}`,
  );
  const unfinished = `${folder}.${process.pid}`;
  const env = { BUNDLE_GEMFILE: join(folder, 'Gemfile'), BUNDLE_PATH: folder, BUNDLE_WITHOUT: 'release' };
  if (existsSync(folder)) return env;
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(join(unfinished, 'Gemfile'), gemfile);
  try {
    execFileSync('bundle', ['install', '--quiet'], {
      cwd: unfinished,
      env: { ...process.env, ...env, BUNDLE_GEMFILE: join(unfinished, 'Gemfile'), BUNDLE_PATH: unfinished },
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    renameSync(unfinished, folder);
    return env;
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(
      `the gems of the module cannot be installed by bundle:\n${String(error.stderr ?? error.message).trim()}`,
    );
  }
}

/** Writes the stand-ins of the component modules, which `validate` lays by itself, where `rake` looks for them. */
async function layStubs(folder, into) {
  const entry = `import { Catalogue } from './src/bind/catalogue.js';
import { writeStubs } from './src/bind/stubs.js';
const catalogue = new Catalogue();
await writeStubs(catalogue.modules().flatMap((one) => catalogue.module(one) ?? []), process.argv[2]);
`;
  // Inside of the package, whose own files it looks for.
  const outfile = join(packageRoot, 'node_modules/.cache/ovp-gen', `bench-stubs-${process.pid}.mjs`);
  await build({
    stdin: { contents: entry, resolveDir: packageRoot, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  mkdirSync(into, { recursive: true });
  try {
    execFileSync(process.execPath, [outfile, into], { cwd: folder });
  } finally {
    rmSync(outfile, { force: true });
  }
}

async function main() {
  const [runs, minutes] = [Number(values.runs), Number(values.minutes)];
  if (values.help || !Number.isSafeInteger(runs) || runs < 1 || !(minutes > 0)) return console.log(usage);
  const lacks = missing();
  if (lacks !== undefined) throw new Error(lacks);
  const site = mkdtempSync(join(tmpdir(), 'ovp-gen-bench-'));
  try {
    mkdirSync(join(site, 'node_modules'));
    symlinkSync(packageRoot, join(site, 'node_modules/ovp-gen'), 'dir');
    writeFileSync(join(site, 'ovp.config.ts'), config);
    const bin = join(packageRoot, 'bin/ovp-gen.js');
    const generate = () => execFileSync(process.execPath, [bin, '--quiet'], { cwd: site });
    generate();
    const module = join(site, 'output', name);
    const other = join(site, 'rake', name);
    const bundler = gemsFor(module);
    await layStubs(site, join(other, 'spec/fixtures/modules'));
    const rake = () => {
      cpSync(module, other, { recursive: true });
      return run(['bundle', 'exec', 'rake', ...TASKS], other, {
        ...bundler,
        STRICT_VARIABLES: 'yes',
        ...(values.os && { SPEC_FACTS_OS: `${values.os}-` }),
      });
    };
    const validate = () =>
      run([process.execPath, bin, 'validate', '--only', JUDGES, ...(values.os ? ['--os', values.os] : [])], site);
    const round = (profile, at) => {
      edit(join(site, 'ovp.config.ts'), new RegExp(`'${profile} \\d+'`), `'${profile} ${at}'`);
      generate();
    };
    const scenarios = {
      cold: () => clear(site, 'node_modules/.cache/ovp-gen/validate'),
      ...Object.fromEntries(EDITED.map((profile) => [`one edit: ${profile}`, (at) => round(profile, at)])),
      'nothing changed': () => undefined,
    };
    const told = (title, sample) => {
      process.stderr.write(`${title}: ${sample.wall.toFixed(1)} s, CPU ${sample.cpu.toFixed(1)} s\n`);
      return sample;
    };
    // Gems, reflections, everything that outlives a run; `rake` has nothing of its own.
    run([process.execPath, bin, 'validate', '--only', 'metadata'], site);
    const rounds = [];
    const began = performance.now();
    const spent = () => (performance.now() - began) / 60_000;
    while (
      (rounds.length < runs && (spent() / rounds.length) * (rounds.length + 1) <= minutes) ||
      rounds.length === 0
    ) {
      const at = rounds.length + 1;
      const own = Object.entries(scenarios).map(([title, before], index) => {
        before(at);
        const sample = told(`${at}/${runs} validate, ${title}`, validate());
        // Beside what takes longest, as what else the machine does counts most there.
        const theirs = index === 0 ? told(`${at}/${runs} rake`, rake()) : undefined;
        return { title, sample, theirs };
      });
      rounds.push({ own, theirs: own[0].theirs });
    }
    const rows = Object.keys(scenarios).map((title, index) => {
      const pairs = rounds.map(({ own, theirs }) => ({ own: own[index].sample, theirs }));
      const of = (pick) => ({
        own: median(pairs.map(({ own }) => pick(own))),
        theirs: median(pairs.map(({ theirs }) => pick(theirs))),
        ratio: median(pairs.map(({ own, theirs }) => pick(theirs) / pick(own))),
      });
      return { title, cpu: of(({ cpu }) => cpu), wall: of(({ wall }) => wall) };
    });
    const machine = `Node ${process.versions.node}, ${process.platform}, ${availableParallelism()} of ${cpus().length} x ${cpus()[0]?.model ?? 'CPU'}`;
    console.log(`${machine}, median of ${rounds.length} rounds, ${values.os ?? 'all operating systems'}\n`);
    console.log(validateTable(rows));
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
  return undefined;
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
