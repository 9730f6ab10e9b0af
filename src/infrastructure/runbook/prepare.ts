/** Bare machines: packages, names, and what decides what a certificate says. */
import { repositories } from '../../platform/agent/repositories.js';
import { titleOf } from './words.js';
import { codePaths } from '../../platform/code/paths.js';
import { type Infrastructure, type InfrastructureNode, nodeOf } from '../model/infrastructure.js';
import { externalPostgresql } from './external.js';
import { keysOfPrimary } from './keys.js';
import type { Phase, Step } from './model.js';
import { environmentFolder } from './steps.js';

const source = {
  collection: text(repositories.given.defaults?.collection),
  yum: text(repositories.given.defaults?.yum_baseurl),
  yumKey: text(repositories.given.defaults?.yum_gpgkey),
  apt: text(repositories.given.defaults?.apt_location),
  aptKeyring: text(repositories.given.defaults?.apt_keyring),
};

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function prepare(all: Infrastructure): readonly Phase[] {
  const { nodes } = all;
  return [
    {
      title: 'Every machine',
      intro:
        'Each node has its name in DNS, under which all others reach it, and a clock that is right. ' +
        'The firewall lets through what `ovp-gen infra draw` lists.',
      steps: nodes.flatMap((node) => [install(node), identity(all, node)]),
    },
    {
      title: 'Code on the primary',
      intro: 'The first run of the primary has no server to ask, so its code comes to it by hand, once.',
      steps: [...keysOfPrimary(all), code(all)],
    },
    ...externalPostgresql(all),
  ];
}

function install(node: InfrastructureNode): Step {
  const check = {
    commands: ['/opt/puppetlabs/bin/puppet --version', '/opt/puppetlabs/bin/puppet config print certname'],
    expect: `prints a version, and \`${node.certname}\``,
  };
  const path = 'export PATH="$PATH:/opt/puppetlabs/bin"';
  const { os, certname } = node;
  const title = 'Install the agent';
  if (os === undefined) {
    const commands = ['# Install the package openvox-agent', path];
    return {
      node: certname,
      title,
      commands,
      check,
      note: 'The description does not say which operating system this is.',
    };
  }
  if (os.family === 'RedHat') {
    return {
      node: certname,
      title,
      commands: [
        // The file that the module looks after from its first run on.
        `cat > /etc/yum.repos.d/${source.collection}.repo <<'END'`,
        `[${source.collection}]`,
        `name=OpenVox packages (${source.collection})`,
        `baseurl=${source.yum}/${source.collection}/el/${os.release}/$basearch`,
        'gpgcheck=1',
        `gpgkey=${source.yumKey}`,
        'END',
        'dnf install --assumeyes openvox-agent',
        path,
      ],
      check,
    };
  }
  return {
    node: certname,
    title,
    commands: [
      'apt-get update && apt-get install --yes curl ca-certificates',
      `curl --fail --create-dirs --output /etc/apt/keyrings/openvox-keyring.gpg ${source.aptKeyring}`,
      `cat > /etc/apt/sources.list.d/${source.collection}.sources <<'END'`,
      'Types: deb',
      `URIs: ${source.apt}`,
      `Suites: ${os.name.toLowerCase()}${os.release}`,
      `Components: ${source.collection}`,
      'Signed-By: /etc/apt/keyrings/openvox-keyring.gpg',
      'END',
      'apt-get update && apt-get install --yes openvox-agent',
      path,
    ],
    check,
  };
}

/** What has to be right before a node asks for its certificate. */
function identity(all: Infrastructure, node: InfrastructureNode): Step {
  const { certname, ppRole, extensions, altNames } = node;
  const set = (name: string, value: string): string => `puppet config set --section main ${name} ${value}`;
  const requests = { ...extensions, ...(ppRole === undefined ? {} : { pp_role: ppRole }) };
  const attributes =
    Object.keys(requests).length === 0
      ? []
      : [
          "cat > /etc/puppetlabs/puppet/csr_attributes.yaml <<'END'",
          'extension_requests:',
          ...Object.entries(requests).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
          'END',
        ];
  return {
    node: certname,
    title: `Say who it is: ${titleOf(node)}`,
    commands: [
      set('certname', certname),
      set('server', all.primary),
      ...(all.environment === 'production' ? [] : [set('environment', all.environment)]),
      ...(altNames.length === 0 ? [] : [set('dns_alt_names', [certname, ...altNames].join(','))]),
      ...attributes,
    ],
    check: {
      commands: ['puppet config print certname server dns_alt_names --section main'],
      expect: `shows \`${certname}\`, \`${all.primary}\`${altNames.length === 0 ? '' : ` and \`${[certname, ...altNames].join(',')}\``}`,
    },
    ...(ppRole === undefined
      ? {}
      : { note: 'A certificate that was issued cannot be changed: the role has to be there before it is requested.' }),
  };
}

function code(all: Infrastructure): Step {
  const folder = environmentFolder(all);
  const { control_repo: repository, hiera_repo: data } = all.keys;
  const clone = (url: string, to: string): string => `git clone --branch ${all.environment} ${url} ${to}`;
  const get =
    typeof repository === 'string'
      ? [
          installGit(nodeOf(all, all.primary)?.os?.family),
          `rm --recursive --force ${folder}`,
          clone(repository, folder),
          ...(typeof data === 'string' ? [clone(data, `${codePaths.hieradata}/${all.environment}`)] : []),
        ]
      : [`# Copy the control repository to ${folder}`];
  const bySsh = [repository, data].some((url) => typeof url === 'string' && !/^(?:https?|git|file):/.test(url));
  return {
    node: all.primary,
    title: 'Bring the control repository and its modules',
    commands: [
      ...get,
      '/opt/puppetlabs/puppet/bin/gem install --no-document r10k',
      `cd ${folder} && /opt/puppetlabs/puppet/bin/r10k puppetfile install`,
    ],
    check: {
      commands: [`puppet module list --environment ${all.environment} | grep ${all.module.name}`],
      expect: `names ${all.module.owner}-${all.module.name}`,
    },
    note: [
      '`ovp-gen infra hiera` writes the data, the Puppetfile and site.pp of that repository.',
      ...(bySsh
        ? [
            `It is read by SSH: give root a key that may do so, and the host key of the git server in known_hosts, here and on every compiler, or set \`${all.module.name}::code::deploy_key\` and \`${all.module.name}::code::known_hosts\`.`,
          ]
        : []),
    ].join(' '),
  };
}

function installGit(family: string | undefined): string {
  if (family === 'RedHat') return 'dnf install --assumeyes git';
  return family === undefined ? '# Install the package git' : 'apt-get install --yes git';
}
