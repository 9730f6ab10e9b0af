# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::foreman::repo', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'is for the version that the platform was tested with', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/repo/is_for_the_version_that_the_platform_was_tested_with',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::foreman::repo').with(version: '3.18', manage: true) }
        it { is_expected.to contain_class('foreman::repo').with(repo: '3.18') }
      end

      context 'is for the version of the component\'s own key', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/repo/is_for_the_version_of_the_component_s_own_key',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('foreman::repo').with(repo: '3.19') }
      end

      context 'is left to the site on request', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/repo/is_left_to_the_site_on_request',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('foreman::repo').with().without('repo') }
      end
    end
  end
end
