# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The OpenVoxDB service of this node.
#
# Its database is on this node, where the node's certificate is enough, or elsewhere, where it has a
# password in addition. Component parameters that are not set here, among them how long nodes and
# reports are kept, belong to the site; of those that are computed here the component's own key in
# Hiera counts where it is set.
#
# @api private
class openvox_platform::openvoxdb {
  assert_private()

  include openvox_platform::certificates
  include openvox_platform::secrets
  include openvox_platform::tuning

  $local = $openvox_platform::is_postgresql and empty($openvox_platform::patroni_hosts)

  if $local {
    include openvox_platform::profile::postgresql
  }

  $place = if $openvox_platform::is_server {
    $openvox_platform::tier ? {
      'standard' => 'monolithic',
      default    => 'pool',
    }
  } else {
    'dedicated'
  }

  $heap = "${openvox_platform::tuning::openvoxdb_mb}m"

  $threads = lookup('openvoxdb::command_threads', {
    'default_value' => openvox_platform::tuning::openvoxdb_threads(
      $openvox_platform::tuning::cpus,
      $place,
    ),
  })

  $pool = String(
    openvox_platform::tuning::openvoxdb_pool($openvox_platform::tuning::cpus, $threads),
  )

  # Who may ask OpenVoxDB is known in full, except where servers that nobody has listed or
  # agents share one.
  $clients = lookup('openvoxdb::certificate_whitelist', {
    'default_value' => if (
      !$openvox_platform::with_serverless
      and (
        !$openvox_platform::dedicated_openvoxdb
        or $openvox_platform::tier == 'standard'
        or !empty($openvox_platform::static_compilers)
      )
    ) {
      openvox_platform::hosts(
        flatten([
          if $openvox_platform::dedicated_openvoxdb {
            [$openvox_platform::primary] + $openvox_platform::static_compilers
          } else {
            $openvox_platform::certname
          },
          $openvox_platform::foreman_host,
          $openvox_platform::openvoxview_host,
          $openvox_platform::openvoxdb_host,
        ]),
      )
    } else {
      []
    },
  })

  $database_password = if $local {
    undef
  } else {
    openvox_platform::required_secret(
      'openvoxdb_password',
      $openvox_platform::secrets::openvoxdb_password,
      "with which OpenVoxDB connects to PostgreSQL on ${openvox_platform::postgresql_host}",
    )
  }

  $gc_interval = if $openvox_platform::openvoxdb_owner {
    lookup('openvoxdb::gc_interval', { 'default_value' => 60 })
  } else {
    0
  }

  # PostgreSQL has its own profile, and the firewall is the site's. The connection to
  # PostgreSQL has TLS with the node's certificate, which is the only proof of identity that a
  # local database asks for. Exactly one OpenVoxDB of a database deletes what is old, and
  # changes the schema.
  class { 'openvoxdb':
    manage_dbserver         => false,
    manage_database         => false,
    manage_firewall         => false,
    database_host           => $openvox_platform::postgresql_host,
    manage_db_password      => !$local,
    database_password       => $database_password,
    postgresql_ssl_on       => true,
    gc_interval             => $gc_interval,
    migrate                 => $openvox_platform::openvoxdb_owner,
    java_args               => lookup('openvoxdb::java_args', {
      'default_value' => { '-Xms' => $heap, '-Xmx' => $heap },
    }),
    command_threads         => $threads,
    database_max_pool_size  => lookup('openvoxdb::database_max_pool_size', {
      'default_value' => $pool,
    }),
    certificate_whitelist   => $clients,
    disable_update_checking => lookup('openvoxdb::disable_update_checking', {
      'default_value' => true,
    }),
  }

  contain openvoxdb

  # Of the members of a cluster the driver takes the one that leads; a node that has lost its
  # power is given up as soon as the kernel gives it up. The component knows neither, only a
  # single host, and one certificate authority for PostgreSQL and for the clients of
  # OpenVoxDB, so that the whole address is replaced.
  if !$local {
    include openvox_platform::keepalive

    $members = join(
      $openvox_platform::database_hosts.map |$host| { "${host}:${openvoxdb::database_port}" },
      ',',
    )

    $properties = join(
      [
        'targetServerType=primary',
        'tcpKeepAlive=true',
        'connectTimeout=5',
        'hostRecheckSeconds=30',
        'ssl=true',
        'sslfactory=org.postgresql.ssl.LibPQFactory',
        'sslmode=verify-full',
        "sslrootcert=${pick($openvox_platform::postgresql_ca_file, $openvoxdb::ssl_ca_cert_path)}",
        "sslkey=${openvoxdb::ssl_key_pk8_path}",
        "sslcert=${openvoxdb::ssl_cert_path}",
      ],
      '&',
    )

    Ini_setting <| title == 'puppetdb_subname' |> {
      value => "//${members}/${openvoxdb::database_name}?${properties}",
    }
  }

  # A service whose database does not answer starts for as long as that lasts. Neither this
  # run nor what comes after the service in it waits for that: on the first run of a primary
  # the database has yet to get its certificate from it.
  if !$local {
    Service <| title == 'puppetdb' |> {
      start   => 'systemctl start --no-block puppetdb',
      restart => 'systemctl restart --no-block puppetdb',
      status  => @(END/L),
        systemctl is-active puppetdb | grep --quiet --line-regexp --extended-regexp \
        'active|activating|reloading'
        |- END
    }
  }

  # Jetty and the connection to PostgreSQL use copies of the node's certificate, which
  # OpenVoxDB's own tool makes. It also sets the permissions, and jetty.ini where the package
  # left it as it was. The copies are compared with the originals, so that a renewed
  # certificate arrives; the tool removes the whole directory, the derived key for Java
  # included, which is then made anew.
  $ssl_dir = '/etc/puppetlabs/puppetdb/ssl'

  # cmp, which not every image of EL has
  stdlib::ensure_packages(['diffutils'])

  exec { 'openvox_platform: certificate of OpenVoxDB':
    command => ['/opt/puppetlabs/bin/puppetdb', 'ssl-setup', '-f'],
    unless  => join(
      [
        "cmp --silent ${openvox_platform::certificates::cert} ${ssl_dir}/public.pem",
        "cmp --silent ${openvox_platform::certificates::key} ${ssl_dir}/private.pem",
        "cmp --silent ${openvox_platform::certificates::ca} ${ssl_dir}/ca.pem",
      ],
      ' && ',
    ),
    path    => ['/usr/bin', '/bin'],
    require => Package['diffutils'],
  }

  # The package's own scripts run ssl-setup too, which only works once there is a certificate.
  Class['openvox_platform::certificates'] -> Package['openvoxdb']

  # The tool and jetty.ini come with the package. What the tool writes to jetty.ini is older
  # than what the site's data say.
  Package['openvoxdb']
  -> Exec['openvox_platform: certificate of OpenVoxDB']
  -> Class['openvoxdb::server::jetty']

  # Java's form of the key is made from the copy.
  Exec['openvox_platform: certificate of OpenVoxDB'] -> Exec["${ssl_dir}/private.pk8"]

  # Without a certificate Jetty does not start, and a renewed one it reads at start only.
  Exec['openvox_platform: certificate of OpenVoxDB'] ~> Service['puppetdb']

  # As ssl-setup has it: the status may be read without a certificate, everything else asks
  # for one.
  ini_setting { 'openvox_platform: client certificates of OpenVoxDB':
    ensure  => present,
    path    => '/etc/puppetlabs/puppetdb/conf.d/jetty.ini',
    section => 'jetty',
    setting => 'client-auth',
    value   => 'want',
    require => File['/etc/puppetlabs/puppetdb/conf.d/jetty.ini'],
    notify  => Service['puppetdb'],
  }

  # OpenVoxDB migrates its database when it starts, and gives up without one.
  if $local {
    Class['openvox_platform::profile::postgresql'] -> Service['puppetdb']
  }
}
