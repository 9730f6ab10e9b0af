/** The shipped platform: everything that is defined here, put together. */
import type { Platform } from '../model/config.js';
import { packageFile } from '../model/package-root.js';
import { operatingSystems } from './os.js';
import * as functions from './functions.js';
import * as types from './types.js';

export const openvoxPlatform: Platform = {
  identity: {
    name: 'openvox_platform',
    owner: 'ovp',
    version: '0.1.0',
    summary: 'Reference architecture for OpenVox in three tiers, from one server to load-balanced pools',
    author: 'The ovp-gen authors',
    license: 'Apache-2.0',
    source: 'https://github.com/ovp/openvox_platform',
    projectPage: 'https://github.com/ovp/openvox_platform',
    issuesUrl: 'https://github.com/ovp/openvox_platform/issues',
    tags: ['openvox', 'puppet', 'openvoxdb', 'foreman', 'patroni', 'haproxy'],
  },
  definitions: [...Object.values(functions), ...Object.values(types)],
  operatingSystems,
  runtime: { name: 'openvox', range: '>= 8.23.1 < 9.0.0' },
  dependencies: [{ name: 'puppetlabs/stdlib', range: '>= 9.0.0 < 10.0.0' }],
  hierarchy: [],
  data: [],
  roles: [],
  tiers: [],
  ports: [],
  assets: [packageFile('templates/module')],
  prose: [packageFile('templates/prose')],
};
