# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Who may connect to PostgreSQL, and how they prove who they are.
#
# On the node itself: the superuser and Foreman through the socket, as the user of that name;
# OpenVoxDB with the node's certificate. From other nodes only with TLS and a password, OpenVoxDB
# with a certificate in addition. The first rule that fits decides, and who fits none is refused.
#
# @api private
class openvox_platform::postgresql::access {
  assert_private()

  postgresql::server::pg_hba_rule { 'superuser by socket':
    description => 'Puppet and the backup',
    type        => 'local',
    database    => 'all',
    user        => $postgresql::server::user,
    auth_method => 'peer',
    order       => 1,
  }

  if $openvox_platform::profile::postgresql::foreman_here {
    postgresql::server::pg_hba_rule { 'Foreman by socket':
      description => 'Foreman on this node',
      type        => 'local',
      database    => 'foreman',
      user        => 'foreman',
      auth_method => 'peer',
      order       => 10,
    }
  }

  if $openvox_platform::profile::postgresql::openvoxdb_here {
    postgresql::server::pg_hba_rule { 'OpenVoxDB by certificate':
      description => 'OpenVoxDB on this node',
      type        => 'hostssl',
      database    => 'puppetdb',
      user        => 'puppetdb',
      address     => 'samehost',
      auth_method => 'cert',
      auth_option => 'map=openvox_platform',
      order       => 20,
    }

    postgresql::server::pg_ident_rule { 'OpenVoxDB of this node':
      description       => "The certificate of this node may be OpenVoxDB's role",
      map_name          => 'openvox_platform',
      system_username   => $openvox_platform::certname,
      database_username => 'puppetdb',
    }
  }

  if $openvox_platform::profile::postgresql::openvoxdb_elsewhere {
    $openvoxdb_addresses = if empty($openvox_platform::profile::postgresql::client_networks) {
      ['all']
    } else {
      $openvox_platform::profile::postgresql::client_networks
    }

    $openvoxdb_addresses.each |$address| {
      postgresql::server::pg_hba_rule { "OpenVoxDB from ${address}":
        description => 'OpenVoxDB of other nodes, with a password and a certificate of our certificate authority',
        type        => 'hostssl',
        database    => 'puppetdb',
        user        => 'puppetdb',
        address     => $address,
        auth_method => 'scram-sha-256',
        auth_option => 'clientcert=verify-ca',
        order       => 30,
      }
    }
  }

  if $openvox_platform::profile::postgresql::foreman_elsewhere {
    $foreman_addresses = if empty($openvox_platform::profile::postgresql::client_networks) {
      ['all']
    } else {
      $openvox_platform::profile::postgresql::client_networks
    }

    $foreman_addresses.each |$address| {
      postgresql::server::pg_hba_rule { "Foreman from ${address}":
        description => 'Foreman on its own node, with a password',
        type        => 'hostssl',
        database    => 'foreman',
        user        => 'foreman',
        address     => $address,
        auth_method => 'scram-sha-256',
        order       => 40,
      }
    }
  }
}
