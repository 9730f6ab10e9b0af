/** What a node shows of each of its parts: who listens where, who may connect, what holds a secret, what waits for what. */
import { contains, isBefore, lacks, notifies } from '../../model/behaviours.js';
import type { Expectation } from '../../model/module.js';
import { own, ownType } from '../../model/namespace.js';
import { directoryPath } from '../directory.js';
import { port } from '../ports.js';
import { follows } from './followed.js';
import { foremanPart, proxyPart, viewPart } from './console-parts.js';
import { memberPart, openvoxdbPart, postgresqlPart } from './database-parts.js';
import { certificates, type Part, type Place } from './places.js';

/** How a part is recognized. */
export interface PartExpectations {
  /** Resources of nodes with the part alone. */
  readonly marks: readonly string[];
  readonly has: (place: Place) => readonly Expectation[];
}

/** The step that makes the certificate authority, and the primary's certificate. */
const authority = 'Exec[puppet_server_config-generate_ca_cert]';

const ssl = '/etc/puppetlabs/puppet/ssl';

const setting = (name: string) => `Ini_setting[${own} agent ${name}]`;

const plainAgent: PartExpectations = {
  marks: [`Class[${own}::agent]`, setting('server')],
  has: ({ key }) => [
    contains(`Class[${own}::agent]`),
    contains(setting('server'), {
      value: key('loadbalancer') ?? key('primary_server') ?? null,
    }),
    contains(setting('ca_server'), { value: key('primary_server') ?? null }),
    contains('Service[puppet]', { ensure: 'running', enable: true }),
    isBefore(setting('server'), 'Service[puppet]', 'The first start asks the right server.'),
    isBefore(setting('ca_server'), 'Service[puppet]', 'The first start asks the right certificate authority.'),
  ],
};

const platformAgent: PartExpectations = {
  marks: ['Class[puppet]'],
  has: ({ key, parts: present }) => [
    // A node that asked the pool that it is part of could not be repaired through that pool.
    contains('Class[puppet]', {
      agent_server_hostname: key('primary_server') ?? null,
      ca_server: key('primary_server') ?? null,
      server: present.includes('server'),
      additional_settings: { crl_refresh_interval: '4h' },
    }),
    lacks(`File[${ssl}/crl.pem]`),
  ],
};

const script = `File[/etc/puppetlabs/puppet/${own}_enc]`;
const terminus = 'Package[openvoxdb-termini]';
const serverService = 'Class[puppet::server::service]';

const server: PartExpectations = {
  marks: [`Class[${own}::server]`, 'Service[puppetserver]', 'Class[r10k]'],
  has: ({ certname, key, foreman, parts: present }) => [
    contains('Class[puppet]', {
      server_ip: '0.0.0.0',
      server_port: port.server,
      server_http: false,
      server_ca: present.includes('certificate authority'),
      server_ca_crl_sync: false,
      server_crl_enable: true,
      server_admin_api_allowlist: ['localhost', certname],
    }),
    contains(`File[${ssl}/private_keys/${certname}.pem]`, {
      mode: '0640',
      group: 'puppet',
    }),
    contains(`File[${ssl}/private_keys]`, { mode: '0750', group: 'puppet' }),
    isBefore('Class[puppet::server::config]', certificates, 'The configuration finds or makes the certificate.'),
    ...follows('puppetserver', serverService),
    isBefore('Class[puppet::server::config]', serverService, 'The server starts with the certificate.'),
    isBefore('Class[puppet::server::install]', terminus, 'The package needs the user of the server.'),
    notifies(terminus, serverService, 'The server loads the terminus when it starts.'),
    notifies('Class[openvoxdb::master::puppetdb_conf]', serverService, 'The server reads it when it starts.'),
    notifies('Class[openvoxdb::master::routes]', serverService, 'The server reads it when it starts.'),
    // The certificate authority has to come up before there is an OpenVoxDB, which needs a certificate from it.
    contains('Class[openvoxdb::master::config]', {
      puppetdb_server: key('db_loadbalancer') ?? certname,
      puppetdb_port: port.openvoxdb,
      puppetdb_soft_write_failure: true,
      strict_validation: false,
    }),
    lacks('Puppetdb_conn_validator[puppetdb_conn]'),
    ...(present.includes('OpenVoxDB') ? [] : [contains('Service[puppetdb]', { ensure: 'stopped', enable: false })]),
    isBefore('Package[git]', 'Package[r10k]', 'r10k starts git, and refuses to run without it.'),
    isBefore('Package[openvox-agent]', 'Package[r10k]', "The gem goes into the agent's Ruby."),
    isBefore('Package[r10k]', 'Service[openvox-deploy-code.timer]', 'The first deployment needs r10k.'),
    ...(foreman === undefined
      ? [lacks(script)]
      : [
          contains(script, { owner: 'root', group: 'puppet', mode: '0750' }),
          contains('File[/etc/puppetlabs/puppet/foreman.yaml]', {
            group: 'puppet',
            mode: '0640',
          }),
          isBefore(script, serverService, 'Without its classifier the server refuses every node.'),
        ]),
  ],
};

const certificateAuthority: PartExpectations = {
  marks: [authority, `Class[${own}::backup::ca]`],
  has: ({ key, parts: present }) => [
    contains('Class[puppet]', {
      server_ca_allow_sans: key('loadbalancer') !== undefined,
    }),
    isBefore(authority, certificates, 'There is no certificate before.'),
    isBefore(authority, 'Service[puppetserver]', 'The server starts with the certificate.'),
    isBefore(authority, `Systemd::Timer[${own}_backup_ca.timer]`, 'The first backup finds an authority.'),
    contains(`File[/var/backups/${own}/ca]`, {
      owner: 'root',
      group: 'root',
      mode: '0700',
    }),
    ...(present.includes('OpenVoxDB')
      ? [isBefore(authority, 'Package[openvoxdb]', "The package's own script copies the certificate.")]
      : []),
    ...(present.includes('PostgreSQL')
      ? [isBefore(authority, `File[${directoryPath}/postgresql/server.key]`, 'There is no key to copy before.')]
      : []),
    ...(present.includes('Foreman')
      ? [isBefore(authority, 'Class[apache::service]', 'Apache does not start without its certificate.')]
      : []),
    ...(present.includes('smart proxy')
      ? [isBefore(authority, 'Class[foreman_proxy::service]', 'The proxy does not start without its certificate.')]
      : []),
    ...(present.includes('OpenVoxView')
      ? [isBefore(authority, `File[${directoryPath}/openvoxview/key.pem]`, 'There is no key to copy before.')]
      : []),
  ],
};

const pools = [
  {
    key: 'loadbalancer',
    pool: 'openvox_compilers',
    port: port.server,
    member: 'primary_server',
  },
  {
    key: 'db_loadbalancer',
    pool: 'openvoxdb',
    port: port.openvoxdb,
    member: 'openvoxdb',
  },
] as const;

const limits = `Systemd::Dropin_file[haproxy.service ${own} limits]`;

const balancer: PartExpectations = {
  marks: [`Class[${own}::lb]`, 'Class[haproxy]', ...pools.map(({ pool }) => `Haproxy::Listen[${pool}]`)],
  has: ({ certname, key }) => [
    ...pools.flatMap((item): readonly Expectation[] =>
      key(item.key) === certname
        ? [
            contains(`${ownType}::Lb::Pool[${item.pool}]`, {
              port: item.port,
              members: [key(item.member) ?? null],
              collect: true,
            }),
            contains(`Haproxy::Listen[${item.pool}]`, {
              bind: { [`*:${item.port}`]: [] },
              mode: 'tcp',
            }),
          ]
        : [lacks(`Haproxy::Listen[${item.pool}]`)],
    ),
    contains(`File[${directoryPath}/lb]`, {
      owner: 'root',
      group: 'root',
      mode: '0700',
    }),
    ...['check.pem', 'ca.pem'].flatMap((name) => {
      const copy = `Concat[${directoryPath}/lb/${name}]`;
      return [
        contains(copy, {
          owner: 'root',
          group: 'root',
          mode: '0600',
          show_diff: false,
          backup: false,
        }),
        isBefore(copy, 'Concat[/etc/haproxy/haproxy.cfg]', 'The check of the configuration reads it.'),
        notifies(copy, 'Service[haproxy]', 'HAProxy reads a renewed certificate when it is reloaded.'),
      ];
    }),
    isBefore(certificates, `Concat[${directoryPath}/lb/check.pem]`, 'There is something to copy.'),
    isBefore(limits, 'Class[haproxy]', 'The package starts HAProxy, and a reload does not raise the limit.'),
  ],
};

/** The parts, and what of them has to be in the catalog of a node. */
export const parts: Readonly<Record<Part, PartExpectations>> = {
  'plain agent': plainAgent,
  'agent of the platform': platformAgent,
  server,
  'certificate authority': certificateAuthority,
  OpenVoxDB: openvoxdbPart,
  PostgreSQL: postgresqlPart,
  'member of a cluster': memberPart,
  Foreman: foremanPart,
  'smart proxy': proxyPart,
  OpenVoxView: viewPart,
  balancer,
};
