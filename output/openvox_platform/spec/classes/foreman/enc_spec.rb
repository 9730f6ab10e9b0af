# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::foreman::enc', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'asks Foreman, and knows the nodes of the platform itself', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/enc/asks_foreman_and_knows_the_nodes_of_the_platform_itself',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::foreman::enc') }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').with(
            ensure: 'file',
            owner: 'root',
            group: 'puppet',
            mode: '0750',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').with(
            content: %r{^if answer=\$\(/etc/puppetlabs/puppet/node\.rb "\$@"\); then$},
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').with(
            content: %r{  'balancer\.example\.com'\) ;;\n  'foreman\.example\.com'\) ;;\n  'openvox\.example\.com'\) ;;\n  'postgresql\.example\.com'\) ;;\n},
          )
        end

        # The package brings the group.
        it { is_expected.to contain_class('puppet::server::install').that_comes_before('File[/etc/puppetlabs/puppet/openvox_platform_enc]') }

        # Without its classifier the server refuses every node.
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').that_comes_before('Class[puppet::server::service]') }
      end

      context 'is not there without a Foreman', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/enc/is_not_there_without_a_foreman',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc') }
      end
    end
  end
end
