/** What every OpenVox server of the platform has. */
import { iniSetting } from '../../bindings/inifile.js';
import { file, packageResource, service } from '../../bindings/core.js';
import { openvoxdbMasterConfig, openvoxdbMasterPuppetdbConf, openvoxdbMasterRoutes } from '../../bindings/openvoxdb.js';
import { puppetServerConfig, puppetServerInstall, puppetServerService } from '../../bindings/puppet.js';
import { systemdDropinFile } from '../../bindings/systemd.js';
import { assertPrivate } from '../../model/builtins.js';
import { profile } from '../../model/definitions.js';
import { fact, isA, isIn, not, sentence, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import {
  type Body,
  collect,
  comment,
  contain,
  declare,
  fail,
  include,
  order,
  ref,
  refresh,
  resource,
  unless,
  when,
  where,
} from '../../model/statements.js';
import type { Value } from '../../model/value.js';
import { followsCertificate } from '../certificate-copies.js';
import { certificates } from '../certificates.js';
import { code } from '../code/code.js';
import { foremanEnc } from '../foreman/enc.js';
import { operatingSystems } from '../os.js';
import { infrastructure as is } from '../platform.js';
import { port } from '../ports.js';
import { puppetNode } from './puppet.js';
import { serverBehaviours } from './server-behaviours.js';

interface ServerParams {
  /** Whether a server compiles catalogs while OpenVoxDB does not take its writes. */
  terminus_soft_write_failure: boolean;
}

const families = [...new Set(operatingSystems.map(({ family }) => family))];
const systems = operatingSystems.map(({ name }) => name).join(', ');

/** What every OpenVox server of the platform has, with the certificate authority or without it. */
export const server = profile<ServerParams>('server', {
  private: true,
  defaults: { terminus_soft_write_failure: true },
  behaviours: serverBehaviours,
  body: ({ params }) => [
    assertPrivate(),

    unless(isIn(fact('os.family'), families), [
      fail(
        sentence(
          str`${own}: an OpenVox server cannot run on ${fact('os.name')} ${fact('os.release.full')}, only on ${systems}:`,
          str`choose another node for ${is.certname}`,
        ),
      ),
    ]),

    contain(puppetNode),
    contain(code),

    comment(
      [
        "Whatever copies or uses the node's certificate waits until the server's configuration has set up the certificate",
        'authority, or found the certificate that the agent has.',
      ].join('\n'),
    ),
    include(certificates),
    order(ref(puppetServerConfig), ref(certificates)),
    followsCertificate('puppetserver', ref(puppetServerService)),

    comment(
      [
        'The agent runs as soon as its service starts. At boot that is while the server still starts: a primary would not get a',
        'catalog, and the run would start a server that is starting, and report that as a correction.',
      ].join('\n'),
    ),
    resource(systemdDropinFile, `puppet.service ${own} order`, {
      unit: 'puppet.service',
      filename: `${own}-order.conf`,
      content: '[Unit]\nAfter=puppetserver.service\n',
    }),

    when(is.with_foreman, [contain(foremanEnc)]),
    when(is.with_openvoxdb, terminus(params.terminus_soft_write_failure), [
      comment(
        'The way to an OpenVoxDB that the platform had: with it the server would keep no facts, and compile nothing.',
      ),
      resource(file, '/etc/puppetlabs/puppet/routes.yaml', { ensure: 'absent' }),
      refresh(ref(file, '/etc/puppetlabs/puppet/routes.yaml'), ref(puppetServerService)),
    ]),

    comment(
      [
        'An OpenVoxDB that this server had would go on collecting garbage in the database of the others, and need the memory',
        'that the server now has. It stops when the server has ceased to ask it. Where there was none, there is nothing to stop.',
      ].join('\n'),
    ),
    when(not(is.runs_openvoxdb), [
      resource(service, 'puppetdb', { ensure: 'stopped', enable: false }),
      order(ref(puppetServerService), ref(service, 'puppetdb')),
    ]),
  ],
});

/** The server's side of OpenVoxDB. */
function terminus(softWriteFailure: Value<boolean>): Body {
  const address = (host: Value<string | undefined>) => str`https://${host}:${port.openvoxdb}/`;
  return [
    comment(
      [
        "puppet.conf and the server's service belong to class puppet. A database that does not answer must stop neither the",
        'certificate authority nor the server, so nothing waits for it.',
      ].join('\n'),
    ),
    declare(openvoxdbMasterConfig, {
      puppetdb_server: is.openvoxdb_address,
      puppetdb_port: port.openvoxdb,
      puppetdb_soft_write_failure: softWriteFailure,
      manage_storeconfigs: false,
      manage_report_processor: false,
      create_puppet_service_resource: false,
      restart_puppet: false,
      strict_validation: false,
    }),
    contain(openvoxdbMasterConfig),

    comment('The package needs the directories and the user of the server.'),
    order(ref(puppetServerInstall), ref(packageResource, 'openvoxdb-termini')),

    comment('The server loads the terminus when it starts, and reads its files then.'),
    refresh(ref(packageResource, 'openvoxdb-termini'), ref(puppetServerService)),
    refresh(ref(openvoxdbMasterPuppetdbConf), ref(puppetServerService)),
    refresh(ref(openvoxdbMasterRoutes), ref(puppetServerService)),

    comment(
      [
        "Behind a balancer the first node of the pool is asked as well where the balancer does not answer: the balancer's own",
        'catalog collects its members from OpenVoxDB, and could not be compiled before there is a balancer.',
      ].join('\n'),
    ),
    when(isA(is.database_balancer, 'NotUndef'), [
      collect(iniSetting, where('title', 'puppetdbserver_urls'), {
        override: { value: str`${address(is.openvoxdb_address)},${address(is.openvoxdb_host)}` },
      }),
    ]),
  ];
}
