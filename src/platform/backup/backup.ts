/** What all backups have in common. */
import { exec, file } from '../../bindings/core.js';
import { stdlibEnsurePackages } from '../../bindings/stdlib.js';
import { type Profile, profile } from '../../model/definitions.js';
import { isA, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { comment, ref, resource, run, when } from '../../model/statements.js';
import type { AbsolutePath, Between, CalendarEvent, PositiveInteger } from '../../model/vocabulary.js';
import type { Timespan } from '../types.js';
import { backupBehaviours } from './backup-behaviours.js';

/** Parameters of {@link backup}. */
export interface BackupParams {
  /** Where backups are kept; `postgresql` and `ca` are made below it. */
  directory: AbsolutePath;
  /** When the backups start, see systemd.time(7). */
  on_calendar: CalendarEvent;
  /** At most how much later they start, so that several nodes do not all start at once. */
  randomized_delay: Timespan;
  /**
   * What the archives of the primary and of Foreman's own node hold beside their certificates, as far as it exists: Foreman's
   * key, without which it cannot read the passwords in its database, the smart proxy, the keys of hiera-eyaml.
   */
  paths: AbsolutePath[];
  /** How many complete backups are kept. */
  keep: PositiveInteger;
  /** How long a backup may take, copying included, before it is ended as one that failed. */
  timeout: Timespan;
  /**
   * Percentage of the file system below `directory` that must be free for a dump of the databases to start; so must half as
   * much again as the last dump takes, where that is more.
   */
  minimum_free: Between<0, 100>;
  /**
   * Where backups are copied after each was verified, as rsync(1) has it; `postgresql/<certname>`, `ca/<certname>` and
   * `foreman/<certname>` are made below it. Default: nowhere.
   */
  rsync_target?: string;
  /** Options of rsync. Without `--delete-after` the target keeps what the node no longer has. */
  rsync_options: string[];
}

/**
 * Regular backups of what cannot be made again: the databases, the certificate authority, the secrets and keys.
 *
 * Each backup is complete and verified before it gets its name, and only after that old ones are deleted. A backup that
 * fails makes its unit fail and leaves the old ones alone. A backup on the same disk survives mistakes, not the disk: set
 * `rsync_target`, and let the user `postgres` (databases) and root (the rest) log in there by a key of their own. The class is part of the profiles that have something to back up; give it its parameters in Hiera.
 *
 * @example Copies on another host
 * # Hiera: openvox_platform::backup::rsync_target: backup.example.com::openvox
 * include openvox_platform::backup
 */
export const backup: Profile<BackupParams> = profile<BackupParams>('backup', {
  defaults: {
    directory: `/var/backups/${own}`,
    on_calendar: '*-*-* 02:30:00',
    randomized_delay: '15min',
    paths: ['/etc/foreman', '/etc/foreman-proxy', '/etc/puppetlabs/puppet/eyaml'],
    keep: 7,
    timeout: '12h',
    minimum_free: 10,
    rsync_options: ['--archive', '--timeout=600'],
  },
  behaviours: backupBehaviours,
  body: ({ params }) => {
    const make = str`directory ${params.directory} of the backups`;
    return [
      comment("The directories above it, whose owners and modes are the site's."),
      resource(exec, make, {
        command: ['mkdir', '-p', params.directory],
        creates: params.directory,
        path: ['/usr/bin', '/bin'],
      }),
      resource(file, params.directory, {
        ensure: 'directory',
        owner: 'root',
        group: 'root',
        mode: '0755',
        require: ref(exec, make),
      }),
      when(isA(params.rsync_target, 'NotUndef'), [run(stdlibEnsurePackages(['rsync']))]),
    ];
  },
});
