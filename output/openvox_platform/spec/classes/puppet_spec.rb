# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::puppet', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'makes an agent of a node of the platform', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'puppet/makes_an_agent_of_a_node_of_the_platform',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::puppet') }

        it do
          is_expected.to contain_class('puppet').with(
            client_package: 'openvox-agent',
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            dns_alt_names: [],
            agent_manage_environment: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
            server: false,
            server_ca: false,
          )
        end

        it { is_expected.not_to contain_package('openvox-server') }
      end

      context 'makes a server with the certificate authority of the primary', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/makes_a_server_with_the_certificate_authority_of_the_primary',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            server: true,
            server_package: 'openvox-server',
            server_ca: true,
            server_ca_allow_sans: false,
            server_crl_enable: true,
            server_reports: 'puppetdb',
            server_storeconfigs: true,
            server_foreman: false,
            server_external_nodes: '',
            server_common_modules_path: [],
            server_environment_timeout: 'unlimited',
            server_admin_api_allowlist: %w[localhost openvox.example.com],
            dns_alt_names: [],
          )
        end
      end

      context 'lets Foreman classify the nodes', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/lets_foreman_classify_the_nodes',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            server_reports: 'puppetdb,foreman',
            server_foreman: true,
            server_foreman_url: 'https://openvox.example.com',
            server_external_nodes: '/etc/puppetlabs/puppet/openvox_platform_enc',
          )
        end
      end

      context 'adds the report processors of the site, each once', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/adds_the_report_processors_of_the_site_each_once',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('puppet').with(server_reports: 'puppetdb,http') }
      end

      context 'keeps reports on the disk where nothing else takes them', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/keeps_reports_on_the_disk_where_nothing_else_takes_them',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('puppet').with(server_reports: 'store', server_storeconfigs: false) }
      end

      context 'keeps no environment cached where no deployment flushes the cache', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/keeps_no_environment_cached_where_no_deployment_flushes_the_cache',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('puppet').with().without('server_environment_timeout') }
      end

      context 'requests a certificate with the name of the balancer, and accepts those of compilers', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/requests_a_certificate_with_the_name_of_the_balancer_and_accepts_those_of_compilers',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            dns_alt_names: %w[openvox.example.com balancer.example.com],
            server_ca_allow_sans: true,
          )
        end
      end

      context 'requests a certificate with the virtual address of the servers', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'puppet/requests_a_certificate_with_the_virtual_address_of_the_servers',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            server: true,
            server_ca: false,
            server_ca_allow_sans: false,
            server_crl_enable: true,
            agent_server_hostname: 'openvox.example.com',
            dns_alt_names: %w[compiler1.example.com balancer.example.com vip.example.com],
          )
        end
      end

      context 'signs the virtual address of the servers, which no balancer of the platform has', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/signs_the_virtual_address_of_the_servers_which_no_balancer_of_the_platform_has',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            dns_alt_names: %w[openvox.example.com vip.example.com],
            server_ca_allow_sans: true,
          )
        end
      end

      context 'signs the address that follows the leader of PostgreSQL', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/signs_the_address_that_follows_the_leader_of_postgresql',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('puppet').with(dns_alt_names: [], server_ca_allow_sans: true) }
      end

      context 'requests a certificate with the name of the OpenVoxDB pool', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvoxdb2.example.com',
            'scenario' => 'puppet/requests_a_certificate_with_the_name_of_the_openvoxdb_pool',
          )
        end
        let(:node) { 'openvoxdb2.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'openvoxdb' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            server: false,
            dns_alt_names: %w[openvoxdb2.example.com dbbalancer.example.com],
          )
        end
      end

      context 'tells in every run that the certificate lacks a name, and how to renew it', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'openvox_platform.certificate_names' => ['openvox.example.com'],
            'scenario' => 'puppet/tells_in_every_run_that_the_certificate_lacks_a_name_and_how_to_renew_it',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('puppet').with(dns_alt_names: %w[openvox.example.com balancer.example.com]) }

        it do
          is_expected.to contain_notify('openvox_platform: names of the certificate').with(
            loglevel: 'warning',
            message: %r{lacks balancer.example.com, (?m:.*)Renew it: puppetserver ca revoke --certname openvox.example.com; (?m:.*)--subject-alt-names openvox.example.com,balancer.example.com; systemctl start puppetserver$},
          )
        end
      end

      context 'does not wait for ever for what does not answer', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/does_not_wait_for_ever_for_what_does_not_answer',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetserver/conf.d/puppetserver.conf').with(
            content: %r{idle-timeout-milliseconds: 60000$(?m:.*)connect-timeout-milliseconds: 10000$},
          )
        end

        it { is_expected.to contain_class('puppet').with(server_max_queued_requests: 0) }
      end

      context 'sends agents to another server behind a balancer before its queue grows', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'puppet/sends_agents_to_another_server_behind_a_balancer_before_its_queue_grows',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetserver/conf.d/puppetserver.conf').with(
            content: %r{max-queued-requests: 150$},
          )
        end
      end

      context 'sends agents to another server behind a virtual address too', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/sends_agents_to_another_server_behind_a_virtual_address_too',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('puppet').with(server_max_queued_requests: 150) }
      end

      context 'serves what Foreman has answered before after ten seconds without an answer', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/serves_what_foreman_has_answered_before_after_ten_seconds_without_an_answer',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/foreman.yaml').with(
            content: %r{^:timeout: 10$(?m:.*)^:report_timeout: 10$},
          )
        end
      end

      context 'refuses to sign everything while alternative names are accepted', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/refuses_to_sign_everything_while_alternative_names_are_accepted',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.and_raise_error(%r{puppet::autosign has certificates signed by their names alone.* certificate for balancer.example.com}) }
      end

      context 'refuses to sign by patterns while alternative names are accepted', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/refuses_to_sign_by_patterns_while_alternative_names_are_accepted',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.and_raise_error(%r{puppet::autosign_entries has certificates signed by their names alone.* certificate for balancer.example.com}) }
      end

      context 'refuses to sign by a file of patterns while alternative names are accepted', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/refuses_to_sign_by_a_file_of_patterns_while_alternative_names_are_accepted',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.and_raise_error(%r{puppet::autosign_content has certificates signed by their names alone.* certificate for balancer.example.com}) }
      end

      context 'refuses to sign by a file from elsewhere while alternative names are accepted', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/refuses_to_sign_by_a_file_from_elsewhere_while_alternative_names_are_accepted',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.and_raise_error(%r{puppet::autosign_source has certificates signed by their names alone.* certificate for balancer.example.com}) }
      end

      context 'lets a policy sign while alternative names are accepted', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/lets_a_policy_sign_while_alternative_names_are_accepted',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/policy').with(mode: '0775') }
        it { is_expected.to contain_class('puppet').with(server_ca_allow_sans: true) }
      end

      context 'signs by patterns where no alternative names are accepted', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/signs_by_patterns_where_no_alternative_names_are_accepted',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/autosign.conf').with(content: %r{^\*\.example\.com$}) }
      end

      context 'yields to the keys of class puppet', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/yields_to_the_keys_of_class_puppet',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            additional_settings: {
              'crl_refresh_interval' => '4h',
              'http_proxy_host' => 'proxy.example.com',
            },
            agent_manage_environment: true,
            dns_alt_names: ['puppet'],
            runinterval: 900,
            server_admin_api_allowlist: ['localhost'],
            server_common_modules_path: ['/srv/modules'],
            server_connect_timeout: 1000,
            server_idle_timeout: 2000,
            server_max_queued_requests: 30,
            server_request_timeout: 4,
            server_environment_timeout: '3m',
            server_jvm_extra_args: ['-Dsite=1'],
            server_jvm_max_heap_size: '3g',
            server_jvm_min_heap_size: '3g',
          )
        end
      end

      context 'sizes the heap and the code cache for an operator\'s number of instances', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'puppet/sizes_the_heap_and_the_code_cache_for_an_operator_s_number_of_instances',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            server_max_active_instances: 7,
            server_jvm_max_heap_size: '4096m',
            server_jvm_extra_args: [
              '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
              '-XX:ReservedCodeCacheSize=1024m',
            ],
          )
        end
      end
    end
  end
end
