# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Regular backups of what cannot be made again: the databases, the certificate authority,
#   the secrets and keys.
#
# Each backup is complete and verified before it gets its name, and only after that old ones are
# deleted. A backup that fails makes its unit fail and leaves the old ones alone. A backup on the
# same disk survives mistakes, not the disk: set `rsync_target`, and let the user `postgres`
# (databases) and root (the rest) log in there by a key of their own. The class is part of the
# profiles that have something to back up; give it its parameters in Hiera.
#
# @example Copies on another host
#   # Hiera: openvox_platform::backup::rsync_target: backup.example.com::openvox
#   include openvox_platform::backup
#
# @param directory
#   Where backups are kept; `postgresql` and `ca` are made below it.
#
# @param on_calendar
#   When the backups start, see systemd.time(7).
#
# @param randomized_delay
#   At most how much later they start, so that several nodes do not all start at once.
#
# @param paths
#   What the archives of the primary and of Foreman's own node hold beside their certificates, as
#   far as it exists: Foreman's key, without which it cannot read the passwords in its database, the
#   smart proxy, the keys of hiera-eyaml.
#
# @param keep
#   How many complete backups are kept.
#
# @param timeout
#   How long a backup may take, copying included, before it is ended as one that failed.
#
# @param minimum_free
#   Percentage of the file system below `directory` that must be free for a dump of the databases to
#   start; so must half as much again as the last dump takes, where that is more.
#
# @param rsync_target
#   Where backups are copied after each was verified, as rsync(1) has it; `postgresql/<certname>`,
#   `ca/<certname>` and `foreman/<certname>` are made below it. Default: nowhere.
#
# @param rsync_options
#   Options of rsync. Without `--delete-after` the target keeps what the node no longer has.
class openvox_platform::backup (
  Stdlib::Absolutepath        $directory        = '/var/backups/openvox_platform',
  String[1]                   $on_calendar      = '*-*-* 02:30:00',
  Openvox_platform::Timespan  $randomized_delay = '15min',
  Array[Stdlib::Absolutepath] $paths            = [
    '/etc/foreman',
    '/etc/foreman-proxy',
    '/etc/puppetlabs/puppet/eyaml',
  ],
  Integer[1]                  $keep             = 7,
  Openvox_platform::Timespan  $timeout          = '12h',
  Integer[0, 100]             $minimum_free     = 10,
  Optional[String[1]]         $rsync_target     = undef,
  Array[String[1]]            $rsync_options    = ['--archive', '--timeout=600'],
) {
  # The directories above it, whose owners and modes are the site's.
  exec { "directory ${directory} of the backups":
    command => ['mkdir', '-p', $directory],
    creates => $directory,
    path    => ['/usr/bin', '/bin'],
  }

  file { $directory:
    ensure  => directory,
    owner   => 'root',
    group   => 'root',
    mode    => '0755',
    require => Exec["directory ${directory} of the backups"],
  }

  if $rsync_target =~ NotUndef {
    stdlib::ensure_packages(['rsync'])
  }
}
