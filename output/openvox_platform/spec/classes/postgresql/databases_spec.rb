# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::postgresql::databases', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'makes databases whose owners have no password where the clients are on the same node', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/databases/makes_databases_whose_owners_have_no_password_where_the_clients_are_on_the_same_node',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::postgresql::databases') }
        it { is_expected.to contain_postgresql__server__role('puppetdb').with(password_hash: false) }
        it { is_expected.to contain_postgresql__server__role('foreman').with(password_hash: false) }

        it do
          is_expected.to contain_postgresql__server__database('puppetdb').with(
            owner: 'puppetdb',
            encoding: 'UTF8',
            locale: 'C.UTF-8',
          )
        end

        it do
          is_expected.to contain_postgresql__server__database('foreman').with(
            owner: 'foreman',
            encoding: 'UTF8',
            locale: 'en_US.utf8',
          )
        end

        it do
          is_expected.to contain_postgresql__server__extension('pg_trgm for puppetdb').with(
            database: 'puppetdb',
            extension: 'pg_trgm',
          )
        end

        it do
          is_expected.to contain_postgresql__server__extension('amcheck for foreman').with(
            database: 'foreman',
            extension: 'amcheck',
          )
        end

        it do
          is_expected.to contain_postgresql_psql('puppetdb: revoke CREATE on schema public from everyone').with(
            db: 'puppetdb',
            command: 'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
            onlyif: 'SELECT 1 WHERE has_schema_privilege(\'public\', \'public\', \'CREATE\')',
          )
        end

        it do
          is_expected.to contain_postgresql_psql('puppetdb: grant CREATE on schema public to the owner').with(
            db: 'puppetdb',
            command: 'GRANT CREATE ON SCHEMA public TO puppetdb',
            unless: 'SELECT 1 WHERE has_schema_privilege(\'puppetdb\', \'public\', \'CREATE\')',
          )
        end

        # The database is given to the role.
        it { is_expected.to contain_postgresql__server__role('puppetdb').that_comes_before('Postgresql::Server::Database[puppetdb]') }

        # The database is given to the role.
        it { is_expected.to contain_postgresql__server__role('foreman').that_comes_before('Postgresql::Server::Database[foreman]') }

        # On EL the extension is in a package of its own.
        it { is_expected.to contain_class('postgresql::server::contrib').that_comes_before('Postgresql::Server::Extension[pg_trgm for puppetdb]') }

        # On EL the extension is in a package of its own.
        it { is_expected.to contain_class('postgresql::server::contrib').that_comes_before('Postgresql::Server::Extension[amcheck for foreman]') }

        # The schema exists with its database.
        it { is_expected.to contain_postgresql__server__database('puppetdb').that_comes_before('Postgresql_psql[puppetdb: revoke CREATE on schema public from everyone]') }

        # The revocation would take the privilege away again.
        it { is_expected.to contain_postgresql_psql('puppetdb: revoke CREATE on schema public from everyone').that_comes_before('Postgresql_psql[puppetdb: grant CREATE on schema public to the owner]') }
      end

      context 'gives the owners passwords where the clients are on other nodes', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'postgresql/databases/gives_the_owners_passwords_where_the_clients_are_on_other_nodes',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_postgresql__server__role('puppetdb').with(
            password_hash: sensitive('SCRAM-SHA-256$4096:cHVwcGV0ZGI=$ym6t0IbIddZeSzbEGIXW2Kj82URGMiZFTC9TNzYxK+M=:3y3s+FlcqzEPoFkrdTj+re9FiOR7fK/gjVvY1OXZeFE='),
          )
        end

        it do
          is_expected.to contain_postgresql__server__role('foreman').with(
            password_hash: sensitive('SCRAM-SHA-256$4096:Zm9yZW1hbg==$wVzkzHWBNvI+1ULi1K6CMMvasUejcGUWR/ksmSA3ygs=:qpNQn+SlVf9BeErrPMQNAKs6nYRWvTSz/oy93LvJs/E='),
          )
        end
      end

      context 'makes none for what the platform does not have', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/databases/makes_none_for_what_the_platform_does_not_have',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary, openvox_platform::profile::postgresql' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_postgresql__server__database('puppetdb') }
        it { is_expected.not_to contain_postgresql__server__database('foreman') }
      end

      context 'says which password is missing', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'postgresql/databases/says_which_password_is_missing',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{no value for openvox_platform::secrets::foreman_db_password, with which Foreman connects}) }
      end
    end
  end
end
