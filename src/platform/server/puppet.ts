/** The one declaration of class puppet. */
import { puppet } from '../../bindings/puppet.js';
import { assertPrivate, empty, join, lookup, unique } from '../../model/builtins.js';
import { of, profile } from '../../model/definitions.js';
import {
  and,
  choose,
  concat,
  eq,
  isA,
  literal,
  matches,
  merge,
  not,
  sentence,
  str,
  undef,
} from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { type Body, comment, contain, declare, fail, include, local, when } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import { encPath, foremanTimeout } from '../foreman/enc.js';
import { infrastructure as is } from '../platform.js';
import { nodeTuning } from '../tuning/node.js';
import { codeCache, serverHeap } from '../tuning/server.js';
import { alternativeNames } from './alternative-names.js';
import { puppetBehaviours } from './puppet-behaviours.js';

const tuned = of(nodeTuning);

/** Milliseconds in which whomever the server asks has to take the connection. */
const CONNECT_MS = 10_000;

/** Milliseconds that the server waits for the next part of an answer. */
const IDLE_MS = 60_000;

/** Requests that may wait for an instance behind a balancer, before agents are told to come back later. */
const QUEUE = 150;

/** What the operator's Hiera data say of a parameter of class puppet, else our own value. */
const setting = <T>(name: string, otherwise: Parameters<typeof lookup<T>>[1]): Expr<T> =>
  lookup<T>(`puppet::${name}`, otherwise);

/**
 * The one declaration of class puppet: the agent of every node that the platform owns, and the server where the node is
 * one.
 */
export const puppetNode = profile('puppet', {
  private: true,
  behaviours: puppetBehaviours,
  body: () => {
    const names = alternativeNames();
    const reports = serverReports();
    const tuning = serverTuning();
    const signing = signingByName();
    const queue = local('queue', choose(empty(names.ofServers), undef, QUEUE));
    const allowSans = local(
      'allow_sans',
      setting<boolean>('server_ca_allow_sans', and(is.is_primary, not(empty(names.ofAnyNode)))),
    );
    const classifies = local('classified_by_foreman', and(is.is_server, is.with_foreman));
    const foremanUrl = local('foreman_url', choose(classifies.value, str`https://${is.foreman_host}`, undef));
    const externalNodes = local('external_nodes', choose(classifies.value, encPath, ''));
    const environmentTimeout = local(
      'environment_timeout',
      choose(isA(is.control_source, 'NotUndef'), 'unlimited', undef),
    );
    return [
      assertPrivate(),
      include(nodeTuning),

      names.statements,
      reports.statements,

      comment('Foreman classifies the nodes. Without it the component would still name a script that nobody installs.'),
      classifies,
      foremanUrl,
      externalNodes,

      comment('Environments may stay cached where a deployment flushes the cache.'),
      environmentTimeout,

      comment("Where an operator has set the component's own key, that value is the one that counts."),
      allowSans,
      signing.statements,
      when(and(allowSans.value, isA(signing.key, 'NotUndef')), [
        fail(
          sentence(
            str`${own}: puppet::${signing.key} has certificates signed by their names alone, while the certificate authority`,
            str`accepts alternative names: any node could then obtain a certificate for ${join(names.ofAnyNode, ' or ')}.`,
            'Set puppet::autosign to a policy executable, or to false, or puppet::server_ca_allow_sans to false.',
          ),
        ),
      ]),

      tuning.statements,

      comment(
        [
          'What the server asks of OpenVoxDB and of others holds one of its instances until there is an answer. A host that is',
          'lost gives none, and neither the terminus nor Ruby ends a wait inside of Java: these two limits do. Behind a balancer',
          'an agent that is sent away comes back to another server, which is better than a queue that grows.',
        ].join('\n'),
      ),
      queue,

      comment(
        [
          'The nodes of the platform ask the primary, never the pool that they form: a server that fails must not be the one',
          'that its own repair comes from. The environment of this catalog is not written over the one that the site has chosen',
          'for the node. A revoked certificate is not accepted for the whole day that is the default, and a server without the',
          'certificate authority checks revocations too. One of the default module directories lies among the environments,',
          'where r10k would remove it again. The first JVM argument is what the component gives where there is no other.',
        ].join('\n'),
      ),
      declare(puppet, {
        client_package: 'openvox-agent',
        agent_server_hostname: is.primary,
        ca_server: is.primary,
        dns_alt_names: unique(concat(names.all, setting<string[]>('dns_alt_names', []))),
        agent_manage_environment: setting<boolean>('agent_manage_environment', false),
        additional_settings: merge(
          { crl_refresh_interval: '4h' },
          setting<Record<string, string>>('additional_settings', literal<Record<string, string>>({})),
        ),
        server: is.is_server,
        server_package: 'openvox-server',
        server_ca: is.is_primary,
        server_ca_allow_sans: allowSans.value,
        server_crl_enable: true,
        server_reports: reports.value,
        server_storeconfigs: is.with_openvoxdb,
        server_foreman: is.with_foreman,
        server_foreman_url: foremanUrl.value,
        server_external_nodes: externalNodes.value,
        server_common_modules_path: setting<string[]>('server_common_modules_path', []),
        server_environment_timeout: setting<string | undefined>('server_environment_timeout', environmentTimeout.value),
        server_admin_api_allowlist: setting<string[]>(
          'server_admin_api_allowlist',
          unique(literal<string[]>(['localhost', is.certname])),
        ),
        server_connect_timeout: setting<number>('server_connect_timeout', CONNECT_MS),
        server_idle_timeout: setting<number>('server_idle_timeout', IDLE_MS),
        server_max_queued_requests: setting<number | undefined>('server_max_queued_requests', queue.value),
        server_request_timeout: setting<number>('server_request_timeout', foremanTimeout),
        server_max_active_instances: tuning.instances,
        server_jvm_min_heap_size: setting<string>('server_jvm_min_heap_size', tuning.maxHeap),
        server_jvm_max_heap_size: tuning.maxHeap,
        server_jvm_extra_args: setting<string[]>('server_jvm_extra_args', [
          '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
          str`-XX:ReservedCodeCacheSize=${tuning.codeCache}m`,
        ]),
      }),
      contain(puppet),
    ];
  },
});

/**
 * The key of class puppet, if there is one, by which requests are signed that nobody has looked at: all of them, or those
 * whose name fits a pattern. A file with patterns and a policy differ by the permission to execute it.
 */
function signingByName(): { readonly statements: Body; readonly key: Expr<string | undefined> } {
  const autosign = local('autosign', setting<boolean | string | undefined>('autosign', undef));
  const executable = matches(setting<string>('autosign_mode', '0664'), '[1357][0-7]{0,2}\\z');
  const given = (name: string): Expr<boolean> => isA(setting<string | undefined>(name, undef), 'NotUndef');
  const key = local(
    'signing',
    choose<string | undefined>(
      isA(autosign.value, 'Boolean'),
      choose(eq<boolean | string | undefined>(autosign.value, true), 'autosign', undef),
      choose<string | undefined>(
        not(empty(setting<string[]>('autosign_entries', []))),
        'autosign_entries',
        choose<string | undefined>(
          executable,
          undef,
          choose<string | undefined>(
            given('autosign_content'),
            'autosign_content',
            choose(given('autosign_source'), 'autosign_source', undef),
          ),
        ),
      ),
    ),
  );
  return {
    statements: [
      comment(
        'What has requests signed without a look: a file of names does, unless it may be executed and decides itself.',
      ),
      autosign,
      key,
    ],
    key: key.value,
  };
}

/** Report processors: what the platform's services imply, and what the site adds. */
function serverReports(): { readonly statements: Body; readonly value: Expr<string> } {
  const openvoxdb = local('openvoxdb_report', choose<string[]>(is.with_openvoxdb, ['puppetdb'], []));
  const foreman = local('foreman_report', choose<string[]>(is.with_foreman, ['foreman'], []));
  const all = local('all_reports', unique(concat(concat(openvoxdb.value, foreman.value), is.additional_reports)));
  const value = local('server_reports', choose(empty(all.value), 'store', join(all.value, ',')));
  return {
    statements: [
      comment(
        "Where nothing implies a report processor, reports stay on the server's disk, as they do without the platform.",
      ),
      openvoxdb,
      foreman,
      all,
      value,
    ],
    value: value.value,
  };
}

/** Size of the server, around what the operator has set of it. */
function serverTuning(): {
  readonly statements: Body;
  readonly instances: Expr<number>;
  readonly codeCache: Expr<number>;
  readonly maxHeap: Expr<string>;
} {
  const instances = local('jruby_instances', setting<number>('server_max_active_instances', tuned.jruby_instances));
  const computed = eq(instances.value, tuned.jruby_instances);
  const heap = local(
    'heap_mb',
    choose(computed, tuned.server_heap_mb, serverHeap({ jruby_instances: instances.value })),
  );
  const cache = local(
    'code_cache_mb',
    choose(computed, tuned.code_cache_mb, codeCache({ jruby_instances: instances.value })),
  );
  const maxHeap = local('max_heap', setting<string>('server_jvm_max_heap_size', str`${heap.value}m`));
  return {
    statements: [
      comment(
        "An operator's number of instances takes its heap and its code cache with it, and an operator's heap its lower bound.",
      ),
      instances,
      heap,
      cache,
      maxHeap,
    ],
    instances: instances.value,
    codeCache: cache.value,
    maxHeap: maxHeap.value,
  };
}
