# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::backup::ca', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'packs the certificate authority, the certificates and the secrets at night', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'backup/ca/packs_the_certificate_authority_the_certificates_and_the_secrets_at_night',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::backup::ca') }

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/ca').with(
            ensure: 'directory',
            owner: 'root',
            group: 'root',
            mode: '0700',
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_ca').with(
            ensure: 'file',
            owner: 'root',
            group: 'root',
            mode: '0755',
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_ca').with(
            content: %r{^paths=\(/etc/puppetlabs/puppetserver/ca /etc/puppetlabs/puppet/ssl /etc/openvox_platform/secrets\.yaml /etc/foreman /etc/foreman-proxy /etc/puppetlabs/puppet/eyaml\)$},
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_ca').with(
            content: %r{^directory=/var/backups/openvox_platform/ca\nkeep=7$},
          )
        end

        it do
          is_expected.to contain_systemd__timer('openvox_platform_backup_ca.timer').with(
            timer_content: %r{^OnCalendar=\*-\*-\* 02:30:00\nRandomizedDelaySec=15min\nPersistent=true$},
            service_content: %r{^User=root\nUMask=0077\nExecStart=/usr/local/sbin/openvox_platform_backup_ca\nTimeoutStartSec=12h$},
            active: true,
            enable: true,
          )
        end

        # The first start writes there.
        it { is_expected.to contain_file('/var/backups/openvox_platform/ca').that_comes_before('Systemd::Timer[openvox_platform_backup_ca.timer]') }

        # The first start runs it.
        it { is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_ca').that_comes_before('Systemd::Timer[openvox_platform_backup_ca.timer]') }

        # The first start must find a certificate authority.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Systemd::Timer[openvox_platform_backup_ca.timer]') }
      end

      context 'copies the archives elsewhere, and follows the certificate authority to another place', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'backup/ca/copies_the_archives_elsewhere_and_follows_the_certificate_authority_to_another_place',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_file('/srv/our backups').with(ensure: 'directory') }
        it { is_expected.to contain_file('/srv/our backups/ca').with(ensure: 'directory') }
        it { is_expected.to contain_file('/srv/our backups/postgresql').with(ensure: 'directory') }

        it do
          is_expected.to contain_exec('directory /srv/our backups of the backups').with(
            creates: '/srv/our backups',
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_ca').with(
            content: %r{^directory=/srv/our\\ backups/ca\nkeep=3\npaths=\(/srv/ca },
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_ca').with(
            content: %r{^copy=ca/openvox.example.com$},
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox_platform_backup_ca').with(
            content: %r{^rsync --archive --timeout\S+ --relative [^;]* backup\.example\.com::open\\ vox$},
          )
        end
      end
    end
  end
end
