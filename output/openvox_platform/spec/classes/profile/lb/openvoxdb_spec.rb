# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::profile::lb::openvoxdb' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'has the first node of the pool as a member, and collects the others', :real do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'dbbalancer.example.com',
            'scenario' => 'profile/lb/openvoxdb/has_the_first_node_of_the_pool_as_a_member_and_collects_the_others',
          )
        end
        let(:node) { 'dbbalancer.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::profile::lb::openvoxdb') }

        it do
          is_expected.to contain_openvox_platform__lb__pool('openvoxdb').with(
            port: 8081,
            members: ['openvoxdb1.example.com'],
            collect: true,
          )
        end

        it { is_expected.to contain_haproxy__listen('openvoxdb').with(bind: { '*:8081' => [] }, mode: 'tcp') }

        it do
          is_expected.to contain_haproxy__balancermember('openvoxdb-openvoxdb1.example.com').with(
            listening_service: 'openvoxdb',
            server_names: 'openvoxdb1.example.com',
            ipaddresses: 'openvoxdb1.example.com',
            ports: 8081,
            verifyhost: true,
          )
        end

        it { is_expected.to contain_service('haproxy').with(ensure: 'running', enable: true) }
      end

      context 'shares a node with the balancer of the compilers', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'profile/lb/openvoxdb/shares_a_node_with_the_balancer_of_the_compilers',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_haproxy__listen('openvoxdb') }
        it { is_expected.to contain_haproxy__listen('openvox_compilers') }
      end

      context 'refuses a node that is not the balancer', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'profile/lb/openvoxdb/refuses_a_node_that_is_not_the_balancer',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{set openvox_platform::db_loadbalancer to balancer.example.com}) }
      end
    end
  end
end
