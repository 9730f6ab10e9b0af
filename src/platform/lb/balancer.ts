/** HAProxy on a balancer of the platform. */
import { concat, concatFragment } from '../../bindings/concat.js';
import { file, service } from '../../bindings/core.js';
import { haproxy, haproxyResolver } from '../../bindings/haproxy.js';
import { selboolean } from '../../bindings/selinux_core.js';
import { systemdDropinFile } from '../../bindings/systemd.js';
import { assertPrivate, empty, lookup } from '../../model/builtins.js';
import { profile } from '../../model/definitions.js';
import { add, call, choose, epp, eq, fact, literal, map, mul, not, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { type Body, comment, contain, declare, include, local, ref, resource, when } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import type { AbsolutePath, Matching, PositiveInteger, PuppetType } from '../../model/vocabulary.js';
import { certificate, certificates } from '../certificates.js';
import { directory, directoryPath } from '../directory.js';
import { keepalive } from '../keepalive.js';
import { balancerBehaviours } from './balancer-behaviours.js';

export interface BalancerParams {
  /** Number of connections that HAProxy accepts at a time. Each takes two file descriptors. */
  maxconn: PositiveInteger;
  /** How long a connection may be silent: longer than the longest compilation of a catalog. */
  session_timeout: Matching<'\\A\\d+(ms|s|m|h)\\z'>;
  /** File with this node's certificate and key, which the health checks present. */
  check_certificate: AbsolutePath;
  /** File with the certificate authority that the health checks trust. */
  check_ca: AbsolutePath;
  /**
   * Name servers that HAProxy asks for the addresses of the members while it runs. Default: none, so that it learns addresses
   * when it starts or is reloaded, as the system finds them. Only for members whose names are in DNS: one that is in /etc/hosts
   * alone would be taken out of the pool.
   */
  resolvers: PuppetType<'Stdlib::IP::Address::Nosubnet', string>[];
}

type Params = { readonly [Key in keyof BalancerParams]: Expr<BalancerParams[Key]> };

const folder = `${directoryPath}/lb`;
const haproxyService = ref(service, 'haproxy');

/** Port of name servers. */
const DNS = 53;

/** File descriptors that HAProxy needs beside those of its connections. */
const DESCRIPTORS = { perConnection: 2, reserve: 1000 };

/** HAProxy on a balancer of the platform, and what its health checks need. The pools come from the profiles. */
export const balancer = profile<BalancerParams>('lb', {
  private: true,
  defaults: {
    maxconn: 20_000,
    session_timeout: '10m',
    check_certificate: `${folder}/check.pem`,
    check_ca: `${folder}/ca.pem`,
    resolvers: [],
  },
  behaviours: balancerBehaviours,
  body: ({ params }) => [
    assertPrivate(),
    include(directory, certificates, keepalive),
    checkFiles(params),
    component(params),
    nameServers(params),

    comment(
      [
        'HAProxy refuses to start with fewer file descriptors than its connections need. A limit counts for processes that are',
        'started later, and not after a reload: it has to be there before the package, which on Debian starts HAProxy.',
      ].join('\n'),
    ),
    resource(systemdDropinFile, `haproxy.service ${own} limits`, {
      unit: 'haproxy.service',
      filename: `${own}-limits.conf`,
      content: epp('lb-limits.conf', {
        descriptors: add(mul(params.maxconn, DESCRIPTORS.perConnection), DESCRIPTORS.reserve),
      }),
      before: ref(haproxy),
    }),

    comment('The ports of the platform are not among those that SELinux lets HAProxy use.'),
    when(eq(call<boolean>('dig', fact<object>('os'), 'selinux', 'enabled'), true), [
      resource(selboolean, 'haproxy_connect_any', { value: 'on', persistent: true, before: haproxyService }),
    ]),
  ],
});

/** Certificate, key and certificate authority for the health checks. */
function checkFiles(params: Params): Body {
  const copy = (title: Expr<string>) =>
    resource(concat, title, {
      ensure: 'present',
      owner: 'root',
      group: 'root',
      mode: '0600',
      show_diff: false,
      backup: false,
      require: [ref(file, folder), ref(certificates)],
      before: ref(haproxy),
      notify: haproxyService,
    });
  return [
    resource(file, folder, { ensure: 'directory', owner: 'root', group: 'root', mode: '0700' }),

    comment(
      [
        'HAProxy wants certificate and key in one file, and is confined where SELinux is on: copies, which follow their',
        'originals. The configuration is checked before it is put in place, and the check reads these files.',
      ].join('\n'),
    ),
    copy(params.check_certificate),
    copy(params.check_ca),
    resource(concatFragment, `${own}::lb certificate`, {
      target: params.check_certificate,
      source: certificate.cert,
      order: '1',
    }),
    resource(concatFragment, `${own}::lb key`, {
      target: params.check_certificate,
      source: certificate.key,
      order: '2',
    }),
    resource(concatFragment, `${own}::lb certificate authority`, { target: params.check_ca, source: certificate.ca }),
  ];
}

/** Name of the section with the name servers. */
const resolverSection = 'system';

/** What a pool adds to its servers, so that their names are resolved while HAProxy runs. */
export const resolving = (resolvers: Expr<readonly string[]>): Expr<string> =>
  choose(empty(resolvers), '', ` resolvers ${resolverSection}`);

/** After this long without a good answer of DNS a member is taken out: the longest that HAProxy counts in milliseconds. */
const patience = '24d';

function nameServers({ resolvers }: Params): Body {
  const servers = local(
    'nameservers',
    map(resolvers, 'address', (address) => literal<string[]>([address, str`${address}:${DNS}`])),
  );
  return [
    comment(
      [
        'While name servers are silent, or do not know a name for a moment, the members keep the addresses that they have: by',
        'default HAProxy would take all of them out of the pool after half a minute.',
      ].join('\n'),
    ),
    when(not(empty(resolvers)), [
      servers,
      resource(haproxyResolver, resolverSection, {
        nameservers: call<Record<string, string>>('Hash', servers.value),
        hold: { nx: patience, other: patience, refused: patience, timeout: patience },
      }),
    ]),
  ];
}

function component(params: Params): Body {
  return [
    comment(
      [
        "The component's defaults close a connection after a minute, in the middle of a long compilation. A restart would cut",
        'the catalogs that are being compiled. A member that does not answer is left for another one at once.',
      ].join('\n'),
    ),
    declare(haproxy, {
      merge_options: false,
      global_options: lookup('haproxy::global_options', {
        log: '/dev/log local0',
        chroot: '/var/lib/haproxy',
        user: 'haproxy',
        group: 'haproxy',
        daemon: '',
        maxconn: params.maxconn,
        stats: ['socket /var/lib/haproxy/stats mode 660 level admin', 'timeout 30s'],
      }),
      defaults_options: lookup('haproxy::defaults_options', {
        log: 'global',
        mode: 'tcp',
        option: ['tcplog', 'dontlognull', 'redispatch 1', 'clitcpka', 'srvtcpka'],
        retries: 3,
        timeout: [
          'queue 2m',
          'connect 5s',
          str`client ${params.session_timeout}`,
          str`server ${params.session_timeout}`,
          'check 10s',
        ],
      }),
      restart_command: lookup<string>('haproxy::restart_command', 'systemctl reload haproxy.service'),
    }),
    contain(haproxy),
  ];
}
