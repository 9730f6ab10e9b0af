# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::postgresql::patroni::configuration', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'writes the configuration where only PostgreSQL reads it', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/configuration/writes_the_configuration_where_only_postgresql_reads_it',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni').with(
            ensure: 'directory',
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            ensure: 'file',
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/shared.yml').with(
            ensure: 'file',
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
          )
        end

        # A changed file is read, and nothing restarts.
        it { is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').that_notifies('Exec[reload Patroni]') }

        # The first start makes the cluster from it.
        it { is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').that_comes_before('Service[patroni]') }
      end

      context 'lets members prove who they are with their certificates, and changes nothing for anybody else', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/configuration/lets_members_prove_who_they_are_with_their_certificates_and_changes_nothing_for_anybody_else',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^  verify_client: optional\n  allowlist:\n  - pg1.example.com\n  - pg2.example.com\n  - pg3.example.com\n  - far.example.com$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^  - hostssl replication replicator all cert map=openvox_platform_members$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^  - hostssl postgres rewinder all cert map=openvox_platform_members$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^  - openvox_platform_members far.example.com replicator\n  - openvox_platform_members far.example.com rewinder$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^    replication:\n      username: replicator\n      sslmode: verify-full\n      sslrootcert: ".*/postgresql/ca.pem"$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^  connect_address: pg1.example.com:5432$}) },
          )
        end
      end

      context 'finds etcd with TLS and a password', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/configuration/finds_etcd_with_tls_and_a_password',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^etcd3:\n  hosts:\n  - pg1.example.com:2379\n  - pg2.example.com:2379\n  - pg3.example.com:2379\n  protocol: https$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^  username: root\n  password: mackerel-mackerel$}) },
          )
        end
      end

      context 'makes the databases together with the cluster', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/configuration/makes_the_databases_together_with_the_cluster',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^  post_bootstrap: "/etc/openvox_platform/patroni/databases.sh apply"$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^  - encoding: UTF8\n  - locale: C.UTF-8\n  - data-checksums$}) },
          )
        end
      end

      context 'has commits wait for a second member, and keeps what members must agree on apart from their hardware', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/configuration/has_commits_wait_for_a_second_member_and_keeps_what_members_must_agree_on_apart_from_their_hardware',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/shared.yml').with(
            content: %r{^synchronous_mode: true$},
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/shared.yml').with(
            content: %r{^    max_connections: 830\n    max_worker_processes: 16$},
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^    shared_buffers: 4096MB$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{\A(?![\s\S]*^  parameters:\n(    .*\n)*    max_connections)}) },
          )
        end
      end

      context 'replicates asynchronously on request', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/configuration/replicates_asynchronously_on_request',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/shared.yml').with(
            content: %r{^synchronous_mode: false$},
          )
        end
      end

      context 'never makes a member leader that is far away', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'far.example.com',
            'scenario' => 'postgresql/patroni/configuration/never_makes_a_member_leader_that_is_far_away',
          )
        end
        let(:node) { 'far.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^tags:\n  nofailover: true\n  nosync: true\n  noloadbalance: true$}) },
          )
        end
      end

      context 'lets the others become leader', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg2.example.com',
            'scenario' => 'postgresql/patroni/configuration/lets_the_others_become_leader',
          )
        end
        let(:node) { 'pg2.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^tags:\n  nofailover: false\n  nosync: false\n  noloadbalance: false$}) },
          )
        end
      end

      context 'lets the clients in that there are, from their networks', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/configuration/lets_the_clients_in_that_there_are_from_their_networks',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^  - local all postgres peer\n  - hostssl replication .*\n  - hostssl postgres .*\n  - hostssl puppetdb puppetdb all scram-sha-256 clientcert=verify-ca\n  - hostssl foreman foreman all scram-sha-256\n  pg_ident:$}) },
          )
        end
      end

      context 'takes the site\'s settings at any depth', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/configuration/takes_the_site_s_settings_at_any_depth',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^watchdog:\n  mode: required$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^    log_min_duration_statement: 500$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^  listen: localhost,192.0.2.1:5432$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{^  - hostssl puppetdb puppetdb 192.0.2.0/24 scram-sha-256 clientcert=verify-ca$}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/shared.yml').with(
            content: %r{^synchronous_mode_strict: true$},
          )
        end
      end

      context 'refuses times that do not fit', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/configuration/refuses_times_that_do_not_fit',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{patroni_settings: loop_wait \(10\) and twice retry_timeout \(10\) must not be more than ttl \(20\)}) }
      end
    end
  end
end
