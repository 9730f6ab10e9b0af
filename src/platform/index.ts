/** The shipped platform: everything that is defined here, put together. */
import type { Platform } from '../model/config.js';
import { packageFile } from '../package-root.js';
import { agent } from './agent/agent.js';
import { repositories } from './agent/repositories.js';
import { backup } from './backup/backup.js';
import { caBackup } from './backup/ca.js';
import { foremanBackup } from './backup/foreman.js';
import { certificates } from './certificates.js';
import { code } from './code/code.js';
import { data, hierarchy } from './data.js';
import { databaseDefinitions } from './database/index.js';
import { dependencies } from './dependencies.js';
import { directory } from './directory.js';
import { foremanDefinitions } from './foreman/index.js';
import * as functions from './functions.js';
import { guards } from './guards.js';
import { keepalive } from './keepalive.js';
import { identity } from './identity.js';
import { balancer } from './lb/balancer.js';
import { pool } from './lb/pool.js';
import { operatingSystems } from './os.js';
import { platform } from './platform.js';
import { ports } from './ports.js';
import { compiler } from './profiles/compiler.js';
import { foreman } from './profiles/foreman.js';
import { compilerBalancer } from './profiles/lb/compiler.js';
import { openvoxdbBalancer } from './profiles/lb/openvoxdb.js';
import { monolithic } from './profiles/monolithic.js';
import { openvoxdb } from './profiles/openvoxdb.js';
import { openvoxview } from './profiles/openvoxview.js';
import { postgresql } from './profiles/postgresql.js';
import { primary } from './profiles/primary.js';
import { roles } from './roles.js';
import { firstSecret, requiredSecret, secrets } from './secrets.js';
import { puppetNode } from './server/puppet.js';
import { server } from './server/server.js';
import { serverless } from './serverless/serverless.js';
import { extraLarge } from './tiers/extra-large.js';
import { large } from './tiers/large.js';
import { standard } from './tiers/standard.js';
import * as tuning from './tuning/index.js';
import { nodeTuning } from './tuning/node.js';
import * as types from './types.js';

const profiles = [
  compiler,
  compilerBalancer,
  foreman,
  monolithic,
  openvoxdb,
  openvoxdbBalancer,
  openvoxview,
  postgresql,
  primary,
];

/** What the profiles are made of. */
const parts = [
  agent,
  backup,
  balancer,
  caBackup,
  certificates,
  code,
  directory,
  foremanBackup,
  guards,
  keepalive,
  nodeTuning,
  pool,
  puppetNode,
  repositories,
  secrets,
  server,
  serverless,
  ...databaseDefinitions,
  ...foremanDefinitions,
];

export const openvoxPlatform: Platform = {
  identity,
  definitions: [
    platform,
    ...profiles,
    ...parts,
    ...Object.values(functions),
    ...Object.values(tuning),
    ...Object.values(types),
    firstSecret,
    requiredSecret,
  ],
  operatingSystems,
  runtime: { name: 'openvox', range: '>= 8.23.1 < 9.0.0' },
  dependencies,
  hierarchy,
  data,
  roles,
  tiers: [standard, large, extraLarge],
  ports,
  assets: [packageFile('templates/module')],
  prose: [packageFile('templates/prose')],
};
