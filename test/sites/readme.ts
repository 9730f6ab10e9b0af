/** The README's way to extend the platform, gone in an empty folder. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { example } from '../readme/readme.js';
import { install } from './site.js';

/** @param work folder in which the tarball lies when the tests run */
export function judgeReadme(work: string, tarball: () => string): void {
  describe('that follows the README', { timeout: 240_000 }, () => {
    it('has the platform under its name, with its changes and a profile of its own', async () => {
      const folder = join(work, 'readme');
      mkdirSync(folder);
      const commands = example('install').trim().split('\n');
      const placeholder = '/path/of/packages';
      expect(commands[0]).toBe(`mkdir -p ${placeholder} && npm pack --pack-destination ${placeholder}`);
      expect(commands[2]?.replace(placeholder, work)).toBe(`npm install ${tarball()}`);
      await execa('npm', ['init', '--yes'], { cwd: folder });
      const { report } = await install(tarball(), folder);
      writeFileSync(join(folder, 'ovp.config.ts'), example('site'));
      expect(await report()).toMatchObject({ ok: true, findings: [] });
      const read = (path: string): string => readFileSync(join(folder, 'output/acme_platform', path), 'utf8');
      const main = read('manifests/init.pp');
      expect(main).toMatch(/Stdlib::Absolutepath +\$notes += '\/etc\/acme\/notes',/);
      expect(main).toMatch(/\$strict_roles += true,/);
      expect(main).toMatch(/# What follows is ours\.\n}\n$/);
      expect(read('manifests/profile/banner.pp')).toContain('class acme_platform::profile::banner (');
      expect(JSON.parse(read('metadata.json'))).toMatchObject({ name: 'acme-acme_platform', author: 'Acme' });
      expect(existsSync(join(folder, 'output/acme_platform/manifests/profile/primary.pp'))).toBe(true);
    });
  });
}
