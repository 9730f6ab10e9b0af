/** A node that runs OpenVoxDB and no server. */
import { profile } from '../../model/definitions.js';
import { and, eq, isA, not, sentence, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { comment, contain, fail, include, unless, when } from '../../model/statements.js';
import { openvoxdbService } from '../database/openvoxdb.js';
import { member } from '../lb/pool.js';
import { infrastructure as is, platform } from '../platform.js';
import { port } from '../ports.js';
import { openvoxdbBehaviours } from './openvoxdb-behaviours.js';

/**
 * A node that runs OpenVoxDB and no server.
 *
 * The main class adds it to nodes with `pp_role` openvoxdb, and to the one that its parameter `openvoxdb` names.
 *
 * @example A node whose certificate has the extension pp_role: openvoxdb
 * include openvox_platform
 */
export const openvoxdb = profile('profile::openvoxdb', {
  behaviours: openvoxdbBehaviours,
  body: () => [
    include(platform),
    unless(eq(is.role, 'openvoxdb'), [
      fail(
        sentence(
          str`${own}: this node, ${is.certname}, is classified as an OpenVoxDB node, but has neither pp_role 'openvoxdb' nor`,
          str`the name in ${own}::openvoxdb: set that, or request a certificate with that pp_role`,
        ),
      ),
    ]),

    contain(openvoxdbService),

    comment("The first node of the pool is named by the infrastructure's data, and the balancer knows it from there."),
    when(and(isA(is.database_balancer, 'NotUndef'), not(is.is_openvoxdb)), [
      member(is.openvoxdb_pool, is.certname, port.openvoxdb, { form: 'exported' }),
    ]),
  ],
});
