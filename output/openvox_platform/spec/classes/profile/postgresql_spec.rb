# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::profile::postgresql' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'is a node of its own by its role', :real do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'profile/postgresql/is_a_node_of_its_own_by_its_role',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::profile::postgresql').with(
            manage_package_repo: true,
            client_networks: [],
            backup: true,
          )
        end

        it { is_expected.to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.to contain_class('openvox_platform::postgresql::tls') }
        it { is_expected.to contain_class('openvox_platform::postgresql::access') }
        it { is_expected.to contain_class('openvox_platform::postgresql::settings') }
        it { is_expected.to contain_class('openvox_platform::postgresql::databases') }
        it { is_expected.to contain_class('openvox_platform::postgresql::backup') }
        it { is_expected.to contain_service('postgresqld_instance_main').with(ensure: 'running', enable: true) }
        it { is_expected.to contain_class('openvox_platform::keepalive') }
        it { is_expected.not_to contain_class('openvoxdb') }
        it { is_expected.not_to contain_class('puppet::server') }
      end

      context 'refuses a node that nothing would use', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'profile/postgresql/refuses_a_node_that_nothing_would_use',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::postgresql' }

        it { is_expected.to compile.and_raise_error(%r{nothing would use it, since openvox_platform::postgresql is blank or the primary: set it to postgresql.example.com}) }
      end

      context 'is part of the primary where nothing else is said', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/postgresql/is_part_of_the_primary_where_nothing_else_is_said',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.to contain_class('openvox_platform::postgresql::tls') }
        it { is_expected.to contain_class('openvox_platform::postgresql::access') }
        it { is_expected.to contain_class('openvox_platform::postgresql::settings') }
        it { is_expected.to contain_class('openvox_platform::postgresql::databases') }
        it { is_expected.to contain_class('openvox_platform::postgresql::backup') }
      end
    end
  end
end
