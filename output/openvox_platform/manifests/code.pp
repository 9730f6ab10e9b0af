# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Deployment of the control repository, and of the Hiera data, on a server.
#
# Without a control repository there is no r10k: its first deployment would remove an environment
# that was put in place by hand.
#
# @param deploy_interval
#   Time between the end of a deployment and the start of the next, as systemd writes it.
#
# @param deploy_key
#   Private SSH key that may read the repositories.
#
# @param known_hosts
#   Lines of an SSH known_hosts file for the servers of the repositories. Blank: the known hosts of
#   root and of the system count.
#
# @param deploy_timeout
#   Time after which a deployment that does not end is stopped, as systemd writes it.
#
# @api private
class openvox_platform::code (
  Openvox_platform::Timespan     $deploy_interval = '5min',
  Optional[Sensitive[String[1]]] $deploy_key      = undef,
  Array[String[1]]               $known_hosts     = [],
  Openvox_platform::Timespan     $deploy_timeout  = '30min',
) {
  assert_private()

  if $openvox_platform::control_source =~ NotUndef {
    # Each source removes the directories of branches that it does not know, so each has a
    # directory of its own.
    $separate_hiera = $openvox_platform::hiera_source != $openvox_platform::control_source

    $hiera_sources = if $separate_hiera {
      {
        'hiera' => {
          'remote'  => $openvox_platform::hiera_source,
          'basedir' => '/etc/puppetlabs/code/hieradata-branches',
        },
      }
    } else {
      {}
    }

    $hiera_branches = if $separate_hiera {
      '/etc/puppetlabs/code/hieradata-branches'
    } else {
      '/etc/puppetlabs/code/environments'
    }

    # What follows a deployment talks to the server with curl, which Debian does not install by
    # itself.
    stdlib::ensure_packages(['git', 'curl'])

    # The component takes the directory of the cache from a fact that exists only after the
    # first run. Beside a server that compiles, a deployment does not get every CPU.
    class { 'r10k':
      pool_size => lookup('r10k::pool_size', {
        'default_value' => min($facts['processors']['count'], 4),
      }),
      sources   => (
        {
          'control' => {
            'remote'  => $openvox_platform::control_source,
            'basedir' => '/etc/puppetlabs/code/environments',
          },
        }
        + $hiera_sources
      ),
      cachedir  => lookup('r10k::cachedir', {
        'default_value' => '/opt/puppetlabs/puppet/cache/r10k',
      }),
      postrun   => lookup('r10k::postrun', {
        'default_value' => ['/usr/local/sbin/openvox-code-deployed'],
      }),
    }

    contain r10k

    # The component makes it readable for everybody, and the address of a repository may have a
    # token in it.
    File <| title == 'r10k.yaml' |> {
      mode => '0640',
    }

    # r10k starts git, and refuses to run without it.
    Package['git'] -> Class['r10k']

    # The gem goes into the agent's Ruby, and the agent's own package brings that.
    Class['puppet::agent::install'] -> Class['r10k']

    # Where the Hiera data of every environment are, however many repositories there are.
    file { '/etc/puppetlabs/code/hieradata':
      ensure => directory,
      owner  => 'root',
      group  => 'root',
      mode   => '0755',
    }

    file { '/usr/local/sbin/openvox-code-deployed':
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => '0755',
      content => epp('openvox_platform/code-deployed.sh.epp', {
        'certname'     => $openvox_platform::certname,
        'environments' => '/etc/puppetlabs/code/environments',
        'branches'     => $hiera_branches,
        'hieradata'    => '/etc/puppetlabs/code/hieradata',
      }),
    }

    $key_file = if $deploy_key =~ NotUndef { '/etc/puppetlabs/r10k/deploy_key' } else { undef }
    $known_hosts_file = if empty($known_hosts) { undef } else { '/etc/puppetlabs/r10k/known_hosts' }

    file { '/usr/local/sbin/openvox-deploy-code':
      ensure  => file,
      owner   => 'root',
      group   => 'root',
      mode    => '0755',
      content => epp('openvox_platform/deploy-code.sh.epp', {
        'key_file'         => $key_file,
        'known_hosts_file' => $known_hosts_file,
      }),
      require => Class['r10k'],
    }

    if $deploy_key =~ NotUndef {
      # OpenSSH refuses a key without a newline at its end.
      file { '/etc/puppetlabs/r10k/deploy_key':
        ensure    => file,
        owner     => 'root',
        group     => 'root',
        mode      => '0400',
        show_diff => false,
        content   => Sensitive("${strip($deploy_key.unwrap)}\n"),
      }

      # The first fetch needs the key.
      File['/etc/puppetlabs/r10k/deploy_key'] -> Systemd::Timer['openvox-deploy-code.timer']
    }

    unless empty($known_hosts) {
      file { '/etc/puppetlabs/r10k/known_hosts':
        ensure  => file,
        owner   => 'root',
        group   => 'root',
        mode    => '0644',
        content => join($known_hosts + [''], "\n"),
      }

      # Without its host key the first fetch fails, as nobody is there to answer.
      File['/etc/puppetlabs/r10k/known_hosts'] -> Systemd::Timer['openvox-deploy-code.timer']
    }

    # The first deployment flushes the server's cache, and needs everything that it runs.
    systemd::timer { 'openvox-deploy-code.timer':
      service_content => epp(
        'openvox_platform/deploy-code.service.epp',
        { 'command' => '/usr/local/sbin/openvox-deploy-code', 'timeout' => $deploy_timeout },
      ),
      timer_content   => epp('openvox_platform/deploy-code.timer.epp', {
        'interval' => $deploy_interval,
      }),
      enable          => true,
      active          => true,
      require         => [
        File[
          '/usr/local/sbin/openvox-deploy-code',
          '/usr/local/sbin/openvox-code-deployed',
          '/etc/puppetlabs/code/hieradata',
        ],
        Package['curl'],
      ],
    }
  }
}
