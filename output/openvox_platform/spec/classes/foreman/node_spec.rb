# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::foreman::node', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'lets Foreman read the node\'s key', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'foreman/node/lets_foreman_read_the_node_s_key',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::foreman' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::foreman::node') }
        it { is_expected.to contain_group('puppet').with(ensure: 'present', system: true) }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys').with(
            ensure: 'directory',
            group: 'puppet',
            mode: '0750',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys/foreman.example.com.pem').with(
            ensure: 'file',
            group: 'puppet',
            mode: '0640',
          )
        end

        # The user becomes a member of the group.
        it { is_expected.to contain_group('puppet').that_comes_before('User[foreman]') }

        # The file belongs to the group.
        it { is_expected.to contain_group('puppet').that_comes_before('File[/etc/puppetlabs/puppet/ssl/private_keys/foreman.example.com.pem]') }

        # Foreman reads the key when it starts.
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys/foreman.example.com.pem').that_comes_before('Class[foreman::service]') }

        # Foreman reads the key when it starts.
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys').that_comes_before('Class[foreman::service]') }
      end

      context 'registers the smart proxy of the primary', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'foreman/node/registers_the_smart_proxy_of_the_primary',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::foreman' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_foreman_smartproxy('openvox.example.com').with(
            ensure: 'present',
            base_url: 'https://foreman.example.com',
            url: 'https://openvox.example.com:8443',
            consumer_key: 'salmon-salmon',
            consumer_secret: 'trout-trout',
            effective_user: 'admin',
            ssl_ca: '/etc/puppetlabs/puppet/ssl/certs/ca.pem',
            features: ['Puppet', 'Puppet CA'],
          )
        end

        # Foreman answers when its service runs.
        it { is_expected.to contain_service('foreman').that_comes_before('Foreman_smartproxy[openvox.example.com]') }
      end

      context 'leaves out a smart proxy that the primary does not have', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'foreman/node/leaves_out_a_smart_proxy_that_the_primary_does_not_have',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::foreman' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_foreman_smartproxy('openvox.example.com') }
      end

      context 'is no part of a server', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/node/is_no_part_of_a_server',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_class('openvox_platform::foreman::node') }
      end
    end
  end
end
