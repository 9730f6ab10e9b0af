/** Combinations that cannot work, refused when a catalog is compiled: one list of rules, all of them reported together. */
import { assertPrivate, empty, flatten, getvar, join, lookup, values } from '../model/builtins.js';
import { of, type Profile, profile } from '../model/definitions.js';
import {
  and,
  assume,
  concat,
  eq,
  filter,
  get,
  isA,
  isIn,
  literal,
  map,
  ne,
  not,
  or,
  str,
} from '../model/expressions.js';
import { own } from '../model/namespace.js';
import { comment, fail, local, unless } from '../model/statements.js';
import type { Expr, Value } from '../model/value.js';
import { openvoxdbClients } from './database/openvoxdb-clients.js';
import { clusterRules } from './database/patroni/guards.js';
import { blank, enabled, hosts } from './functions.js';
import { knownRoles } from './infrastructure.js';
import { infrastructure as is, type PlatformParams, platform } from './platform.js';
import { guardBehaviours } from './guards-behaviours.js';

/** A condition under which the platform cannot work, and a sentence with the parameter's name and a remedy. */
export interface Rule {
  readonly broken: Value<boolean>;
  readonly problem: Value<string>;
}

/** By the name of what cannot work. */
export type Rules = Readonly<Record<string, Rule>>;

const key = (name: keyof PlatformParams): string => `${own}::${name}`;
const given = (value: Expr<unknown>): Expr<boolean> => isA(value, 'NotUndef');

/** Parameters that name a host beside the primary. */
const hostParameters: readonly (keyof PlatformParams)[] = [
  'foreman_server',
  'openvoxview_server',
  'openvoxdb',
  'postgresql',
  'loadbalancer',
  'compilers',
  'db_loadbalancer',
  'patroni_members',
  'agent_server',
];

/** Those of them, and of the others, that name nodes of the platform and nothing else. */
const certnameParameters = ['primary_server' as const, ...hostParameters].filter(
  (name) => name !== 'postgresql' && name !== 'agent_server',
);

/** What the rules look at, each a variable of the class. */
interface Seen {
  /** Parameters that name a host beside the primary, and are not blank. */
  readonly others: Expr<string[]>;
  /** Parameters with an address in the place of a name. */
  readonly addresses: Expr<string[]>;
  /** Who may ask OpenVoxDB; empty: everybody with a certificate. */
  readonly clients: Expr<string[]>;
  /** Alternative names that the site gives this node. */
  readonly siteNames: Expr<string[]>;
}

function rules({ others, addresses, clients, siteNames }: Seen): Rules {
  const params = of(platform);
  const full = (list: Expr<string[]>): Expr<string> =>
    join(
      map(list, 'name', (name) => str`${own}::${name}`),
      ', ',
    );
  const remedy = `set ${key('primary_server')} to the certname of the server that holds the certificate authority`;
  const known = knownRoles.map((role) => `'${role}'`).join(', ');
  const ours = concat<string>([is.primary], is.patroni_hosts);
  const claimsOpenvoxdb = eq(is.claimed_role, 'openvoxdb');
  return {
    other_names_without_primary: {
      broken: and(not(given(is.primary)), not(empty(others))),
      problem: str`${key('primary_server')} is blank, but these are not: ${full(others)}; ${remedy}`,
    },
    role_without_primary: {
      broken: and(not(given(is.primary)), given(is.role)),
      problem: str`${key('primary_server')} is blank, but this node's pp_role is '${is.claimed_role}': ${remedy}`,
    },
    unknown_role: {
      broken: and(
        enabled({ value: params.strict_roles, default: false }),
        not(blank({ value: is.claimed_role })),
        not(isIn(is.claimed_role, knownRoles)),
      ),
      problem: str`${key('strict_roles')} refuses this node's pp_role '${is.claimed_role}', since the platform knows ${known}: correct csr_attributes.yaml and request a new certificate, or set ${key('strict_roles')} to false`,
    },
    balancer_on_a_server: {
      broken: and(
        given(is.compiler_balancer),
        or(eq(is.compiler_balancer, is.primary), isIn(is.compiler_balancer, is.static_compilers)),
      ),
      problem: str`${key('loadbalancer')} (${is.compiler_balancer}) is itself a server, and both would listen on port 8140: name a node of its own, or leave ${key('loadbalancer')} blank`,
    },
    balancer_with_a_role: {
      broken: and(eq(is.role, 'compiler'), eq(is.certname, is.compiler_balancer)),
      problem: str`${key('loadbalancer')} names ${is.certname}, whose pp_role is 'compiler', and both would listen on port 8140: name a node of its own in ${key('loadbalancer')}`,
    },
    compiler_without_a_pool: {
      broken: and(
        given(is.primary),
        eq(is.role, 'compiler'),
        not(given(is.compiler_balancer)),
        eq(is.agent_address, is.primary),
        empty(is.static_compilers),
      ),
      problem: str`this node's pp_role is 'compiler', but every other node takes ${is.primary} for the only server, so that no agent would ask this one, and no database expect it: set ${key('loadbalancer')} or ${key('agent_server')}, or list it in ${key('compilers')}`,
    },
    compiler_nobody_lists: {
      broken: and(
        eq(is.role, 'compiler'),
        is.with_openvoxdb,
        is.dedicated_openvoxdb,
        not(empty(is.static_compilers)),
        not(empty(clients)),
        not(isIn(is.certname, clients)),
      ),
      problem: str`this node's pp_role is 'compiler', but OpenVoxDB on ${is.openvoxdb_host} answers ${join(clients, ', ')}, and nobody else: add ${is.certname} to ${key('compilers')}, or leave that blank`,
    },
    agents_at_another_node: {
      broken: and(
        ne(is.agent_address, is.primary),
        ne<string | undefined>(is.agent_address, is.compiler_balancer),
        isIn(
          is.agent_address,
          concat<string>(concat<string>([is.foreman_host, is.openvoxdb_host], is.patroni_hosts), is.etcd_hosts),
        ),
      ),
      problem: str`${key('agent_server')} is ${is.agent_address}, a node that is no server, and the servers would request certificates with its name: set it to the address of a balancer, or leave it blank`,
    },
    pool_nobody_can_enter: {
      broken: and(given(is.compiler_balancer), not(is.with_openvoxdb), empty(is.static_compilers)),
      problem: literal(
        `${key('compilers')} is blank, and without OpenVoxDB the balancer cannot learn of compilers in another way: list them in ${key('compilers')}, or set ${key('use_openvoxdb')} to true`,
      ),
    },
    database_balancer_without_openvoxdb: {
      broken: and(given(is.database_balancer), not(is.with_openvoxdb)),
      problem: literal(
        `${key('db_loadbalancer')} balances an OpenVoxDB pool, but ${key('use_openvoxdb')} is false: leave the former blank, or set the latter to true`,
      ),
    },
    database_balancer_without_nodes: {
      broken: and(given(is.database_balancer), is.with_openvoxdb, eq(is.openvoxdb_host, is.primary)),
      problem: literal(
        `${key('db_loadbalancer')} needs nodes behind it: set ${key('openvoxdb')} to the certname of the first node of the OpenVoxDB pool, which is not the primary`,
      ),
    },
    database_balancer_on_a_server: {
      broken: and(
        given(is.database_balancer),
        or(
          eq(is.database_balancer, is.primary),
          isIn(is.database_balancer, is.static_compilers),
          and(eq(is.role, 'compiler'), eq(is.certname, is.database_balancer)),
        ),
      ),
      problem: str`${key('db_loadbalancer')} (${is.database_balancer}) is itself a server, and the nodes of OpenVoxDB would request certificates with its name: name a node of its own, or leave ${key('db_loadbalancer')} blank`,
    },
    database_balancer_on_openvoxdb: {
      broken: and(given(is.database_balancer), eq(is.database_balancer, is.openvoxdb_host)),
      problem: str`${key('db_loadbalancer')} and ${key('openvoxdb')} are both ${is.database_balancer}, and both would listen on port 8081: name a node of its own in ${key('db_loadbalancer')}`,
    },
    openvoxdb_on_a_compiler: {
      broken: and(is.with_openvoxdb, ne(is.openvoxdb_host, is.primary), isIn(is.openvoxdb_host, is.static_compilers)),
      problem: str`${key('openvoxdb')} (${is.openvoxdb_host}) is one of ${key('compilers')}: leave ${key('openvoxdb')} blank to run OpenVoxDB on every server, or name a node of its own`,
    },
    role_without_openvoxdb: {
      broken: and(claimsOpenvoxdb, not(is.is_primary), not(is.with_openvoxdb)),
      problem: literal(
        `this node's pp_role is 'openvoxdb', but ${key('use_openvoxdb')} is false: set it to true, or request a certificate without the role`,
      ),
    },
    openvoxdb_without_use: {
      broken: and(
        claimsOpenvoxdb,
        is.with_openvoxdb,
        not(is.is_primary),
        not(given(is.database_balancer)),
        not(is.is_openvoxdb),
      ),
      problem: str`this node's pp_role is 'openvoxdb', but nothing would use it: set ${key('db_loadbalancer')} for a pool of OpenVoxDB nodes, or ${key('openvoxdb')} to ${is.certname} for a single one`,
    },
    database_balancer_with_a_role: {
      broken: and(eq(is.role, 'openvoxdb'), eq(is.certname, is.database_balancer), is.with_openvoxdb),
      problem: str`${key('db_loadbalancer')} names ${is.certname}, whose pp_role is 'openvoxdb', and both would listen on port 8081: name a node of its own in ${key('db_loadbalancer')}`,
    },
    openvoxdb_with_another_role: {
      broken: and(is.with_openvoxdb, is.is_openvoxdb, not(is.is_primary), ne(is.role, 'openvoxdb')),
      problem: str`${key('openvoxdb')} names this node, whose pp_role is '${is.claimed_role}', so that nothing would run OpenVoxDB on it: name another node, or request a certificate with the pp_role 'openvoxdb'`,
    },
    postgresql_without_use: {
      broken: and(
        given(is.primary),
        eq(is.role, 'postgresql'),
        empty(is.patroni_hosts),
        eq(is.postgresql_host, is.primary),
      ),
      problem: str`this node's pp_role is 'postgresql', but nothing would use it: set ${key('postgresql')} to ${is.certname}, or to the address that leads to it`,
    },
    postgresql_beside_its_address: {
      broken: and(
        given(is.primary),
        eq(is.role, 'postgresql'),
        empty(is.patroni_hosts),
        ne(is.postgresql_host, is.primary),
        not(is.is_postgresql),
        not(isIn(is.postgresql_host, siteNames)),
      ),
      problem: str`this node's pp_role is 'postgresql', but ${key('postgresql')} is ${is.postgresql_host}, so that it would be a server of its own, beside the one in use: list the members in ${key('patroni_members')} if they are a cluster, set ${key('postgresql')} to ${is.certname}, or, where that name is an address which leads to this node alone, add it to puppet::dns_alt_names of this node`,
    },
    postgresql_at_another_node: {
      broken: and(
        given(is.postgresql_host),
        not(isIn(is.postgresql_host, ours)),
        or(
          eq<string | undefined>(is.postgresql_host, is.compiler_balancer),
          eq<string | undefined>(is.postgresql_host, is.database_balancer),
          and(
            not(empty(is.patroni_hosts)),
            isIn(is.postgresql_host, concat<string>([is.foreman_host, is.openvoxdb_host], is.static_compilers)),
          ),
        ),
      ),
      problem: str`${key('postgresql')} is ${is.postgresql_host}, a node that runs no PostgreSQL: set it to the node that does, to a member of the cluster, or to the address that follows the leader`,
    },
    addresses_for_names: {
      broken: not(empty(addresses)),
      problem: str`addresses are in ${full(addresses)}, but certificates have names: set the certnames of the nodes there`,
    },
    authority_of_our_own: {
      broken: and(given(is.postgresql_ca_file), given(is.primary), isIn<string>(is.postgresql_host, ours)),
      problem: str`${key('postgresql_ca')} is for a PostgreSQL that the platform does not run, but ${is.postgresql_host} is its own: leave ${key('postgresql_ca')} blank, or set ${key('postgresql')} to the other server`,
    },
    openvoxview_without_openvoxdb: {
      broken: and(is.with_openvoxview, not(is.with_openvoxdb)),
      problem: literal(
        `${key('openvoxview')} shows what OpenVoxDB holds, but ${key('use_openvoxdb')} is false: set one of the two the other way`,
      ),
    },
    hiera_without_code: {
      broken: and(blank({ value: params.control_repo }), not(blank({ value: params.hiera_repo }))),
      problem: literal(
        `${key('hiera_repo')} is deployed together with the code, but ${key('control_repo')} is blank: set it, or leave both blank`,
      ),
    },
    serverless_without_code: {
      broken: and(is.with_serverless, not(given(is.control_source))),
      problem: literal(
        `${key('serverless')} has agents apply the code of ${key('control_repo')}, which is blank: set it, or set ${key('serverless')} to false`,
      ),
    },
    ...clusterRules(),
  };
}

/** Refuses combinations of parameters that cannot work, with the parameter's name and a remedy. */
export const guards: Profile = profile('guards', {
  private: true,
  behaviours: guardBehaviours,
  body: () => {
    const others = local(
      'others',
      filter(literal<string[]>([...hostParameters]), 'name', (name) =>
        not(blank({ value: getvar(str`${own}::${name}`) })),
      ),
    );
    const addresses = local(
      'addresses',
      filter(literal<string[]>([...certnameParameters]), 'name', (name) =>
        not(
          empty(
            filter(
              hosts({
                values: flatten<string>([assume<string>(getvar(str`${own}::${name}`), 'a name, or a list of names')]),
              }),
              'host',
              (host) => isA(host, 'Pattern[/\\A[0-9.]+\\z/]'),
            ),
          ),
        ),
      ),
    );
    const clients = local('openvoxdb_clients', openvoxdbClients(is.openvoxdb_host));
    const siteNames = local('site_names', lookup<string[]>('puppet::dns_alt_names', []));
    const table = local(
      'rules',
      rules({
        others: others.value,
        addresses: addresses.value,
        clients: clients.value,
        siteNames: siteNames.value,
      }),
    );
    const broken = filter(values<Rule>(table.value), 'rule', (rule) => get<boolean>(rule, 'broken'));
    const problems = local(
      'problems',
      map(broken, 'rule', (rule) => assume<string>(get(rule, 'problem'), 'the rules above')),
    );
    return [
      assertPrivate(),
      others,
      comment("Certificates have names. Only what is not the platform's may have one with an address."),
      addresses,
      comment('Who may ask OpenVoxDB, and the names of this node that only the site knows'),
      clients,
      siteNames,
      table,
      problems,
      unless(empty(problems.value), [fail(str`${own}: ${join(problems.value, '; ')}`)]),
    ];
  },
});
