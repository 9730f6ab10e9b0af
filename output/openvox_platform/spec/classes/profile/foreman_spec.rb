# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::profile::foreman' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'uses the PostgreSQL of its node through the socket', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'CentOS' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'OracleLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'RedHat' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Rocky' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') || (os_facts['os']['name'] == 'Ubuntu' && os_facts['os']['release']['major'] == '22.04') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/foreman/uses_the_postgresql_of_its_node_through_the_socket',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::profile::foreman').with(
            trusted_hosts: [],
            register_smart_proxy: true,
            openvoxdb_plugin: true,
          )
        end

        it do
          is_expected.to contain_class('foreman').with(
            db_manage: false,
            db_extra_options: {},
            db_password: 'not used through the socket',
            foreman_service_puma_workers: 6,
          )
        end

        it { is_expected.to contain_class('foreman').with().without(%w[db_host db_root_cert]) }
        it { is_expected.to contain_foreman_config_entry('trusted_hosts').with(value: '["openvox.example.com"]') }

        it do
          is_expected.to contain_class('foreman::plugin::puppetdb').with(
            address: 'https://openvox.example.com:8081/pdb/cmd/v1',
          )
        end

        it { is_expected.to contain_class('foreman::plugin::puppet') }
        it { is_expected.to contain_class('foreman::cli') }
        it { is_expected.to contain_class('foreman::cli::puppet') }
        it { is_expected.to contain_class('redis').with(bind: ['127.0.0.1']) }

        # The database is there before its schema is.
        it { is_expected.to contain_postgresql__server__database('foreman').that_comes_before('Exec[foreman-rake-db:migrate]') }

        # Foreman's cache.
        it { is_expected.to contain_class('redis').that_comes_before('Exec[foreman-rake-db:migrate]') }

        # Foreman's processes connect to Redis when they start.
        it { is_expected.to contain_class('redis').that_comes_before('Service[foreman]') }

        # Packages from Foreman's repository.
        it { is_expected.to contain_class('openvox_platform::foreman::repo').that_comes_before('Class[foreman::install]') }

        # Apache serves TLS with the certificate, and does not start without it.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Class[apache::service]') }

        # Settings are in the database.
        it { is_expected.to contain_class('foreman::database').that_comes_before('Foreman_config_entry[trusted_hosts]') }
      end

      context 'has a password and TLS for a PostgreSQL on another node', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'profile/foreman/has_a_password_and_tls_for_a_postgresql_on_another_node',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('foreman').with(
            db_manage: false,
            db_host: 'postgresql.example.com',
            db_extra_options: {
              'keepalives_idle' => 60,
              'keepalives_interval' => 10,
              'keepalives_count' => 3,
              'tcp_user_timeout' => 60_000,
              'connect_timeout' => 3,
            },
            db_password: 'herring-herring',
            db_root_cert: '/etc/puppetlabs/puppet/ssl/certs/ca.pem',
            initial_admin_password: 'sturgeon-sturgeon',
            oauth_consumer_key: 'salmon-salmon',
            oauth_consumer_secret: 'trout-trout',
          )
        end

        it { is_expected.not_to contain_class('postgresql::server') }

        it do
          is_expected.to contain_foreman_config_entry('trusted_hosts').with(
            value: '["compiler1.example.com","openvox.example.com"]',
          )
        end
      end

      context 'trusts the certificate authority of a PostgreSQL that is not the platform\'s', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'profile/foreman/trusts_the_certificate_authority_of_a_postgresql_that_is_not_the_platform_s',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('foreman').with(
            db_host: 'postgresql.example.com',
            db_root_cert: '/etc/ssl/corporate.pem',
          )
        end
      end

      context 'trusts the hosts that the site names, and has no plugin that the site does not want', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'profile/foreman/trusts_the_hosts_that_the_site_names_and_has_no_plugin_that_the_site_does_not_want',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_foreman_config_entry('trusted_hosts').with(
            value: '["compiler1.example.com","compiler2.example.com","openvox.example.com"]',
          )
        end

        it { is_expected.not_to contain_class('foreman::plugin::puppetdb') }
      end

      context 'yields to the component\'s own keys', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/foreman/yields_to_the_component_s_own_keys',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('foreman').with(
            foreman_service_puma_workers: 3,
            server_ssl_cert: '/etc/pki/web.pem',
          )
        end

        it do
          is_expected.to contain_class('foreman::plugin::puppetdb').with(
            address: 'https://other.example.com:8081/pdb/cmd/v1',
          )
        end

        it { is_expected.to contain_class('redis').with(maxmemory: '1gb') }
      end

      context 'refuses a platform without Foreman', :real, if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'profile/foreman/refuses_a_platform_without_foreman',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::profile::foreman: the platform has no Foreman, since openvox_platform::foreman is false}) }
      end

      context 'refuses a node that is not the one', :real, if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'profile/foreman/refuses_a_node_that_is_not_the_one',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::profile::foreman: this node is web.example.com, but Foreman belongs on foreman.example.com}) }
      end

      context 'refuses an operating system for which Foreman has no packages', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '8') || (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '10') || (os_facts['os']['name'] == 'CentOS' && os_facts['os']['release']['major'] == '10') || (os_facts['os']['name'] == 'OracleLinux' && os_facts['os']['release']['major'] == '8') || (os_facts['os']['name'] == 'OracleLinux' && os_facts['os']['release']['major'] == '10') || (os_facts['os']['name'] == 'RedHat' && os_facts['os']['release']['major'] == '8') || (os_facts['os']['name'] == 'RedHat' && os_facts['os']['release']['major'] == '10') || (os_facts['os']['name'] == 'Rocky' && os_facts['os']['release']['major'] == '8') || (os_facts['os']['name'] == 'Rocky' && os_facts['os']['release']['major'] == '10') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '11') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '13') || (os_facts['os']['name'] == 'Ubuntu' && os_facts['os']['release']['major'] == '24.04') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'profile/foreman/refuses_an_operating_system_for_which_foreman_has_no_packages',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::profile::foreman: Foreman does not support \w+ [\d.]+.*Ubuntu 22\.04.*Set openvox_platform::foreman: false}) }
      end

      context 'refuses a node whose certificate is for another name', :real, if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'other.example.com',
            'scenario' => 'profile/foreman/refuses_a_node_whose_certificate_is_for_another_name',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::profile::foreman: the certificate of this node is for foreman.example.com, but the node calls itself other}) }
      end

      context 'says which password is missing', :real, if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'profile/foreman/says_which_password_is_missing',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{no value for openvox_platform::secrets::foreman_db_password, with which Foreman connects}) }
      end
    end
  end
end
