# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary A node that applies the codebase by itself, without a server.
#
# A timer starts a command that fetches the control repository and the Hiera data, puts a new
# version into force as a whole, and applies the `site.pp` of the environment that puppet.conf
# names. Where the repositories cannot be reached, or a new version is not fit to be applied, the
# last good one stays in force, and the log says so.
#
# Of puppet.conf only single settings are managed: its environment and its proxies stay the site's.
#
# @param on_calendar
#   When runs start, see systemd.time(7).
#
# @param randomized_delay
#   At most how much later they start, so that not all nodes fetch at once.
#
# @param run_timeout
#   Time after which a run that does not end is stopped, as systemd writes it.
#
# @param fetch_timeout
#   Seconds after which a fetch of one repository counts as failed.
#
# @param modules_timeout
#   Seconds after which an installation of the modules of the Puppetfile counts as failed.
#
# @param keep
#   How many versions of the code are kept, the one in force included.
#
# @param retries
#   Seconds to wait before each further attempt where there is no code at all yet.
#
# @param deploy_key
#   Private SSH key that may read the repositories.
#
# @param known_hosts
#   Lines of an SSH known_hosts file for the servers of the repositories. Blank: the known hosts of
#   root and of the system count.
#
# @param puppet_conf
#   The configuration file of Puppet.
#
# @api private
class openvox_platform::serverless (
  String[1]                      $on_calendar      = '*:00/30',
  Openvox_platform::Timespan     $randomized_delay = '25min',
  Openvox_platform::Timespan     $run_timeout      = '2h',
  Integer[1]                     $fetch_timeout    = 300,
  Integer[1]                     $modules_timeout  = 1200,
  Integer[2, default]            $keep             = 3,
  Array[Integer[0]]              $retries          = [15, 30, 60, 120],
  Optional[Sensitive[String[1]]] $deploy_key       = undef,
  Array[String[1]]               $known_hosts      = [],
  Stdlib::Absolutepath           $puppet_conf      = '/etc/puppetlabs/puppet/puppet.conf',
) {
  assert_private()

  # Neither OpenVoxDB nor Foreman listens to a node without a certificate, and the terminus of
  # the former would end the run. The node reports from the run on that finds a certificate.
  $certified = fact('openvox_platform.certificate_names') =~ NotUndef

  $to_openvoxdb = (
    $certified
    and ($openvox_platform::with_openvoxdb and $openvox_platform::openvoxdb_address =~ NotUndef)
  )

  $to_foreman = (
    $certified
    and ($openvox_platform::with_foreman and $openvox_platform::foreman_host =~ NotUndef)
  )

  $openvoxdb_report = if $to_openvoxdb {
    ['puppetdb']
  } else {
    []
  }

  $foreman_report = if $to_foreman {
    ['foreman']
  } else {
    []
  }

  $processors = unique($openvoxdb_report + $foreman_report + $openvox_platform::additional_reports)

  if (
    !$certified
    and (
      $openvox_platform::with_openvoxdb and $openvox_platform::openvoxdb_address =~ NotUndef
      or $openvox_platform::with_foreman and $openvox_platform::foreman_host =~ NotUndef
    )
  ) {
    warning(@("END"/L))
      openvox_platform: ${openvox_platform::certname} has no certificate, so it reports \
      neither to OpenVoxDB nor to Foreman: run 'puppet ssl bootstrap --server \
      ${openvox_platform::primary}' on it, or set openvox_platform::use_openvoxdb and \
      openvox_platform::foreman to false
      |- END
  }

  stdlib::ensure_packages(['git'])

  # r10k works in a directory of its own, from which nothing is applied, and takes the code
  # from the repository that has been fetched. Its cache is removed after an update that was
  # killed, so it has to be one that nobody else uses.
  class { 'r10k':
    sources         => {
      'control' => {
        'remote'  => '/var/lib/openvox-apply/control.git',
        'basedir' => '/var/lib/openvox-apply/staging',
      },
    },
    cachedir        => '/var/lib/openvox-apply/r10k',
    configfile      => '/etc/puppetlabs/r10k/r10k.yaml',
    deploy_settings => lookup('r10k::deploy_settings', {
      'default_value' => { 'exclude_spec' => true },
    }),
  }

  contain r10k

  # r10k starts git, and refuses to run without it.
  Package['git'] -> Class['r10k']

  # Hiera data may hold secrets, and the addresses of repositories may too.
  file { '/var/lib/openvox-apply':
    ensure => directory,
    owner  => 'root',
    group  => 'root',
    mode   => '0700',
  }

  $hiera_repo = if $openvox_platform::hiera_source != $openvox_platform::control_source {
    $openvox_platform::hiera_source
  } else {
    undef
  }

  $key_file = if $deploy_key =~ NotUndef { '/etc/puppetlabs/r10k/deploy_key' } else { undef }
  $known_hosts_file = if empty($known_hosts) { undef } else { '/etc/puppetlabs/r10k/known_hosts' }
  $foreman_facts = if $to_foreman { '/var/lib/openvox-apply/foreman' } else { undef }

  file { '/usr/local/sbin/openvox-apply':
    ensure  => file,
    owner   => 'root',
    group   => 'root',
    mode    => '0700',
    content => epp('openvox_platform/apply.sh.epp', {
      'environments'     => '/etc/puppetlabs/code/environments',
      'hieradata'        => '/etc/puppetlabs/code/hieradata',
      'state'            => '/var/lib/openvox-apply',
      'lock'             => '/run/openvox-apply.lock',
      'control_repo'     => $openvox_platform::control_source,
      'hiera_repo'       => $hiera_repo,
      'puppet'           => '/opt/puppetlabs/bin/puppet',
      'r10k'             => '/usr/bin/r10k',
      'r10k_config'      => '/etc/puppetlabs/r10k/r10k.yaml',
      'key_file'         => $key_file,
      'known_hosts_file' => $known_hosts_file,
      'fetch_timeout'    => $fetch_timeout,
      'modules_timeout'  => $modules_timeout,
      'keep'             => $keep,
      'retries'          => $retries,
      'logdest'          => 'syslog',
      'foreman_facts'    => $foreman_facts,
    }),
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
    File['/etc/puppetlabs/r10k/deploy_key'] -> Systemd::Timer['openvox-apply.timer']
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
    File['/etc/puppetlabs/r10k/known_hosts'] -> Systemd::Timer['openvox-apply.timer']
  }

  # Without r10k a repository without a Puppetfile is applied all the same, so the timer does
  # not wait for it.
  systemd::timer { 'openvox-apply.timer':
    service_content => epp('openvox_platform/apply.service.epp', {
      'command' => '/usr/local/sbin/openvox-apply',
      'timeout' => $run_timeout,
    }),
    timer_content   => epp('openvox_platform/apply.timer.epp', {
      'on_calendar'      => $on_calendar,
      'randomized_delay' => $randomized_delay,
    }),
    enable          => true,
    active          => true,
    require         => [
      File['/usr/local/sbin/openvox-apply', '/var/lib/openvox-apply'],
      Package['git'],
    ],
  }

  # Nobody would answer this agent. Its certificate, if it needs one, still comes from the
  # primary.
  service { 'puppet':
    ensure => stopped,
    enable => false,
  }

  if $openvox_platform::primary =~ NotUndef {
    ini_setting { 'openvox_platform serverless ca_server':
      ensure  => present,
      path    => $puppet_conf,
      section => 'main',
      setting => 'ca_server',
      value   => $openvox_platform::primary,
    }
  }

  unless empty($processors) {
    ini_setting { 'openvox_platform serverless reports':
      ensure  => present,
      path    => $puppet_conf,
      section => 'main',
      setting => 'reports',
      value   => join($processors, ','),
    }
  }

  # A run loads the report processors that it finds in puppet.conf: they have to be there
  # first.
  if $to_openvoxdb {
    # A database that does not answer stops no run, and there is no server here to restart.
    class { 'openvoxdb::master::config':
      masterless                     => true,
      puppetdb_server                => $openvox_platform::openvoxdb_address,
      puppetdb_port                  => 8081,
      puppetdb_soft_write_failure    => true,
      manage_report_processor        => false,
      create_puppet_service_resource => false,
      restart_puppet                 => false,
      strict_validation              => false,
    }

    contain openvoxdb::master::config

    Class['openvoxdb::master::config'] -> Ini_setting['openvox_platform serverless reports']
  }

  if $to_foreman {
    include openvox_platform::certificates

    file { '/var/lib/openvox-apply/foreman':
      ensure => directory,
      owner  => 'root',
      group  => 'root',
      mode   => '0700',
    }

    class { 'puppetserver_foreman':
      foreman_url     => "https://${openvox_platform::foreman_host}",
      enc             => true,
      enc_timeout     => lookup('puppetserver_foreman::enc_timeout', { 'default_value' => 10 }),
      reports         => true,
      reports_timeout => lookup('puppetserver_foreman::reports_timeout', { 'default_value' => 10 }),
      puppet_user     => 'root',
      puppet_group    => 'root',
      puppet_home     => '/var/lib/openvox-apply/foreman',
      ssl_ca          => $openvox_platform::certificates::ca,
      ssl_cert        => $openvox_platform::certificates::cert,
      ssl_key         => $openvox_platform::certificates::key,
      require         => File['/var/lib/openvox-apply/foreman'],
    }

    contain puppetserver_foreman

    Class['puppetserver_foreman'] -> Ini_setting['openvox_platform serverless reports']
  }
}
