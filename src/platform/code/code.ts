/** Deployment of code on a server. */
import { file, type FileParams, packageResource } from '../../bindings/core.js';
import { puppetAgentInstall } from '../../bindings/puppet.js';
import { r10k } from '../../bindings/r10k.js';
import { stdlibEnsurePackages } from '../../bindings/stdlib.js';
import { systemdTimer } from '../../bindings/systemd.js';
import { assertPrivate, empty, lookup, min } from '../../model/builtins.js';
import { profile } from '../../model/definitions.js';
import { choose, epp, fact, isA, merge, ne, undef } from '../../model/expressions.js';
import {
  type Body,
  collect,
  comment,
  contain,
  declare,
  local,
  order,
  ref,
  resource,
  run,
  when,
  where,
} from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import type { Secret } from '../../model/vocabulary.js';
import { infrastructure as is } from '../platform.js';
import type { Timespan } from '../types.js';
import { repositoryAccess } from './access.js';
import { codeBehaviours } from './code-behaviours.js';
import { codeCommands, codePaths, deployTimer } from './paths.js';

interface CodeParams {
  /** Time between the end of a deployment and the start of the next, as systemd writes it. */
  deploy_interval: Timespan;
  /** Private SSH key that may read the repositories. */
  deploy_key?: Secret<string>;
  /**
   * Lines of an SSH known_hosts file for the servers of the repositories. Blank: the known hosts of root and of the
   * system count.
   */
  known_hosts: string[];
  /** Time after which a deployment that does not end is stopped, as systemd writes it. */
  deploy_timeout: Timespan;
}

type Params = { readonly [Key in keyof CodeParams]-?: Expr<CodeParams[Key]> };

const rootFile = { ensure: 'file', owner: 'root', group: 'root' } as const satisfies FileParams;

/**
 * Deployment of the control repository, and of the Hiera data, on a server.
 *
 * Without a control repository there is no r10k: its first deployment would remove an environment that was put in place
 * by hand.
 */
export const code = profile<CodeParams>('code', {
  private: true,
  defaults: { deploy_interval: '5min', known_hosts: [], deploy_timeout: '30min' },
  behaviours: codeBehaviours,
  body: ({ params }) => {
    const hiera = hieraData();
    return [
      assertPrivate(),
      when(isA(is.control_source, 'NotUndef'), [
        hiera.statements,
        component(hiera.sources),
        commands(params, hiera.branches),
        repositoryAccess(params, deployTimer),
        timer(params),
      ]),
    ];
  },
});

/** Where the Hiera data come from: a repository of their own, or the one with the code. */
function hieraData(): { readonly statements: Body; readonly sources: Expr<object>; readonly branches: Expr<string> } {
  const separate = local('separate_hiera', ne(is.hiera_source, is.control_source));
  const sources = local(
    'hiera_sources',
    choose<object>(separate.value, { hiera: { remote: is.hiera_source, basedir: codePaths.branches } }, {}),
  );
  const branches = local('hiera_branches', choose(separate.value, codePaths.branches, codePaths.environments));
  return {
    statements: [
      comment(
        'Each source removes the directories of branches that it does not know, so each has a directory of its own.',
      ),
      separate,
      sources,
      branches,
    ],
    sources: sources.value,
    branches: branches.value,
  };
}

/** r10k itself. */
function component(hieraSources: Expr<object>): Body {
  return [
    comment('What follows a deployment talks to the server with curl, which Debian does not install by itself.'),
    run(stdlibEnsurePackages(['git', 'curl'])),

    comment(
      [
        'The component takes the directory of the cache from a fact that exists only after the first run. Beside a server that',
        'compiles, a deployment does not get every CPU.',
      ].join('\n'),
    ),
    declare(r10k, {
      sources: merge({ control: { remote: is.control_source, basedir: codePaths.environments } }, hieraSources),
      cachedir: lookup<string>('r10k::cachedir', '/opt/puppetlabs/puppet/cache/r10k'),
      postrun: lookup<string[]>('r10k::postrun', [codeCommands.deployed]),
      pool_size: lookup<number>('r10k::pool_size', min(fact<number>('processors.count'), 4)),
    }),
    contain(r10k),
    comment('The component makes it readable for everybody, and the address of a repository may have a token in it.'),
    collect(file, where('title', 'r10k.yaml'), { override: { mode: '0640' } }),

    comment('r10k starts git, and refuses to run without it.'),
    order(ref(packageResource, 'git'), ref(r10k)),
    comment("The gem goes into the agent's Ruby, and the agent's own package brings that."),
    order(ref(puppetAgentInstall), ref(r10k)),
  ];
}

/** What deploys, and what follows a deployment. */
function commands(params: Params, hieraBranches: Expr<string>): Body {
  const keyFile = local('key_file', choose(isA(params.deploy_key, 'NotUndef'), codePaths.deployKey, undef));
  const knownHostsFile = local('known_hosts_file', choose(empty(params.known_hosts), undef, codePaths.knownHosts));
  return [
    comment('Where the Hiera data of every environment are, however many repositories there are.'),
    resource(file, codePaths.hieradata, { ...rootFile, ensure: 'directory', mode: '0755' }),
    resource(file, codeCommands.deployed, {
      ...rootFile,
      mode: '0755',
      content: epp('code-deployed.sh', {
        certname: is.certname,
        environments: codePaths.environments,
        branches: hieraBranches,
        hieradata: codePaths.hieradata,
      }),
    }),
    keyFile,
    knownHostsFile,
    resource(file, codeCommands.deploy, {
      ...rootFile,
      mode: '0755',
      content: epp('deploy-code.sh', { key_file: keyFile.value, known_hosts_file: knownHostsFile.value }),
      require: ref(r10k),
    }),
  ];
}

function timer(params: Params): Body {
  return [
    comment("The first deployment flushes the server's cache, and needs everything that it runs."),
    resource(systemdTimer, deployTimer, {
      service_content: epp('deploy-code.service', { command: codeCommands.deploy, timeout: params.deploy_timeout }),
      timer_content: epp('deploy-code.timer', { interval: params.deploy_interval }),
      enable: true,
      active: true,
      require: [
        ref(file, codeCommands.deploy, codeCommands.deployed, codePaths.hieradata),
        ref(packageResource, 'curl'),
      ],
    }),
  ];
}
