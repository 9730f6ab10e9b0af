/** The main class: the infrastructure as its Hiera data describe it, and what a node is in it. */
import { flatten, length } from '../model/builtins.js';
import { type Profile, profile, scope } from '../model/definitions.js';
import {
  and,
  assume,
  call,
  choose,
  difference,
  eq,
  filter,
  isA,
  isIn,
  ne,
  not,
  or,
  trusted,
  undef,
  variable,
} from '../model/expressions.js';
import { comment, contain, local, match, when } from '../model/statements.js';
import type { AbsolutePath, Blank, Fqdn } from '../model/vocabulary.js';
import { agent } from './agent/agent.js';
import { repositories } from './agent/repositories.js';
import { blank, enabled, filled, host, hosts } from './functions.js';
import { guards } from './guards.js';
import { etcdSizes, type Infrastructure, knownRoles, type Role } from './infrastructure.js';
import { platformBehaviours } from './platform-behaviours.js';
import { compiler } from './profiles/compiler.js';
import { openvoxdb } from './profiles/openvoxdb.js';
import { postgresql } from './profiles/postgresql.js';
import { puppetNode } from './server/puppet.js';
import { serverless } from './serverless/serverless.js';
import { tierBehaviours } from './tiers/tiers-behaviours.js';
import type { GitUrl, Hosts, Reports } from './types.js';

/** Parameters of the main class: the names of the infrastructure, and what there is in it. */
export interface PlatformParams {
  /** Certname of the primary OpenVox server, which holds the certificate authority. */
  primary_server: Blank<Fqdn>;
  /** Certname of the node that runs Foreman. Blank: the primary. */
  foreman_server: Blank<Fqdn>;
  /**
   * Certname of the node that runs OpenVoxView. Blank: the primary, or, in a platform without Foreman, what `foreman_server`
   * names.
   */
  openvoxview_server: Blank<Fqdn>;
  /** Certname of the node whose OpenVoxDB owns garbage collection and migration. Blank: the primary. */
  openvoxdb: Blank<Fqdn>;
  /**
   * Name by which PostgreSQL is reached: a node's certname, or an address that follows the leader of a cluster.
   * Blank: the primary.
   */
  postgresql: Blank<Fqdn>;
  /**
   * File with the certificates that vouch for a PostgreSQL that the platform does not run; it must exist on every node
   * that connects, and be readable for everybody. Blank: the platform's certificate authority.
   */
  postgresql_ca: Blank<AbsolutePath>;
  /** Certname of the node that balances the compilers. Blank: no compiler pool. */
  loadbalancer: Blank<Fqdn>;
  /** Certnames of the compilers. Needed where there is no OpenVoxDB, through which they would announce themselves. */
  compilers: Hosts;
  /** Certname of the node that balances the OpenVoxDB pool. Blank: no such pool. */
  db_loadbalancer: Blank<Fqdn>;
  /** Git URL of the control repository. Blank: code deployment is not managed. */
  control_repo: Blank<GitUrl>;
  /** Git URL of the Hiera data. Blank: the data live in the control repository. */
  hiera_repo: Blank<GitUrl>;
  /** Report processors in addition to those that Foreman and OpenVoxDB imply. */
  reports: Reports;
  /** Whether plain agents apply the codebase themselves, without a server. */
  serverless: Blank<boolean>;
  /** Whether the platform has a Foreman. */
  foreman: Blank<boolean>;
  /** Whether the platform has an OpenVoxView. */
  openvoxview: Blank<boolean>;
  /** Whether the platform has an OpenVoxDB. */
  use_openvoxdb: Blank<boolean>;
  /** Certnames of the members of the Patroni cluster. Blank: PostgreSQL is a single server, or not the platform's. */
  patroni_members: Hosts;
  /** Those of the members that replicate asynchronously and never become leader. */
  patroni_async_members: Hosts;
  /**
   * Certnames of the three or five nodes that run etcd for the Patroni cluster. Blank: the members that can become leader,
   * or all members. A node that is no member runs etcd alone.
   */
  etcd_members: Hosts;
  /**
   * Name by which plain agents reach the servers, where it is not that of a node: the virtual address of a balancer, with
   * compilers behind it. Blank: the balancer of the compilers, or the primary.
   */
  agent_server: Blank<Fqdn>;
  /**
   * Whether a `pp_role` that the platform does not know is an error. Otherwise it is a role of the site's own, and the
   * node a plain agent.
   */
  strict_roles: Blank<boolean>;
  /** Whether to manage the package repositories of OpenVox. Blank: on the nodes that the platform owns. */
  manage_repos: Blank<boolean>;
}

/**
 * The infrastructure of an OpenVox platform, as its Hiera data describe it, and the agent of the node that includes this
 * class.
 *
 * Classify every node of the platform with this class, ordinary agents included. It resolves the names of the
 * infrastructure, refuses combinations that cannot work, and gives the node what its name or its `pp_role` asks for.
 * Every parameter may be left blank.
 *
 * @example A monolithic server, the smallest platform
 * # Hiera: openvox_platform::primary_server: openvox.example.com
 * include openvox_platform
 * include openvox_platform::profile::monolithic
 */
export const platform: Profile<PlatformParams> = profile<PlatformParams>('', {
  defaults: {
    primary_server: undefined,
    foreman_server: undefined,
    openvoxview_server: undefined,
    openvoxdb: undefined,
    postgresql: undefined,
    postgresql_ca: undefined,
    loadbalancer: undefined,
    compilers: [],
    db_loadbalancer: undefined,
    control_repo: undefined,
    hiera_repo: undefined,
    reports: [],
    serverless: false,
    foreman: true,
    openvoxview: false,
    use_openvoxdb: true,
    patroni_members: [],
    patroni_async_members: [],
    etcd_members: [],
    agent_server: undefined,
    strict_roles: false,
    manage_repos: undefined,
  },
  behaviours: () => [...platformBehaviours(), ...tierBehaviours()],
  body: ({ params }) => {
    const certname = local('certname', trusted('certname'));
    const primary = local('primary', host({ value: params.primary_server }));
    const foremanHost = local('foreman_host', host({ value: params.foreman_server, default: primary.value }));
    const openvoxdbHost = local('openvoxdb_host', host({ value: params.openvoxdb, default: primary.value }));
    const postgresqlHost = local('postgresql_host', host({ value: params.postgresql, default: primary.value }));
    const compilerBalancer = local('compiler_balancer', host({ value: params.loadbalancer }));
    const databaseBalancer = local('database_balancer', host({ value: params.db_loadbalancer }));
    const staticCompilers = local('static_compilers', hosts({ values: params.compilers }));
    const patroniHosts = local('patroni_hosts', hosts({ values: params.patroni_members }));
    const patroniAsyncHosts = local('patroni_async_hosts', hosts({ values: params.patroni_async_members }));
    const patroniLeaders = local('patroni_leaders', difference(patroniHosts.value, patroniAsyncHosts.value));
    const etcdHosts = local(
      'etcd_hosts',
      choose<string[]>(
        not(blank({ value: params.etcd_members })),
        hosts({ values: params.etcd_members }),
        choose<string[]>(isIn(length(patroniLeaders.value), etcdSizes), patroniLeaders.value, patroniHosts.value),
      ),
    );
    const databaseHosts = local(
      'database_hosts',
      choose<readonly (string | undefined)[]>(isIn(postgresqlHost.value, patroniHosts.value), patroniLeaders.value, [
        postgresqlHost.value,
      ]),
    );
    const agentAddress = local(
      'agent_address',
      host({ value: params.agent_server, default: host({ value: params.loadbalancer, default: primary.value }) }),
    );
    const withOpenvoxdb = local('with_openvoxdb', enabled({ value: params.use_openvoxdb, default: true }));
    const withServerless = local('with_serverless', enabled({ value: params.serverless, default: false }));
    const controlSource = local('control_source', filled({ value: params.control_repo }));
    const withForeman = local('with_foreman', enabled({ value: params.foreman, default: true }));
    const openvoxviewHost = local(
      'openvoxview_host',
      host({
        value: params.openvoxview_server,
        default: choose<string | undefined>(withForeman.value, primary.value, foremanHost.value),
      }),
    );
    const isPrimary = local('is_primary', eq(certname.value, primary.value));
    const isOpenvoxdb = local('is_openvoxdb', eq(certname.value, openvoxdbHost.value));
    const claimedRole = local(
      'claimed_role',
      call<string | undefined>('dig', variable('trusted'), 'extensions', 'pp_role'),
    );
    const known = assume<Role>(claimedRole.value, 'the condition beside it');
    const role = local<Role | undefined>(
      'role',
      choose<Role | undefined>(
        isPrimary.value,
        undef,
        choose<Role | undefined>(
          isIn(claimedRole.value, knownRoles),
          known,
          choose<Role | undefined>(
            isIn(certname.value, staticCompilers.value),
            'compiler',
            choose<Role | undefined>(
              and(isOpenvoxdb.value, withOpenvoxdb.value),
              'openvoxdb',
              choose<Role | undefined>(
                or(isIn(certname.value, patroniHosts.value), isIn(certname.value, etcdHosts.value)),
                'postgresql',
                undef,
              ),
            ),
          ),
        ),
      ),
    );
    const isServer = local('is_server', or(isPrimary.value, eq(role.value, 'compiler')));
    const named = [
      primary,
      foremanHost,
      openvoxviewHost,
      openvoxdbHost,
      postgresqlHost,
      compilerBalancer,
      databaseBalancer,
    ];
    const namedHosts = local(
      'named_hosts',
      hosts({
        values: flatten<string | undefined>([
          ...named.map((item) => item.value),
          staticCompilers.value,
          patroniHosts.value,
          etcdHosts.value,
        ]),
      }),
    );
    const owned = local('owned', or(isA(role.value, 'NotUndef'), isIn(certname.value, namedHosts.value)));
    const dedicatedOpenvoxdb = local(
      'dedicated_openvoxdb',
      or(isA(databaseBalancer.value, 'NotUndef'), ne(openvoxdbHost.value, primary.value)),
    );
    const runsOpenvoxdb = local(
      'runs_openvoxdb',
      and(withOpenvoxdb.value, or(eq(role.value, 'openvoxdb'), and(isServer.value, not(dedicatedOpenvoxdb.value)))),
    );
    const hasDatabaseBalancer = isA(databaseBalancer.value, 'NotUndef');
    return [
      comment('Who is who. Names are compared with the certname, which is what the certificate authority vouches for.'),
      certname,
      primary,
      foremanHost,
      openvoxdbHost,
      postgresqlHost,
      local('postgresql_ca_file', filled({ value: params.postgresql_ca })),
      compilerBalancer,
      databaseBalancer,
      staticCompilers,
      patroniHosts,
      patroniAsyncHosts,
      patroniLeaders,
      etcdHosts,
      databaseHosts,
      agentAddress,

      comment('What there is'),
      withForeman,
      local('with_openvoxview', enabled({ value: params.openvoxview, default: false })),
      openvoxviewHost,
      withOpenvoxdb,
      withServerless,
      controlSource,
      local('hiera_source', choose(blank({ value: params.hiera_repo }), controlSource.value, params.hiera_repo)),
      local(
        'additional_reports',
        choose<unknown>(
          blank({ value: params.reports }),
          [],
          filter(assume<unknown[]>(params.reports, 'a blank list is handled beside it'), 'report', (report) =>
            not(blank({ value: report })),
          ),
        ),
      ),

      comment('Names of the pools, one for the balancer and its members'),
      local('compiler_pool', 'openvox_compilers'),
      local('openvoxdb_pool', 'openvoxdb'),

      comment('What this node is'),
      isPrimary,
      local('is_foreman', eq(certname.value, foremanHost.value)),
      isOpenvoxdb,
      local('is_postgresql', eq(certname.value, postgresqlHost.value)),

      comment(
        'The primary is everything that a role could make of it, so that a role on its certificate changes nothing.',
      ),
      claimedRole,
      role,
      isServer,
      namedHosts,
      owned,

      comment('Where OpenVoxDB runs: on the servers, unless it has nodes of its own.'),
      dedicatedOpenvoxdb,
      runsOpenvoxdb,
      local('openvoxdb_owner', and(runsOpenvoxdb.value, isOpenvoxdb.value)),
      local(
        'openvoxdb_address',
        choose(
          hasDatabaseBalancer,
          databaseBalancer.value,
          choose(runsOpenvoxdb.value, certname.value, openvoxdbHost.value),
        ),
      ),
      comment('What every node finds out alike, so it does not depend on what the node itself is.'),
      local(
        'tier',
        choose(
          hasDatabaseBalancer,
          'extra_large',
          choose(
            or(
              isA(compilerBalancer.value, 'NotUndef'),
              ne(agentAddress.value, primary.value),
              not(blank({ value: staticCompilers.value })),
            ),
            'large',
            'standard',
          ),
        ),
      ),

      contain(guards),
      when(enabled({ value: params.manage_repos, default: owned.value }), [contain(repositories)]),

      comment(
        [
          'The agent. On a server it belongs to class puppet together with the server, which only the profile of a server',
          'declares: this class alone on a running primary must not take its server away. Everything else on an owned node',
          "is class puppet too; on a node of the site's own it is two settings and a service, since class puppet would own",
          'the whole puppet.conf, or it applies the code by itself.',
        ].join('\n'),
      ),
      when(
        isServer.value,
        [when(eq(role.value, 'compiler'), [contain(compiler)])],
        [
          when(
            owned.value,
            [contain(puppetNode)],
            [when(withServerless.value, [contain(serverless)], [contain(agent)])],
          ),
        ],
      ),
      match(
        role.value,
        [
          [['openvoxdb'], [contain(openvoxdb)]],
          [['postgresql'], [contain(postgresql)]],
        ],
        [],
      ),
    ];
  },
});

/** What the main class finds out about the infrastructure; evaluated wherever `include(platform)` came first. */
export const infrastructure = scope<Infrastructure>(platform);
