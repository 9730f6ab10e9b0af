/** Pages that are made from the code are as the code makes them; `npx vitest run test/docs -u` makes them anew. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/package-root.js';
import { allFindings, findingPage, findingsIndex } from './findings.js';
import { commandsPage, configurationPage, exportsPage } from './reference.js';

const findings = await allFindings();
const page = (path: string): string => packageFile(`docs/${path}`);

describe('pages of findings', () => {
  it('are there for every code, and each code has one meaning', async () => {
    expect(findings.length).toBeGreaterThan(100);
    expect(new Set(findings.map(({ code }) => code)).size).toBe(findings.length);
    const files = ['README.md', ...findings.map(({ code }) => `${code}.md`)].sort();
    await expect(findingsIndex(findings)).toMatchFileSnapshot(page('findings/README.md'));
    expect(readdirSync(page('findings')).sort()).toEqual(files);
  });

  it.each(findings.map((found) => [found.code, found] as const))('%s tells what to do', (_code, found) => {
    expect(findingPage(found)).toMatch(/^(?: {2}help|What to do): \S/m);
  });

  it.each(findings.map((found) => [found.code, found] as const))('%s', async (code, found) => {
    await expect(findingPage(found)).toMatchFileSnapshot(page(`findings/${code}.md`));
  });
});

describe('the reference', () => {
  it.each([
    ['commands', commandsPage],
    ['configuration', configurationPage],
    ['exports', exportsPage],
  ] as const)(
    '%s',
    async (name, make) => {
      await expect(await make()).toMatchFileSnapshot(page(`reference/${name}.md`));
    },
    60_000,
  );

  it('says of every export what it is', () => {
    expect(exportsPage().match(/^\| `\w+` \| +\|$/gm)).toBeNull();
  }, 60_000);
});
