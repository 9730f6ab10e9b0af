/** The component modules that the platform uses itself, and the versions of them that it can be used with. */
import type { VersionRange } from '../model/module.js';

/**
 * The lower bound is the first release with everything that the profiles use, the upper one the next major release.
 * `fixtures/modules.lock.json` has the versions that are tested.
 */
export const dependencies: readonly VersionRange[] = [
  { name: 'puppet/extlib', range: '>= 7.0.0 < 8.0.0' },
  { name: 'puppet/openvoxdb', range: '>= 9.1.0 < 10.0.0' },
  { name: 'puppet/openvoxview', range: '>= 1.4.0 < 2.0.0' },
  { name: 'puppet/r10k', range: '>= 14.0.0 < 16.0.0' },
  { name: 'puppet/redis', range: '>= 12.0.0 < 13.0.0' },
  { name: 'puppet/systemd', range: '>= 8.0.0 < 9.0.0' },
  { name: 'puppetlabs/apache', range: '>= 8.0.0 < 14.0.0' },
  { name: 'puppetlabs/apt', range: '>= 9.2.0 < 12.0.0' },
  { name: 'puppetlabs/concat', range: '>= 9.0.0 < 10.0.0' },
  { name: 'puppetlabs/haproxy', range: '>= 8.0.0 < 9.0.0' },
  { name: 'puppetlabs/inifile', range: '>= 6.0.0 < 7.0.0' },
  { name: 'puppetlabs/postgresql', range: '>= 10.5.0 < 11.0.0' },
  { name: 'puppetlabs/selinux_core', range: '>= 1.3.0 < 3.0.0' },
  { name: 'puppetlabs/stdlib', range: '>= 9.0.0 < 10.0.0' },
  { name: 'puppetlabs/yumrepo_core', range: '>= 2.0.0 < 4.0.0' },
  { name: 'theforeman/foreman', range: '>= 29.0.0 < 30.0.0' },
  { name: 'theforeman/foreman_proxy', range: '>= 30.0.0 < 31.0.0' },
  { name: 'theforeman/puppet', range: '>= 22.0.0 < 23.0.0' },
  { name: 'theforeman/puppetserver_foreman', range: '>= 4.2.0 < 5.0.0' },
];
