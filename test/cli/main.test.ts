import { describe, expect, it } from 'vitest';
import type { CommandSpec } from '../../src/cli/command.js';
import { commands } from '../../src/cli/commands/index.js';
import { main } from '../../src/cli/main.js';
import { version } from '../../src/cli/self.js';
import { FindingsError } from '../../src/findings/finding.js';
import { surroundings } from './surroundings.js';

function run(...argv: string[]) {
  const calls: unknown[] = [];
  const { said, contextOf } = surroundings('/nowhere');
  const specs: CommandSpec[] = [
    {
      name: 'generate',
      summary: 'make it',
      options: [['--check', 'only look']],
      run: async ({ json, quiet, config }, _given, { check }) => {
        calls.push({ generate: { json, quiet, config, check: check === true } });
        return 0;
      },
    },
    {
      name: 'bind',
      summary: 'record it',
      arguments: [['<source>', 'folder']],
      run: async (_context, given) => {
        calls.push({ bind: given });
        if (given[0] === 'defect') throw new Error('oops');
        throw new FindingsError([{ code: 'OVP1', severity: 'error', message: 'no good' }]);
      },
    },
  ];
  return main(argv, specs, contextOf).then((code) => ({ code, calls, ...said }));
}

const plain = { json: false, quiet: false, config: undefined, check: false };

describe('main', () => {
  it.each<[string[], object]>([
    [[], plain],
    [['--check'], { ...plain, check: true }],
    [['--check', '--json'], { ...plain, check: true, json: true }],
    [['--config', 'x.ts'], { ...plain, config: 'x.ts' }],
    [['generate', '--quiet'], { ...plain, quiet: true }],
    [['--quiet', 'generate', '--check'], { ...plain, quiet: true, check: true }],
  ])('%j is generate', async (argv, want) => {
    expect(await run(...argv)).toMatchObject({ code: 0, calls: [{ generate: want }], out: '', err: '' });
  });

  it.each<[string[], RegExp]>([
    [['generat'], /unknown command 'generat'[^]*Did you mean generate\?/],
    [['--chekc'], /unknown option '--chekc'[^]*Did you mean --check\?/],
    [['bind'], /missing required argument 'source'/],
    [['bind', 'a', 'b'], /too many arguments/],
    [['--config'], /argument missing/],
  ])('%j is wrong usage', async (argv, want) => {
    const { code, calls, err } = await run(...argv);
    expect({ code, calls }).toEqual({ code: 2, calls: [] });
    expect(err).toMatch(want);
  });

  it.each<[string[], string]>([
    [['--json', 'generat'], "unknown command 'generat' (Did you mean generate?)"],
    [['generate', '--chekc', '--json'], "unknown option '--chekc' (Did you mean --check?)"],
    [['bind', '--json'], "missing required argument 'source'"],
  ])('%j is wrong usage, as one document', async (argv, message) => {
    const { code, out } = await run(...argv);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ ok: false, findings: [{ code: 'OVP3103', severity: 'error', message }] });
  });

  it('a group without a command is wrong usage', async () => {
    const { said, contextOf } = surroundings('/nowhere');
    expect(await main(['infra', '--json'], commands, contextOf)).toBe(2);
    expect(JSON.parse(said.out)).toMatchObject({ ok: false, findings: [{ message: 'a command is missing' }] });
    expect(said.err).toContain('Example: ovp-gen infra check');
  });

  it('--version and --help say it on standard output', async () => {
    expect(await run('--version')).toEqual({ code: 0, calls: [], out: `${version()}\n`, err: '' });
    expect(version()).toMatch(/^\d+\.\d+\.\d+/);
    const help = await run('--help');
    expect(help).toMatchObject({ code: 0, calls: [], err: '' });
    expect(help.out).toMatch(/generate[^]*make it[^]*bind[^]*record it/);
    expect((await run('generate', '--help')).out).toMatch(/--check[^]*only look[^]*--json/);
  });

  const shown = commands.flatMap((spec): readonly (readonly [string, CommandSpec])[] =>
    (spec.commands ?? [spec]).map((one) => [one === spec ? spec.name : `${spec.name} ${one.name}`, one]),
  );
  it.each(shown)('%s --help has an example, which is no wrong usage', async (name, { more }) => {
    const calls: string[] = [];
    const stub = (spec: CommandSpec, path: readonly string[]): CommandSpec => ({
      ...spec,
      ...(spec.commands && { commands: spec.commands.map((inner) => stub(inner, [...path, spec.name])) }),
      ...(spec.run && { run: () => (calls.push([...path, spec.name].join(' ')), Promise.resolve(0 as const)) }),
    });
    const [, example = ''] = /^Example: (?:npx )?ovp-gen (.+)$/m.exec(more ?? '') ?? [];
    const { said, contextOf } = surroundings('/nowhere');
    const code = await main(
      example.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1')),
      commands.map((spec) => stub(spec, [])),
      contextOf,
    );
    expect({ code, calls, ...said }).toEqual({ code: 0, calls: [name], out: '', err: '' });
  });

  it('shows findings without a stack, and exits with 1', async () => {
    expect(await run('bind', 'x')).toMatchObject({ code: 1, out: '', err: 'error OVP1: no good\n' });
    const { out } = await run('bind', 'x', '--json');
    expect(JSON.parse(out)).toEqual({
      ok: false,
      findings: [{ code: 'OVP1', severity: 'error', message: 'no good' }],
    });
  });

  it('shows a defect of its own in full', async () => {
    expect((await run('bind', 'defect')).err).toMatch(/has a defect[^]*Error: oops\n +at /);
    const { out, err } = await run('bind', 'defect', '--json');
    expect(err).toMatch(/Error: oops\n +at /);
    expect(JSON.parse(out)).toMatchObject({ ok: false, findings: [{ code: 'OVP3104' }] });
  });
});
