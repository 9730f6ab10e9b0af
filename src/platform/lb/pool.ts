/** A pool of servers behind a balancer, and how a server becomes one of its members. */
import { haproxyBalancermember, haproxyListen } from '../../bindings/haproxy.js';
import { assertPrivate } from '../../model/builtins.js';
import { define, of } from '../../model/definitions.js';
import { hash, sentence, str, variable } from '../../model/expressions.js';
import {
  comment,
  each,
  include,
  local,
  resource,
  type ResourceOptions,
  type Statement,
} from '../../model/statements.js';
import type { Expr, Value } from '../../model/value.js';
import type { Fqdn, NonEmpty, Port } from '../../model/vocabulary.js';
import { balancer, resolving } from './balancer.js';
import { poolBehaviours } from './pool-behaviours.js';

interface PoolParams {
  /** Port on which the balancer and the members listen. */
  port: Port;
  /** Certnames of the members that the infrastructure's data name. */
  members: NonEmpty<Fqdn>;
  /** Whether further members announce themselves through OpenVoxDB. */
  collect: boolean;
}

/**
 * A member of a pool, declared on the balancer, or exported for it. A member is a name, which HAProxy resolves, and knows
 * nothing of the balancer's files.
 */
export function member(
  pool: Expr<string>,
  name: Expr<string>,
  port: Value<number>,
  options: ResourceOptions = {},
): Statement {
  return resource(
    haproxyBalancermember,
    str`${pool}-${name}`,
    { listening_service: pool, server_names: name, ipaddresses: name, ports: port, verifyhost: true },
    options,
  );
}

/**
 * A pool of servers behind a balancer of the platform: TCP passes through, so that client certificates reach the servers.
 */
export const pool = define<PoolParams>('lb::pool', {
  private: true,
  behaviours: poolBehaviours,
  body: ({ params }) => {
    const name = variable<string>('name');
    const files = of(balancer);
    const resolution = local('resolution', resolving(files.resolvers));
    return [
      assertPrivate(),
      include(balancer),
      resolution,

      comment(
        [
          'The bind is not to the address of one protocol, since one to :: fails where IPv6 is off. Options are a list, which',
          'keeps its order. The checks are TLS, the traffic is passed through. A name that does not resolve yet must not keep',
          'HAProxy from starting. Sessions with a member that is marked down are not shut: those that are just being connected',
          'would be stuck until their client gives up (HAProxy 3.0), and the catalogs of a member that is merely slow be lost.',
        ].join('\n'),
      ),
      resource(haproxyListen, name, {
        bind: hash([str`*:${params.port}`, []]),
        mode: 'tcp',
        collect_exported: params.collect,
        options: [
          { balance: 'leastconn' },
          { option: 'httpchk GET /status/v1/simple' },
          { 'http-check': 'expect status 200' },
          {
            'default-server': sentence(
              str`init-addr last,libc,none${resolution.value}`,
              str`check check-ssl ca-file ${files.check_ca} crt ${files.check_certificate} verify required`,
              'inter 5s fastinter 2s fall 3 rise 2 slowstart 60s',
            ),
          },
        ],
      }),
      each(params.members, 'member', (item) => [member(name, item, params.port)]),
    ];
  },
});
