/**
 * What a site imports from `ovp-gen/platform`: the platform as a whole, and its classes, types and functions one by one,
 * to amend them, to contain them, and to refer to them.
 */
export { agent } from './agent/agent.js';
export { repositories } from './agent/repositories.js';
export { certificates } from './certificates.js';
export { code } from './code/code.js';
export * from './functions.js';
export { openvoxPlatform } from './index.js';
export { infrastructure, platform } from './platform.js';
export { compiler } from './profiles/compiler.js';
export { foreman } from './profiles/foreman.js';
export { compilerBalancer } from './profiles/lb/compiler.js';
export { openvoxdbBalancer } from './profiles/lb/openvoxdb.js';
export { monolithic } from './profiles/monolithic.js';
export { openvoxdb } from './profiles/openvoxdb.js';
export { openvoxview } from './profiles/openvoxview.js';
export { postgresql } from './profiles/postgresql.js';
export { primary } from './profiles/primary.js';
export { server } from './server/server.js';
export * from './types.js';
