# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::foreman::proxy', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'registers itself in a Foreman on the same node', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/proxy/registers_itself_in_a_foreman_on_the_same_node',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::foreman::proxy') }

        it do
          is_expected.to contain_class('foreman_proxy').with(
            foreman_base_url: 'https://openvox.example.com',
            trusted_hosts: ['openvox.example.com'],
            register_in_foreman: true,
            oauth_consumer_key: 'salmon-salmon',
            oauth_consumer_secret: 'trout-trout',
          )
        end

        # Foreman answers when it runs.
        it { is_expected.to contain_class('foreman::service').that_comes_before('Foreman_smartproxy[openvox.example.com]') }
      end

      context 'leaves its registration to a Foreman on a node of its own', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/proxy/leaves_its_registration_to_a_foreman_on_a_node_of_its_own',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('foreman_proxy').with(
            foreman_base_url: 'https://foreman.example.com',
            trusted_hosts: %w[openvox.example.com foreman.example.com],
            register_in_foreman: false,
            oauth_consumer_key: '',
            oauth_consumer_secret: '',
          )
        end

        it { is_expected.not_to contain_foreman_smartproxy('openvox.example.com') }

        # Packages from Foreman's repository.
        it { is_expected.to contain_class('openvox_platform::foreman::repo').that_comes_before('Class[foreman_proxy::install]') }

        # The proxy serves TLS with the node's certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Class[foreman_proxy::service]') }
      end

      context 'is missing, with a warning, where Foreman has no packages', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '10') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '13') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/proxy/is_missing_with_a_warning_where_foreman_has_no_packages',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.to contain_class('puppet').with(server: true) }
      end
    end
  end
end
