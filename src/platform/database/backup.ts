/** The backup of the databases. */
import { postgresqlParams, postgresqlServerService } from '../../bindings/postgresql.js';
import { assertPrivate } from '../../model/builtins.js';
import { type Profile, profile, scope } from '../../model/definitions.js';
import { include, ref } from '../../model/statements.js';
import { backup } from '../backup/backup.js';
import { scheduledBackup } from '../backup/schedule.js';
import { postgresqlBackupBehaviours } from './backup-behaviours.js';
import { server, serverPackage } from './component.js';

/** Regular, verified dumps of all databases. */
export const postgresqlBackup: Profile = profile('postgresql::backup', {
  private: true,
  behaviours: postgresqlBackupBehaviours,
  body: () => [
    assertPrivate(),
    include(backup),
    scheduledBackup({
      name: 'postgresql',
      what: 'the databases',
      user: server.user,
      group: server.group,
      userFrom: serverPackage(),
      parameters: { bindir: scope<{ bindir: string }>(postgresqlParams).bindir, port: server.port },
      require: [
        ref(postgresqlServerService),
        'The first start must find the script, a directory to write to and a server to ask.',
      ],
    }),
  ],
});
