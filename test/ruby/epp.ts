/** Templates of the module, rendered with the real EPP. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { readAssets } from '../../src/load/assets.js';
import { packageFile } from '../../src/package-root.js';
import { identity } from '../../src/platform/identity.js';

/**
 * Renders a template.
 *
 * @param path - path in the module, such as `templates/apply.sh.epp`
 */
export function renderTemplate(path: string, values: Readonly<Record<string, unknown>>): string {
  const template = readAssets([packageFile('templates/module')], identity).find((asset) => asset.path === path);
  if (template === undefined) throw new Error(`there is no template ${path}`);
  const folder = mkdtempSync(join(tmpdir(), 'ovp-epp-'));
  try {
    writeFileSync(join(folder, 'template.epp'), template.content);
    // The one type that templates name and Puppet does not have by itself.
    const types = join(folder, 'codedir/environments/production/modules/stdlib/types');
    mkdirSync(types, { recursive: true });
    writeFileSync(join(types, 'absolutepath.pp'), 'type Stdlib::Absolutepath = String[1]\n');
    // JSON is YAML.
    writeFileSync(join(folder, 'values.yaml'), JSON.stringify(values));
    const args = ['epp', 'render', 'template.epp', '--values_file', 'values.yaml', ...places(folder)];
    return execaSync('puppet', args, { cwd: folder, stripFinalNewline: false }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puppet writes to none of its usual places. */
function places(folder: string): readonly string[] {
  return ['confdir', 'vardir', 'codedir', 'rundir', 'logdir'].map((option) => `--${option}=${join(folder, option)}`);
}
