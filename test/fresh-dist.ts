/** Before any test: what `bin` starts is built from the sources at hand, since many tests start it. */
import { execFileSync } from 'node:child_process';
import { newerThanBuild } from '../scripts/stale.mjs';
import { packageFile, packageRoot } from '../src/package-root.js';

export default function setup(): void {
  if (newerThanBuild(packageRoot, { withDefinitions: true }) === undefined) return;
  execFileSync(process.execPath, [packageFile('scripts/build.mjs')], { stdio: 'inherit' });
}
