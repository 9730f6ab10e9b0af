# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The classifier of an OpenVox server that has a Foreman, and what it answers while
#   Foreman is down.
#
# The component's script asks Foreman, and serves its last answer while Foreman is down. For a node
# that it has never asked about it has none. The nodes of the platform then get a catalog without
# Foreman's classes, since Foreman itself is set up and repaired by such catalogs; all others are
# refused, as their catalogs might lack what Foreman would have added.
#
# @api private
class openvox_platform::foreman::enc {
  assert_private()

  $path = '/etc/puppetlabs/puppet/openvox_platform_enc'

  file { $path:
    ensure  => file,
    owner   => 'root',
    group   => 'puppet',
    mode    => '0750',
    content => epp('openvox_platform/enc.sh.epp', {
      'node_script' => '/etc/puppetlabs/puppet/node.rb',
      'hosts'       => sort($openvox_platform::named_hosts),
    }),
  }

  # The package brings the group, and without its classifier the server refuses every node.
  Class['puppet::server::install'] -> File[$path] -> Class['puppet::server::service']
}
