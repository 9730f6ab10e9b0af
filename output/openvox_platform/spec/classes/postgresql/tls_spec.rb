# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::postgresql::tls', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'serves TLS with copies of the node\'s certificate', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'postgresql/tls/serves_tls_with_copies_of_the_node_s_certificate',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::postgresql::tls') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql').with(
            ensure: 'directory',
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').with(
            ensure: 'file',
            source: '/etc/puppetlabs/puppet/ssl/certs/postgresql.example.com.pem',
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            links: 'follow',
            show_diff: false,
            backup: false,
          )
        end

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_notifies('Class[postgresql::server::reload]') }

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_comes_before('Class[postgresql::server::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').with(
            ensure: 'file',
            source: '/etc/puppetlabs/puppet/ssl/private_keys/postgresql.example.com.pem',
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            links: 'follow',
            show_diff: false,
            backup: false,
          )
        end

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_notifies('Class[postgresql::server::reload]') }

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_comes_before('Class[postgresql::server::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').with(
            ensure: 'file',
            source: '/etc/puppetlabs/puppet/ssl/certs/ca.pem',
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            links: 'follow',
            show_diff: false,
            backup: false,
          )
        end

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_notifies('Class[postgresql::server::reload]') }

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_comes_before('Class[postgresql::server::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').with(
            ensure: 'file',
            source: '/etc/puppetlabs/puppet/ssl/crl.pem',
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            links: 'follow',
            show_diff: false,
            backup: false,
          )
        end

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_notifies('Class[postgresql::server::reload]') }

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_comes_before('Class[postgresql::server::service]') }

        it { is_expected.to contain_postgresql__server__config_entry('ssl').with(value: 'on') }

        it do
          is_expected.to contain_postgresql__server__config_entry('ssl_cert_file').with(
            value: '/etc/openvox_platform/postgresql/server.crt',
          )
        end

        it do
          is_expected.to contain_postgresql__server__config_entry('ssl_key_file').with(
            value: '/etc/openvox_platform/postgresql/server.key',
          )
        end

        it do
          is_expected.to contain_postgresql__server__config_entry('ssl_ca_file').with(
            value: '/etc/openvox_platform/postgresql/ca.pem',
          )
        end

        it do
          is_expected.to contain_postgresql__server__config_entry('ssl_crl_file').with(
            value: '/etc/openvox_platform/postgresql/crl.pem',
          )
        end

        # The package brings the user.
        it { is_expected.to contain_package('postgresql-server').that_comes_before('File[/etc/openvox_platform/postgresql]') }

        # One is in the other.
        it { is_expected.to contain_file('/etc/openvox_platform').that_comes_before('File[/etc/openvox_platform/postgresql]') }
      end

      context 'waits for the certificate authority of its own node', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/tls/waits_for_the_certificate_authority_of_its_own_node',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        # The certificate is made in the same run.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('File[/etc/openvox_platform/postgresql/server.key]') }
      end
    end
  end
end
