/** Which certificate requests the certificate authority signs by itself. */
import type { Data } from '../../model/value.js';
import type { Infrastructure } from './infrastructure.js';

/** Where the certificate authority finds the policy on the primary, and the password that the policy asks for. */
export const policyPaths = {
  policy: '/etc/puppetlabs/puppet/autosign-policy.rb',
  challenge: '/etc/puppetlabs/puppet/autosign-challenge',
} as const;

/**
 * Hiera data of the primary: what its catalog writes into `puppet.conf` in the place of what was there before the first
 * run. Where nothing is signed, class puppet is left to itself: it names a list of patterns, which is empty.
 */
export const signingData: Readonly<Record<Infrastructure['autosign'], Readonly<Record<string, Data>>>> = {
  none: {},
  policy: { 'puppet::autosign': policyPaths.policy, 'puppet::autosign_mode': '0750' },
  all: { 'puppet::autosign': true },
};
