# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::backup' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'keeps backups on the node' do
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
          is_expected.to contain_class('openvox_platform::backup').with(
            directory: '/var/backups/openvox_platform',
            on_calendar: '*-*-* 02:30:00',
            randomized_delay: '15min',
            paths: %w[/etc/foreman /etc/foreman-proxy /etc/puppetlabs/puppet/eyaml],
            keep: 7,
            timeout: '12h',
            minimum_free: 10,
            rsync_options: %w[--archive --timeout=600],
          )
        end

        it do
          is_expected.to contain_exec('directory /var/backups/openvox_platform of the backups').with(
            command: %w[mkdir -p /var/backups/openvox_platform],
            creates: '/var/backups/openvox_platform',
            path: %w[/usr/bin /bin],
          )
        end

        it do
          is_expected.to contain_file('/var/backups/openvox_platform').with(
            ensure: 'directory',
            owner: 'root',
            group: 'root',
            mode: '0755',
          )
        end

        it { is_expected.not_to contain_package('rsync') }
      end

      context 'makes the directory before what is in it', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'backup/makes_the_directory_before_what_is_in_it',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_exec('directory /srv/deep/backups of the backups').with(
            creates: '/srv/deep/backups',
          )
        end

        it do
          is_expected.to contain_file('/srv/deep/backups').with(
            ensure: 'directory',
            require: 'Exec[directory /srv/deep/backups of the backups]',
          )
        end
      end

      context 'has rsync where there are copies', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'backup/has_rsync_where_there_are_copies',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_package('rsync') }
      end
    end
  end
end
