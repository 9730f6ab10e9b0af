/** `npm run e2e [-- scenario...]`: boots machines, applies the generated module to them, and looks at what they do. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { execa } from 'execa';
import { findCgroups } from './lab/cgroups.js';
import { endRecorded, isInUse } from './lab/lab.js';
import { defaultState, findObstacles } from './probe.js';
import { Runner } from './runner.js';
import { readScenario, scenarioNames } from './scenario.js';
import { findComponents } from './site.js';
import { table, type Row } from './table.js';
import { View } from './view.js';
import { reasonOf } from '../../src/text/reason.js';

interface Options {
  readonly state: string;
  readonly modules?: string;
  readonly module: string;
  readonly mem: readonly string[];
  readonly keep?: boolean;
  readonly end?: boolean;
  readonly list?: boolean;
}

const root = join(import.meta.dirname, '../..');
const OPENVOX = '8.31.2';
const SUITE = 'trixie';

const program = new Command('npm run e2e --')
  .description('Boots machines, applies the generated module to them, and looks at what they do.')
  .argument('[scenario...]', 'names of scenarios, or files; all of them unless given')
  .option('--state <folder>', 'where image, repository and logs are kept', defaultState)
  .option(
    '--modules <folder>',
    'component modules at the locked versions; fetched unless given',
    process.env['MODULEPATH_REAL'],
  )
  .option('--module <folder>', 'the module to test', join(root, 'output/openvox_platform'))
  .option('--mem <machine=GiB>', 'memory of a machine, instead of what the scenario says', collect, [])
  .option('--keep', 'leaves the machines of the last scenario running')
  .option('--end', 'ends machines that --keep left running, and nothing else')
  .option('--list', 'names the scenarios')
  .addHelpText('after', '\nExample:\n  npm run e2e -- standard --mem openvox=6 --keep');
program.parse();
try {
  process.exitCode = await main(program.args, program.opts<Options>());
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 2;
}

function collect(value: string, before: readonly string[]): readonly string[] {
  if (!/^[a-z0-9]+=[\d.]+$/.test(value))
    throw new InvalidArgumentError('Expected a machine and GiB, such as openvox=4.');
  return [...before, value];
}

async function main(names: readonly string[], options: Options): Promise<number> {
  if (options.list) {
    for (const name of scenarioNames()) process.stdout.write(`${name.padEnd(30)}${readScenario(name).title}\n`);
    return 0;
  }
  const { state } = options;
  mkdirSync(state, { recursive: true });
  const cgroups = findCgroups();
  const obstacles = await findObstacles(state);
  if (cgroups === undefined || obstacles.length > 0) {
    for (const sentence of obstacles) process.stderr.write(`${sentence}\n`);
    process.stderr.write('The lab cannot run here.\n');
    return 2;
  }
  const scenarios = (names.length === 0 ? scenarioNames() : names).map((name) => ({
    name,
    scenario: readScenario(name),
  }));
  const folders = () => (existsSync(join(state, 'runs')) ? readdirSync(join(state, 'runs')) : []);
  const busy = folders().find((name) => isInUse(join(state, 'runs', name, 'lab.json')));
  if (busy !== undefined) {
    process.stderr.write(
      `Another run takes the steps of '${busy}' in ${state}: wait for it, or give a --state of your own.\n`,
    );
    return 2;
  }
  for (const name of folders()) {
    const ended = await endRecorded(join(state, 'runs', name, 'lab.json'), cgroups);
    if (ended) process.stdout.write(`ended the machines of ${name}\n`);
    rmSync(join(state, 'runs', name, 'machines'), { recursive: true, force: true });
  }
  if (options.end) return 0;

  const view = new View(process.stdout);
  const rows: Row[] = [];
  const components = await findComponents(options.modules, state, join(root, 'fixtures/modules.lock.json'));
  await buildImage(view, state);
  const memory = new Map(options.mem.map((one) => one.split('=')).map(([name, size]) => [name ?? '', Number(size)]));

  let running: Runner | undefined;
  const stopping = new AbortController();
  // npm passes a signal on that the terminal has sent already: the second one must not cut the end short.
  const stop = (signal: NodeJS.Signals) => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    void (running?.end() ?? Promise.resolve()).finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  for (const [index, { name, scenario }] of scenarios.entries()) {
    const folder = join(state, 'runs', name.replace(/^.*\/|\.yaml$/g, ''));
    rmSync(folder, { recursive: true, force: true });
    view.folder = join(folder, 'log');
    view.say(`== ${scenario.title}`);
    const keep = options.keep === true && index === scenarios.length - 1;
    running = new Runner(scenario, { view, cgroups, state, folder, module: options.module, components, memory, keep });
    const before = { passed: view.passed, failed: view.failed, began: Date.now() };
    try {
      await running.run();
    } catch (error) {
      // Its machines are being ended, and so is this process.
      if (stopping.signal.aborted) return 1;
      view.result(false, `${name} ended early: ${reasonOf(error)}`);
    }
    rows.push({
      name,
      runner: running,
      seconds: (Date.now() - before.began) / 1000,
      passed: view.passed - before.passed,
      failed: view.failed - before.failed,
    });
    if (keep) {
      for (const machine of running.machines.values()) view.say(`${machine.name} goes on running: ${machine.entry}`);
      view.say('end them with: npm run e2e -- --end');
    } else await running.end();
  }
  view.close();
  process.stdout.write(
    `\n${table(rows)}\nlogs: ${join(state, 'runs')}\n${String(view.passed)} passed, ${String(view.failed)} failed\n`,
  );
  return view.failed === 0 ? 0 : 1;
}

/** Image and repository, made once. */
async function buildImage(view: View, state: string): Promise<void> {
  const building = execa('bash', [join(import.meta.dirname, 'image/build.sh'), state, OPENVOX, SUITE], {
    stderr: 'pipe',
  });
  for await (const stage of building) view.say(`image and repository: ${stage}`);
  await building;
}
