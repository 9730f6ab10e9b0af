/** Where a node without a server keeps what it needs to apply the code by itself. */
import { own } from '../../model/namespace.js';

/** Everything that the command makes; only links to it stand where Puppet looks for code. */
const state = '/var/lib/openvox-apply';

export const serverlessPaths = {
  command: '/usr/local/sbin/openvox-apply',
  state,
  /** The repositories as they were fetched; r10k reads the first. */
  control: `${state}/control.git`,
  /** Where r10k works, and what it has downloaded. */
  staging: `${state}/staging`,
  cache: `${state}/r10k`,
  /** The facts for Foreman. */
  foreman: `${state}/foreman`,
  lock: '/run/openvox-apply.lock',
  puppet: '/opt/puppetlabs/bin/puppet',
  r10k: '/usr/bin/r10k',
  r10kConfig: '/etc/puppetlabs/r10k/r10k.yaml',
} as const;

/** The timer that starts runs. */
export const applyTimer = 'openvox-apply.timer';

/** Title of the resource for one setting of puppet.conf. */
export const settingTitle = (name: string): string => `${own} serverless ${name}`;
