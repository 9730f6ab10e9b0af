/** A node that applies the codebase by itself. */
import { file, type FileParams, packageResource, service } from '../../bindings/core.js';
import { iniSetting, type IniSettingParams } from '../../bindings/inifile.js';
import { r10k } from '../../bindings/r10k.js';
import { stdlibEnsurePackages } from '../../bindings/stdlib.js';
import { systemdTimer } from '../../bindings/systemd.js';
import { assertPrivate, empty, lookup } from '../../model/builtins.js';
import { type Profile, profile } from '../../model/definitions.js';
import { choose, epp, isA, ne, undef } from '../../model/expressions.js';
import { type Body, comment, contain, declare, order, ref, resource, run, when } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import type { AbsolutePath, Between, CalendarEvent, Count, PositiveInteger, Secret } from '../../model/vocabulary.js';
import { repositoryAccess } from '../code/access.js';
import { codePaths } from '../code/paths.js';
import { infrastructure as is } from '../platform.js';
import type { Timespan } from '../types.js';
import { applyTimer, serverlessPaths as paths, settingTitle } from './paths.js';
import { serverlessReporting } from './reporting.js';
import { serverlessBehaviours } from './serverless-behaviours.js';

interface ServerlessParams {
  /** When runs start, see systemd.time(7). */
  on_calendar: CalendarEvent;
  /** At most how much later they start, so that not all nodes fetch at once. */
  randomized_delay: Timespan;
  /** Time after which a run that does not end is stopped, as systemd writes it. */
  run_timeout: Timespan;
  /** Seconds after which a fetch of one repository counts as failed. */
  fetch_timeout: PositiveInteger;
  /** Seconds after which an installation of the modules of the Puppetfile counts as failed. */
  modules_timeout: PositiveInteger;
  /** How many versions of the code are kept, the one in force included. */
  keep: Between<2, null>;
  /** Seconds to wait before each further attempt where there is no code at all yet. */
  retries: Count[];
  /** Private SSH key that may read the repositories. */
  deploy_key?: Secret<string>;
  /**
   * Lines of an SSH known_hosts file for the servers of the repositories. Blank: the known hosts of root and of the
   * system count.
   */
  known_hosts: string[];
  /** The configuration file of Puppet. */
  puppet_conf: AbsolutePath;
}

type Params = { readonly [Key in keyof ServerlessParams]-?: Expr<ServerlessParams[Key]> };

const rootFile = { ensure: 'file', owner: 'root', group: 'root' } as const satisfies FileParams;

/**
 * A node that applies the codebase by itself, without a server.
 *
 * A timer starts a command that fetches the control repository and the Hiera data, puts a new version into force as a
 * whole, and applies the `site.pp` of the environment that puppet.conf names. Where the repositories cannot be reached, or
 * a new version is not fit to be applied, the last good one stays in force, and the log says so.
 *
 * Of puppet.conf only single settings are managed: its environment and its proxies stay the site's.
 */
export const serverless: Profile<ServerlessParams> = profile<ServerlessParams>('serverless', {
  private: true,
  defaults: {
    on_calendar: '*:00/30',
    randomized_delay: '25min',
    run_timeout: '2h',
    fetch_timeout: 300,
    modules_timeout: 1200,
    keep: 3,
    retries: [15, 30, 60, 120],
    known_hosts: [],
    puppet_conf: '/etc/puppetlabs/puppet/puppet.conf',
  },
  behaviours: serverlessBehaviours,
  body: ({ params }) => {
    const setting = (name: string, value: IniSettingParams['value']) =>
      resource(iniSetting, settingTitle(name), {
        ensure: 'present',
        path: params.puppet_conf,
        section: 'main',
        setting: name,
        value,
      });
    const reporting = serverlessReporting(setting);
    return [
      assertPrivate(),
      reporting.decisions,
      modules(),
      command(params, reporting.toForeman),
      repositoryAccess(params, applyTimer),
      timer(params),
      comment('Nobody would answer this agent. Its certificate, if it needs one, still comes from the primary.'),
      resource(service, 'puppet', { ensure: 'stopped', enable: false }),
      when(isA(is.primary, 'NotUndef'), [setting('ca_server', is.primary)]),
      reporting.statements,
    ];
  },
});

/** What the modules of a Puppetfile are installed with. */
function modules(): Body {
  return [
    run(stdlibEnsurePackages(['git'])),
    comment(
      [
        'r10k works in a directory of its own, from which nothing is applied, and takes the code from the repository that has',
        'been fetched. Its cache is removed after an update that was killed, so it has to be one that nobody else uses.',
      ].join('\n'),
    ),
    declare(r10k, {
      sources: { control: { remote: paths.control, basedir: paths.staging } },
      cachedir: paths.cache,
      configfile: paths.r10kConfig,
      deploy_settings: lookup<Record<string, boolean>>('r10k::deploy_settings', { exclude_spec: true }),
    }),
    contain(r10k),
    comment('r10k starts git, and refuses to run without it.'),
    order(ref(packageResource, 'git'), ref(r10k)),
  ];
}

function command(params: Params, toForeman: Expr<boolean>): Body {
  return [
    comment('Hiera data may hold secrets, and the addresses of repositories may too.'),
    resource(file, paths.state, { ...rootFile, ensure: 'directory', mode: '0700' }),
    resource(file, paths.command, {
      ...rootFile,
      mode: '0700',
      content: epp('apply.sh', {
        environments: codePaths.environments,
        hieradata: codePaths.hieradata,
        state: paths.state,
        lock: paths.lock,
        control_repo: is.control_source,
        hiera_repo: choose(ne(is.hiera_source, is.control_source), is.hiera_source, undef),
        puppet: paths.puppet,
        r10k: paths.r10k,
        r10k_config: paths.r10kConfig,
        key_file: choose(isA(params.deploy_key, 'NotUndef'), codePaths.deployKey, undef),
        known_hosts_file: choose(empty(params.known_hosts), undef, codePaths.knownHosts),
        fetch_timeout: params.fetch_timeout,
        modules_timeout: params.modules_timeout,
        keep: params.keep,
        retries: params.retries,
        logdest: 'syslog',
        foreman_facts: choose(toForeman, paths.foreman, undef),
      }),
    }),
  ];
}

function timer(params: Params): Body {
  return [
    comment(
      'Without r10k a repository without a Puppetfile is applied all the same, so the timer does not wait for it.',
    ),
    resource(systemdTimer, applyTimer, {
      service_content: epp('apply.service', { command: paths.command, timeout: params.run_timeout }),
      timer_content: epp('apply.timer', {
        on_calendar: params.on_calendar,
        randomized_delay: params.randomized_delay,
      }),
      enable: true,
      active: true,
      require: [ref(file, paths.command, paths.state), ref(packageResource, 'git')],
    }),
  ];
}
