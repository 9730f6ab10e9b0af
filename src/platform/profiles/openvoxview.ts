/** OpenVoxView. */
import { openvoxview as component, openvoxviewService } from '../../bindings/openvoxview.js';
import { empty, join } from '../../model/builtins.js';
import { type Profile, profile, scope } from '../../model/definitions.js';
import { and, eq, isIn, not, or, sentence, str } from '../../model/expressions.js';
import { own, qualify } from '../../model/namespace.js';
import { comment, contain, declare, fail, include, local, ref, unless, when } from '../../model/statements.js';
import type { AbsolutePath } from '../../model/vocabulary.js';
import { certificateCopies } from '../certificate-copies.js';
import { certificate, certificates } from '../certificates.js';
import { openvoxdbClients } from '../database/openvoxdb-clients.js';
import { directory, directoryPath } from '../directory.js';
import { infrastructure as is, platform } from '../platform.js';
import { port } from '../ports.js';
import { openvoxviewBehaviours } from './openvoxview-behaviours.js';

/** Parameters of {@link openvoxview}. */
export interface OpenvoxviewProfileParams {
  /** Where OpenVoxView's copies of the node's certificate are kept. */
  certificate_directory: AbsolutePath;
}

/**
 * OpenVoxView, a read-only view of what OpenVoxDB holds.
 *
 * OpenVoxView has neither a login nor TLS of its own, so that it listens on the node itself only. Put the site's proxy in
 * front of it.
 *
 * @example OpenVoxView on a node of its own
 * # Hiera: openvox_platform::openvoxview_server: view.example.com
 * include openvox_platform::profile::openvoxview
 *
 * @example OpenVoxView beside the primary
 * # Hiera: openvox_platform::openvoxview: true
 * include openvox_platform::profile::openvoxview
 */
export const openvoxview: Profile<OpenvoxviewProfileParams> = profile<OpenvoxviewProfileParams>(
  'profile::openvoxview',
  {
    defaults: { certificate_directory: `${directoryPath}/openvoxview` },
    behaviours: openvoxviewBehaviours,
    body: ({ params }) => {
      const allowed = local('allowed', openvoxdbClients(is.openvoxdb_host));
      const copy = (name: string) => str`${params.certificate_directory}/${name}`;
      return [
        include(platform, directory, certificates),

        unless(is.with_openvoxdb, [
          fail(
            sentence(
              `${qualify('profile::openvoxview')}: OpenVoxView shows the data of OpenVoxDB, and ${own}::use_openvoxdb is false.`,
              'Set it to true, or remove this class from the node.',
            ),
          ),
        ]),

        comment(
          'A node that nobody has named is not one of the platform: its agent would ask the pool, or apply the code by itself.',
        ),
        when(and(not(is.owned), eq(is.openvoxview_host, is.primary)), [
          fail(
            sentence(
              str`${qualify('profile::openvoxview')}: this node is ${is.certname}, but OpenVoxView belongs on ${is.openvoxview_host}.`,
              str`Set ${own}::openvoxview_server to ${is.certname}, or remove this class from the node.`,
            ),
          ),
        ]),

        comment(
          'Where OpenVoxDB knows who may ask, and this node is not among them, it would refuse OpenVoxView every answer.',
        ),
        allowed,
        unless(or(empty(allowed.value), isIn(is.certname, allowed.value)), [
          fail(
            sentence(
              str`${qualify('profile::openvoxview')}: OpenVoxDB on ${is.openvoxdb_host} answers ${join(allowed.value, ', ')}, and`,
              str`not ${is.certname}. Name this node in ${own}::openvoxview_server, or in openvoxdb::certificate_whitelist,`,
              'with the others.',
            ),
          ),
        ]),

        declare(component, {
          puppetdb_host: is.openvoxdb_host,
          puppetdb_port: port.openvoxdb,
          puppetdb_tls: true,
          puppetdb_tls_ignore: false,
          puppetdb_tls_ca_path: copy('ca.pem'),
          puppetdb_tls_cert_path: copy('cert.pem'),
          puppetdb_tls_key_path: copy('key.pem'),
        }),
        contain(component),

        comment(
          "The service runs as a user of its own, which must not see the agent's key. It reads the files when it starts.",
        ),
        certificateCopies({
          directory: params.certificate_directory,
          owner: 'root',
          group: scope<{ openvoxview_group: string }>(component).openvoxview_group,
          modes: ['0750', '0640'],
          copies: { 'ca.pem': certificate.ca, 'cert.pem': certificate.cert, 'key.pem': certificate.key },
          notify: ref(openvoxviewService),
        }),
      ];
    },
  },
);
