/** The balancer of the compilers. */
import { unique } from '../../../model/builtins.js';
import { profile } from '../../../model/definitions.js';
import { choose, concat, eq, sentence, str } from '../../../model/expressions.js';
import { own } from '../../../model/namespace.js';
import { comment, contain, fail, include, local, resource, unless } from '../../../model/statements.js';
import { balancer } from '../../lb/balancer.js';
import { pool } from '../../lb/pool.js';
import { infrastructure as is, platform } from '../../platform.js';
import { port } from '../../ports.js';
import { compilerBalancerBehaviours } from './compiler-behaviours.js';

/**
 * The balancer of the compilers: HAProxy in front of the primary and the compilers.
 *
 * Connections pass through it, so that agents and servers see each other's certificates. Where the platform has OpenVoxDB,
 * compilers announce themselves; otherwise `compilers` of the main class names them.
 *
 * @example Classification of the balancer
 * # Hiera: openvox_platform::loadbalancer: balancer.example.com
 * include openvox_platform
 * include openvox_platform::profile::lb::compiler
 */
export const compilerBalancer = profile('profile::lb::compiler', {
  behaviours: compilerBalancerBehaviours,
  body: () => {
    const named = local('named', choose<string[]>(is.with_openvoxdb, [], is.static_compilers));
    return [
      include(platform),
      unless(eq(is.certname, is.compiler_balancer), [
        fail(
          sentence(
            str`${own}: this node, ${is.certname}, is classified as the balancer of the compilers: set`,
            str`${own}::loadbalancer to ${is.certname}`,
          ),
        ),
      ]),

      comment(
        [
          'The primary is a member always, so that the pool is never empty. Compilers announce themselves where OpenVoxDB can',
          "hold that, else the infrastructure's data name them.",
        ].join('\n'),
      ),
      named,
      resource(pool, is.compiler_pool, {
        port: port.server,
        members: unique(concat([is.primary], named.value)),
        collect: is.with_openvoxdb,
      }),
      contain(balancer),
    ];
  },
});
