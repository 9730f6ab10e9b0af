/** What a Foreman on a node of its own needs beside Foreman. */
import { file, group, user } from '../../bindings/core.js';
import { foreman as component, foremanService, foremanSmartproxy } from '../../bindings/foreman.js';
import { assertPrivate } from '../../model/builtins.js';
import { of, type Profile, profile, scope } from '../../model/definitions.js';
import { str, unwrap } from '../../model/expressions.js';
import { comment, contain, include, ref, resource, type Statement, when } from '../../model/statements.js';
import type { Value } from '../../model/value.js';
import { foremanBackup } from '../backup/foreman.js';
import { certificate, certificates } from '../certificates.js';
import { infrastructure as is } from '../platform.js';
import { port } from '../ports.js';
import { foreman } from '../profiles/foreman.js';
import { credentials, foremanCredentials } from './credentials.js';
import { nodeBehaviours } from './node-behaviours.js';

/** Foreman's node where no server is on it: access to the node's key, and the smart proxy beside the certificate authority. */
export const foremanNode: Profile = profile('foreman::node', {
  private: true,
  behaviours: nodeBehaviours,
  body: () => {
    const { oauth_consumer_key, oauth_consumer_secret } = credentials();
    return [
      assertPrivate(),
      include(certificates, foremanCredentials),
      contain(foremanBackup),

      comment("Foreman reads the node's key as a member of this group, which on servers belongs to class puppet."),
      resource(group, 'puppet', {
        ensure: 'present',
        system: true,
        before: ref(user, scope<{ user: string }>(component).user),
      }),
      readable(str`${certificate.ssldir}/private_keys`, 'directory', '0750'),
      readable(certificate.key, 'file', '0640'),

      comment(
        [
          'The smart proxy on the primary. Its own node cannot register it, since the server there would wait for Foreman.',
          'Foreman answers when its service runs.',
        ].join('\n'),
      ),
      when(of(foreman).register_smart_proxy, [
        resource(foremanSmartproxy, is.primary, {
          ensure: 'present',
          base_url: str`https://${is.foreman_host}`,
          url: str`https://${is.primary}:${port.smartProxy}`,
          consumer_key: unwrap(oauth_consumer_key),
          consumer_secret: unwrap(oauth_consumer_secret),
          effective_user: 'admin',
          ssl_ca: certificate.ca,
          features: ['Puppet', 'Puppet CA'],
          require: ref(foremanService),
        }),
      ]),
    ];
  },
});

/** Something of the agent's that group puppet may read; on servers the component does the same. */
function readable(path: Value<string>, kind: 'file' | 'directory', mode: string): Statement {
  return resource(file, path, {
    ensure: kind,
    group: 'puppet',
    mode,
    require: ref(group, 'puppet'),
    before: ref(foremanService),
  });
}
