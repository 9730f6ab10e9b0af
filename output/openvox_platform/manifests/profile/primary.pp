# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The primary OpenVox server, with the services that the infrastructure's names place on
#   the same node.
#
# It has the certificate authority and does everything that a compiler does.
#
# @example Classification of the primary
#   # Hiera: openvox_platform::primary_server: openvox.example.com
#   include openvox_platform
#   include openvox_platform::profile::primary
class openvox_platform::profile::primary {
  include openvox_platform

  # A second certificate authority would sign certificates that nobody trusts.
  unless $openvox_platform::is_primary {
    $named = if $openvox_platform::primary =~ NotUndef {
      $openvox_platform::primary
    } else {
      'blank'
    }

    fail(@("END"/L))
      openvox_platform: this node, ${openvox_platform::certname}, is classified as the primary \
      server, but openvox_platform::primary_server is ${named}: set \
      openvox_platform::primary_server to ${openvox_platform::certname}, or classify the node \
      differently
      |- END
  }

  # PostgreSQL comes first, since its component is declared once and others include what is
  # there.
  if (
    $openvox_platform::is_postgresql
    and ($openvox_platform::with_openvoxdb or $openvox_platform::with_foreman)
  ) {
    contain openvox_platform::profile::postgresql
  }

  # Dumps of databases that have moved to another node would go on replacing older ones, or
  # fail each night.
  unless $openvox_platform::is_postgresql {
    systemd::timer { 'openvox_platform_backup_postgresql.timer':
      ensure => absent,
      active => false,
      enable => false,
    }
  }

  contain openvox_platform::server

  if $openvox_platform::runs_openvoxdb {
    contain openvox_platform::openvoxdb
  }

  if $openvox_platform::is_foreman and $openvox_platform::with_foreman {
    contain openvox_platform::profile::foreman
  }

  # Foreman's smart proxy stands beside the certificate authority, wherever Foreman is.
  if $openvox_platform::with_foreman {
    contain openvox_platform::foreman::proxy
  }

  contain openvox_platform::backup::ca

  if (
    $openvox_platform::with_openvoxview
    and $openvox_platform::openvoxview_host == $openvox_platform::primary
  ) {
    contain openvox_platform::profile::openvoxview
  }
}
