# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary OpenVoxView, a read-only view of what OpenVoxDB holds.
#
# OpenVoxView has neither a login nor TLS of its own, so that it listens on the node itself only.
# Put the site's proxy in front of it.
#
# @example OpenVoxView on a node of its own
#   # Hiera: openvox_platform::openvoxview_server: view.example.com
#   include openvox_platform::profile::openvoxview
#
# @example OpenVoxView beside the primary
#   # Hiera: openvox_platform::openvoxview: true
#   include openvox_platform::profile::openvoxview
#
# @param certificate_directory
#   Where OpenVoxView's copies of the node's certificate are kept.
class openvox_platform::profile::openvoxview (
  Stdlib::Absolutepath $certificate_directory = '/etc/openvox_platform/openvoxview',
) {
  include openvox_platform
  include openvox_platform::directory
  include openvox_platform::certificates

  unless $openvox_platform::with_openvoxdb {
    fail(@(END/L))
      openvox_platform::profile::openvoxview: OpenVoxView shows the data of OpenVoxDB, and \
      openvox_platform::use_openvoxdb is false. Set it to true, or remove this class from the \
      node.
      |- END
  }

  # A node that nobody has named is not one of the platform: its agent would ask the pool, or
  # apply the code by itself.
  if (
    !$openvox_platform::owned
    and $openvox_platform::openvoxview_host == $openvox_platform::primary
  ) {
    fail(@("END"/L))
      openvox_platform::profile::openvoxview: this node is ${openvox_platform::certname}, but \
      OpenVoxView belongs on ${openvox_platform::openvoxview_host}. Set \
      openvox_platform::openvoxview_server to ${openvox_platform::certname}, or remove this \
      class from the node.
      |- END
  }

  # Where OpenVoxDB knows who may ask, and this node is not among them, it would refuse
  # OpenVoxView every answer.
  $allowed = lookup('openvoxdb::certificate_whitelist', {
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
            $openvox_platform::openvoxdb_host
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

  unless empty($allowed) or $openvox_platform::certname in $allowed {
    fail(@("END"/L))
      openvox_platform::profile::openvoxview: OpenVoxDB on ${openvox_platform::openvoxdb_host} \
      answers ${join($allowed, ', ')}, and not ${openvox_platform::certname}. Name this node \
      in openvox_platform::openvoxview_server, or in openvoxdb::certificate_whitelist, with \
      the others.
      |- END
  }

  class { 'openvoxview':
    puppetdb_host          => $openvox_platform::openvoxdb_host,
    puppetdb_port          => 8081,
    puppetdb_tls           => true,
    puppetdb_tls_ignore    => false,
    puppetdb_tls_ca_path   => "${certificate_directory}/ca.pem",
    puppetdb_tls_cert_path => "${certificate_directory}/cert.pem",
    puppetdb_tls_key_path  => "${certificate_directory}/key.pem",
  }

  contain openvoxview

  # The service runs as a user of its own, which must not see the agent's key. It reads the
  # files when it starts.
  file { $certificate_directory:
    ensure => directory,
    owner  => 'root',
    group  => $openvoxview::openvoxview_group,
    mode   => '0750',
  }

  # On the primary the certificate is made in the same run as its copy.
  Class['openvox_platform::certificates'] -> File[$certificate_directory]

  $copies = {
    'ca.pem'   => $openvox_platform::certificates::ca,
    'cert.pem' => $openvox_platform::certificates::cert,
    'key.pem'  => $openvox_platform::certificates::key,
  }

  $copies.each |$name, $original| {
    file { "${certificate_directory}/${name}":
      ensure    => file,
      source    => $original,
      owner     => 'root',
      group     => $openvoxview::openvoxview_group,
      mode      => '0640',
      links     => 'follow',
      show_diff => false,
      backup    => false,
      notify    => Class['openvoxview::service'],
    }
  }
}
