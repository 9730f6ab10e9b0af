/** What the module is called and who publishes it; a configuration may say otherwise. */
import type { ModuleIdentity } from '../model/module.js';

export const identity: ModuleIdentity = {
  name: 'openvox_platform',
  owner: 'ovp',
  version: '0.1.0',
  summary: 'Reference architecture for OpenVox in three tiers, from one server to load-balanced pools',
  author: 'The ovp-gen authors',
  license: 'Apache-2.0',
  source: 'https://github.com/ovp/openvox_platform',
  projectPage: 'https://github.com/ovp/openvox_platform',
  issuesUrl: 'https://github.com/ovp/openvox_platform/issues',
  tags: ['openvox', 'openvoxdb', 'foreman', 'postgresql', 'patroni', 'haproxy', 'r10k', 'reference_architecture'],
};
