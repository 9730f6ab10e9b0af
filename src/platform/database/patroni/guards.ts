/** What a Patroni cluster needs: rules of the same kind as all others that refuse an infrastructure. */
import { empty, join, length } from '../../../model/builtins.js';
import { of } from '../../../model/definitions.js';
import { and, any, concat, difference, eq, isIn, lt, ne, not, or, str } from '../../../model/expressions.js';
import { own } from '../../../model/namespace.js';
import type { Expr } from '../../../model/value.js';
import { blank } from '../../functions.js';
import type { Rules } from '../../guards.js';
import { etcdSizes } from '../../infrastructure.js';
import { infrastructure as is, platform, type PlatformParams } from '../../platform.js';
import { clustered } from '../component.js';

const key = (name: keyof PlatformParams): string => `${own}::${name}`;
const list = (names: Expr<string[]>): Expr<string> => join(names, ', ');

export function clusterRules(): Rules {
  const strangers = difference(is.patroni_async_hosts, is.patroni_hosts);
  const all = concat<string>(is.patroni_hosts, is.etcd_hosts);
  const busy = concat<string>([is.primary, is.openvoxdb_host], is.static_compilers);
  const shared = any(all, 'host', (host) => isIn(host, busy));
  const onForeman = and(is.with_foreman, isIn<string>(is.foreman_host, is.patroni_hosts));
  const sizes = etcdSizes.join(' or ');
  return {
    etcd_without_a_cluster: {
      broken: and(not(clustered()), not(blank({ value: of(platform).etcd_members }))),
      problem: `${key('etcd_members')} is for a Patroni cluster, but ${key('patroni_members')} is blank: set the latter, or leave both blank`,
    },
    asynchronous_strangers: {
      broken: not(empty(strangers)),
      problem: str`${key('patroni_async_members')} has ${list(strangers)}, which ${key('patroni_members')} has not: list every member in the latter`,
    },
    cluster_of_one_leader: {
      broken: and(clustered(), lt(length(is.patroni_leaders), 2)),
      problem: str`${key('patroni_members')} has no second member that could become leader when the first is lost (those that can: ${list(is.patroni_leaders)}): list at least two that are not in ${key('patroni_async_members')}`,
    },
    etcd_without_majority: {
      broken: and(clustered(), not(isIn(length(is.etcd_hosts), etcdSizes))),
      problem: str`the Patroni cluster would have ${length(is.etcd_hosts)} etcd members (${list(is.etcd_hosts)}), but only an odd number survives the loss of one without a spare: list ${sizes} nodes in ${key('etcd_members')}, or have as many in ${key('patroni_members')}; a node that is no member then runs etcd alone`,
    },
    cluster_without_address: {
      broken: and(clustered(), eq(is.postgresql_host, is.primary)),
      problem: str`${key('postgresql')} is blank or the primary, but PostgreSQL is a Patroni cluster: set it to one of ${list(is.patroni_hosts)}, or to the address that follows the leader`,
    },
    address_without_postgresql: {
      broken: and(isIn(is.postgresql_host, is.etcd_hosts), not(isIn(is.postgresql_host, is.patroni_hosts))),
      problem: str`${key('postgresql')} is ${is.postgresql_host}, which runs etcd and no PostgreSQL: set it to one of ${list(is.patroni_hosts)}, or to the address that follows the leader`,
    },
    cluster_on_shared_nodes: {
      broken: and(clustered(), or(shared, onForeman)),
      problem: str`nodes of the Patroni cluster (${list(all)}) need nodes of their own, but the primary, a compiler, OpenVoxDB or Foreman is among them: correct ${key('patroni_members')} or ${key('etcd_members')}`,
    },
    member_with_another_role: {
      broken: and(
        clustered(),
        isIn(is.certname, all),
        not(is.is_primary),
        ne<string | undefined>(is.role, 'postgresql'),
      ),
      problem: str`this node's pp_role is '${is.claimed_role}', but it is a node of the Patroni cluster: remove it from ${key('patroni_members')} and ${key('etcd_members')}, or request a certificate with the pp_role 'postgresql'`,
    },
    role_outside_the_cluster: {
      broken: and(clustered(), eq(is.role, 'postgresql'), not(isIn(is.certname, all))),
      problem: str`this node's pp_role is 'postgresql', but it is not a node of the Patroni cluster (${list(all)}): add it to ${key('patroni_members')}, or request a certificate without the role`,
    },
  };
}
