# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::postgresql::patroni::etcd', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'forms a cluster of the members that can become leader', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/etcd/forms_a_cluster_of_the_members_that_can_become_leader',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd').with(
            ensure: 'directory',
            owner: 'etcd',
            group: 'etcd',
            mode: '0700',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/server.crt').with(
            ensure: 'file',
            owner: 'etcd',
            group: 'etcd',
            mode: '0600',
            links: 'follow',
            show_diff: false,
            backup: false,
            source: '/etc/puppetlabs/puppet/ssl/certs/pg1.example.com.pem',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/server.key').with(
            ensure: 'file',
            owner: 'etcd',
            group: 'etcd',
            mode: '0600',
            links: 'follow',
            show_diff: false,
            backup: false,
            source: '/etc/puppetlabs/puppet/ssl/private_keys/pg1.example.com.pem',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/ca.pem').with(
            ensure: 'file',
            owner: 'etcd',
            group: 'etcd',
            mode: '0600',
            links: 'follow',
            show_diff: false,
            backup: false,
            source: '/etc/puppetlabs/puppet/ssl/certs/ca.pem',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/etcd.yml').with(
            ensure: 'file',
            owner: 'etcd',
            group: 'etcd',
            mode: '0600',
            content: %r{^initial-cluster: pg1.example.com=https://pg1.example.com:2380,pg2.example.com=https://pg2.example.com:2380,pg3.example.com=https://pg3.example.com:2380$},
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/etcd.yml').with(
            content: %r{^listen-client-urls: https://0.0.0.0:2379$},
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/etcd.yml').with(
            content: %r{^peer-transport-security:\n  cert-file: .*\n  key-file: .*\n  trusted-ca-file: .*\n  client-cert-auth: true$},
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/etcd.yml').with(
            content: %r{^enable-grpc-gateway: true$},
          )
        end

        it { is_expected.to contain_service('etcd').with(ensure: 'running', enable: true) }

        # etcd does not start without a key.
        it { is_expected.to contain_file('/etc/openvox_platform/etcd/server.key').that_comes_before('Service[etcd]') }

        # The first start decides what the cluster is.
        it { is_expected.to contain_file('/etc/openvox_platform/etcd/etcd.yml').that_comes_before('Service[etcd]') }

        # Patroni would only wait.
        it { is_expected.to contain_service('etcd').that_comes_before('Service[patroni]') }

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/etcd]') }
      end

      context 'asks its clients for a password', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/etcd/asks_its_clients_for_a_password',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/password').with(
            ensure: 'file',
            owner: 'root',
            group: 'root',
            mode: '0600',
            show_diff: false,
            content: sensitive("mackerel-mackerel\n"),
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/authentication.sh').with(
            ensure: 'file',
            owner: 'root',
            group: 'root',
            mode: '0700',
            content: %r{etcdctl user add root --interactive=false < /etc/openvox_platform/etcd/password},
          )
        end

        it do
          is_expected.to contain_exec('etcd asks for a password').with(
            command: %w[/etc/openvox_platform/etcd/authentication.sh enable],
            onlyif: [%w[/etc/openvox_platform/etcd/authentication.sh missing]],
          )
        end

        # It has to run.
        it { is_expected.to contain_service('etcd').that_comes_before('Exec[etcd asks for a password]') }

        # The password is read from there.
        it { is_expected.to contain_file('/etc/openvox_platform/etcd/password').that_comes_before('Exec[etcd asks for a password]') }
      end

      context 'refuses a cluster without a password for etcd', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/etcd/refuses_a_cluster_without_a_password_for_etcd',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{no value for openvox_platform::secrets::patroni_etcd_password, with which Patroni connects to etcd.*openssl rand}) }
      end

      context 'takes what the site says, and other nodes only from the networks of the cluster', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/etcd/takes_what_the_site_says_and_other_nodes_only_from_the_networks_of_the_cluster',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/etcd.yml').with(
            content: %r{^quota-backend-bytes: 4294967296$},
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/etcd.yml').with(
            content: %r{^listen-peer-urls: https://192.0.2.1:2380$},
          )
        end

        it do
          is_expected.to contain_systemd__unit_file('etcd.service').with(
            content: %r{^IPAddressDeny=any\nIPAddressAllow=localhost\nIPAddressAllow=192.0.2.0/24\nIPAddressAllow=198.51.100.53\nIPAddressAllow=2001:db8::53$},
          )
        end
      end

      context 'does not run on a member that is far away', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'far.example.com',
            'scenario' => 'postgresql/patroni/etcd/does_not_run_on_a_member_that_is_far_away',
          )
        end
        let(:node) { 'far.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.to contain_service('patroni').with(ensure: 'running', enable: true) }
      end
    end
  end
end
