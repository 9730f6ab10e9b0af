/**
 * Generates one tree after the other, for ever, until it is killed. Bundled by the test and run as a process of its own.
 * Arguments: the output directory, and a file with the trees as JSON.
 */
import { readFileSync } from 'node:fs';
import { applyPlan, planWrite } from '../../src/write/write.js';

const [root, file] = process.argv.slice(2);
if (root === undefined || file === undefined) throw new Error('usage: victim <output directory> <trees.json>');
const trees = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>[];
process.stdout.write('ready\n');
for (let n = 0; ; n += 1) {
  const tree = Object.entries(trees[n % trees.length] ?? {});
  const desired = new Map(tree.map(([path, content]) => [path, { content, mode: 0o644 as const }]));
  await applyPlan(await planWrite(root, desired));
}
