/** How code gets onto a server. */
import { contains, isBefore, lacks, matching, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { codeKeys, node, nodes, standardKeys } from '../scenarios.js';
import { codeCommands, codePaths, deployTimer } from './paths.js';

const primary = { classes: ['profile::primary'] };
const control = { remote: codeKeys.control_repo, basedir: codePaths.environments };
const key = (name: string): string => `${own}::code::${name}`;
const deployKey = 'not a key, but where one would be';

export const codeBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'deploys one repository with the code and the data',
    node(nodes.primary, { ...standardKeys, ...codeKeys }, primary),
    contains('Class[r10k]', {
      sources: { control },
      cachedir: '/opt/puppetlabs/puppet/cache/r10k',
      postrun: [codeCommands.deployed],
      pool_size: 4,
    }),
    contains('File[r10k.yaml]', { path: '/etc/puppetlabs/r10k/r10k.yaml', mode: '0640' }),
    contains('Package[git]'),
    contains(`File[${codePaths.hieradata}]`, { ensure: 'directory', owner: 'root', group: 'root', mode: '0755' }),
    contains(`File[${codeCommands.deployed}]`, {
      mode: '0755',
      content: matching(`branches=${codePaths.environments}\\n`),
    }),
    contains(`File[${codeCommands.deploy}]`, {
      mode: '0755',
      content: matching('exec flock /run/lock/\\S+ /usr/bin/r10k deploy environment'),
    }),
    contains(`Systemd::Timer[${deployTimer}]`, {
      active: true,
      enable: true,
      timer_content: matching('OnUnitInactiveSec=5min'),
      service_content: matching(`ExecStart=${codeCommands.deploy}\\nTimeoutStartSec=30min`),
    }),
    lacks(`File[${codePaths.deployKey}]`),
    lacks(`File[${codePaths.knownHosts}]`),
    isBefore('Package[git]', 'Package[r10k]', 'r10k starts git, and refuses to run without it.'),
    isBefore('Package[curl]', `Service[${deployTimer}]`, 'A deployment tells the server with it.'),
    isBefore('Package[openvox-agent]', 'Package[r10k]', "The gem goes into the agent's Ruby."),
    isBefore('Package[r10k]', `Service[${deployTimer}]`, 'The first deployment needs r10k.'),
    isBefore(`File[${codeCommands.deploy}]`, `Service[${deployTimer}]`, 'The timer starts it.'),
    isBefore(`File[${codeCommands.deployed}]`, `Service[${deployTimer}]`, 'Each deployment ends with it.'),
    isBefore(`File[${codePaths.hieradata}]`, `Service[${deployTimer}]`, 'The links to the Hiera data go there.'),
  ),
  realBehaviour(
    'deploys the data from a repository of their own',
    node(nodes.primary, { ...standardKeys, ...codeKeys, hiera_repo: 'https://git.example.com/hiera.git' }, primary),
    contains('Class[r10k]', {
      sources: { control, hiera: { remote: 'https://git.example.com/hiera.git', basedir: codePaths.branches } },
    }),
    contains(`File[${codeCommands.deployed}]`, { content: matching(`branches=${codePaths.branches}\\n`) }),
  ),
  realBehaviour(
    'reads private repositories with a key, from servers that it knows',
    node(
      nodes.primary,
      { ...standardKeys, ...codeKeys },
      {
        ...primary,
        data: {
          [key('deploy_key')]: `${deployKey}\n\n`,
          [key('known_hosts')]: ['git.example.com ssh-ed25519 AAAA', '[git.example.com]:2222 ssh-ed25519 BBBB'],
          [key('deploy_interval')]: '1h',
          [key('deploy_timeout')]: '10min',
        },
      },
    ),
    contains(`File[${codePaths.deployKey}]`, {
      ensure: 'file',
      owner: 'root',
      group: 'root',
      mode: '0400',
      show_diff: false,
      content: { sensitive: `${deployKey}\n` },
    }),
    contains(`File[${codePaths.knownHosts}]`, {
      mode: '0644',
      content: 'git.example.com ssh-ed25519 AAAA\n[git.example.com]:2222 ssh-ed25519 BBBB\n',
    }),
    contains(`File[${codeCommands.deploy}]`, {
      content: matching(
        `-i ${codePaths.deployKey} .*StrictHostKeyChecking=yes -o UserKnownHostsFile=${codePaths.knownHosts}`,
      ),
    }),
    contains(`Systemd::Timer[${deployTimer}]`, {
      timer_content: matching('OnUnitInactiveSec=1h'),
      service_content: matching('TimeoutStartSec=10min'),
    }),
    isBefore(`File[${codePaths.deployKey}]`, `Service[${deployTimer}]`, 'The first fetch needs the key.'),
    isBefore(`File[${codePaths.knownHosts}]`, `Service[${deployTimer}]`, 'Nobody is there to accept a host key.'),
  ),
  realBehaviour(
    'yields to the keys of class r10k',
    node(
      nodes.primary,
      { ...standardKeys, ...codeKeys },
      {
        ...primary,
        data: { 'r10k::cachedir': '/srv/r10k', 'r10k::pool_size': 2, 'r10k::postrun': ['/bin/true'] },
      },
    ),
    contains('Class[r10k]', { cachedir: '/srv/r10k', pool_size: 2, postrun: ['/bin/true'] }),
  ),
  realBehaviour(
    'leaves environments alone that were put in place by hand',
    node(nodes.primary, standardKeys, primary),
    lacks('Class[r10k]'),
    lacks(`Systemd::Timer[${deployTimer}]`),
    lacks(`File[${codeCommands.deploy}]`),
  ),
];
