# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::secrets' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'needs none', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::secrets').with(
            file: '/etc/openvox_platform/secrets.yaml',
          )
        end
      end

      context 'hides what Hiera has in plain text', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'secrets/hides_what_hiera_has_in_plain_text',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::secrets').with(
            openvoxdb_password: sensitive('swordfish-swordfish'),
            foreman_db_password: sensitive('herring-herring'),
            foreman_admin_password: sensitive('sturgeon-sturgeon'),
            foreman_oauth_consumer_key: sensitive('salmon-salmon'),
            foreman_oauth_consumer_secret: sensitive('trout-trout'),
          )
        end
      end

      context 'takes blank secrets', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'secrets/takes_blank_secrets',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::secrets').with(openvoxdb_password: sensitive('')) }
      end
    end
  end
end
