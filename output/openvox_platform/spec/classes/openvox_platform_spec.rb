# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'needs no data on a node that is nobody in particular' do
        let(:facts) { os_facts }
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.to contain_class('openvox_platform') }
        it { is_expected.to contain_class('openvox_platform::guards') }
      end

      context 'sends a plain agent to the primary' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/sends_a_plain_agent_to_the_primary',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'openvox.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'leaves a node with a role of the site\'s own a plain agent' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/leaves_a_node_with_a_role_of_the_site_s_own_a_plain_agent',
          )
        end
        let(:node) { 'web.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'webserver' } }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'openvox.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'sends a plain agent to the balancer, and to the primary for certificates' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/sends_a_plain_agent_to_the_balancer_and_to_the_primary_for_certificates',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'lb.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'sends a plain agent to the address of the servers' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/sends_a_plain_agent_to_the_address_of_the_servers',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'vip.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'compares names without regard to case' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/compares_names_without_regard_to_case',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'openvox.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'takes empty strings for blank values' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/takes_empty_strings_for_blank_values',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'openvox.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'takes undef for blank values, whatever the default' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/takes_undef_for_blank_values_whatever_the_default',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'openvox.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'leaves the server of a running primary alone where nothing says what it is' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/leaves_the_server_of_a_running_primary_alone_where_nothing_says_what_it_is',
          )
        end
        let(:node) { 'openvox.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::repos') }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_service('puppet') }
      end

      context 'manages the packages of a plain agent on request' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/manages_the_packages_of_a_plain_agent_on_request',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::repos') }
        it { is_expected.to contain_class('openvox_platform::agent') }
      end

      context 'refuses a name that cannot be a host' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/refuses_a_name_that_cannot_be_a_host',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.and_raise_error(%r{parameter 'primary_server'}) }
      end
    end
  end
end
