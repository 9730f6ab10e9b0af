# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary A member of the etcd cluster.
#
# Its peers need a certificate of the platform's authority. Its clients need a password: any node of
# the site has such a certificate, and etcd's gateway cannot tell them apart.
#
# @api private
class openvox_platform::postgresql::patroni::etcd {
  assert_private()

  include openvox_platform::directory
  include openvox_platform::certificates
  include openvox_platform::secrets

  $directory = '/etc/openvox_platform/etcd'

  # The packages bring the user. etcd reads its certificate and its key at each connection, so
  # that a new one needs no restart.
  file { $directory:
    ensure => directory,
    owner  => 'etcd',
    group  => 'etcd',
    mode   => '0700',
  }

  # On the primary the certificate is made in the same run as its copy.
  Class['openvox_platform::certificates'] -> File[$directory]

  $copies = {
    'server.crt' => $openvox_platform::certificates::cert,
    'server.key' => $openvox_platform::certificates::key,
    'ca.pem'     => $openvox_platform::certificates::ca,
  }

  $copies.each |$name, $original| {
    file { "${directory}/${name}":
      ensure    => file,
      source    => $original,
      owner     => 'etcd',
      group     => 'etcd',
      mode      => '0600',
      links     => 'follow',
      show_diff => false,
      backup    => false,
      before    => Service['etcd'],
    }
  }

  $members = $openvox_platform::etcd_hosts.map |$host| { "${host}=https://${host}:2380" }

  # What begins with "initial" counts when a member has no data yet, and never again. Patroni
  # talks to the gateway, which a configuration file switches off unless it says otherwise.
  $settings = deep_merge(
    {
      'name'                        => $openvox_platform::certname,
      'data-dir'                    => '/var/lib/etcd/openvox',
      'listen-client-urls'          => "https://${openvox_platform::profile::postgresql::cluster_address}:2379",
      'advertise-client-urls'       => "https://${openvox_platform::certname}:2379",
      'listen-peer-urls'            => "https://${openvox_platform::profile::postgresql::cluster_address}:2380",
      'initial-advertise-peer-urls' => "https://${openvox_platform::certname}:2380",
      'initial-cluster'             => join($members, ','),
      'initial-cluster-token'       => 'openvox',
      'initial-cluster-state'       => 'new',
      'client-transport-security'   => {
        'cert-file' => '/etc/openvox_platform/etcd/server.crt',
        'key-file'  => '/etc/openvox_platform/etcd/server.key',
      },
      'peer-transport-security'     => {
        'cert-file'        => '/etc/openvox_platform/etcd/server.crt',
        'key-file'         => '/etc/openvox_platform/etcd/server.key',
        'trusted-ca-file'  => '/etc/openvox_platform/etcd/ca.pem',
        'client-cert-auth' => true,
      },
      'enable-grpc-gateway'         => true,
      'auto-compaction-mode'        => 'periodic',
      'auto-compaction-retention'   => '1h',
    },
    $openvox_platform::profile::postgresql::etcd_settings,
  )

  file { '/etc/openvox_platform/etcd/etcd.yml':
    ensure  => file,
    owner   => 'etcd',
    group   => 'etcd',
    mode    => '0600',
    content => stdlib::to_yaml($settings),
    before  => Service['etcd'],
  }

  # It does not wait for the other members, which the first node would do in vain.
  service { 'etcd':
    ensure => running,
    enable => true,
  }

  $password = openvox_platform::required_secret(
    'patroni_etcd_password',
    $openvox_platform::secrets::patroni_etcd_password,
    'with which Patroni connects to etcd',
  )

  file { '/etc/openvox_platform/etcd/password':
    ensure    => file,
    owner     => 'root',
    group     => 'root',
    mode      => '0600',
    show_diff => false,
    content   => Sensitive("${password.unwrap}\n"),
  }

  file { '/etc/openvox_platform/etcd/authentication.sh':
    ensure  => file,
    owner   => 'root',
    group   => 'root',
    mode    => '0700',
    content => epp(
      'openvox_platform/etcd-authentication.sh.epp',
      {
        'endpoint'      => "https://${openvox_platform::certname}:2379",
        'authority'     => '/etc/openvox_platform/etcd/ca.pem',
        'user'          => 'root',
        'password_file' => '/etc/openvox_platform/etcd/password',
      },
    ),
  }

  # While the first member waits for a majority there is nothing to do, and nothing has
  # failed.
  exec { 'etcd asks for a password':
    command => ['/etc/openvox_platform/etcd/authentication.sh', 'enable'],
    onlyif  => [['/etc/openvox_platform/etcd/authentication.sh', 'missing']],
    require => [
      Service['etcd'],
      File['/etc/openvox_platform/etcd/authentication.sh', '/etc/openvox_platform/etcd/password'],
    ],
  }
}
