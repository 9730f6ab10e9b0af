import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { configFile } from '../../src/cli/project-file.js';
import { FindingsError } from '../../src/findings/finding.js';
import { surroundings } from './surroundings.js';
import { lay, temporary } from '../write/trees.js';

function helpOf(cwd: string): string | undefined {
  try {
    return configFile({ cwd, config: undefined });
  } catch (error) {
    return error instanceof FindingsError ? error.findings[0]?.help : undefined;
  }
}

describe('configFile', () => {
  it('finds the nearest one, or the one that is named', () => {
    const root = temporary();
    lay(root, { 'ovp.config.ts': '', 'deep/er/x': '', 'other/ovp.config.ts': '', 'named.ts': '' });
    const find = (cwd: string, config?: string) => configFile({ cwd: join(root, cwd), config });
    expect(find('.')).toBe(join(root, 'ovp.config.ts'));
    expect(find('deep/er')).toBe(join(root, 'ovp.config.ts'));
    expect(find('other')).toBe(join(root, 'other/ovp.config.ts'));
    expect(find('deep', '../named.ts')).toBe(join(root, 'named.ts'));
  });

  it('says what is missing', () => {
    const cwd = temporary();
    expect(() => configFile({ cwd, config: undefined })).toThrow(`OVP3101: there is no ovp.config.ts in '${cwd}'`);
    expect(helpOf(cwd)).toContain('npx ovp-gen init');
    lay(cwd, { 'ovp.config.mjs': '' });
    expect(helpOf(cwd)).toBe(
      "Did you mean 'ovp.config.mjs'? Call it ovp.config.ts, or name it: --config ovp.config.mjs",
    );
    expect(() => configFile({ cwd, config: 'x.ts' })).toThrow("OVP3102: the configuration 'x.ts' does not exist");
    expect(() => configFile({ cwd, config: '.' })).toThrow("OVP3102: the configuration '.' is a folder");
  });
});

describe('deps', () => {
  const deps = async (...argv: string[]) => {
    const { said, contextOf } = surroundings(temporary());
    return { code: await main(['deps', ...argv], undefined, contextOf), ...said };
  };

  it('proves the lock of ovp-gen where there is no project', async () => {
    expect(await deps()).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^\d+ modules: every/) as string,
    });
  });

  it('wants a configuration that is named', async () => {
    expect(await deps('--config', 'x.ts')).toMatchObject({
      code: 1,
      err: expect.stringContaining('OVP3102') as string,
    });
  });
});
