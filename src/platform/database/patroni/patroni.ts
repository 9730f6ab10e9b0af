/** A node of the PostgreSQL cluster. */
import { exec, file, service } from '../../../bindings/core.js';
import { assertPrivate, join } from '../../../model/builtins.js';
import { type Profile, profile } from '../../../model/definitions.js';
import { not, or, sentence, str } from '../../../model/expressions.js';
import { own, qualify } from '../../../model/namespace.js';
import { type Body, comment, contain, fail, order, ref, resource, when } from '../../../model/statements.js';
import { infrastructure as is } from '../../platform.js';
import { defaults } from '../component.js';
import { postgresqlSettings } from '../settings.js';
import { postgresqlTls } from '../tls.js';
import { patroniConfiguration } from './configuration.js';
import { patroniDatabases } from './databases.js';
import { patroniEtcd } from './etcd.js';
import { isMember, patroniPaths as paths, patroniService, reloadTitle, runsEtcd } from './names.js';
import { patroniPackages } from './packages.js';
import { patroniBehaviours } from './patroni-behaviours.js';

const systemctl = '/usr/bin/systemctl';

/** A node of the PostgreSQL cluster: a member with PostgreSQL and Patroni, a node with etcd, or both. */
export const patroni: Profile = profile('postgresql::patroni', {
  private: true,
  behaviours: patroniBehaviours,
  body: () => [
    assertPrivate(),

    when(not(or(isMember(), runsEtcd())), [
      fail(
        sentence(
          str`${qualify('profile::postgresql')}: ${is.certname} is not among the members of the Patroni cluster`,
          str`(${join(is.patroni_hosts, ', ')}). Add it to ${own}::patroni_members, or remove this class from the node.`,
        ),
      ),
    ]),

    contain(patroniPackages),
    when(runsEtcd(), [
      contain(patroniEtcd),
      comment("The packages bring etcd's user."),
      order(ref(patroniPackages), ref(patroniEtcd)),
    ]),
    when(isMember(), member()),
  ],
});

function member(): Body {
  return [
    contain(postgresqlTls, postgresqlSettings, patroniConfiguration, patroniDatabases),
    comment("The packages bring PostgreSQL's user."),
    order(ref(patroniPackages), ref(patroniConfiguration)),

    comment(
      [
        'Patroni and PostgreSQL read their files and their certificates anew, and no session ends. This is before the start',
        'of the service, which a signal at the wrong moment would end; there it finds Patroni not running.',
      ].join('\n'),
    ),
    resource(exec, reloadTitle, {
      command: [systemctl, 'reload', 'patroni.service'],
      onlyif: [[systemctl, '--quiet', 'is-active', 'patroni.service']],
      refreshonly: true,
      before: patroniService(),
    }),
    comment('Patroni waits for etcd by itself, and makes the cluster as soon as etcd has a majority.'),
    resource(service, 'patroni', { ensure: 'running', enable: true, require: ref(patroniPackages) }),

    when(runsEtcd(), [order(ref(service, 'etcd'), patroniService())]),

    comment(
      [
        'The settings that all members share are in etcd, where the leader brings them up to date. Some of them count only',
        'after a restart of each member, which is for people to do: `patronictl list` shows where one is pending.',
      ].join('\n'),
    ),
    resource(exec, 'settings of the cluster', {
      command: `patronictl -c ${paths.configuration} edit-config --quiet --force --apply ${paths.shared}`,
      onlyif: `${paths.databases} leading`,
      unless: `patronictl -c ${paths.configuration} edit-config --apply - < ${paths.shared} | grep --quiet '^Not changed'`,
      provider: 'shell',
      path: ['/usr/bin', '/bin'],
      environment: ['LC_ALL=C.UTF-8'],
      user: defaults.user,
      cwd: '/',
      require: [ref(file, paths.databases, paths.shared), patroniService()],
    }),
  ];
}
