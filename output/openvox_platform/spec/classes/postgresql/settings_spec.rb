# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::postgresql::settings', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'takes a quarter of a server', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/settings/takes_a_quarter_of_a_server',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::postgresql::settings') }
        it { is_expected.to contain_postgresql__server__config_entry('max_connections').with(value: 80) }
        it { is_expected.to contain_postgresql__server__config_entry('shared_buffers').with(value: '1024MB') }
        it { is_expected.to contain_postgresql__server__config_entry('effective_cache_size').with(value: '3072MB') }
        it { is_expected.to contain_postgresql__server__config_entry('maintenance_work_mem').with(value: '256MB') }
        it { is_expected.to contain_postgresql__server__config_entry('work_mem').with(value: '12MB') }
        it { is_expected.to contain_postgresql__server__config_entry('max_worker_processes').with(value: 8) }
        it { is_expected.to contain_postgresql__server__config_entry('checkpoint_completion_target').with(value: 0.9) }
        it { is_expected.to contain_postgresql__server__config_entry('min_wal_size').with(value: '1GB') }
        it { is_expected.to contain_postgresql__server__config_entry('max_wal_size').with(value: '4GB') }
        it { is_expected.to contain_postgresql__server__config_entry('random_page_cost').with(value: 1.1) }
      end

      context 'has connections for a Foreman on the same node', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/settings/has_connections_for_a_foreman_on_the_same_node',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_postgresql__server__config_entry('max_connections').with(value: 130) }
      end

      context 'takes all of a node of its own, with connections for a pool that may grow', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'postgresql/settings/takes_all_of_a_node_of_its_own_with_connections_for_a_pool_that_may_grow',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_postgresql__server__config_entry('max_connections').with(value: 830) }
        it { is_expected.to contain_postgresql__server__config_entry('shared_buffers').with(value: '4096MB') }
        it { is_expected.to contain_postgresql__server__config_entry('effective_cache_size').with(value: '12288MB') }
        it { is_expected.to contain_postgresql__server__config_entry('work_mem').with(value: '4MB') }
      end

      context 'has connections for as many nodes as the site says, and for a Foreman on a node of its own', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'postgresql/settings/has_connections_for_as_many_nodes_as_the_site_says_and_for_a_foreman_on_a_node_of_its_own',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_postgresql__server__config_entry('max_connections').with(value: 320) }
      end

      context 'leaves a setting to the component\'s own key', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/settings/leaves_a_setting_to_the_component_s_own_key',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_postgresql__server__config_entry('shared_buffers').with(value: '3GB') }
        it { is_expected.to contain_postgresql__server__config_entry('log_min_duration_statement').with(value: '500') }
        it { is_expected.to contain_postgresql__server__config_entry('max_connections').with(value: 80) }
      end
    end
  end
end
