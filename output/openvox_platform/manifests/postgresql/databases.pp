# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The databases of OpenVoxDB and of Foreman, with their owners and extensions.
#
# @api private
class openvox_platform::postgresql::databases {
  assert_private()

  include openvox_platform::secrets

  if $openvox_platform::with_openvoxdb {
    # A role without a password can only be used with a certificate or through the socket.
    $openvoxdb_hash = if $openvox_platform::profile::postgresql::openvoxdb_elsewhere {
      postgresql::postgresql_password(
        'puppetdb',
        openvox_platform::required_secret(
          'openvoxdb_password',
          $openvox_platform::secrets::openvoxdb_password,
          "with which OpenVoxDB connects to PostgreSQL on ${openvox_platform::postgresql_host}",
        ),
        true,
        'scram-sha-256',
      )
    } else {
      false
    }

    postgresql::server::role { 'puppetdb':
      password_hash => $openvoxdb_hash,
    }

    postgresql::server::database { 'puppetdb':
      owner    => 'puppetdb',
      encoding => 'UTF8',
      locale   => 'C.UTF-8',
      require  => Postgresql::Server::Role['puppetdb'],
    }

    # OpenVoxDB uses the extension for its indexes when it is there as the database is migrated.
    # On EL it is in a package of its own.
    postgresql::server::extension { 'pg_trgm for puppetdb':
      database  => 'puppetdb',
      extension => 'pg_trgm',
      require   => Class['postgresql::server::contrib'],
    }

    # Up to PostgreSQL 14 everyone may create tables in a new database.
    postgresql_psql { 'puppetdb: revoke CREATE on schema public from everyone':
      db      => 'puppetdb',
      command => 'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
      onlyif  => "SELECT 1 WHERE has_schema_privilege('public', 'public', 'CREATE')",
    }

    postgresql_psql { 'puppetdb: grant CREATE on schema public to the owner':
      db      => 'puppetdb',
      command => 'GRANT CREATE ON SCHEMA public TO puppetdb',
      unless  => "SELECT 1 WHERE has_schema_privilege('puppetdb', 'public', 'CREATE')",
    }

    # The schema exists with its database; the grant follows the revocation, which would take it
    # away again.
    Postgresql::Server::Database['puppetdb']
    -> Postgresql_psql['puppetdb: revoke CREATE on schema public from everyone']
    -> Postgresql_psql['puppetdb: grant CREATE on schema public to the owner']
  }

  if $openvox_platform::with_foreman {
    # A role without a password can only be used with a certificate or through the socket.
    $foreman_hash = if $openvox_platform::profile::postgresql::foreman_elsewhere {
      postgresql::postgresql_password(
        'foreman',
        openvox_platform::required_secret(
          'foreman_db_password',
          $openvox_platform::secrets::foreman_db_password,
          "with which Foreman connects to PostgreSQL on ${openvox_platform::postgresql_host}",
        ),
        true,
        'scram-sha-256',
      )
    } else {
      false
    }

    postgresql::server::role { 'foreman':
      password_hash => $foreman_hash,
    }

    postgresql::server::database { 'foreman':
      owner    => 'foreman',
      encoding => 'UTF8',
      locale   => 'en_US.utf8',
      require  => Postgresql::Server::Role['foreman'],
    }

    # Foreman checks its indexes with it. On EL it is in a package of its own.
    postgresql::server::extension { 'amcheck for foreman':
      database  => 'foreman',
      extension => 'amcheck',
      require   => Class['postgresql::server::contrib'],
    }
  }
}
