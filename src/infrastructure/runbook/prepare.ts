/** Bare machines: packages, names, and what decides what a certificate says. */
import { repositories } from '../../platform/agent/repositories.js';
import { titleOf } from './words.js';
import type { Infrastructure, InfrastructureNode } from '../model.js';
import type { Phase, Step } from './runbook.js';
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
      steps: [...secretKeys(all), code(all)],
    },
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

/** Servers decrypt secrets with a pair of keys that is in no repository. */
function secretKeys(all: Infrastructure): readonly Step[] {
  if (all.secrets?.backend !== 'eyaml') return [];
  const folder = all.secrets.keys_directory ?? '/etc/puppetlabs/puppet/eyaml';
  return [
    {
      node: all.primary,
      title: 'Put the keys of hiera-eyaml in place',
      commands: [
        `install --directory --mode 0750 ${folder}`,
        `# Copy public_key.pkcs7.pem and private_key.pkcs7.pem to ${folder}`,
        `chmod 0640 ${folder}/*.pem`,
      ],
      check: { commands: [`ls ${folder}`], expect: 'lists both keys' },
      note: 'Compilers need them too, and may get them in the same way. Once the server is installed, its group `puppet` has to be able to read them.',
    },
  ];
}

function code(all: Infrastructure): Step {
  const folder = environmentFolder(all);
  const repository = all.keys.control_repo;
  const get =
    typeof repository === 'string'
      ? [`rm --recursive --force ${folder}`, `git clone ${repository} ${folder}`]
      : [`# Copy the control repository to ${folder}`];
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
    note: '`ovp-gen infra hiera` writes the data, the Puppetfile and site.pp of that repository.',
  };
}
