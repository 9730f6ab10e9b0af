// Measures ovp-gen against its peers, and against itself with more profiles; prints Markdown. See README.md.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { missing, run, summary } from './measure.mjs';
import { installPeers } from './peers.mjs';
import { peerTable, scaleTable } from './tables.mjs';
import { cdk8s, cdk8sLibrary } from './subjects/cdk8s.mjs';
import { sizeOf } from './subjects/folder.mjs';
import { graphqlCodegen } from './subjects/graphql-codegen.mjs';
import { ovpGen, shipped } from './subjects/ovp-gen.mjs';
import { projen, projenTypeScript } from './subjects/projen.mjs';

const usage = `npm run bench -- [options]
  --runs <n>       measured runs of each command (default 7)
  --units <n>      profiles, or what a peer has instead (default 40; 0: no comparison)
  --scale <list>   numbers of profiles to compare (default 10,100,1000; none: an empty string)
  --no-peers       ovp-gen alone, needs no network`;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '7' },
    units: { type: 'string', default: '40' },
    scale: { type: 'string', default: '10,100,1000' },
    'no-peers': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/**
 * Measures subjects in turn, A B C A B C, so that a machine that becomes slower does so for all of them.
 *
 * @param {readonly { subject: import('./subjects/subject.mjs').Subject, units: number }[]} entries
 * @returns for each entry the medians by scenario, and the size of its output; and those of a bare node
 */
function measure(entries, scenarios, runs, folder, peers) {
  const bare = [];
  const places = entries.map(({ subject, units }, index) => {
    const place = join(folder, `${index}`);
    mkdirSync(place);
    subject.prepare(place, units, peers);
    // Warm-up, in which caches that outlive a run are filled.
    const first = subject.commands.cold(place, 0, peers);
    run(first.command, place, first.env);
    return { subject, units, place, samples: new Map(scenarios.map((scenario) => [scenario, []])) };
  });
  for (const scenario of scenarios) {
    for (let round = 1; round <= runs; round += 1) {
      bare.push(run([process.execPath, '-e', '0'], folder));
      for (const { subject, place, samples } of places) {
        const command = subject.commands[scenario]?.(place, round, peers);
        if (command === undefined) continue;
        command.before?.();
        samples.get(scenario).push(run(command.command, place, command.env));
        process.stderr.write('.');
      }
    }
    // The next scenario begins with everything up to date.
    for (const { subject, place } of places) {
      const command = subject.commands.noop(place, 0, peers);
      run(command.command, place, command.env);
    }
  }
  process.stderr.write('\n');
  return {
    bare: summary(bare),
    rows: places.map(({ subject, units, place, samples }) => ({
      name: subject.name,
      units,
      size: sizeOf(join(place, subject.output)),
      results: new Map([...samples].filter(([, list]) => list.length > 0).map(([key, list]) => [key, summary(list)])),
    })),
  };
}

function main() {
  const runs = Number(values.runs);
  const units = Number(values.units);
  const scale = values.scale
    .split(',')
    .filter((text) => text !== '')
    .map(Number);
  const isCount = (value) => Number.isSafeInteger(value) && value > 0;
  if (values.help || ![runs, units === 0 ? 1 : units, ...scale].every(isCount)) return console.log(usage);
  if (!existsSync(fileURLToPath(new URL('../dist/cli.js', import.meta.url))))
    throw new Error('run `npm run build` first');
  const lacks = missing();
  if (lacks !== undefined) throw new Error(lacks);
  const peers = values['no-peers'] || units === 0 ? undefined : installPeers();
  const folder = mkdtempSync(join(tmpdir(), 'ovp-gen-bench-'));
  try {
    console.log(
      `Node ${process.versions.node}, ${process.platform}, ${cpus().length} x ${cpus()[0]?.model ?? 'CPU'}, median of ${runs} runs\n`,
    );
    if (units > 0) {
      const own = [ovpGen, shipped];
      const subjects =
        peers === undefined ? own : [...own, cdk8sLibrary, cdk8s, projen, projenTypeScript, graphqlCodegen];
      const compared = join(folder, 'compared');
      mkdirSync(compared);
      const scenarios = ['start', 'cold', 'noop', 'edit', 'check'];
      console.log(
        peerTable(
          measure(
            subjects.map((subject) => ({ subject, units })),
            scenarios,
            runs,
            compared,
            peers,
          ),
          scenarios,
        ),
      );
    }
    if (scale.length === 0) return undefined;
    const scaled = join(folder, 'scaled');
    mkdirSync(scaled);
    const costs = ['nothing', 'cold', 'noop', 'edit', 'check'];
    console.log(
      scaleTable(
        measure(
          scale.map((count) => ({ subject: ovpGen, units: count })),
          costs,
          runs,
          scaled,
        ),
        costs,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return undefined;
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
