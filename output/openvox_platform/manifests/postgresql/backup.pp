# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Regular, verified dumps of all databases; of a cluster, on its leader only.
#
# @api private
class openvox_platform::postgresql::backup {
  assert_private()

  include openvox_platform::backup

  $user = if !empty($openvox_platform::patroni_hosts) {
    $postgresql::params::user
  } else {
    $postgresql::server::user
  }

  $group = if !empty($openvox_platform::patroni_hosts) {
    $postgresql::params::group
  } else {
    $postgresql::server::group
  }

  $port = if !empty($openvox_platform::patroni_hosts) {
    $postgresql::params::port
  } else {
    $postgresql::server::port
  }

  $running = if !empty($openvox_platform::patroni_hosts) {
    Service['patroni']
  } else {
    Class['postgresql::server::service']
  }

  $directory = "${openvox_platform::backup::directory}/postgresql"
  $script = '/usr/local/sbin/openvox_platform_backup_postgresql'

  file { $directory:
    ensure  => directory,
    owner   => $user,
    group   => $group,
    mode    => '0700',
    require => Package['postgresql-server'],
  }

  file { $script:
    ensure  => file,
    owner   => 'root',
    group   => 'root',
    mode    => '0755',
    content => epp(
      'openvox_platform/backup_postgresql.sh.epp',
      {
        'directory'     => $directory,
        'keep'          => $openvox_platform::backup::keep,
        'bindir'        => $postgresql::params::bindir,
        'port'          => $port,
        'minimum_free'  => $openvox_platform::backup::minimum_free,
        'certname'      => $trusted['certname'],
        'rsync_target'  => $openvox_platform::backup::rsync_target,
        'rsync_options' => $openvox_platform::backup::rsync_options,
      },
    ),
  }

  # The first start must find the script, a directory to write to and a server to ask.
  systemd::timer { 'openvox_platform_backup_postgresql.timer':
    active          => true,
    timer_content   => epp('openvox_platform/backup.timer.epp', {
      'description'      => 'Regular backup of the databases of the OpenVox platform',
      'on_calendar'      => $openvox_platform::backup::on_calendar,
      'randomized_delay' => $openvox_platform::backup::randomized_delay,
    }),
    service_content => epp('openvox_platform/backup.service.epp', {
      'description' => 'Backup of the databases of the OpenVox platform',
      'user'        => $user,
      'script'      => $script,
      'timeout'     => $openvox_platform::backup::timeout,
    }),
    enable          => true,
    require         => [File[$script, $directory], $running],
  }
}
