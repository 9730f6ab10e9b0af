/** The backup of the certificate authority. */
import { assertPrivate, lookup, pick } from '../../model/builtins.js';
import { of, type Profile, profile } from '../../model/definitions.js';
import { concat, literal, undef } from '../../model/expressions.js';
import { include, ref } from '../../model/statements.js';
import { certificate, certificates } from '../certificates.js';
import { secrets } from '../secrets.js';
import { backup } from './backup.js';
import { caBackupBehaviours } from './ca-behaviours.js';
import { scheduledBackup } from './schedule.js';

/** Regular, verified copies of the certificate authority and of the secrets of the primary. */
export const caBackup: Profile = profile('backup::ca', {
  private: true,
  behaviours: caBackupBehaviours,
  body: () => [
    assertPrivate(),
    include(backup),
    include(certificates),
    include(secrets),
    scheduledBackup({
      name: 'ca',
      what: 'the certificate authority',
      user: 'root',
      group: 'root',
      template: 'backup_files',
      parameters: {
        kind: 'ca',
        paths: concat<string>(
          literal<string[]>([
            pick<string>(lookup<string | undefined>('puppet::server_ca_dir', undef), '/etc/puppetlabs/puppetserver/ca'),
            certificate.ssldir,
            of(secrets).file,
          ]),
          of(backup).paths,
        ),
      },
      require: [
        ref(certificates),
        'The first start must find the script, a directory to write to and a certificate authority.',
      ],
    }),
  ],
});
