# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::profile::openvoxdb' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'runs OpenVoxDB and no server', :real do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvoxdb2.example.com',
            'scenario' => 'profile/openvoxdb/runs_openvoxdb_and_no_server',
          )
        end
        let(:node) { 'openvoxdb2.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'openvoxdb' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::profile::openvoxdb') }
        it { is_expected.to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.to contain_service('puppetdb').with(ensure: 'running', enable: true) }
        it { is_expected.to contain_class('puppet').with(server: false, agent_server_hostname: 'openvox.example.com') }
        it { is_expected.not_to contain_package('openvox-server') }
      end

      context 'is one by name as well', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvoxdb1.example.com',
            'scenario' => 'profile/openvoxdb/is_one_by_name_as_well',
          )
        end
        let(:node) { 'openvoxdb1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::openvoxdb') }
      end

      context 'shares its node with PostgreSQL', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvoxdb1.example.com',
            'scenario' => 'profile/openvoxdb/shares_its_node_with_postgresql',
          )
        end
        let(:node) { 'openvoxdb1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'openvoxdb' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.to contain_class('openvox_platform::profile::postgresql') }

        it do
          is_expected.to contain_class('openvoxdb').with(
            database_host: 'openvoxdb1.example.com',
            manage_db_password: false,
            gc_interval: 60,
          )
        end

        it { is_expected.to contain_postgresql__server__config_entry('shared_buffers').with(value: '1024MB') }

        # OpenVoxDB gives up without its database.
        it { is_expected.to contain_service('postgresqld_instance_main').that_comes_before('Service[puppetdb]') }
      end

      context 'refuses a node that nothing makes an OpenVoxDB', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'profile/openvoxdb/refuses_a_node_that_nothing_makes_an_openvoxdb',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{neither pp_role 'openvoxdb' nor the name in openvox_platform::openvoxdb}) }
      end
    end
  end
end
