/** etcd on a node of a cluster. */
import { contains, failsWith, isBefore, lacks, matching, realBehaviour, secret } from '../../../model/behaviours.js';
import type { Behaviour } from '../../../model/module.js';
import { own } from '../../../model/namespace.js';
import { clusterKeys, clusterSecrets, node } from '../../scenarios.js';

const member = 'pg1.example.com';
const folder = `/etc/${own}/etcd`;
const profileKey = (name: string): string => `${own}::profile::postgresql::${name}`;
const options = { data: clusterSecrets };
const copy = {
  ensure: 'file',
  owner: 'etcd',
  group: 'etcd',
  mode: '0600',
  links: 'follow',
  show_diff: false,
  backup: false,
};
const ssl = '/etc/puppetlabs/puppet/ssl';

export const etcdBehaviours = (): readonly Behaviour[] => [
  realBehaviour(
    'forms a cluster of the members that can become leader',
    node(member, clusterKeys, options),
    contains(`File[${folder}]`, { ensure: 'directory', owner: 'etcd', group: 'etcd', mode: '0700' }),
    contains(`File[${folder}/server.crt]`, { ...copy, source: `${ssl}/certs/${member}.pem` }),
    contains(`File[${folder}/server.key]`, { ...copy, source: `${ssl}/private_keys/${member}.pem` }),
    contains(`File[${folder}/ca.pem]`, { ...copy, source: `${ssl}/certs/ca.pem` }),
    contains(`File[${folder}/etcd.yml]`, {
      ensure: 'file',
      owner: 'etcd',
      group: 'etcd',
      mode: '0600',
      content: matching(
        '^initial-cluster: pg1.example.com=https://pg1.example.com:2380,pg2.example.com=https://pg2.example.com:2380,pg3.example.com=https://pg3.example.com:2380$',
      ),
    }),
    contains(`File[${folder}/etcd.yml]`, { content: matching('^listen-client-urls: https://0.0.0.0:2379$') }),
    contains(`File[${folder}/etcd.yml]`, {
      content: matching(
        '^peer-transport-security:\\n  cert-file: .*\\n  key-file: .*\\n  trusted-ca-file: .*\\n  client-cert-auth: true$',
      ),
    }),
    contains(`File[${folder}/etcd.yml]`, { content: matching('^enable-grpc-gateway: true$') }),
    contains('Service[etcd]', { ensure: 'running', enable: true }),
    isBefore(`File[${folder}/server.key]`, 'Service[etcd]', 'etcd does not start without a key.'),
    isBefore(`File[${folder}/etcd.yml]`, 'Service[etcd]', 'The first start decides what the cluster is.'),
    isBefore('Service[etcd]', 'Service[patroni]', 'Patroni would only wait.'),
    isBefore(`Class[${own}::certificates]`, `File[${folder}]`, 'There is something to copy.'),
  ),
  realBehaviour(
    'asks its clients for a password',
    node(member, clusterKeys, options),
    contains(`File[${folder}/password]`, {
      ensure: 'file',
      owner: 'root',
      group: 'root',
      mode: '0600',
      show_diff: false,
      content: secret('mackerel-mackerel\n'),
    }),
    contains(`File[${folder}/authentication.sh]`, {
      ensure: 'file',
      owner: 'root',
      group: 'root',
      mode: '0700',
      content: matching(`etcdctl user add root --interactive=false < ${folder}/password`),
    }),
    contains('Exec[etcd asks for a password]', {
      command: [`${folder}/authentication.sh`, 'enable'],
      onlyif: [[`${folder}/authentication.sh`, 'missing']],
    }),
    isBefore('Service[etcd]', 'Exec[etcd asks for a password]', 'It has to run.'),
    isBefore(`File[${folder}/password]`, 'Exec[etcd asks for a password]', 'The password is read from there.'),
  ),
  realBehaviour(
    'refuses a cluster without a password for etcd',
    node(member, clusterKeys, { data: { [`${own}::secrets::openvoxdb_password`]: 'swordfish-swordfish' } }),
    failsWith(`no value for ${own}::secrets::patroni_etcd_password, with which Patroni connects to etcd.*openssl rand`),
  ),
  realBehaviour(
    'takes what the site says, and other nodes only from the networks of the cluster',
    node(member, clusterKeys, {
      data: {
        ...clusterSecrets,
        [profileKey('etcd_settings')]: { 'quota-backend-bytes': 4_294_967_296 },
        [profileKey('cluster_networks')]: ['192.0.2.0/24'],
        [profileKey('cluster_resolvers')]: ['198.51.100.53', '2001:db8::53'],
        [profileKey('cluster_address')]: '192.0.2.1',
      },
    }),
    contains(`File[${folder}/etcd.yml]`, { content: matching('^quota-backend-bytes: 4294967296$') }),
    contains(`File[${folder}/etcd.yml]`, { content: matching('^listen-peer-urls: https://192.0.2.1:2380$') }),
    contains('Systemd::Unit_file[etcd.service]', {
      content: matching(
        '^IPAddressDeny=any\\nIPAddressAllow=localhost\\nIPAddressAllow=192.0.2.0/24\\nIPAddressAllow=198.51.100.53\\nIPAddressAllow=2001:db8::53$',
      ),
    }),
  ),
  realBehaviour(
    'does not run on a member that is far away',
    node('far.example.com', clusterKeys, options),
    lacks('Service[etcd]'),
    contains('Service[patroni]', { ensure: 'running', enable: true }),
  ),
];
