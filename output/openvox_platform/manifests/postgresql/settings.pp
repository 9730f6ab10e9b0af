# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary PostgreSQL's settings for the memory, the CPUs and the clients that it has.
#
# What `postgresql::server::config_entries` has in Hiera is left to that key.
#
# @api private
class openvox_platform::postgresql::settings {
  assert_private()

  include openvox_platform::tuning

  # Nothing is set aside where the platform knows PostgreSQL by the address of a cluster: the
  # node is PostgreSQL's then.
  $memory = if $openvox_platform::tuning::postgresql_mb == 0 {
    $openvox_platform::tuning::memory_mb
  } else {
    $openvox_platform::tuning::postgresql_mb
  }

  # A pool whose members announce themselves may have any number of them.
  $pool_nodes = max(16, 1 + length($openvox_platform::static_compilers))

  $openvoxdb_nodes = if $openvox_platform::with_openvoxdb {
    pick(
      $openvox_platform::profile::postgresql::openvoxdb_nodes,
      $openvox_platform::tier ? {
        'standard' => 1,
        default    => $pool_nodes,
      },
    )
  } else {
    0
  }

  # Foreman's own node is as large as it likes; this is enough for 16 CPUs.
  $foreman_workers = if !$openvox_platform::with_foreman {
    0
  } elsif $openvox_platform::profile::postgresql::foreman_here {
    openvox_platform::tuning::foreman_puma_workers(
      $openvox_platform::tuning::cpus,
      $openvox_platform::tuning::foreman_mb,
    )
  } else {
    24
  }

  # Of the pools of OpenVoxDB this is the largest size.
  $connections = openvox_platform::tuning::postgresql_connections(
    $openvoxdb_nodes,
    25,
    $foreman_workers,
  )

  $shared_buffers = openvox_platform::tuning::postgresql_shared_buffers($memory)
  $effective_cache_size = openvox_platform::tuning::postgresql_effective_cache_size($memory)
  $maintenance_work_mem = openvox_platform::tuning::postgresql_maintenance_work_mem($memory)

  $work_mem = openvox_platform::tuning::postgresql_work_mem($memory, $shared_buffers, $connections)

  # Checkpoints are long, with enough room between them for the bursts of facts and reports.
  # Random pages cost hardly more than sequential ones on solid-state disks.
  $computed = {
    'max_connections'              => $connections,
    'shared_buffers'               => "${shared_buffers}MB",
    'effective_cache_size'         => "${effective_cache_size}MB",
    'maintenance_work_mem'         => "${maintenance_work_mem}MB",
    'work_mem'                     => "${work_mem}MB",
    'max_worker_processes'         => max(8, $openvox_platform::tuning::cpus),
    'checkpoint_completion_target' => 0.9,
    'min_wal_size'                 => '1GB',
    'max_wal_size'                 => '4GB',
    'random_page_cost'             => 1.1,
  }

  # Patroni has them in its own configuration.
  if empty($openvox_platform::patroni_hosts) {
    $given = lookup('postgresql::server::config_entries', { 'default_value' => {} })
    $entries = $computed.filter |$key, $value| { !($key in $given) }

    $entries.each |$key, $value| {
      postgresql::server::config_entry { $key:
        value => $value,
      }
    }
  }
}
