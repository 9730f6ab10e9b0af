/** Every command, in the order of the help. */
import type { CommandSpec } from '../command.js';
import { bind } from './bind.js';
import { ci } from './ci.js';
import { deps } from './deps.js';
import { doctor } from './doctor.js';
import { explain } from './explain.js';
import { generate } from './generate.js';
import { init } from './init.js';
import { infra } from './infra/index.js';
import { packageCommand } from './package.js';
import { publish } from './publish.js';
import { release } from './release.js';
import { validate } from './validate.js';

export const commands: readonly CommandSpec[] = [
  generate,
  validate,
  init,
  infra,
  explain,
  bind,
  ci,
  deps,
  packageCommand,
  doctor,
  release,
  publish,
];
