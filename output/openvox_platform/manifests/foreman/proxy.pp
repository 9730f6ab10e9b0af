# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Foreman's smart proxy beside the certificate authority: environments, classes and
#   certificates for Foreman.
#
# @api private
class openvox_platform::foreman::proxy {
  assert_private()

  include openvox_platform::certificates
  include openvox_platform::foreman::supported

  if $openvox_platform::foreman::supported::here {
    include openvox_platform::foreman::repo

    if $openvox_platform::is_foreman {
      include openvox_platform::foreman::credentials
    }

    $oauth_consumer_key = if $openvox_platform::is_foreman {
      $openvox_platform::foreman::credentials::oauth_consumer_key.unwrap
    } else {
      ''
    }

    $oauth_consumer_secret = if $openvox_platform::is_foreman {
      $openvox_platform::foreman::credentials::oauth_consumer_secret.unwrap
    } else {
      ''
    }

    # Registering waits for Foreman, and the server would wait for the registration; but
    # Foreman's node needs the server for its own certificate and catalog. On a node of its own
    # Foreman registers the proxy. Without a registration the keys have no use, but the
    # component would make random ones, each time others on each server that compiles.
    class { 'foreman_proxy':
      foreman_base_url      => "https://${openvox_platform::foreman_host}",
      trusted_hosts         => unique([
        $openvox_platform::certname,
        $openvox_platform::foreman_host,
      ]),
      register_in_foreman   => $openvox_platform::is_foreman,
      oauth_consumer_key    => $oauth_consumer_key,
      oauth_consumer_secret => $oauth_consumer_secret,
    }

    contain foreman_proxy

    # Packages from Foreman's repository
    Class['openvox_platform::foreman::repo'] -> Class['foreman_proxy::install']

    # The proxy serves TLS with the node's certificate.
    Class['openvox_platform::certificates'] -> Class['foreman_proxy::service']

    include openvox_platform::directory

    # A renewed certificate is read when the service starts. That it is another one is seen by
    # its copy.
    file { '/etc/openvox_platform/foreman_proxy.crt':
      ensure    => file,
      source    => $openvox_platform::certificates::cert,
      owner     => 'root',
      group     => 'root',
      mode      => '0644',
      links     => 'follow',
      show_diff => false,
      backup    => false,
      notify    => Class['foreman_proxy::service'],
    }

    Class['openvox_platform::certificates'] -> File['/etc/openvox_platform/foreman_proxy.crt']
  } else {
    warning(@("END"/L))
      openvox_platform: Foreman has no smart proxy for ${facts['os']['name']} \
      ${facts['os']['release']['full']}, so that Foreman on ${openvox_platform::foreman_host} \
      will see neither environments nor certificates. It supports \
      ${openvox_platform::foreman::supported::list}.
      |- END
  }
}
