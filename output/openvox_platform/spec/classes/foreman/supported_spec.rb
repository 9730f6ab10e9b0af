# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::foreman::supported', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'takes the word of the site for another release', :real, if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '13' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'foreman/supported/takes_the_word_of_the_site_for_another_release',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::foreman::supported').with(
            releases: { 'Debian' => ['13'] },
          )
        end

        it { is_expected.to contain_class('foreman_proxy') }
      end
    end
  end
end
