/** How a node without a server reports to what the platform has of a console and a database. */
import { file } from '../../bindings/core.js';
import { iniSetting, type IniSettingParams } from '../../bindings/inifile.js';
import { openvoxdbMasterConfig } from '../../bindings/openvoxdb.js';
import { puppetserverForeman } from '../../bindings/puppetserver_foreman.js';
import { fact as factOf } from '../../bindings/stdlib.js';
import { empty, join, lookup, unique } from '../../model/builtins.js';
import { and, choose, concat, isA, not, or, sentence, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import {
  type Body,
  comment,
  contain,
  declare,
  include,
  local,
  order,
  ref,
  resource,
  type Statement,
  unless,
  warning,
  when,
} from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import { certificate, certificates } from '../certificates.js';
import { foremanTimeout } from '../foreman/enc.js';
import { infrastructure as is } from '../platform.js';
import { port } from '../ports.js';
import { serverlessPaths as paths, settingTitle } from './paths.js';

type Setting = (name: string, value: IniSettingParams['value']) => Statement;

/** What a class needs to report. */
export interface Reporting {
  /** Variables, and a warning where something is missing; the first part of the class. */
  readonly decisions: Body;
  /** Whether the node reports to Foreman; evaluated after the decisions. */
  readonly toForeman: Expr<boolean>;
  /** The components and the settings. */
  readonly statements: Body;
}

/**
 * Reports, catalogs and facts for OpenVoxDB; reports and facts for Foreman; further report processors.
 *
 * Both refuse a node without a certificate, and the terminus of OpenVoxDB would then stop every run. So a node reports to
 * them as soon as it has one.
 *
 * @param setting - makes one setting of puppet.conf
 */
export function serverlessReporting(setting: Setting): Reporting {
  const certified = local('certified', isA(factOf(`${own}.certificate_names`), 'NotUndef'));
  const wantsOpenvoxdb = and(is.with_openvoxdb, isA(is.openvoxdb_address, 'NotUndef'));
  const wantsForeman = and(is.with_foreman, isA(is.foreman_host, 'NotUndef'));
  const toOpenvoxdb = local('to_openvoxdb', and(certified.value, wantsOpenvoxdb));
  const toForeman = local('to_foreman', and(certified.value, wantsForeman));
  const openvoxdbReport = local('openvoxdb_report', choose<string[]>(toOpenvoxdb.value, ['puppetdb'], []));
  const foremanReport = local('foreman_report', choose<string[]>(toForeman.value, ['foreman'], []));
  const processors = local(
    'processors',
    unique(concat<string>(concat<string>(openvoxdbReport.value, foremanReport.value), is.additional_reports)),
  );
  const reports = ref(iniSetting, settingTitle('reports'));
  return {
    decisions: [
      comment(
        [
          'Neither OpenVoxDB nor Foreman listens to a node without a certificate, and the terminus of the former would end the',
          'run. The node reports from the run on that finds a certificate.',
        ].join('\n'),
      ),
      certified,
      toOpenvoxdb,
      toForeman,
      openvoxdbReport,
      foremanReport,
      processors,
      when(and(not(certified.value), or(wantsOpenvoxdb, wantsForeman)), [
        warning(
          sentence(
            str`${own}: ${is.certname} has no certificate, so it reports neither to OpenVoxDB nor to Foreman: run`,
            str`'puppet ssl bootstrap --server ${is.primary}' on it, or set ${own}::use_openvoxdb and ${own}::foreman to false`,
          ),
        ),
      ]),
    ],
    toForeman: toForeman.value,
    statements: [
      unless(empty(processors.value), [setting('reports', join(processors.value, ','))]),
      comment('A run loads the report processors that it finds in puppet.conf: they have to be there first.'),
      when(toOpenvoxdb.value, [openvoxdb(), order(ref(openvoxdbMasterConfig), reports)]),
      when(toForeman.value, [foreman(), order(ref(puppetserverForeman), reports)]),
    ],
  };
}

/** `puppet apply` sends what a server would send. */
function openvoxdb(): Body {
  return [
    comment('A database that does not answer stops no run, and there is no server here to restart.'),
    declare(openvoxdbMasterConfig, {
      masterless: true,
      puppetdb_server: is.openvoxdb_address,
      puppetdb_port: port.openvoxdb,
      puppetdb_soft_write_failure: true,
      manage_report_processor: false,
      create_puppet_service_resource: false,
      restart_puppet: false,
      strict_validation: false,
    }),
    contain(openvoxdbMasterConfig),
  ];
}

/** The report processor, and the script that gives Foreman the facts; it classifies nobody here. */
function foreman(): Body {
  return [
    include(certificates),
    resource(file, paths.foreman, { ensure: 'directory', owner: 'root', group: 'root', mode: '0700' }),
    declare(puppetserverForeman, {
      foreman_url: str`https://${is.foreman_host}`,
      enc: true,
      enc_timeout: lookup<number>('puppetserver_foreman::enc_timeout', foremanTimeout),
      reports: true,
      reports_timeout: lookup<number>('puppetserver_foreman::reports_timeout', foremanTimeout),
      puppet_user: 'root',
      puppet_group: 'root',
      puppet_home: paths.foreman,
      ssl_ca: certificate.ca,
      ssl_cert: certificate.cert,
      ssl_key: certificate.key,
      require: ref(file, paths.foreman),
    }),
    contain(puppetserverForeman),
  ];
}
