# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::backup::foreman', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'packs Foreman\'s key and certificates at night', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'backup/foreman/packs_foreman_s_key_and_certificates_at_night',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::foreman' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::backup::foreman') }

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/foreman').with(
            ensure: 'directory',
            owner: 'root',
            group: 'root',
            mode: '0700',
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_foreman').with(
            ensure: 'file',
            mode: '0755',
            content: %r{^paths=\(/etc/foreman /etc/puppetlabs/puppet/ssl /srv/keys\)$},
          )
        end

        it do
          is_expected.to contain_systemd__timer('openvox_platform_backup_foreman.timer').with(
            service_content: %r{^User=root\nUMask=0077\nExecStart=/usr/local/sbin/openvox_platform_backup_foreman$},
            active: true,
          )
        end

        # The first start writes there.
        it { is_expected.to contain_file('/var/backups/openvox_platform/foreman').that_comes_before('Systemd::Timer[openvox_platform_backup_foreman.timer]') }

        # The first start runs it.
        it { is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_foreman').that_comes_before('Systemd::Timer[openvox_platform_backup_foreman.timer]') }

        # The first start must find the key.
        it { is_expected.to contain_class('foreman::service').that_comes_before('Systemd::Timer[openvox_platform_backup_foreman.timer]') }
      end

      context 'is part of the archive of the primary where Foreman is there', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'backup/foreman/is_part_of_the_archive_of_the_primary_where_foreman_is_there',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_class('openvox_platform::backup::foreman') }

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_ca').with(
            content: %r{^paths=\(.* /etc/foreman .*\)$},
          )
        end
      end
    end
  end
end
