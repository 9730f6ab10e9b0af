// Everything there is to prove, step by step; every step runs, whatever became of those before it. Ends with one line:
// `N passed, N failed`, where each test of vitest counts as one, and so does each other step; before it comes what this
// machine could not run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { notRun } from './not-run.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), 'ovp-test-'));
const results = join(work, 'vitest.json');
const tool = (path) => join(root, 'node_modules', path);
const cli = join(root, 'bin/ovp-gen.js');

const steps = [
  // First, since most others start what it makes.
  ['build', [join(root, 'scripts/build.mjs')]],
  ['types', [tool('typescript/bin/tsc'), '--noEmit', '-p', '.']],
  ['format', [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['lint', [tool('eslint/bin/eslint.js'), '.']],
  ['parts know only those below', [tool('dependency-cruiser/bin/dependency-cruise.mjs'), 'src', 'generators']],
  ['generated tree is up to date', [cli, '--check', '--quiet']],
  ['component modules', [cli, 'deps']],
  ['validation of the module', [cli, 'validate', '--only', 'parser,lint,metadata,strings,data,catalogs,attestation']],
];
const tests = [
  tool('vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
];

let passed = 0;
let failed = 0;

function run(name, argv) {
  console.log(`\n== ${name}`);
  const began = Date.now();
  const { status } = spawnSync(process.execPath, argv, { cwd: root, stdio: 'inherit' });
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`== ${name}: ${status === 0 ? 'passed' : 'FAILED'} (${seconds} s)`);
  return status === 0;
}

/** Counts of vitest's own report; a file that could not even be loaded counts as one failure. */
function counted() {
  try {
    const report = JSON.parse(readFileSync(results, 'utf8'));
    const { numPassedTests, numFailedTests, testResults } = report;
    const broken = testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
    );
    return { good: numPassedTests, bad: numFailedTests + broken.length, left: notRun(report, root) };
  } catch {
    return { good: 0, bad: 0, left: { lines: [], count: 0 } };
  }
}

for (const [name, argv] of steps) {
  if (run(name, argv)) passed += 1;
  else failed += 1;
}
const isGreen = run('tests', tests);
const { good, bad, left } = counted();
passed += good;
// A run that ends badly without a failed test, after an unhandled error for instance, is a failure all the same.
failed += isGreen ? bad : Math.max(bad, 1);
rmSync(work, { recursive: true, force: true });

console.log(`\n${left.lines.map((line) => `${line}\n`).join('')}${left.count} not run`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
