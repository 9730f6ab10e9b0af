/** The primary OpenVox server. */
import { systemdTimer } from '../../bindings/systemd.js';
import { profile } from '../../model/definitions.js';
import { and, choose, eq, isA, or, sentence, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { comment, contain, fail, include, local, resource, unless, when } from '../../model/statements.js';
import { caBackup } from '../backup/ca.js';
import { openvoxdbService } from '../database/openvoxdb.js';
import { foremanProxy } from '../foreman/proxy.js';
import { infrastructure as is, platform } from '../platform.js';
import { server } from '../server/server.js';
import { foreman } from './foreman.js';
import { openvoxview } from './openvoxview.js';
import { postgresql } from './postgresql.js';
import { primaryBehaviours } from './primary-behaviours.js';

/**
 * The primary OpenVox server, with the services that the infrastructure's names place on the same node.
 *
 * It has the certificate authority and does everything that a compiler does.
 *
 * @example Classification of the primary
 * # Hiera: openvox_platform::primary_server: openvox.example.com
 * include openvox_platform
 * include openvox_platform::profile::primary
 */
export const primary = profile('profile::primary', {
  behaviours: primaryBehaviours,
  body: () => {
    const named = local('named', choose(isA(is.primary, 'NotUndef'), is.primary, 'blank'));
    return [
      include(platform),

      comment('A second certificate authority would sign certificates that nobody trusts.'),
      unless(is.is_primary, [
        named,
        fail(
          sentence(
            str`${own}: this node, ${is.certname}, is classified as the primary server, but ${own}::primary_server is`,
            str`${named.value}: set ${own}::primary_server to ${is.certname}, or classify the node differently`,
          ),
        ),
      ]),

      comment('PostgreSQL comes first, since its component is declared once and others include what is there.'),
      when(and(is.is_postgresql, or(is.with_openvoxdb, is.with_foreman)), [contain(postgresql)]),
      comment(
        'Dumps of databases that have moved to another node would go on replacing older ones, or fail each night.',
      ),
      unless(is.is_postgresql, [
        resource(systemdTimer, `${own}_backup_postgresql.timer`, { ensure: 'absent', active: false, enable: false }),
      ]),

      contain(server),

      when(is.runs_openvoxdb, [contain(openvoxdbService)]),
      when(and(is.is_foreman, is.with_foreman), [contain(foreman)]),
      comment("Foreman's smart proxy stands beside the certificate authority, wherever Foreman is."),
      when(is.with_foreman, [contain(foremanProxy)]),
      contain(caBackup),

      when(and(is.with_openvoxview, eq(is.openvoxview_host, is.primary)), [contain(openvoxview)]),
    ];
  },
});
