/** Whatever the README names exists: commands, options, scripts, files and folders. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CommandSpec } from '../../src/cli/command.js';
import { commands } from '../../src/cli/commands/index.js';
import { main } from '../../src/cli/main.js';
import { packageFile } from '../../src/package-root.js';
import { surroundings } from '../cli/surroundings.js';
import { readme } from './readme.js';

const { scripts } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** Without the examples, which are run. */
const text = readme.replace(/<!-- example: [^]*?```\w*\n[^]*?```/g, '');
const code = [...text.matchAll(/`([^`\n]+)`|^((?:npm|npx) .*)$/gm)].map((match) => match[1] ?? match[2] ?? '');
const calls = code.flatMap((item) =>
  [...item.matchAll(/\bovp-gen(?!\/)((?: +[\w./-]+)*)/g)].map((match) => (match[1] ?? '').trim()),
);
const unique = (items: readonly string[]): readonly string[] => [...new Set(items)].sort();

const help = async (...argv: readonly string[]): Promise<string> => {
  const { said, contextOf } = surroundings('/nowhere');
  await main([...argv, '--help'], commands, contextOf);
  return said.out;
};
const names = (specs: readonly CommandSpec[]): string[] => specs.map(({ name }) => name);

describe('the README', () => {
  it('names commands that exist, and every one of them', () => {
    const called = unique(calls.map((call) => call.split(' ')[0] ?? '').filter((word) => /^[a-z]+$/.test(word)));
    expect(called).toEqual(names(commands).sort());
  });

  it('names options that these commands have', async () => {
    const rows = code.filter((item) => item.includes('ovp-gen') && item.includes(' --'));
    expect(rows).not.toEqual([]);
    const all = (await Promise.all(names(commands).map((name) => help(name)))).join('\n');
    const options = code
      .filter((item) => item.includes('ovp-gen') || item.startsWith('--'))
      .flatMap((item) => item.match(/--[a-z][a-z-]*/g) ?? []);
    for (const option of unique(options)) expect(all).toMatch(new RegExp(`${option}\\b`));
  });

  it('names files, folders and scripts that exist', () => {
    const paths = code.filter((item) =>
      /^(?:src|generators|templates|fixtures|output|test|scripts|bin|bench)(?:\/[\w./-]+)?$/.test(item),
    );
    expect(paths.length).toBeGreaterThan(10);
    // The attestation is kept only where the real component modules were judged; acme_platform is the example's.
    const made = ['fixtures/attestation.json', 'output/acme_platform'];
    expect(unique(paths).filter((path) => !made.includes(path) && !existsSync(packageFile(path)))).toEqual([]);
    const run = [...text.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(unique(run).filter((name) => !(name in scripts))).toEqual([]);
    expect(text).toContain('npm ci && npx ovp-gen');
    expect(text).toContain('npm ci && npm test');
  });
});
