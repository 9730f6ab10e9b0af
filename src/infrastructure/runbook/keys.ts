/** What servers need besides their catalogs: the keys of hiera-eyaml, and the policy for certificate requests. */
import type { Infrastructure } from '../model/infrastructure.js';
import { eyamlFolder } from '../model/keys.js';
import { policyPaths } from '../model/signing.js';
import type { Step } from './model.js';
import { environmentFolder } from './steps.js';

/** Before the first run of the primary, which reads the data as root; there is no user of the server yet. */
export function keysOfPrimary(all: Infrastructure): readonly Step[] {
  const folder = eyamlFolder(all);
  if (folder === undefined) return [];
  return [
    {
      node: all.primary,
      title: 'Put the keys of hiera-eyaml in place',
      commands: [
        `install --directory --mode 0700 ${folder}`,
        `# Copy public_key.pkcs7.pem and private_key.pkcs7.pem to ${folder}`,
      ],
      check: { commands: [`ls ${folder}`], expect: 'lists both keys' },
    },
  ];
}

/** On any server, as soon as it is installed. */
export function keysOfServer(all: Infrastructure, server: string): readonly Step[] {
  const folder = eyamlFolder(all);
  if (folder === undefined) return [];
  return [
    {
      node: server,
      title: 'Let the server read the keys of hiera-eyaml',
      commands: [
        ...(server === all.primary
          ? []
          : [
              `install --directory --mode 0750 ${folder}`,
              `# Copy public_key.pkcs7.pem and private_key.pkcs7.pem to ${folder}, as on ${all.primary}`,
            ]),
        `chown --recursive root:puppet ${folder}`,
        `chmod 0750 ${folder}`,
        `chmod 0640 ${folder}/public_key.pkcs7.pem ${folder}/private_key.pkcs7.pem`,
      ],
      check: {
        commands: [`runuser --user puppet -- head --lines 1 ${folder}/private_key.pkcs7.pem`],
        expect: 'prints a line that begins with `-----BEGIN`',
      },
    },
  ];
}

/** Once the server is installed; again whenever the policy has changed. */
export function policy(all: Infrastructure): Step {
  const { policy: file } = policyPaths;
  return {
    node: all.primary,
    title: 'Put the policy for certificate requests in place',
    commands: [
      `install --owner root --group puppet --mode 0750 ${environmentFolder(all)}/bootstrap/${all.primary}/autosign-policy.rb ${file}`,
    ],
    check: {
      commands: [`runuser --user puppet -- ${file} nobody < /dev/null || true`],
      expect: 'prints `autosign: nobody: this is not a certificate request`',
    },
  };
}

/** The policy with the password that it asks for. */
export function signing(all: Infrastructure): readonly Step[] {
  if (all.autosign !== 'policy') return [];
  const { challenge } = policyPaths;
  return [
    policy(all),
    {
      node: all.primary,
      title: 'Make the password that certificate requests have to contain',
      commands: [
        `install --owner root --group puppet --mode 0640 /dev/null ${challenge}`,
        `openssl rand -hex 24 > ${challenge}`,
      ],
      check: { commands: [`stat --format '%U:%G %a %s' ${challenge}`], expect: 'prints `root:puppet 640 49`' },
      note: 'Each node gets it before its first run. Whoever knows it may have a certificate for any name that has none.',
    },
  ];
}

/** Before the first run of a node whose request the policy judges. */
export function password(all: Infrastructure, node: string): readonly Step[] {
  if (all.autosign !== 'policy' || node === all.primary) return [];
  const file = '/etc/puppetlabs/puppet/csr_attributes.yaml';
  return [
    {
      node,
      title: 'Give the password for its certificate request',
      commands: [
        `# Copy ${policyPaths.challenge} of ${all.primary} to /root/autosign-challenge`,
        `touch ${file} && chmod 0600 ${file}`,
        `printf 'custom_attributes:\\n  1.2.840.113549.1.9.7: "%s"\\n' "$(cat /root/autosign-challenge)" >> ${file}`,
        'rm /root/autosign-challenge',
      ],
      check: { commands: [`grep --count 1.2.840.113549.1.9.7 ${file}`], expect: 'prints `1`' },
      note: 'The next run asks for the certificate, has it signed by the policy, and applies the catalog. If it ends with exit code 1, the log of the server says what the policy refuses.',
    },
  ];
}
