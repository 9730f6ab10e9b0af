# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::profile::lb::compiler' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'has the primary as a member, and collects the compilers', :real do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'profile/lb/compiler/has_the_primary_as_a_member_and_collects_the_compilers',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::profile::lb::compiler') }

        it do
          is_expected.to contain_openvox_platform__lb__pool('openvox_compilers').with(
            port: 8140,
            members: ['openvox.example.com'],
            collect: true,
          )
        end

        it { is_expected.to contain_haproxy__balancermember('openvox_compilers-openvox.example.com') }
        it { is_expected.to contain_service('haproxy').with(ensure: 'running', enable: true) }
        it { is_expected.to contain_class('puppet').with(server: false) }
      end

      context 'takes the compilers from the data where there is no OpenVoxDB to hold their announcements', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'profile/lb/compiler/takes_the_compilers_from_the_data_where_there_is_no_openvoxdb_to_hold_their_announcements',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_openvox_platform__lb__pool('openvox_compilers').with(
            members: %w[openvox.example.com compiler1.example.com],
            collect: false,
          )
        end

        it { is_expected.to contain_haproxy__balancermember('openvox_compilers-openvox.example.com') }
        it { is_expected.to contain_haproxy__balancermember('openvox_compilers-compiler1.example.com') }
      end

      context 'does not list compilers that announce themselves', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'profile/lb/compiler/does_not_list_compilers_that_announce_themselves',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_haproxy__balancermember('openvox_compilers-compiler1.example.com') }
      end

      context 'refuses a node that is not the balancer', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'profile/lb/compiler/refuses_a_node_that_is_not_the_balancer',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{set openvox_platform::loadbalancer to foreman.example.com}) }
      end
    end
  end
end
