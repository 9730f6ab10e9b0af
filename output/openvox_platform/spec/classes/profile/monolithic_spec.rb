# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::profile::monolithic' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'is the primary with everything that nothing places elsewhere', :real do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/monolithic/is_the_primary_with_everything_that_nothing_places_elsewhere',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::profile::monolithic') }
        it { is_expected.to contain_class('openvox_platform::profile::primary') }
        it { is_expected.to contain_class('openvox_platform::profile::postgresql') }
        it { is_expected.to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.to contain_class('openvox_platform::profile::openvoxview') }
      end

      context 'refuses a node that is not the primary', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'profile/monolithic/refuses_a_node_that_is_not_the_primary',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{set openvox_platform::primary_server to foreman.example.com}) }
      end
    end
  end
end
