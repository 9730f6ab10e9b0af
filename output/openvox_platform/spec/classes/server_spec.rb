# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::server', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'connects the server with its OpenVoxDB', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'server/connects_the_server_with_its_openvoxdb',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::server').with(terminus_soft_write_failure: true) }
        it { is_expected.to contain_class('openvox_platform::code') }
        it { is_expected.to contain_class('openvox_platform::certificates') }

        it do
          is_expected.to contain_class('openvoxdb::master::config').with(
            puppetdb_server: 'openvox.example.com',
            puppetdb_port: 8081,
            puppetdb_soft_write_failure: true,
            manage_storeconfigs: false,
            manage_report_processor: false,
            create_puppet_service_resource: false,
            restart_puppet: false,
            strict_validation: false,
          )
        end

        it { is_expected.to contain_package('openvoxdb-termini') }

        # The package needs the directories and the user of the server.
        it { is_expected.to contain_class('puppet::server::install').that_comes_before('Package[openvoxdb-termini]') }

        # The server loads the terminus when it starts.
        it { is_expected.to contain_package('openvoxdb-termini').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::puppetdb_conf').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::routes').that_notifies('Class[puppet::server::service]') }
      end

      context 'sets up the certificate authority before anything uses a certificate', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'server/sets_up_the_certificate_authority_before_anything_uses_a_certificate',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        # Copies of the certificate need the certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Class[openvox_platform::certificates]') }

        # The package's own script copies the certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Package[openvoxdb]') }
      end

      context 'starts the agent after the server at boot', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'server/starts_the_agent_after_the_server_at_boot',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_systemd__dropin_file('puppet.service openvox_platform order').with(
            unit: 'puppet.service',
            filename: 'openvox_platform-order.conf',
            content: "[Unit]\nAfter=puppetserver.service\n",
          )
        end
      end

      context 'fails writes where the site does not want catalogs without them', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'server/fails_writes_where_the_site_does_not_want_catalogs_without_them',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvoxdb::master::config').with(puppetdb_soft_write_failure: false) }
      end

      context 'asks the OpenVoxDB on the same compiler', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'server/asks_the_openvoxdb_on_the_same_compiler',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvoxdb::master::config').with(puppetdb_server: 'compiler1.example.com') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
      end

      context 'asks the balancer of the pool, then the first node of the pool', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'server/asks_the_balancer_of_the_pool_then_the_first_node_of_the_pool',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvoxdb::master::config').with(puppetdb_server: 'dbbalancer.example.com') }

        it do
          is_expected.to contain_ini_setting('puppetdbserver_urls').with(
            value: 'https://dbbalancer.example.com:8081/,https://openvoxdb1.example.com:8081/',
          )
        end

        it { is_expected.not_to contain_class('openvoxdb') }
      end

      context 'stops the OpenVoxDB that it had before there was a pool', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'server/stops_the_openvoxdb_that_it_had_before_there_was_a_pool',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_service('puppetdb').with(ensure: 'stopped', enable: false) }

        # The server asks it until then.
        it { is_expected.to contain_class('puppet::server::service').that_comes_before('Service[puppetdb]') }

        it { is_expected.not_to contain_package('openvoxdb') }
      end

      context 'has no terminus where there is no OpenVoxDB, and forgets the one that there was', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'server/has_no_terminus_where_there_is_no_openvoxdb_and_forgets_the_one_that_there_was',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_class('openvoxdb::master::config') }
        it { is_expected.not_to contain_package('openvoxdb-termini') }
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/routes.yaml').with(ensure: 'absent') }

        # The server reads it when it starts.
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/routes.yaml').that_notifies('Class[puppet::server::service]') }

        it { is_expected.to contain_service('puppetdb').with(ensure: 'stopped', enable: false) }
      end

      context 'refuses an operating system that has no server', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'os.family' => 'Suse',
            'os.name' => 'SLES',
            'scenario' => 'server/refuses_an_operating_system_that_has_no_server',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{an OpenVox server cannot run on SLES}) }
      end
    end
  end
end
