/** What a node looks like that applies the codebase by itself. */
import { behaviour, contains, isBefore, lacks, matching, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { codePaths } from '../code/paths.js';
import { codeKeys, node, nodes, standardKeys } from '../scenarios.js';
import { applyTimer, serverlessPaths as paths, settingTitle } from './paths.js';

const keys = { ...standardKeys, ...codeKeys, serverless: true } as const;
const certified = { [`${own}.certificate_names`]: [nodes.agent] };
const setting = (name: string): string => `Ini_setting[${settingTitle(name)}]`;
const parameter = (name: string): string => `${own}::serverless::${name}`;
const command = `File[${paths.command}]`;
const timer = `Systemd::Timer[${applyTimer}]`;
const started = `Service[${applyTimer}]`;

export const serverlessBehaviours = (): readonly Behaviour[] => [
  behaviour(
    'starts the command and not the agent',
    node(nodes.agent, keys),
    contains(`Class[${own}::serverless]`),
    lacks(`Class[${own}::agent]`),
    lacks('Class[puppet]'),
    contains('Service[puppet]', { ensure: 'stopped', enable: false }),
    contains(`File[${paths.state}]`, { ensure: 'directory', owner: 'root', group: 'root', mode: '0700' }),
    contains(command, {
      ensure: 'file',
      owner: 'root',
      group: 'root',
      mode: '0700',
      content: matching(`control_repo=${codeKeys.control_repo}\\n.*\\nhiera_repo=\\n`),
    }),
    contains(timer, {
      active: true,
      enable: true,
      timer_content: matching('OnCalendar=\\*:00/30\\nRandomizedDelaySec=25min\\n(.*\\n)*Persistent=true'),
      service_content: matching(`ExecStart=${paths.command}\\n(.*\\n)*SuccessExitStatus=2\\nTimeoutStartSec=2h`),
    }),
    contains('Package[git]'),
    contains('Class[r10k]', {
      sources: { control: { remote: paths.control, basedir: paths.staging } },
      cachedir: paths.cache,
      configfile: paths.r10kConfig,
      deploy_settings: { exclude_spec: true },
    }),
    lacks(`File[${codePaths.deployKey}]`),
    lacks(`File[${codePaths.knownHosts}]`),
    isBefore(command, timer, 'The timer starts it.'),
    isBefore(`File[${paths.state}]`, timer, 'The command would make the directory, readable for everybody.'),
    isBefore('Package[git]', timer, 'A run begins with a fetch.'),
  ),
  behaviour(
    'leaves the environment, and all of puppet.conf but single settings, to the site',
    node(nodes.agent, keys, { data: { [parameter('puppet_conf')]: '/srv/puppet.conf' } }),
    contains(setting('ca_server'), {
      ensure: 'present',
      path: '/srv/puppet.conf',
      section: 'main',
      setting: 'ca_server',
      value: nodes.primary,
    }),
    lacks(setting('environment')),
    lacks(setting('server')),
  ),
  behaviour(
    'reports to nobody before it has a certificate',
    node(nodes.agent, { ...keys, foreman: true }),
    lacks(setting('reports')),
    lacks('Class[openvoxdb::master::config]'),
    lacks('Class[puppetserver_foreman]'),
  ),
  behaviour(
    'reports to nobody where there is nobody',
    node(nodes.agent, { ...codeKeys, serverless: true }, { facts: certified }),
    lacks(setting('ca_server')),
    lacks(setting('reports')),
    lacks('Class[openvoxdb::master::config]'),
    lacks('Class[puppetserver_foreman]'),
  ),
  behaviour(
    'reports to OpenVoxDB and to Foreman',
    node(
      nodes.agent,
      { ...keys, foreman_server: nodes.foreman, foreman: true, reports: ['http'] },
      { facts: certified },
    ),
    contains(setting('reports'), {
      ensure: 'present',
      path: '/etc/puppetlabs/puppet/puppet.conf',
      section: 'main',
      setting: 'reports',
      value: 'puppetdb,foreman,http',
    }),
    contains('Class[openvoxdb::master::config]', {
      masterless: true,
      puppetdb_server: nodes.primary,
      puppetdb_port: 8081,
      puppetdb_soft_write_failure: true,
      manage_report_processor: false,
      create_puppet_service_resource: false,
      restart_puppet: false,
      strict_validation: false,
    }),
    contains(`File[${paths.foreman}]`, { ensure: 'directory', owner: 'root', group: 'root', mode: '0700' }),
    contains('Class[puppetserver_foreman]', {
      foreman_url: `https://${nodes.foreman}`,
      enc: true,
      enc_timeout: 10,
      reports: true,
      reports_timeout: 10,
      puppet_user: 'root',
      puppet_group: 'root',
      puppet_home: paths.foreman,
      ssl_cert: `/etc/puppetlabs/puppet/ssl/certs/${nodes.agent}.pem`,
      ssl_key: `/etc/puppetlabs/puppet/ssl/private_keys/${nodes.agent}.pem`,
    }),
    contains(command, { content: matching(`directory=${paths.foreman}/server_data/facts`) }),
    isBefore('Class[openvoxdb::master::config]', setting('reports'), 'A run loads the processors of puppet.conf.'),
    isBefore('Class[puppetserver_foreman]', setting('reports'), 'A run loads the processors of puppet.conf.'),
    isBefore(`File[${paths.foreman}]`, 'Class[puppetserver_foreman]', 'It makes directories there.'),
  ),
  behaviour(
    'reports to the pool where there is one',
    node(
      nodes.agent,
      { ...keys, openvoxdb: nodes.openvoxdb, db_loadbalancer: nodes.databaseBalancer },
      { facts: certified },
    ),
    contains('Class[openvoxdb::master::config]', { puppetdb_server: nodes.databaseBalancer }),
  ),
  behaviour(
    'reads private repositories with a key, from servers that it knows',
    node(
      nodes.agent,
      { ...keys, hiera_repo: 'git@git.example.com:hiera.git' },
      {
        data: {
          [parameter('deploy_key')]: 'not a key, but where one would be\n\n',
          [parameter('known_hosts')]: ['git.example.com ssh-ed25519 AAAA'],
        },
      },
    ),
    contains(`File[${codePaths.deployKey}]`, {
      mode: '0400',
      show_diff: false,
      content: { sensitive: 'not a key, but where one would be\n' },
    }),
    contains(`File[${codePaths.knownHosts}]`, { mode: '0644', content: 'git.example.com ssh-ed25519 AAAA\n' }),
    contains(command, {
      content: matching(
        `-i ${codePaths.deployKey} .*StrictHostKeyChecking=yes -o UserKnownHostsFile=${codePaths.knownHosts}`,
      ),
    }),
    isBefore(`File[${codePaths.deployKey}]`, timer, 'The first fetch needs the key.'),
    isBefore(`File[${codePaths.knownHosts}]`, timer, 'Nobody is there to accept a host key.'),
  ),
  behaviour(
    'runs as often and as long as the site wants',
    node(nodes.agent, keys, {
      data: {
        [parameter('on_calendar')]: 'hourly',
        [parameter('randomized_delay')]: '1h',
        [parameter('run_timeout')]: '30min',
        [parameter('fetch_timeout')]: 33,
        [parameter('modules_timeout')]: 44,
        [parameter('keep')]: 5,
        [parameter('retries')]: [6, 7],
      },
    }),
    contains(timer, {
      timer_content: matching('OnCalendar=hourly\\nRandomizedDelaySec=1h\\n'),
      service_content: matching('TimeoutStartSec=30min'),
    }),
    contains(command, {
      content: matching('fetch_timeout=33\\nmodules_timeout=44\\nkeep=5\\n.*\\nretries=\\(6 7\\)\\n'),
    }),
  ),
  realBehaviour(
    'is ready before the first run starts',
    node(nodes.agent, keys, { on: undefined, facts: certified }),
    contains('Package[r10k]'),
    contains('Package[openvoxdb-termini]'),
    lacks('Service[puppetserver]'),
    isBefore(command, started, 'The timer starts it.'),
    isBefore('Package[git]', 'Package[r10k]', 'r10k starts git, and refuses to run without it.'),
    isBefore('Package[openvoxdb-termini]', setting('reports'), 'It has the report processor.'),
  ),
  ...[nodes.primary, nodes.postgresql].map((name) =>
    behaviour(
      `leaves ${name} what it is, a node of the platform`,
      node(name, { ...keys, postgresql: nodes.postgresql }),
      lacks(`Class[${own}::serverless]`),
      lacks(command),
    ),
  ),
];
