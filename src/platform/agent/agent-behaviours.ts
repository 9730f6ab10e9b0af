/** What a plain agent looks like. */
import { behaviour, contains, isBefore, lacks } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { largeKeys, node, nodes, standardKeys } from '../scenarios.js';

const server = `Ini_setting[${own} agent server]`;
const caServer = `Ini_setting[${own} agent ca_server]`;

/** Settings that win over those of ours, by section. */
const others = [
  ['agent', 'server'],
  ['agent', 'ca_server'],
  ['agent', 'server_list'],
  ['main', 'server_list'],
] as const;
const other = (section: string, setting: string) => `Ini_setting[${own} agent no ${setting} in ${section}]`;

export const agentBehaviours = (): readonly Behaviour[] => [
  behaviour(
    'sets two settings and leaves the rest of puppet.conf to the site',
    node(nodes.agent, standardKeys, { on: undefined }),
    contains(`Class[${own}::agent]`),
    contains(server, {
      ensure: 'present',
      path: '/etc/puppetlabs/puppet/puppet.conf',
      section: 'main',
      setting: 'server',
      value: nodes.primary,
    }),
    contains(caServer, {
      ensure: 'present',
      path: '/etc/puppetlabs/puppet/puppet.conf',
      section: 'main',
      setting: 'ca_server',
      value: nodes.primary,
    }),
    contains('Service[puppet]', { ensure: 'running', enable: true }, ['subscribe']),
    isBefore(server, 'Service[puppet]', 'The first start asks the right server.'),
    isBefore(caServer, 'Service[puppet]', 'The first start asks the right certificate authority.'),
    lacks('Class[puppet]'),
  ),
  behaviour(
    'gets catalogs from the balancer and certificates from the primary',
    node(nodes.agent, largeKeys),
    contains(server, { value: nodes.balancer }),
    contains(caServer, { value: nodes.primary }),
  ),
  behaviour(
    'removes what would win over the two settings',
    node(nodes.agent, standardKeys),
    ...others.flatMap(([section, setting]) => [
      contains(other(section, setting), {
        ensure: 'absent',
        path: '/etc/puppetlabs/puppet/puppet.conf',
        section,
        setting,
      }),
      isBefore(other(section, setting), 'Service[puppet]', 'The first start asks the right server.'),
    ]),
  ),
  behaviour(
    'leaves lists of servers to a site that wants them',
    node(nodes.agent, standardKeys, { data: { [`${own}::agent::remove_other_servers`]: false } }),
    contains(server),
    ...others.map(([section, setting]) => lacks(other(section, setting))),
  ),
  behaviour(
    'stops the service where the site starts the agent in another way',
    node(nodes.agent, standardKeys, {
      data: { [`${own}::agent::service_ensure`]: 'stopped', [`${own}::agent::service_enable`]: false },
    }),
    contains('Service[puppet]', { ensure: 'stopped', enable: false }),
  ),
  behaviour(
    'writes to the puppet.conf that it is told of',
    node(nodes.agent, standardKeys, { data: { [`${own}::agent::puppet_conf`]: '/srv/puppet/puppet.conf' } }),
    contains(server, { path: '/srv/puppet/puppet.conf' }),
    contains(caServer, { path: '/srv/puppet/puppet.conf' }),
  ),
];
