# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary A pool of servers behind a balancer of the platform: TCP passes through, so that client
#   certificates reach the servers.
#
# @param port
#   Port on which the balancer and the members listen.
#
# @param members
#   Certnames of the members that the infrastructure's data name.
#
# @param collect
#   Whether further members announce themselves through OpenVoxDB.
#
# @api private
define openvox_platform::lb::pool (
  Stdlib::Port           $port,
  Array[Stdlib::Fqdn, 1] $members,
  Boolean                $collect,
) {
  assert_private()

  include openvox_platform::lb

  $resolution = if empty($openvox_platform::lb::resolvers) { '' } else { ' resolvers system' }

  # The bind is not to the address of one protocol, since one to :: fails where IPv6 is off.
  # Options are a list, which keeps its order. The checks are TLS, the traffic is passed
  # through. A name that does not resolve yet must not keep HAProxy from starting. Sessions
  # with a member that is marked down are not shut: those that are just being connected would
  # be stuck until their client gives up (HAProxy 3.0), and the catalogs of a member that is
  # merely slow be lost.
  haproxy::listen { $name:
    bind             => {
      "*:${port}" => [],
    },
    mode             => 'tcp',
    collect_exported => $collect,
    options          => [
      { 'balance' => 'leastconn' },
      { 'option' => 'httpchk GET /status/v1/simple' },
      { 'http-check' => 'expect status 200' },
      {
        'default-server' => @("END"/L),
          init-addr last,libc,none${resolution} check check-ssl ca-file \
          ${openvox_platform::lb::check_ca} crt ${openvox_platform::lb::check_certificate} verify \
          required inter 5s fastinter 2s fall 3 rise 2 slowstart 60s
          |- END
      },
    ],
  }

  $members.each |$member| {
    haproxy::balancermember { "${name}-${member}":
      listening_service => $name,
      server_names      => $member,
      ipaddresses       => $member,
      ports             => $port,
      verifyhost        => true,
    }
  }
}
