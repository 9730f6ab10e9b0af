/** The operators' side: everything that follows from one description of an infrastructure. */
import type { CommandSpec } from '../../command.js';
import { check } from './check.js';
import { diff } from './diff.js';
import { draw } from './draw.js';
import { hiera } from './hiera.js';
import { plan } from './plan.js';
import { runbook } from './runbook.js';
import { secrets } from './secrets.js';

export const infra: CommandSpec = {
  name: 'infra',
  summary: 'describe an infrastructure once, and get what an operator needs',
  more: `Write infrastructure.yaml or infrastructure.ts first, as \`ovp-gen init\` begins one.
Example: ovp-gen infra check infrastructure.yaml`,
  commands: [check, hiera, secrets, plan, draw, runbook, diff],
};
