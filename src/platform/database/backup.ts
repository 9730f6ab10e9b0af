/** The backup of the databases. */
import { postgresqlServerService } from '../../bindings/postgresql.js';
import { assertPrivate } from '../../model/builtins.js';
import { of, type Profile, profile } from '../../model/definitions.js';
import { choose } from '../../model/expressions.js';
import { include, local, ref } from '../../model/statements.js';
import { backup } from '../backup/backup.js';
import { scheduledBackup } from '../backup/schedule.js';
import { postgresqlBackupBehaviours } from './backup-behaviours.js';
import { clustered, defaults, serverPackage, serverParameter } from './component.js';
import { patroniService } from './patroni/names.js';

/** Regular, verified dumps of all databases; of a cluster, on its leader only. */
export const postgresqlBackup: Profile = profile('postgresql::backup', {
  private: true,
  behaviours: postgresqlBackupBehaviours,
  body: () => {
    const user = serverParameter('user');
    const group = serverParameter('group');
    const port = serverParameter('port');
    const running = local('running', choose(clustered(), patroniService(), ref(postgresqlServerService)));
    return [
      assertPrivate(),
      include(backup),

      user,
      group,
      port,
      running,
      scheduledBackup({
        name: 'postgresql',
        what: 'the databases',
        user: user.value,
        group: group.value,
        userFrom: serverPackage(),
        template: 'backup_postgresql',
        parameters: { bindir: defaults.bindir, port: port.value, minimum_free: of(backup).minimum_free },
        require: [running.value, 'The first start must find the script, a directory to write to and a server to ask.'],
      }),
    ];
  },
});
