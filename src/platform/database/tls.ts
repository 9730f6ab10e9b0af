/** PostgreSQL's TLS. */
import {
  postgresqlServerConfigEntry,
  postgresqlServerReload,
  postgresqlServerService,
} from '../../bindings/postgresql.js';
import { file } from '../../bindings/core.js';
import { assertPrivate } from '../../model/builtins.js';
import { type Profile, profile, scope } from '../../model/definitions.js';
import { choose, str } from '../../model/expressions.js';
import { comment, eachEntry, include, local, order, ref, resource, unless } from '../../model/statements.js';
import { certificateCopies } from '../certificate-copies.js';
import { certificate, certificates } from '../certificates.js';
import { directory as platformDirectory, directoryPath } from '../directory.js';
import { clustered, serverPackage, serverParameter } from './component.js';
import { patroniReload, patroniService } from './patroni/names.js';
import { tlsBehaviours } from './tls-behaviours.js';

/**
 * PostgreSQL's TLS, with copies of the node's Puppet certificate.
 *
 * The originals belong to the agent; PostgreSQL accepts a key only if it is its own. The copies follow the originals with
 * each run of the agent, and PostgreSQL reloads when one of them has changed: no restart, no broken session.
 */
export const postgresqlTls: Profile = profile('postgresql::tls', {
  private: true,
  behaviours: tlsBehaviours,
  body: () => {
    const directory = local('directory', `${directoryPath}/postgresql`);
    const path = (name: string) => str`${directory.value}/${name}`;
    const user = serverParameter('user');
    const group = serverParameter('group');
    const reload = local('reload', choose(clustered(), patroniReload(), ref(postgresqlServerReload)));
    const start = local('start', choose(clustered(), patroniService(), ref(postgresqlServerService)));
    const settings = local<Record<string, string>>('settings', {
      ssl: 'on',
      ssl_cert_file: path('server.crt'),
      ssl_key_file: path('server.key'),
      ssl_ca_file: path('ca.pem'),
      ssl_crl_file: path('crl.pem'),
    });
    return [
      assertPrivate(),
      include(platformDirectory),
      include(certificates),

      directory,
      user,
      group,
      reload,
      start,
      comment('The package brings the user, and PostgreSQL does not start with `ssl = on` and no key.'),
      order(serverPackage(), ref(file, directory.value)),
      certificateCopies({
        directory: directory.value,
        owner: user.value,
        group: group.value,
        modes: ['0700', '0600'],
        copies: {
          'server.crt': certificate.cert,
          'server.key': certificate.key,
          'ca.pem': certificate.ca,
          'crl.pem': certificate.crl,
        },
        notify: reload.value,
        before: start.value,
      }),

      comment('Patroni has them in its own configuration.'),
      settings,
      unless(clustered(), [
        eachEntry<string>(settings.value, ['key', 'value'], (key, value) => [
          resource(postgresqlServerConfigEntry, key, { value }),
        ]),
      ]),
    ];
  },
});

/** Where the copies are, and the settings that name them; evaluated wherever `contain(postgresqlTls)` came first. */
export const tls = scope<{ directory: string; settings: Record<string, string> }>(postgresqlTls);
