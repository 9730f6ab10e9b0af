# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Regular, verified copies of what a Foreman on a node of its own cannot make again; its
#   database has another backup.
#
# @api private
class openvox_platform::backup::foreman {
  assert_private()

  include openvox_platform::backup
  include openvox_platform::certificates

  $directory = "${openvox_platform::backup::directory}/foreman"
  $script = '/usr/local/sbin/openvox_platform_backup_foreman'

  file { $directory:
    ensure => directory,
    owner  => 'root',
    group  => 'root',
    mode   => '0700',
  }

  file { $script:
    ensure  => file,
    owner   => 'root',
    group   => 'root',
    mode    => '0755',
    content => epp('openvox_platform/backup_files.sh.epp', {
      'directory'     => $directory,
      'keep'          => $openvox_platform::backup::keep,
      'kind'          => 'foreman',
      'paths'         => unique(
        (
          ['/etc/foreman', $openvox_platform::certificates::ssldir]
          + $openvox_platform::backup::paths
        ),
      ),
      'certname'      => $trusted['certname'],
      'rsync_target'  => $openvox_platform::backup::rsync_target,
      'rsync_options' => $openvox_platform::backup::rsync_options,
    }),
  }

  # The first start must find the script, a directory to write to and Foreman's key.
  systemd::timer { 'openvox_platform_backup_foreman.timer':
    active          => true,
    timer_content   => epp('openvox_platform/backup.timer.epp', {
      'description'      => "Regular backup of Foreman's keys of the OpenVox platform",
      'on_calendar'      => $openvox_platform::backup::on_calendar,
      'randomized_delay' => $openvox_platform::backup::randomized_delay,
    }),
    service_content => epp('openvox_platform/backup.service.epp', {
      'description' => "Backup of Foreman's keys of the OpenVox platform",
      'user'        => 'root',
      'script'      => $script,
      'timeout'     => $openvox_platform::backup::timeout,
    }),
    enable          => true,
    require         => [File[$script, $directory], Class['foreman::service']],
  }
}
