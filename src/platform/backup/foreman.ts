/** The backup of Foreman's own node. */
import { foremanService } from '../../bindings/foreman.js';
import { assertPrivate, unique } from '../../model/builtins.js';
import { of, type Profile, profile } from '../../model/definitions.js';
import { concat, literal } from '../../model/expressions.js';
import { include, ref } from '../../model/statements.js';
import { certificate, certificates } from '../certificates.js';
import { backup } from './backup.js';
import { foremanBackupBehaviours } from './foreman-behaviours.js';
import { scheduledBackup } from './schedule.js';

/** Where Foreman has its key, which its packages make. */
const configuration = '/etc/foreman';

/** Regular, verified copies of what a Foreman on a node of its own cannot make again; its database has another backup. */
export const foremanBackup: Profile = profile('backup::foreman', {
  private: true,
  behaviours: foremanBackupBehaviours,
  body: () => [
    assertPrivate(),
    include(backup, certificates),
    scheduledBackup({
      name: 'foreman',
      what: "Foreman's keys",
      user: 'root',
      group: 'root',
      template: 'backup_files',
      parameters: {
        kind: 'foreman',
        paths: unique(concat<string>(literal<string[]>([configuration, certificate.ssldir]), of(backup).paths)),
      },
      require: [
        ref(foremanService),
        "The first start must find the script, a directory to write to and Foreman's key.",
      ],
    }),
  ],
});
