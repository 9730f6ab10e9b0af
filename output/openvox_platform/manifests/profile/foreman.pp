# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Foreman with its Redis cache, and what connects it with the OpenVox server.
#
# On the primary this profile is part of the node already where `openvox_platform::foreman_server`
# is that node.
#
# @example Foreman on a node of its own
#   # Hiera: openvox_platform::foreman_server: foreman.example.com
#   include openvox_platform::profile::foreman
#
# @param trusted_hosts
#   Further hosts from which Foreman accepts facts and reports, and which may ask it for classes:
#   compilers that are not in `openvox_platform::compilers`.
#
# @param register_smart_proxy
#   Whether Foreman on a node of its own registers the smart proxy of the primary. The primary has
#   none where its operating system is not one that Foreman supports.
#
# @param openvoxdb_plugin
#   Whether Foreman removes hosts from OpenVoxDB and queries it.
class openvox_platform::profile::foreman (
  Array[Stdlib::Fqdn] $trusted_hosts        = [],
  Boolean             $register_smart_proxy = true,
  Boolean             $openvoxdb_plugin     = true,
) {
  include openvox_platform
  include openvox_platform::foreman::supported

  unless $openvox_platform::with_foreman {
    fail(@(END/L))
      openvox_platform::profile::foreman: the platform has no Foreman, since \
      openvox_platform::foreman is false. Set it to true, or remove this class from the node.
      |- END
  }

  unless $openvox_platform::is_foreman {
    fail(@("END"/L))
      openvox_platform::profile::foreman: this node is ${openvox_platform::certname}, but \
      Foreman belongs on ${openvox_platform::foreman_host}. Set \
      openvox_platform::foreman_server to ${openvox_platform::certname}, or remove this class \
      from the node.
      |- END
  }

  unless $openvox_platform::foreman::supported::here {
    fail(@("END"/L))
      openvox_platform::profile::foreman: Foreman does not support ${facts['os']['name']} \
      ${facts['os']['release']['full']}, only ${openvox_platform::foreman::supported::list}. \
      Set openvox_platform::foreman: false to do without it, or name a node with one of these \
      in openvox_platform::foreman_server.
      |- END
  }

  unless $openvox_platform::certname == $facts['networking']['fqdn'] {
    fail(@("END"/L))
      openvox_platform::profile::foreman: the certificate of this node is for \
      ${openvox_platform::certname}, but the node calls itself ${facts['networking']['fqdn']}. \
      Foreman's address, its certificate and its registration follow the latter. Correct the \
      host name, or request a certificate for it.
      |- END
  }

  include openvox_platform::certificates
  include openvox_platform::secrets
  include openvox_platform::tuning
  contain openvox_platform::foreman::credentials
  contain openvox_platform::foreman::repo

  $local_database = $openvox_platform::is_postgresql and empty($openvox_platform::patroni_hosts)

  if $local_database {
    include openvox_platform::profile::postgresql
  }

  # Foreman's cache and the queue of its jobs. Declared before Foreman, which would include it
  # as well.
  contain redis

  # Of the members of a cluster the client library takes the one that leads. A machine that is
  # gone neither answers nor ends its connections; the kernel would wait for minutes and for
  # two hours.
  $several_hosts = length($openvox_platform::database_hosts) > 1

  $leader_options = if $several_hosts {
    {
      'host'                 => join($openvox_platform::database_hosts, ','),
      'target_session_attrs' => 'read-write',
    }
  } else {
    {}
  }

  $waiting_options = if $local_database {
    {}
  } else {
    {
      'connect_timeout'     => 5,
      'keepalives_idle'     => 60,
      'keepalives_interval' => 10,
      'keepalives_count'    => 3,
      'tcp_user_timeout'    => 60000,
    }
  }

  $database_options = (
    $leader_options
    + $waiting_options
    + lookup('foreman::db_extra_options', { 'default_value' => {} })
  )

  $db_host = if $local_database or $several_hosts {
    undef
  } else {
    $openvox_platform::postgresql_host
  }

  $db_password = if $local_database {
    'not used through the socket'
  } else {
    openvox_platform::required_secret(
      'foreman_db_password',
      $openvox_platform::secrets::foreman_db_password,
      "with which Foreman connects to PostgreSQL on ${openvox_platform::postgresql_host}",
    ).unwrap
  }

  $db_root_cert = if $local_database {
    undef
  } else {
    pick($openvox_platform::postgresql_ca_file, $openvox_platform::certificates::ca)
  }

  $foreman_service_puma_workers = if $openvox_platform::is_server {
    lookup('foreman::foreman_service_puma_workers', {
      'default_value' => openvox_platform::tuning::foreman_puma_workers(
        $openvox_platform::tuning::cpus,
        $openvox_platform::tuning::foreman_mb,
      ),
    })
  } else {
    undef
  }

  # The role and the database are the PostgreSQL profile's. On the same node Foreman's user is
  # its role, which has no password; the component insists on writing one. With a root
  # certificate the component has the name in the server's certificate verified. On a node of
  # its own the component's formula for workers is right.
  class { 'foreman':
    db_manage                    => false,
    db_host                      => $db_host,
    db_extra_options             => $database_options,
    db_password                  => $db_password,
    db_root_cert                 => $db_root_cert,
    initial_admin_password       => $openvox_platform::foreman::credentials::admin_password.unwrap,
    oauth_consumer_key           => $openvox_platform::foreman::credentials::oauth_consumer_key.unwrap,
    oauth_consumer_secret        => $openvox_platform::foreman::credentials::oauth_consumer_secret.unwrap,
    foreman_service_puma_workers => $foreman_service_puma_workers,
  }

  contain foreman
  contain foreman::plugin::puppet
  contain foreman::cli
  contain foreman::cli::puppet

  if $openvoxdb_plugin and $openvox_platform::with_openvoxdb {
    class { 'foreman::plugin::puppetdb':
      address => lookup('foreman::plugin::puppetdb::address', {
        'default_value' => "https://${openvox_platform::openvoxdb_host}:8081/pdb/cmd/v1",
      }),
    }

    contain foreman::plugin::puppetdb
  }

  # Foreman listens to registered smart proxies and to these. The value is spelled as Foreman
  # prints it, so that it is compared as equal. Settings are in the database.
  $servers = sort(
    openvox_platform::hosts(
      [$openvox_platform::primary] + $openvox_platform::static_compilers + $trusted_hosts,
    ),
  )

  foreman_config_entry { 'trusted_hosts':
    value   => stdlib::to_json($servers),
    require => Class['foreman::database'],
  }

  # Packages from Foreman's repository
  Class['openvox_platform::foreman::repo'] -> Class['foreman::install']

  # Apache serves TLS with the node's certificate, and does not start without it.
  Class['openvox_platform::certificates'] -> Class['apache::service']

  include openvox_platform::directory

  # A renewed certificate is read when the service starts. That it is another one is seen by
  # its copy.
  file { '/etc/openvox_platform/foreman.crt':
    ensure    => file,
    source    => $openvox_platform::certificates::cert,
    owner     => 'root',
    group     => 'root',
    mode      => '0644',
    links     => 'follow',
    show_diff => false,
    backup    => false,
    notify    => Class['apache::service'],
  }

  Class['openvox_platform::certificates'] -> File['/etc/openvox_platform/foreman.crt']

  # Foreman's processes connect to Redis when they start.
  Class['redis'] -> Class['foreman::service']

  # The database is there before its schema is.
  if $local_database {
    Class['openvox_platform::profile::postgresql'] -> Class['foreman::database']
  }

  unless $openvox_platform::is_server {
    contain openvox_platform::foreman::node
  }
}
