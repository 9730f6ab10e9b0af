/** Where the packages of OpenVox come from. */
import { behaviour, contains, failsWith, isBefore, lacks, matching, realBehaviour } from '../../model/behaviours.js';
import type { Behaviour } from '../../model/module.js';
import { own } from '../../model/namespace.js';
import { node, nodes, standardKeys } from '../scenarios.js';

const redHat = [{ family: 'RedHat' }];
const debian = [{ family: 'Debian' }];
const managed = { ...standardKeys, manage_repos: true } as const;
const keyring = '/etc/apt/keyrings/openvox-keyring.gpg';
const fetch = `Exec[${own}: keyring of OpenVox]`;
const key = (name: string): string => `${own}::repos::${name}`;

export const repositoryBehaviours = (): readonly Behaviour[] => [
  behaviour(
    'knows the repository for yum',
    node(nodes.agent, managed, { on: redHat }),
    contains('Yumrepo[openvox8]', {
      ensure: 'present',
      descr: 'OpenVox packages (openvox8)',
      baseurl: matching('\\Ahttps://yum\\.voxpupuli\\.org/openvox8/el/\\d+/\\$basearch\\z'),
      enabled: 1,
      gpgcheck: 1,
      gpgkey: 'https://yum.voxpupuli.org/GPG-KEY-openvox.pub',
    }),
    lacks('Apt::Source[openvox8]'),
  ),
  behaviour(
    'takes the packages for yum from a mirror',
    node(nodes.agent, managed, {
      on: redHat,
      data: {
        [key('collection')]: 'openvox9',
        [key('yum_baseurl')]: 'https://mirror.example.com/openvox',
        [key('yum_gpgkey')]: 'file:///etc/pki/rpm-gpg/RPM-GPG-KEY-openvox',
      },
    }),
    contains('Yumrepo[openvox9]', {
      baseurl: matching('\\Ahttps://mirror\\.example\\.com/openvox/openvox9/el/'),
      gpgkey: 'file:///etc/pki/rpm-gpg/RPM-GPG-KEY-openvox',
    }),
  ),
  behaviour(
    'has a path of its own for Fedora and Amazon Linux',
    node(nodes.agent, managed, { on: [{ name: 'AlmaLinux', release: '9' }], facts: { 'os.name': 'Fedora' } }),
    contains('Yumrepo[openvox8]', { baseurl: matching('/openvox8/fedora/') }),
  ),
  realBehaviour(
    'knows the repository for apt',
    node(nodes.agent, managed, { on: debian }),
    contains(fetch, {
      environment: [`KEYRING=${keyring}`, 'KEYRING_URL=https://apt.voxpupuli.org/openvox-keyring.gpg'],
      creates: keyring,
      timeout: 120,
    }),
    contains(`File[${keyring}]`, { ensure: 'file', owner: 'root', group: 'root', mode: '0644' }, ['source', 'content']),
    isBefore('File[keyrings]', fetch, 'Older systems do not have the directory.'),
    isBefore(fetch, `File[${keyring}]`, 'Without one there would be an empty file.'),
    contains('Apt::Source[openvox8]', {
      comment: 'OpenVox packages (openvox8)',
      source_format: 'sources',
      location: ['https://apt.voxpupuli.org'],
      repos: ['openvox8'],
      keyring: '/etc/apt/keyrings/openvox-keyring.gpg',
    }),
    isBefore(`File[${keyring}]`, 'Apt::Source[openvox8]', 'apt refuses an index that it cannot verify.'),
    lacks('Apt::Keyring[openvox-keyring.gpg]'),
    lacks('Yumrepo[openvox8]'),
  ),
  realBehaviour(
    'takes the keyring for apt from a file',
    node(nodes.agent, managed, { on: debian, data: { [key('apt_keyring')]: '/root/openvox-keyring.gpg' } }),
    contains('Apt::Keyring[openvox-keyring.gpg]', { source: '/root/openvox-keyring.gpg' }),
    isBefore(
      'Apt::Keyring[openvox-keyring.gpg]',
      'Apt::Source[openvox8]',
      'apt refuses an index that it cannot verify.',
    ),
    lacks(fetch),
  ),
  realBehaviour(
    'names the release as its path in the repository does',
    node(nodes.agent, managed, { on: [{ name: 'Ubuntu', release: '24.04' }] }),
    contains('Apt::Source[openvox8]', { release: ['ubuntu24.04'] }),
  ),
  realBehaviour(
    'comes before the agent on a node of the platform',
    node(nodes.foreman, { ...standardKeys, foreman: true, foreman_server: nodes.foreman }, { on: redHat }),
    isBefore('Yumrepo[openvox8]', 'Package[openvox-agent]', 'The package exists only there.'),
  ),
  realBehaviour(
    'comes before everything of OpenVox on a server with yum',
    node(nodes.primary, standardKeys, { classes: ['profile::primary'], on: [{ name: 'AlmaLinux', release: '9' }] }),
    ...['openvox-agent', 'openvox-server', 'openvoxdb', 'openvoxdb-termini'].map((name) =>
      isBefore('Yumrepo[openvox8]', `Package[${name}]`, 'The package exists only there.'),
    ),
  ),
  realBehaviour(
    'comes before everything of OpenVox on a server with apt',
    node(nodes.primary, standardKeys, { classes: ['profile::primary'], on: [{ name: 'Debian', release: '12' }] }),
    ...['openvox-agent', 'openvox-server', 'openvoxdb', 'openvoxdb-termini'].map((name) =>
      isBefore('Class[apt::update]', `Package[${name}]`, "apt knows the package only from the repository's index."),
    ),
  ),
  behaviour(
    'refuses an operating system without packages',
    node(nodes.agent, managed, {
      on: [{ name: 'Debian', release: '12' }],
      facts: { 'os.family': 'Suse', 'os.name': 'SLES' },
    }),
    failsWith(`${own}: no package repositories are known for SLES: set ${own}::manage_repos to false`),
  ),
];
