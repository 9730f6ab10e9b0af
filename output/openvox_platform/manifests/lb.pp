# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary HAProxy on a balancer of the platform, and what its health checks need. The pools come
#   from the profiles.
#
# @param maxconn
#   Number of connections that HAProxy accepts at a time. Each takes two file descriptors.
#
# @param session_timeout
#   How long a connection may be silent: longer than the longest compilation of a catalog.
#
# @param check_certificate
#   File with this node's certificate and key, which the health checks present.
#
# @param check_ca
#   File with the certificate authority that the health checks trust.
#
# @param resolvers
#   Name servers that HAProxy asks for the addresses of the members while it runs. Default: none, so
#   that it learns addresses when it starts or is reloaded, as the system finds them. Only for
#   members whose names are in DNS: one that is in /etc/hosts alone would be taken out of the pool.
#
# @api private
class openvox_platform::lb (
  Integer[1]                           $maxconn           = 20000,
  Pattern[/\A\d+(ms|s|m|h)\z/]         $session_timeout   = '10m',
  Stdlib::Absolutepath                 $check_certificate = '/etc/openvox_platform/lb/check.pem',
  Stdlib::Absolutepath                 $check_ca          = '/etc/openvox_platform/lb/ca.pem',
  Array[Stdlib::IP::Address::Nosubnet] $resolvers         = [],
) {
  assert_private()

  include openvox_platform::directory
  include openvox_platform::certificates
  include openvox_platform::keepalive

  file { '/etc/openvox_platform/lb':
    ensure => directory,
    owner  => 'root',
    group  => 'root',
    mode   => '0700',
  }

  # HAProxy wants certificate and key in one file, and is confined where SELinux is on:
  # copies, which follow their originals. The configuration is checked before it is put in
  # place, and the check reads these files.
  concat { $check_certificate:
    ensure    => present,
    owner     => 'root',
    group     => 'root',
    mode      => '0600',
    show_diff => false,
    backup    => false,
    require   => [File['/etc/openvox_platform/lb'], Class['openvox_platform::certificates']],
    before    => Class['haproxy'],
    notify    => Service['haproxy'],
  }

  concat { $check_ca:
    ensure    => present,
    owner     => 'root',
    group     => 'root',
    mode      => '0600',
    show_diff => false,
    backup    => false,
    require   => [File['/etc/openvox_platform/lb'], Class['openvox_platform::certificates']],
    before    => Class['haproxy'],
    notify    => Service['haproxy'],
  }

  concat::fragment { 'openvox_platform::lb certificate':
    target => $check_certificate,
    source => $openvox_platform::certificates::cert,
    order  => '1',
  }

  concat::fragment { 'openvox_platform::lb key':
    target => $check_certificate,
    source => $openvox_platform::certificates::key,
    order  => '2',
  }

  concat::fragment { 'openvox_platform::lb certificate authority':
    target => $check_ca,
    source => $openvox_platform::certificates::ca,
  }

  # The component's defaults close a connection after a minute, in the middle of a long
  # compilation. A restart would cut the catalogs that are being compiled. A member that does
  # not answer is left for another one at once.
  class { 'haproxy':
    merge_options    => false,
    global_options   => lookup('haproxy::global_options', {
      'default_value' => {
        'log'     => '/dev/log local0',
        'chroot'  => '/var/lib/haproxy',
        'user'    => 'haproxy',
        'group'   => 'haproxy',
        'daemon'  => '',
        'maxconn' => $maxconn,
        'stats'   => ['socket /var/lib/haproxy/stats mode 660 level admin', 'timeout 30s'],
      },
    }),
    defaults_options => lookup('haproxy::defaults_options', {
      'default_value' => {
        'log'     => 'global',
        'mode'    => 'tcp',
        'option'  => ['tcplog', 'dontlognull', 'redispatch 1', 'clitcpka', 'srvtcpka'],
        'retries' => 3,
        'timeout' => [
          'queue 2m',
          'connect 5s',
          "client ${session_timeout}",
          "server ${session_timeout}",
          'check 10s',
        ],
      },
    }),
    restart_command  => lookup('haproxy::restart_command', {
      'default_value' => 'systemctl reload haproxy.service',
    }),
  }

  contain haproxy

  # While name servers are silent, or do not know a name for a moment, the members keep the
  # addresses that they have: by default HAProxy would take all of them out of the pool after
  # half a minute.
  if !empty($resolvers) {
    $nameservers = $resolvers.map |$address| {
      [$address, "${address}:53"]
    }

    haproxy::resolver { 'system':
      nameservers => Hash($nameservers),
      hold        => {
        'nx'      => '24d',
        'other'   => '24d',
        'refused' => '24d',
        'timeout' => '24d',
      },
    }
  }

  # HAProxy refuses to start with fewer file descriptors than its connections need. A limit
  # counts for processes that are started later, and not after a reload: it has to be there
  # before the package, which on Debian starts HAProxy.
  systemd::dropin_file { 'haproxy.service openvox_platform limits':
    unit     => 'haproxy.service',
    filename => 'openvox_platform-limits.conf',
    content  => epp('openvox_platform/lb-limits.conf.epp', {
      'descriptors' => $maxconn * 2 + 1000,
    }),
    before   => Class['haproxy'],
  }

  # The ports of the platform are not among those that SELinux lets HAProxy use.
  if dig($facts['os'], 'selinux', 'enabled') == true {
    selboolean { 'haproxy_connect_any':
      value      => 'on',
      persistent => true,
      before     => Service['haproxy'],
    }
  }
}
