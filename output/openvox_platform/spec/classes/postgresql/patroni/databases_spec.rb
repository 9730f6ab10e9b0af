# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::postgresql::patroni::databases', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'brings the databases up to date on the leader only', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/databases/brings_the_databases_up_to_date_on_the_leader_only',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/databases.sh').with(
            ensure: 'file',
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
            show_diff: false,
          )
        end

        it do
          is_expected.to contain_exec('databases of the cluster').with(
            command: %w[/etc/openvox_platform/patroni/databases.sh apply],
            onlyif: [%w[/etc/openvox_platform/patroni/databases.sh leading]],
            unless: [%w[/etc/openvox_platform/patroni/databases.sh check]],
            user: 'postgres',
            cwd: '/',
          )
        end

        # Patroni calls it when it has made the cluster.
        it { is_expected.to contain_file('/etc/openvox_platform/patroni/databases.sh').that_comes_before('Service[patroni]') }

        # There is a server to ask.
        it { is_expected.to contain_service('patroni').that_comes_before('Exec[databases of the cluster]') }
      end

      context 'makes the role, the database and the extension of OpenVoxDB, and no Foreman that is not there', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/databases/makes_the_role_the_database_and_the_extension_of_openvoxdb_and_no_foreman_that_is_not_there',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/databases.sh').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{CREATE DATABASE puppetdb OWNER puppetdb TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/databases.sh').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{ALTER ROLE puppetdb PASSWORD 'SCRAM-SHA-256}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/databases.sh').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{CREATE EXTENSION pg_trgm}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/databases.sh').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{REVOKE CREATE ON SCHEMA public FROM PUBLIC}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/databases.sh').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{GRANT CREATE ON SCHEMA public TO puppetdb}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/databases.sh').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{\A(?![\s\S]*foreman)}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/databases.sh').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{\A(?![\s\S]*swordfish)}) },
          )
        end
      end

      context 'makes Foreman\'s', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/databases/makes_foreman_s',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/databases.sh').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{CREATE DATABASE foreman OWNER foreman TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'en_US.utf8'}) },
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/databases.sh').with(
            content: ->(secret) { secret.is_a?(RSpec::Puppet::Sensitive) && secret.unwrap.match?(%r{CREATE EXTENSION amcheck}) },
          )
        end
      end
    end
  end
end
