# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::foreman::credentials', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'keeps its secrets itself where the one server has Foreman', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/credentials/keeps_its_secrets_itself_where_the_one_server_has_foreman',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::foreman::credentials') }

        it do
          is_expected.to contain_file('/tmp/openvox_platform-specs/secrets.yaml').with(
            ensure: 'file',
            owner: 'root',
            group: 'puppet',
            mode: '0640',
            show_diff: false,
            backup: false,
          )
        end

        # The package brings the group.
        it { is_expected.to contain_class('puppet::server::install').that_comes_before('File[/tmp/openvox_platform-specs/secrets.yaml]') }
      end

      context 'takes the secrets that Hiera has', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/credentials/takes_the_secrets_that_hiera_has',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_file('/etc/openvox_platform/secrets.yaml') }

        it do
          is_expected.to contain_class('foreman').with(
            initial_admin_password: 'sturgeon-sturgeon',
            oauth_consumer_key: 'salmon-salmon',
            oauth_consumer_secret: 'trout-trout',
          )
        end
      end

      context 'takes the component\'s own keys, after ours', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/credentials/takes_the_component_s_own_keys_after_ours',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('foreman').with(
            initial_admin_password: 'from the component',
            oauth_consumer_key: 'salmon-salmon',
          )
        end
      end

      context 'names the keys that are missing where several nodes need them', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/credentials/names_the_keys_that_are_missing_where_several_nodes_need_them',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.and_raise_error(%r{no value for openvox_platform::secrets::foreman_admin_password, openvox_platform::secrets::foreman_oauth_consumer_secret, which Foreman on openvox.example.com needs}) }
      end
    end
  end
end
