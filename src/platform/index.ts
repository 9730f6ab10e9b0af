/** The shipped platform: everything that is defined here, put together. */
import type { Platform } from '../model/config.js';
import { packageFile } from '../model/package-root.js';
import { dependencies } from './dependencies.js';
import * as functions from './functions.js';
import { identity } from './identity.js';
import { operatingSystems } from './os.js';
import { ports } from './ports.js';
import { roles } from './roles.js';
import { standard } from './tiers/standard.js';
import * as tuning from './tuning/index.js';
import * as types from './types.js';

export const openvoxPlatform: Platform = {
  identity,
  definitions: [...Object.values(functions), ...Object.values(tuning), ...Object.values(types)],
  operatingSystems,
  runtime: { name: 'openvox', range: '>= 8.23.1 < 9.0.0' },
  dependencies,
  hierarchy: [],
  data: [],
  roles,
  tiers: [standard],
  ports,
  assets: [packageFile('templates/module')],
  prose: [packageFile('templates/prose')],
};
