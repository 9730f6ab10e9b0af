// What of vitest's report was not run: a line for each suite that was left out as a whole, and for each test of another.
import { relative } from 'node:path';

/** Paths are shown relative to the root. */
export function notRun({ testResults }, root) {
  const lines = [];
  let count = 0;
  for (const { name, assertionResults } of testResults) {
    const file = relative(root, name);
    const suiteOf = ({ ancestorTitles, title }) => ancestorTitles[0] ?? title;
    for (const suite of new Set(assertionResults.map(suiteOf))) {
      const tests = assertionResults.filter((test) => suiteOf(test) === suite);
      const left = tests.filter(({ status }) => !['passed', 'failed'].includes(status));
      count += left.length;
      if (left.length === tests.length) lines.push(`not run: ${file}: ${suite}`);
      else for (const test of left) lines.push(`not run: ${file}: ${[...test.ancestorTitles, test.title].join(': ')}`);
    }
  }
  return { lines: lines.sort(), count };
}
