# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::postgresql::access', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'lets in who is on the same node, and nobody by password', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/access/lets_in_who_is_on_the_same_node_and_nobody_by_password',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::postgresql::access') }

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('superuser by socket').with(
            type: 'local',
            database: 'all',
            user: 'postgres',
            auth_method: 'peer',
            order: 1,
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('Foreman by socket').with(
            type: 'local',
            database: 'foreman',
            user: 'foreman',
            auth_method: 'peer',
            order: 10,
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('OpenVoxDB by certificate').with(
            type: 'hostssl',
            database: 'puppetdb',
            user: 'puppetdb',
            address: 'samehost',
            auth_method: 'cert',
            auth_option: 'map=openvox_platform',
            order: 20,
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_ident_rule('OpenVoxDB of this node').with(
            map_name: 'openvox_platform',
            system_username: 'openvox.example.com',
            database_username: 'puppetdb',
          )
        end

        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('OpenVoxDB from all') }
        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('Foreman from all') }
      end

      context 'lets other nodes in with a password, and OpenVoxDB only with a certificate besides', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'postgresql/access/lets_other_nodes_in_with_a_password_and_openvoxdb_only_with_a_certificate_besides',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('superuser by socket').with(
            type: 'local',
            database: 'all',
            user: 'postgres',
            auth_method: 'peer',
            order: 1,
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('OpenVoxDB from all').with(
            type: 'hostssl',
            database: 'puppetdb',
            user: 'puppetdb',
            auth_method: 'scram-sha-256',
            auth_option: 'clientcert=verify-ca',
            order: 30,
            address: 'all',
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('Foreman from all').with(
            type: 'hostssl',
            database: 'foreman',
            user: 'foreman',
            auth_method: 'scram-sha-256',
            order: 40,
            address: 'all',
          )
        end

        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('Foreman by socket') }
        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('OpenVoxDB by certificate') }
        it { is_expected.not_to contain_postgresql__server__pg_ident_rule('OpenVoxDB of this node') }
      end

      context 'lets them in from the networks that the site names', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'postgresql/access/lets_them_in_from_the_networks_that_the_site_names',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('OpenVoxDB from 192.0.2.0/24').with(
            type: 'hostssl',
            database: 'puppetdb',
            user: 'puppetdb',
            auth_method: 'scram-sha-256',
            auth_option: 'clientcert=verify-ca',
            order: 30,
            address: '192.0.2.0/24',
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('Foreman from 192.0.2.0/24').with(
            type: 'hostssl',
            database: 'foreman',
            user: 'foreman',
            auth_method: 'scram-sha-256',
            order: 40,
            address: '192.0.2.0/24',
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('OpenVoxDB from 2001:db8::/32').with(
            type: 'hostssl',
            database: 'puppetdb',
            user: 'puppetdb',
            auth_method: 'scram-sha-256',
            auth_option: 'clientcert=verify-ca',
            order: 30,
            address: '2001:db8::/32',
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('Foreman from 2001:db8::/32').with(
            type: 'hostssl',
            database: 'foreman',
            user: 'foreman',
            auth_method: 'scram-sha-256',
            order: 40,
            address: '2001:db8::/32',
          )
        end

        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('OpenVoxDB from all') }
        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('Foreman from all') }
      end

      context 'has no rule for what the platform does not have', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/access/has_no_rule_for_what_the_platform_does_not_have',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary, openvox_platform::profile::postgresql' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('superuser by socket').with(
            type: 'local',
            database: 'all',
            user: 'postgres',
            auth_method: 'peer',
            order: 1,
          )
        end

        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('OpenVoxDB by certificate') }
        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('OpenVoxDB from all') }
        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('Foreman by socket') }
      end
    end
  end
end
