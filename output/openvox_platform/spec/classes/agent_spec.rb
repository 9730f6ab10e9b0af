# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::agent', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'sets two settings and leaves the rest of puppet.conf to the site' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'agent/sets_two_settings_and_leaves_the_rest_of_puppet_conf_to_the_site',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            ensure: 'present',
            path: '/etc/puppetlabs/puppet/puppet.conf',
            section: 'main',
            setting: 'server',
            value: 'openvox.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            ensure: 'present',
            path: '/etc/puppetlabs/puppet/puppet.conf',
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true).without('subscribe') }

        # The first start asks the right server.
        it { is_expected.to contain_ini_setting('openvox_platform agent server').that_comes_before('Service[puppet]') }

        # The first start asks the right certificate authority.
        it { is_expected.to contain_ini_setting('openvox_platform agent ca_server').that_comes_before('Service[puppet]') }

        it { is_expected.not_to contain_class('puppet') }
      end

      context 'gets catalogs from the balancer and certificates from the primary', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'agent/gets_catalogs_from_the_balancer_and_certificates_from_the_primary',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_ini_setting('openvox_platform agent server').with(value: 'balancer.example.com') }
        it { is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(value: 'openvox.example.com') }
      end

      context 'removes what would win over the two settings', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'agent/removes_what_would_win_over_the_two_settings',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent no server in agent').with(
            ensure: 'absent',
            path: '/etc/puppetlabs/puppet/puppet.conf',
            section: 'agent',
            setting: 'server',
          )
        end

        # The first start asks the right server.
        it { is_expected.to contain_ini_setting('openvox_platform agent no server in agent').that_comes_before('Service[puppet]') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent no ca_server in agent').with(
            ensure: 'absent',
            path: '/etc/puppetlabs/puppet/puppet.conf',
            section: 'agent',
            setting: 'ca_server',
          )
        end

        # The first start asks the right server.
        it { is_expected.to contain_ini_setting('openvox_platform agent no ca_server in agent').that_comes_before('Service[puppet]') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent no server_list in agent').with(
            ensure: 'absent',
            path: '/etc/puppetlabs/puppet/puppet.conf',
            section: 'agent',
            setting: 'server_list',
          )
        end

        # The first start asks the right server.
        it { is_expected.to contain_ini_setting('openvox_platform agent no server_list in agent').that_comes_before('Service[puppet]') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent no server_list in main').with(
            ensure: 'absent',
            path: '/etc/puppetlabs/puppet/puppet.conf',
            section: 'main',
            setting: 'server_list',
          )
        end

        # The first start asks the right server.
        it { is_expected.to contain_ini_setting('openvox_platform agent no server_list in main').that_comes_before('Service[puppet]') }
      end

      context 'leaves lists of servers to a site that wants them', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'agent/leaves_lists_of_servers_to_a_site_that_wants_them',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent no server in agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent no ca_server in agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent no server_list in agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent no server_list in main') }
      end

      context 'stops the service where the site starts the agent in another way', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'agent/stops_the_service_where_the_site_starts_the_agent_in_another_way',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_service('puppet').with(ensure: 'stopped', enable: false) }
      end

      context 'writes to the puppet.conf that it is told of', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'agent/writes_to_the_puppet_conf_that_it_is_told_of',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_ini_setting('openvox_platform agent server').with(path: '/srv/puppet/puppet.conf') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            path: '/srv/puppet/puppet.conf',
          )
        end
      end
    end
  end
end
