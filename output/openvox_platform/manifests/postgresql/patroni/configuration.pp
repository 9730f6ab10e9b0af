# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Patroni's configuration on a member: its own file, and the settings that all members
#   share.
#
# @api private
class openvox_platform::postgresql::patroni::configuration {
  assert_private()

  include openvox_platform::directory
  include openvox_platform::secrets

  $etcd_password = openvox_platform::required_secret(
    'patroni_etcd_password',
    $openvox_platform::secrets::patroni_etcd_password,
    'with which Patroni connects to etcd',
  )

  # The superuser, for Puppet, Patroni and the backup; the other members; the clients with
  # their passwords.
  $member_access = [
    "local all ${postgresql::params::user} peer",
    'hostssl replication replicator all cert map=openvox_platform_members',
    'hostssl postgres rewinder all cert map=openvox_platform_members',
  ]

  $openvoxdb_addresses = if empty($openvox_platform::profile::postgresql::client_networks) {
    ['all']
  } else {
    $openvox_platform::profile::postgresql::client_networks
  }

  $openvoxdb_access = if $openvox_platform::profile::postgresql::openvoxdb_elsewhere {
    $openvoxdb_addresses.map |$address| {
      "hostssl puppetdb puppetdb ${address} scram-sha-256 clientcert=verify-ca"
    }
  } else {
    []
  }

  $foreman_addresses = if empty($openvox_platform::profile::postgresql::client_networks) {
    ['all']
  } else {
    $openvox_platform::profile::postgresql::client_networks
  }

  $foreman_access = if $openvox_platform::profile::postgresql::foreman_elsewhere {
    $foreman_addresses.map |$address| { "hostssl foreman foreman ${address} scram-sha-256" }
  } else {
    []
  }

  $access = $member_access + $openvoxdb_access + $foreman_access

  $identities = flatten(
    $openvox_platform::patroni_hosts.map |$host| {
      ["openvox_platform_members ${host} replicator", "openvox_platform_members ${host} rewinder"]
    },
  )

  # Beside the directory where the package's own cluster would be.
  $base = dirname($postgresql::params::datadir)

  $listen = join(
    flatten([
      pick(
        $openvox_platform::profile::postgresql::listen_addresses,
        $openvox_platform::profile::postgresql::cluster_address,
      ),
    ]),
    ',',
  )

  # Members prove to each other who they are with their certificates.
  $credentials = {
    'sslmode'     => 'verify-full',
    'sslrootcert' => "${openvox_platform::postgresql::tls::directory}/ca.pem",
    'sslcrl'      => "${openvox_platform::postgresql::tls::directory}/crl.pem",
    'sslcert'     => "${openvox_platform::postgresql::tls::directory}/server.crt",
    'sslkey'      => "${openvox_platform::postgresql::tls::directory}/server.key",
  }

  $parameters = (
    $openvox_platform::postgresql::settings::computed
    + $openvox_platform::postgresql::tls::settings
    + { 'password_encryption' => 'scram-sha-256' }
    - ['max_connections', 'max_worker_processes']
  )

  # A new member does not wait for a checkpoint that PostgreSQL stretches over minutes: until
  # there is a second member, no commit is on two.
  $server = {
    'listen'                                      => "${listen}:5432",
    'connect_address'                             => "${openvox_platform::certname}:5432",
    'data_dir'                                    => "${base}/patroni",
    'bin_dir'                                     => $postgresql::params::bindir,
    'pgpass'                                      => "${base}/patroni.pgpass",
    'use_unix_socket'                             => true,
    'authentication'                              => {
      'superuser'   => { 'username' => $postgresql::params::user },
      'replication' => { 'username' => 'replicator' } + $credentials,
      'rewind'      => { 'username' => 'rewinder' } + $credentials,
    },
    'parameters'                                  => $parameters,
    'pg_hba'                                      => $access,
    'pg_ident'                                    => $identities,
    'basebackup'                                  => [
      { 'checkpoint' => 'fast' },
    ],
    'remove_data_directory_on_rewind_failure'     => true,
    'remove_data_directory_on_diverged_timelines' => true,
  }

  # With the fail-safe mode a leader stays leader without etcd, as long as it reaches all
  # other members.
  $common = {
    'ttl'                     => 30,
    'loop_wait'               => 10,
    'retry_timeout'           => 10,
    'maximum_lag_on_failover' => 1048576,
    'synchronous_mode'        => (
      $openvox_platform::profile::postgresql::replication
      == 'synchronous'
    ),
    'failsafe_mode'           => true,
    'postgresql'              => {
      'use_pg_rewind' => true,
      'use_slots'     => true,
      'parameters'    => {
        'max_connections'      => $openvox_platform::postgresql::settings::computed['max_connections'],
        'max_worker_processes' => 16,
      },
    },
  }

  # What stands below `dcs` is common to the members: Patroni takes it from here when it makes
  # the cluster, and from etcd ever after.
  $ours = {
    'scope'      => 'openvox',
    'name'       => $openvox_platform::certname,
    'restapi'    => {
      'listen'                    => "${openvox_platform::profile::postgresql::cluster_address}:8008",
      'connect_address'           => "${openvox_platform::certname}:8008",
      'certfile'                  => "${openvox_platform::postgresql::tls::directory}/server.crt",
      'keyfile'                   => "${openvox_platform::postgresql::tls::directory}/server.key",
      'cafile'                    => "${openvox_platform::postgresql::tls::directory}/ca.pem",
      'verify_client'             => 'optional',
      'allowlist'                 => $openvox_platform::patroni_hosts,
      'allowlist_include_members' => true,
    },
    'ctl'        => {
      'cacert'   => "${openvox_platform::postgresql::tls::directory}/ca.pem",
      'certfile' => "${openvox_platform::postgresql::tls::directory}/server.crt",
      'keyfile'  => "${openvox_platform::postgresql::tls::directory}/server.key",
    },
    'etcd3'      => {
      'hosts'    => $openvox_platform::etcd_hosts.map |$host| { "${host}:2379" },
      'protocol' => 'https',
      'cacert'   => "${openvox_platform::postgresql::tls::directory}/ca.pem",
      'username' => 'root',
      'password' => $etcd_password.unwrap,
    },
    'bootstrap'  => {
      'dcs'            => $common,
      'initdb'         => [
        { 'encoding' => 'UTF8' },
        { 'locale' => 'C.UTF-8' },
        'data-checksums',
        { 'auth-local' => 'peer' },
        { 'auth-host' => 'scram-sha-256' },
      ],
      'pg_hba'         => $access,
      'post_bootstrap' => '/etc/openvox_platform/patroni/databases.sh apply',
    },
    'postgresql' => $server,
    'tags'       => {
      'nofailover'    => $openvox_platform::certname in $openvox_platform::patroni_async_hosts,
      'nosync'        => $openvox_platform::certname in $openvox_platform::patroni_async_hosts,
      'noloadbalance' => $openvox_platform::certname in $openvox_platform::patroni_async_hosts,
      'clonefrom'     => false,
    },
  }

  $settings = deep_merge($ours, $openvox_platform::profile::postgresql::patroni_settings)
  $agreed = dig($settings, 'bootstrap', 'dcs')

  if $agreed['loop_wait'] + $agreed['retry_timeout'] * 2 > $agreed['ttl'] {
    fail(@("END"/L))
      openvox_platform::profile::postgresql::patroni_settings: loop_wait \
      (${agreed['loop_wait']}) and twice retry_timeout (${agreed['retry_timeout']}) must not \
      be more than ttl (${agreed['ttl']}), or the leader is given up before it has tried \
      again: raise bootstrap.dcs.ttl, or lower the other two
      |- END
  }

  file { '/etc/openvox_platform/patroni':
    ensure => directory,
    owner  => $postgresql::params::user,
    group  => $postgresql::params::group,
    mode   => '0700',
  }

  file { '/etc/openvox_platform/patroni/patroni.yml':
    ensure    => file,
    owner     => $postgresql::params::user,
    group     => $postgresql::params::group,
    mode      => '0600',
    show_diff => false,
    content   => Sensitive(stdlib::to_yaml($settings)),
    notify    => Exec['reload Patroni'],
    before    => Service['patroni'],
  }

  file { '/etc/openvox_platform/patroni/shared.yml':
    ensure  => file,
    owner   => $postgresql::params::user,
    group   => $postgresql::params::group,
    mode    => '0600',
    content => stdlib::to_yaml($agreed),
  }
}
