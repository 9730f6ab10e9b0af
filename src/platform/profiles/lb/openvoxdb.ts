/** The balancer of the OpenVoxDB pool. */
import { profile } from '../../../model/definitions.js';
import { eq, sentence, str } from '../../../model/expressions.js';
import { own } from '../../../model/namespace.js';
import { comment, contain, fail, include, resource, unless } from '../../../model/statements.js';
import { balancer } from '../../lb/balancer.js';
import { pool } from '../../lb/pool.js';
import { infrastructure as is, platform } from '../../platform.js';
import { port } from '../../ports.js';
import { openvoxdbBalancerBehaviours } from './openvoxdb-behaviours.js';

/**
 * The balancer of the OpenVoxDB pool: HAProxy between the OpenVox servers and the nodes that run OpenVoxDB.
 *
 * @example Classification of the balancer
 * # Hiera: openvox_platform::db_loadbalancer: dbbalancer.example.com
 * include openvox_platform
 * include openvox_platform::profile::lb::openvoxdb
 */
export const openvoxdbBalancer = profile('profile::lb::openvoxdb', {
  behaviours: openvoxdbBalancerBehaviours,
  body: () => [
    include(platform),
    unless(eq(is.certname, is.database_balancer), [
      fail(
        sentence(
          str`${own}: this node, ${is.certname}, is classified as the balancer of the OpenVoxDB pool: set`,
          str`${own}::db_loadbalancer to ${is.certname}`,
        ),
      ),
    ]),

    comment('The first node of the pool is a member always: the others announce themselves through it.'),
    resource(pool, is.openvoxdb_pool, { port: port.openvoxdb, members: [is.openvoxdb_host], collect: true }),
    contain(balancer),
  ],
});
