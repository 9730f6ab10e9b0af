# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::profile::compiler' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'is a server without a certificate authority, with an OpenVoxDB', :real do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'profile/compiler/is_a_server_without_a_certificate_authority_with_an_openvoxdb',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::profile::compiler') }
        it { is_expected.to contain_class('openvox_platform::server') }
        it { is_expected.to contain_class('openvox_platform::openvoxdb') }

        it do
          is_expected.to contain_class('puppet').with(
            server: true,
            server_ca: false,
            agent_server_hostname: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppetserver').with(ensure: true, enable: true) }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::profile::postgresql') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
      end

      context 'leaves OpenVoxDB to its pool', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'profile/compiler/leaves_openvoxdb_to_its_pool',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('puppet').with(server: true) }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
      end

      context 'is one by name as well', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'profile/compiler/is_one_by_name_as_well',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('puppet').with(server: true, server_ca: false) }
        it { is_expected.not_to contain_class('openvoxdb') }
      end

      context 'refuses a node that nothing makes a compiler', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'profile/compiler/refuses_a_node_that_nothing_makes_a_compiler',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{neither pp_role 'compiler' nor a place in openvox_platform::compilers}) }
      end
    end
  end
end
