# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The one declaration of class puppet: the agent of every node that the platform owns,
#   and the server where the node is one.
#
# @api private
class openvox_platform::puppet {
  assert_private()

  include openvox_platform::tuning

  # Names that several nodes answer to: servers, nodes of OpenVoxDB, members of the cluster of
  # PostgreSQL.
  $server_names = openvox_platform::hosts([
    $openvox_platform::compiler_balancer,
    $openvox_platform::agent_server,
  ])

  $openvoxdb_names = openvox_platform::hosts([$openvox_platform::database_balancer])

  $postgresql_names = if (
    !empty($openvox_platform::patroni_hosts)
    and !($openvox_platform::postgresql_host in $openvox_platform::patroni_hosts)
  ) {
    [$openvox_platform::postgresql_host]
  } else {
    []
  }

  # Those of this node, besides its own
  $alt_names = if $openvox_platform::is_server {
    $server_names
  } elsif $openvox_platform::runs_openvoxdb {
    $openvoxdb_names
  } elsif $openvox_platform::certname in $openvox_platform::patroni_hosts {
    $postgresql_names
  } else {
    []
  }

  $all_alt_names = if empty($alt_names) {
    []
  } else {
    [$openvox_platform::certname] + $alt_names
  }

  # Names enter a certificate when it is requested, never afterwards. On the primary that is
  # long done when a balancer is added.
  $certificate_names = fact('openvox_platform.certificate_names')

  if $certificate_names =~ Array[String] {
    $missing_names = $alt_names - $certificate_names

    unless empty($missing_names) {
      $renewal = if $openvox_platform::is_primary {
        join(
          [
            "puppetserver ca revoke --certname ${openvox_platform::certname}",
            'systemctl stop puppetserver',
            "rm /etc/puppetlabs/puppet/ssl/{certs,private_keys,public_keys}/${openvox_platform::certname}.pem",
            "rm /etc/puppetlabs/puppetserver/ca/signed/${openvox_platform::certname}.pem",
            @("END"/L),
              puppetserver ca generate --ca-client --certname ${openvox_platform::certname} \
              --subject-alt-names ${join($all_alt_names, ',')}
              |- END
            'systemctl start puppetserver',
          ],
          '; ',
        )
      } else {
        join(
          [
            "puppetserver ca clean --certname ${openvox_platform::certname} (on ${openvox_platform::primary})",
            'puppet ssl clean',
            'puppet ssl bootstrap',
            "puppetserver ca sign --certname ${openvox_platform::certname} (on ${openvox_platform::primary})",
          ],
          '; ',
        )
      }

      # Every run of the agent says so, and each of its reports, until it is renewed.
      notify { 'openvox_platform: names of the certificate':
        loglevel => 'warning',
        withpath => false,
        message  => @("END"/L),
          openvox_platform: the certificate of ${openvox_platform::certname} lacks \
          ${join($missing_names, ' and ')}, so that no agent trusts it under that name. Renew it: \
          ${renewal}
          |- END
      }
    }
  }

  # Where nothing implies a report processor, reports stay on the server's disk, as they do
  # without the platform.
  $openvoxdb_report = if $openvox_platform::with_openvoxdb {
    ['puppetdb']
  } else {
    []
  }

  $foreman_report = if $openvox_platform::with_foreman {
    ['foreman']
  } else {
    []
  }

  $all_reports = unique($openvoxdb_report + $foreman_report + $openvox_platform::additional_reports)

  $server_reports = if empty($all_reports) { 'store' } else { join($all_reports, ',') }

  # Foreman classifies the nodes. Without it the component would still name a script that
  # nobody installs.
  $classified_by_foreman = $openvox_platform::is_server and $openvox_platform::with_foreman

  $foreman_url = if $classified_by_foreman {
    "https://${openvox_platform::foreman_host}"
  } else {
    undef
  }

  $external_nodes = if $classified_by_foreman {
    '/etc/puppetlabs/puppet/openvox_platform_enc'
  } else {
    ''
  }

  # Environments may stay cached where a deployment flushes the cache.
  $environment_timeout = if $openvox_platform::control_source =~ NotUndef {
    'unlimited'
  } else {
    undef
  }

  # Where an operator has set the component's own key, that value is the one that counts.
  $allow_sans = lookup('puppet::server_ca_allow_sans', {
    'default_value' => (
      $openvox_platform::is_primary
      and !empty($server_names + $openvoxdb_names + $postgresql_names)
    ),
  })

  # What has requests signed without a look: a file of names does, unless it may be executed
  # and decides itself.
  $autosign = lookup('puppet::autosign', { 'default_value' => undef })

  $signing = if $autosign =~ Boolean {
    if $autosign == true {
      'autosign'
    } else {
      undef
    }
  } elsif !empty(lookup('puppet::autosign_entries', { 'default_value' => [] })) {
    'autosign_entries'
  } elsif lookup('puppet::autosign_mode', { 'default_value' => '0664' }) =~ /[1357][0-7]{0,2}\z/ {
    undef
  } elsif lookup('puppet::autosign_content', { 'default_value' => undef }) =~ NotUndef {
    'autosign_content'
  } elsif lookup('puppet::autosign_source', { 'default_value' => undef }) =~ NotUndef {
    'autosign_source'
  } else {
    undef
  }

  if $allow_sans and $signing =~ NotUndef {
    fail(@("END"/L))
      openvox_platform: puppet::${signing} has certificates signed by their names alone, while \
      the certificate authority accepts alternative names: any node could then obtain a \
      certificate for ${join($server_names + $openvoxdb_names + $postgresql_names, ' or ')}. \
      Set puppet::autosign to a policy executable, or to false, or \
      puppet::server_ca_allow_sans to false.
      |- END
  }

  # An operator's number of instances takes its heap and its code cache with it, and an
  # operator's heap its lower bound.
  $jruby_instances = lookup('puppet::server_max_active_instances', {
    'default_value' => $openvox_platform::tuning::jruby_instances,
  })

  $heap_mb = if $jruby_instances == $openvox_platform::tuning::jruby_instances {
    $openvox_platform::tuning::server_heap_mb
  } else {
    openvox_platform::tuning::server_heap($jruby_instances)
  }

  $code_cache_mb = if $jruby_instances == $openvox_platform::tuning::jruby_instances {
    $openvox_platform::tuning::code_cache_mb
  } else {
    openvox_platform::tuning::code_cache($jruby_instances)
  }

  $max_heap = lookup('puppet::server_jvm_max_heap_size', { 'default_value' => "${heap_mb}m" })

  # What the server asks of OpenVoxDB and of others holds one of its instances until there is
  # an answer. A host that is lost gives none, and neither the terminus nor Ruby ends a wait
  # inside of Java: these two limits do. Behind a balancer an agent that is sent away comes
  # back to another server, which is better than a queue that grows.
  $queue = if empty($server_names) { undef } else { 150 }

  # The nodes of the platform ask the primary, never the pool that they form: a server that
  # fails must not be the one that its own repair comes from. The environment of this catalog
  # is not written over the one that the site has chosen for the node. A revoked certificate
  # is not accepted for the whole day that is the default, and a server without the
  # certificate authority checks revocations too. One of the default module directories lies
  # among the environments, where r10k would remove it again. The first JVM argument is what
  # the component gives where there is no other.
  class { 'puppet':
    client_package              => 'openvox-agent',
    agent_server_hostname       => $openvox_platform::primary,
    ca_server                   => $openvox_platform::primary,
    dns_alt_names               => unique(
      $all_alt_names + lookup('puppet::dns_alt_names', { 'default_value' => [] }),
    ),
    agent_manage_environment    => lookup('puppet::agent_manage_environment', {
      'default_value' => false,
    }),
    additional_settings         => (
      { 'crl_refresh_interval' => '4h' }
      + lookup('puppet::additional_settings', { 'default_value' => {} })
    ),
    server                      => $openvox_platform::is_server,
    server_package              => 'openvox-server',
    server_ca                   => $openvox_platform::is_primary,
    server_ca_allow_sans        => $allow_sans,
    server_crl_enable           => true,
    server_reports              => $server_reports,
    server_storeconfigs         => $openvox_platform::with_openvoxdb,
    server_foreman              => $openvox_platform::with_foreman,
    server_foreman_url          => $foreman_url,
    server_external_nodes       => $external_nodes,
    server_common_modules_path  => lookup('puppet::server_common_modules_path', {
      'default_value' => [],
    }),
    server_environment_timeout  => lookup('puppet::server_environment_timeout', {
      'default_value' => $environment_timeout,
    }),
    server_admin_api_allowlist  => lookup('puppet::server_admin_api_allowlist', {
      'default_value' => unique(['localhost', $openvox_platform::certname]),
    }),
    server_connect_timeout      => lookup('puppet::server_connect_timeout', {
      'default_value' => 10000,
    }),
    server_idle_timeout         => lookup('puppet::server_idle_timeout', {
      'default_value' => 60000,
    }),
    server_max_queued_requests  => lookup('puppet::server_max_queued_requests', {
      'default_value' => $queue,
    }),
    server_request_timeout      => lookup('puppet::server_request_timeout', {
      'default_value' => 10,
    }),
    server_max_active_instances => $jruby_instances,
    server_jvm_min_heap_size    => lookup('puppet::server_jvm_min_heap_size', {
      'default_value' => $max_heap,
    }),
    server_jvm_max_heap_size    => $max_heap,
    server_jvm_extra_args       => lookup('puppet::server_jvm_extra_args', {
      'default_value' => [
        '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
        "-XX:ReservedCodeCacheSize=${code_cache_mb}m",
      ],
    }),
  }

  contain puppet
}
