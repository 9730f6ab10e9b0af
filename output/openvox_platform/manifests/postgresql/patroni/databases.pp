# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The roles and databases of OpenVoxDB and of Foreman in a cluster.
#
# Patroni makes them together with the cluster; what changes later, a password for example, the
# leader's agent brings up to date. Replicas get everything from the leader.
#
# @api private
class openvox_platform::postgresql::patroni::databases {
  assert_private()

  include openvox_platform::secrets

  $openvoxdb_hash = if $openvox_platform::with_openvoxdb {
    postgresql::postgresql_password(
      'puppetdb',
      openvox_platform::required_secret(
        'openvoxdb_password',
        $openvox_platform::secrets::openvoxdb_password,
        "with which OpenVoxDB connects to PostgreSQL on ${openvox_platform::postgresql_host}",
      ),
      true,
      'scram-sha-256',
    ).unwrap
  } else {
    undef
  }

  $openvoxdb_steps = if $openvox_platform::with_openvoxdb {
    {
      'puppetdb: role'                  => {
        'database'  => 'postgres',
        'wanted'    => "EXISTS (SELECT FROM pg_roles WHERE rolname = 'puppetdb')",
        'statement' => 'CREATE ROLE puppetdb LOGIN',
      },
      'puppetdb: password'              => {
        'database'  => 'postgres',
        'wanted'    => "EXISTS (SELECT FROM pg_authid WHERE rolname = 'puppetdb' AND rolpassword = '${openvoxdb_hash}')",
        'statement' => "ALTER ROLE puppetdb PASSWORD '${openvoxdb_hash}'",
      },
      'puppetdb: database'              => {
        'database'  => 'postgres',
        'wanted'    => "EXISTS (SELECT FROM pg_database WHERE datname = 'puppetdb')",
        'statement' => @(END/L),
          CREATE DATABASE puppetdb OWNER puppetdb TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE \
          'C.UTF-8' LC_CTYPE 'C.UTF-8'
          |- END
      },
      'puppetdb: extension pg_trgm'     => {
        'database'  => 'puppetdb',
        'wanted'    => "EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')",
        'statement' => 'CREATE EXTENSION pg_trgm',
      },
      'puppetdb: nobody creates tables' => {
        'database'  => 'puppetdb',
        'wanted'    => "NOT has_schema_privilege('public', 'public', 'CREATE')",
        'statement' => 'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
      },
      'puppetdb: its owner does'        => {
        'database'  => 'puppetdb',
        'wanted'    => "has_schema_privilege('puppetdb', 'public', 'CREATE')",
        'statement' => 'GRANT CREATE ON SCHEMA public TO puppetdb',
      },
    }
  } else {
    {}
  }

  $foreman_hash = if $openvox_platform::with_foreman {
    postgresql::postgresql_password(
      'foreman',
      openvox_platform::required_secret(
        'foreman_db_password',
        $openvox_platform::secrets::foreman_db_password,
        "with which Foreman connects to PostgreSQL on ${openvox_platform::postgresql_host}",
      ),
      true,
      'scram-sha-256',
    ).unwrap
  } else {
    undef
  }

  $foreman_steps = if $openvox_platform::with_foreman {
    {
      'foreman: role'              => {
        'database'  => 'postgres',
        'wanted'    => "EXISTS (SELECT FROM pg_roles WHERE rolname = 'foreman')",
        'statement' => 'CREATE ROLE foreman LOGIN',
      },
      'foreman: password'          => {
        'database'  => 'postgres',
        'wanted'    => "EXISTS (SELECT FROM pg_authid WHERE rolname = 'foreman' AND rolpassword = '${foreman_hash}')",
        'statement' => "ALTER ROLE foreman PASSWORD '${foreman_hash}'",
      },
      'foreman: database'          => {
        'database'  => 'postgres',
        'wanted'    => "EXISTS (SELECT FROM pg_database WHERE datname = 'foreman')",
        'statement' => @(END/L),
          CREATE DATABASE foreman OWNER foreman TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE \
          'en_US.utf8' LC_CTYPE 'en_US.utf8'
          |- END
      },
      'foreman: extension amcheck' => {
        'database'  => 'foreman',
        'wanted'    => "EXISTS (SELECT FROM pg_extension WHERE extname = 'amcheck')",
        'statement' => 'CREATE EXTENSION amcheck',
      },
    }
  } else {
    {}
  }

  file { '/etc/openvox_platform/patroni/databases.sh':
    ensure    => file,
    owner     => $postgresql::params::user,
    group     => $postgresql::params::group,
    mode      => '0700',
    show_diff => false,
    content   => Sensitive(
      epp(
        'openvox_platform/patroni-databases.sh.epp',
        { 'bindir' => $postgresql::params::bindir, 'steps' => $openvoxdb_steps + $foreman_steps },
      ),
    ),
    before    => Service['patroni'],
  }

  # On a node without a leader, or on a replica, there is nothing to do.
  exec { 'databases of the cluster':
    command => ['/etc/openvox_platform/patroni/databases.sh', 'apply'],
    onlyif  => [['/etc/openvox_platform/patroni/databases.sh', 'leading']],
    unless  => [['/etc/openvox_platform/patroni/databases.sh', 'check']],
    user    => $postgresql::params::user,
    cwd     => '/',
    require => [File['/etc/openvox_platform/patroni/databases.sh'], Service['patroni']],
  }
}
