/** A backup that a timer starts: its directory, its script, its units. */
import { file } from '../../bindings/core.js';
import { systemdTimer } from '../../bindings/systemd.js';
import { of } from '../../model/definitions.js';
import { epp, str, trusted } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { type Body, comment, local, ref, resource } from '../../model/statements.js';
import type { Expr, ResourceReference, Value } from '../../model/value.js';
import { backup } from './backup.js';

interface Schedule {
  /** Last part of the names of the directory, the script and the units. */
  readonly name: string;
  /** What is backed up, in the descriptions of the units. */
  readonly what: string;
  /** Who runs the script and owns the backups. */
  readonly user: Value<string>;
  readonly group: Value<string>;
  /** What brings that user, if a package does. */
  readonly userFrom?: Expr<ResourceReference>;
  /** The script's template, without its endings. */
  readonly template: string;
  /** Parameters of the script's template, beside those that all have. */
  readonly parameters: Readonly<Record<string, Value<unknown>>>;
  /** What the first start must find, beside the script and the directory, and the reason for all of it. */
  readonly require: readonly [Expr<ResourceReference>, string];
}

/** What makes a backup happen. */
export function scheduledBackup({ name, what, user, group, userFrom, template, parameters, require }: Schedule): Body {
  const settings = of(backup);
  const [needed, why] = require;
  const directory = local('directory', str`${settings.directory}/${name}`);
  const script = local('script', `/usr/local/sbin/${own}_backup_${name}`);
  const { keep, timeout, rsync_target, rsync_options, on_calendar, randomized_delay } = settings;
  return [
    directory,
    script,
    resource(file, directory.value, { ensure: 'directory', owner: user, group, mode: '0700', require: userFrom }),
    resource(file, script.value, {
      ensure: 'file',
      owner: 'root',
      group: 'root',
      mode: '0755',
      content: epp(`${template}.sh`, {
        directory: directory.value,
        keep,
        ...parameters,
        certname: trusted('certname'),
        rsync_target,
        rsync_options,
      }),
    }),
    comment(why),
    resource(systemdTimer, `${own}_backup_${name}.timer`, {
      timer_content: epp('backup.timer', {
        description: `Regular backup of ${what} of the OpenVox platform`,
        on_calendar,
        randomized_delay,
      }),
      service_content: epp('backup.service', {
        description: `Backup of ${what} of the OpenVox platform`,
        user,
        script: script.value,
        timeout,
      }),
      active: true,
      enable: true,
      require: [ref(file, script.value, directory.value), needed],
    }),
  ];
}
