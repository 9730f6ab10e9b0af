/** What the main class does with a node, by its name, its role and the data. */
import { behaviour, contains, failsWith, lacks } from '../model/behaviours.js';
import type { Behaviour, NodeScenario } from '../model/module.js';
import { own } from '../model/namespace.js';
import type { Data } from '../model/value.js';

const primary = 'openvox.example.com';

function node(certname: string, keys: Readonly<Record<string, Data>>, role?: string): NodeScenario {
  return {
    certname,
    data: Object.fromEntries(Object.entries(keys).map(([name, value]) => [`${own}::${name}`, value])),
    ...(role === undefined ? {} : { extensions: { pp_role: role } }),
  };
}

const plain = (server: string): ReturnType<typeof contains>[] => [
  contains(`Class[${own}::agent]`),
  contains(`Ini_setting[${own} agent server]`, { section: 'main', setting: 'server', value: server }),
  contains(`Ini_setting[${own} agent ca_server]`, { section: 'main', setting: 'ca_server', value: primary }),
  contains('Service[puppet]', { ensure: 'running', enable: true }),
  lacks('Class[puppet]'),
  lacks(`Class[${own}::repos]`),
];

export const platformBehaviours = (): readonly Behaviour[] => [
  behaviour(
    'needs no data on a node that is nobody in particular',
    node('web.example.com', {}),
    contains('Service[puppet]', { ensure: 'running', enable: true }),
    lacks(`Ini_setting[${own} agent server]`),
    contains(`Class[${own}]`),
    contains(`Class[${own}::guards]`),
  ),
  behaviour(
    'sends a plain agent to the primary',
    node('web.example.com', { primary_server: primary }),
    ...plain(primary),
  ),
  behaviour(
    "leaves a node with a role of the site's own a plain agent",
    node('web.example.com', { primary_server: primary }, 'webserver'),
    ...plain(primary),
  ),
  behaviour(
    'sends a plain agent to the balancer, and to the primary for certificates',
    node('web.example.com', { primary_server: primary, loadbalancer: 'lb.example.com' }),
    ...plain('lb.example.com'),
  ),
  behaviour(
    'sends a plain agent to the address of the servers',
    node('web.example.com', {
      primary_server: primary,
      loadbalancer: 'lb.example.com',
      agent_server: 'vip.example.com',
    }),
    ...plain('vip.example.com'),
  ),
  behaviour(
    'compares names without regard to case',
    node('web.example.com', { primary_server: 'OpenVox.Example.COM' }),
    ...plain(primary),
  ),
  behaviour(
    'takes empty strings for blank values',
    node('web.example.com', {
      primary_server: primary,
      foreman_server: '',
      openvoxdb: '',
      postgresql: '',
      postgresql_ca: '',
      loadbalancer: '',
      compilers: '',
      db_loadbalancer: '',
      control_repo: '',
      hiera_repo: '',
      reports: '',
      serverless: '',
      foreman: '',
      openvoxview: '',
      use_openvoxdb: '',
      patroni_members: '',
      patroni_async_members: '',
      agent_server: '',
      strict_roles: '',
      manage_repos: '',
    }),
    ...plain(primary),
  ),
  behaviour(
    'takes undef for blank values, whatever the default',
    node('web.example.com', {
      primary_server: primary,
      foreman_server: null,
      openvoxdb: null,
      postgresql: null,
      postgresql_ca: null,
      loadbalancer: null,
      compilers: null,
      db_loadbalancer: null,
      control_repo: null,
      hiera_repo: null,
      reports: null,
      serverless: null,
      foreman: null,
      openvoxview: null,
      use_openvoxdb: null,
      patroni_members: null,
      patroni_async_members: null,
      agent_server: null,
      strict_roles: null,
      manage_repos: null,
    }),
    ...plain(primary),
  ),
  behaviour(
    'leaves the server of a running primary alone where nothing says what it is',
    node(primary, { primary_server: primary }),
    contains(`Class[${own}::repos]`),
    lacks('Class[puppet]'),
    lacks('Service[puppet]'),
  ),
  behaviour(
    'manages the packages of a plain agent on request',
    node('web.example.com', { primary_server: primary, manage_repos: true }),
    contains(`Class[${own}::repos]`),
    contains(`Class[${own}::agent]`),
  ),
  behaviour(
    'refuses a name that cannot be a host',
    node('web.example.com', { primary_server: 'not a host' }),
    failsWith("parameter 'primary_server'"),
  ),
];
