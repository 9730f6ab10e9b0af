/** etcd, in which Patroni keeps who leads the cluster. */
import { exec, file, service } from '../../../bindings/core.js';
import { stdlibToYaml } from '../../../bindings/stdlib.js';
import { assertPrivate, join } from '../../../model/builtins.js';
import { of, type Profile, profile } from '../../../model/definitions.js';
import { call, epp, map, sensitive, str, unwrap } from '../../../model/expressions.js';
import { type Body, comment, include, local, ref, resource } from '../../../model/statements.js';
import type { Data, Expr } from '../../../model/value.js';
import { certificateCopies } from '../../certificate-copies.js';
import { certificate, certificates } from '../../certificates.js';
import { directory } from '../../directory.js';
import { infrastructure as is } from '../../platform.js';
import { port } from '../../ports.js';
import { postgresql } from '../../profiles/postgresql.js';
import { etcdPassword, secrets } from '../../secrets.js';
import { etcdBehaviours } from './etcd-behaviours.js';
import { etcdAccount as user, etcdPaths as paths, etcdUser, scope } from './names.js';

const copy = {
  certificate: `${paths.directory}/server.crt`,
  key: `${paths.directory}/server.key`,
  authority: `${paths.directory}/ca.pem`,
} as const;

/**
 * A member of the etcd cluster.
 *
 * Its peers need a certificate of the platform's authority. Its clients need a password: any
 * node of the site has such a certificate, and etcd's gateway cannot tell them apart.
 */
export const patroniEtcd: Profile = profile('postgresql::patroni::etcd', {
  private: true,
  behaviours: etcdBehaviours,
  body: () => [assertPrivate(), include(directory, certificates, secrets), files(), theService(), authentication()],
});

function files(): Body {
  const place = local('directory', paths.directory);
  return [
    place,
    comment(
      [
        'The packages bring the user. etcd reads its certificate and its key at each connection, so that a new one needs no',
        'restart.',
      ].join('\n'),
    ),
    certificateCopies({
      directory: place.value,
      owner: user,
      group: user,
      modes: ['0700', '0600'],
      copies: { 'server.crt': certificate.cert, 'server.key': certificate.key, 'ca.pem': certificate.ca },
      before: ref(service, 'etcd'),
    }),
    configuration(),
  ];
}

/** Keys and values as in etcd's own sample of a configuration file. */
function configuration(): Body {
  const params = of(postgresql);
  const url = (host: Expr<string> | string, number: number): Expr<string> => str`https://${host}:${number}`;
  const security = { 'cert-file': copy.certificate, 'key-file': copy.key };
  const members = local(
    'members',
    map(is.etcd_hosts, 'host', (host) => str`${host}=${url(host, port.etcdPeer)}`),
  );
  const settings = local<Data>(
    'settings',
    call<Data>(
      'deep_merge',
      {
        name: is.certname,
        'data-dir': paths.data,
        'listen-client-urls': url(params.cluster_address, port.etcd),
        'advertise-client-urls': url(is.certname, port.etcd),
        'listen-peer-urls': url(params.cluster_address, port.etcdPeer),
        'initial-advertise-peer-urls': url(is.certname, port.etcdPeer),
        'initial-cluster': join(members.value, ','),
        'initial-cluster-token': scope,
        'initial-cluster-state': 'new',
        'client-transport-security': security,
        'peer-transport-security': { ...security, 'trusted-ca-file': copy.authority, 'client-cert-auth': true },
        'enable-grpc-gateway': true,
        'auto-compaction-mode': 'periodic',
        'auto-compaction-retention': '1h',
      },
      params.etcd_settings,
    ),
  );
  return [
    members,
    comment(
      [
        'What begins with "initial" counts when a member has no data yet, and never again. Patroni talks to the gateway, which',
        'a configuration file switches off unless it says otherwise.',
      ].join('\n'),
    ),
    settings,
    resource(file, paths.configuration, {
      ensure: 'file',
      owner: user,
      group: user,
      mode: '0600',
      content: stdlibToYaml(settings.value),
      before: ref(service, 'etcd'),
    }),
  ];
}

function theService(): Body {
  return [
    comment('It does not wait for the other members, which the first node would do in vain.'),
    resource(service, 'etcd', { ensure: 'running', enable: true }),
  ];
}

/** etcd asks for no password until it is told to, which takes a majority of its members. */
function authentication(): Body {
  const root = { ensure: 'file', owner: 'root', group: 'root' } as const;
  const password = local('password', etcdPassword());
  return [
    password,
    resource(file, paths.password, {
      ...root,
      mode: '0600',
      show_diff: false,
      content: sensitive(str`${unwrap(password.value)}\n`),
    }),
    resource(file, paths.authentication, {
      ...root,
      mode: '0700',
      content: epp('etcd-authentication.sh', {
        endpoint: str`https://${is.certname}:${port.etcd}`,
        authority: copy.authority,
        user: etcdUser,
        password_file: paths.password,
      }),
    }),
    comment('While the first member waits for a majority there is nothing to do, and nothing has failed.'),
    resource(exec, 'etcd asks for a password', {
      command: [paths.authentication, 'enable'],
      onlyif: [[paths.authentication, 'missing']],
      require: [ref(service, 'etcd'), ref(file, paths.authentication, paths.password)],
    }),
  ];
}
