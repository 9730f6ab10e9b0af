# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::postgresql::backup', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'dumps the databases at night', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/backup/dumps_the_databases_at_night',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::postgresql::backup') }

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/postgresql').with(
            ensure: 'directory',
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_postgresql').with(
            ensure: 'file',
            owner: 'root',
            group: 'root',
            mode: '0755',
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_postgresql').with(
            content: %r{^directory=/var/backups/openvox_platform/postgresql\nkeep=7\nminimum_free=10$},
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_postgresql').with(
            content: %r{^export PGPORT=5432$},
          )
        end

        it do
          is_expected.to contain_systemd__timer('openvox_platform_backup_postgresql.timer').with(
            timer_content: %r{^OnCalendar=\*-\*-\* 02:30:00$},
            service_content: %r{^User=postgres\nUMask=0077\nExecStart=/usr/local/sbin/openvox_platform_backup_postgresql\nTimeoutStartSec=12h$},
            active: true,
            enable: true,
          )
        end

        # The package brings the user.
        it { is_expected.to contain_package('postgresql-server').that_comes_before('File[/var/backups/openvox_platform/postgresql]') }

        # The first start writes there.
        it { is_expected.to contain_file('/var/backups/openvox_platform/postgresql').that_comes_before('Systemd::Timer[openvox_platform_backup_postgresql.timer]') }

        # The first start runs it.
        it { is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_postgresql').that_comes_before('Systemd::Timer[openvox_platform_backup_postgresql.timer]') }

        # The first start must find a server to ask.
        it { is_expected.to contain_service('postgresqld_instance_main').that_comes_before('Systemd::Timer[openvox_platform_backup_postgresql.timer]') }
      end

      context 'calls the programs of the server, wherever its packages put them', :real, if: os_facts['os']['family'] == 'Debian' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/backup/calls_the_programs_of_the_server_wherever_its_packages_put_them',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_postgresql').with(
            content: %r{^export PATH=/usr/lib/postgresql/16/bin:/usr/bin:/bin$},
          )
        end
      end

      context 'is left to the site on request', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/backup/is_left_to_the_site_on_request',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_systemd__timer('openvox_platform_backup_postgresql.timer') }
      end
    end
  end
end
