# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::guards', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'refuses other names without a primary', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_other_names_without_a_primary',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::primary_server is blank}) }
      end

      context 'refuses a role without a primary', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) { os_facts }
        let(:node) { 'openvox.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::primary_server is blank}) }
      end

      context 'refuses an unknown role where roles are strict', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_an_unknown_role_where_roles_are_strict',
          )
        end
        let(:node) { 'web.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'webserver' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{strict_roles refuses this node's pp_role 'webserver'.*'compiler', 'openvoxdb', 'postgresql'}) }
      end

      context 'refuses a balancer on the primary', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_balancer_on_the_primary',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::loadbalancer \(openvox.example.com\) is itself a server}) }
      end

      context 'refuses a balancer on a compiler', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_balancer_on_a_compiler',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::loadbalancer \(c1.example.com\) is itself a server}) }
      end

      context 'refuses a balancer with a compiler\'s role', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_balancer_with_a_compiler_s_role',
          )
        end
        let(:node) { 'lb.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::loadbalancer names lb.example.com}) }
      end

      context 'refuses a compiler of a platform that all others take for a single server', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_compiler_of_a_platform_that_all_others_take_for_a_single_server',
          )
        end
        let(:node) { 'c1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{pp_role is 'compiler', but every other node takes openvox.example.com for the only server.*set openvox_platform::loadbalancer}) }
      end

      context 'refuses a compiler that is missing in the list from which OpenVoxDB knows its clients', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_compiler_that_is_missing_in_the_list_from_which_openvoxdb_knows_its_clients',
          )
        end
        let(:node) { 'c2.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{answers openvox.example.com, c1.example.com, db.example.com, and nobody else: add c2.example.com to openvox_platform::compilers}) }
      end

      context 'refuses agents at Foreman\'s node', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_agents_at_foreman_s_node',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::agent_server is f.example.com, a node that is no server}) }
      end

      context 'refuses a pool that nobody can enter', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_pool_that_nobody_can_enter',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::compilers is blank}) }
      end

      context 'refuses a balancer of OpenVoxDB without OpenVoxDB', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_balancer_of_openvoxdb_without_openvoxdb',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::use_openvoxdb is false}) }
      end

      context 'refuses a balancer of OpenVoxDB without nodes behind it', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_balancer_of_openvoxdb_without_nodes_behind_it',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::db_loadbalancer needs nodes behind it}) }
      end

      context 'refuses a balancer of OpenVoxDB on the primary', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_balancer_of_openvoxdb_on_the_primary',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::db_loadbalancer \(openvox.example.com\) is itself a server}) }
      end

      context 'refuses a balancer of OpenVoxDB with a compiler\'s role', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_balancer_of_openvoxdb_with_a_compiler_s_role',
          )
        end
        let(:node) { 'dlb.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::db_loadbalancer \(dlb.example.com\) is itself a server}) }
      end

      context 'refuses OpenVoxDB on its own balancer', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_openvoxdb_on_its_own_balancer',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{both would listen on port 8081}) }
      end

      context 'refuses an OpenVoxDB on one of the compilers', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_an_openvoxdb_on_one_of_the_compilers',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{is one of openvox_platform::compilers}) }
      end

      context 'refuses an OpenVoxDB node without OpenVoxDB', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_an_openvoxdb_node_without_openvoxdb',
          )
        end
        let(:node) { 'db.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'openvoxdb' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{pp_role is 'openvoxdb', but openvox_platform::use_openvoxdb is false}) }
      end

      context 'refuses an OpenVoxDB node that nothing uses', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_an_openvoxdb_node_that_nothing_uses',
          )
        end
        let(:node) { 'db.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'openvoxdb' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{nothing would use it}) }
      end

      context 'refuses a balancer of OpenVoxDB with an OpenVoxDB\'s role', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_balancer_of_openvoxdb_with_an_openvoxdb_s_role',
          )
        end
        let(:node) { 'dlb.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'openvoxdb' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::db_loadbalancer names dlb.example.com, whose pp_role is 'openvoxdb'}) }
      end

      context 'refuses the first OpenVoxDB with the role of another node', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_the_first_openvoxdb_with_the_role_of_another_node',
          )
        end
        let(:node) { 'db1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::openvoxdb names this node, whose pp_role is 'postgresql'}) }
      end

      context 'refuses addresses in the place of names', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_addresses_in_the_place_of_names',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{addresses are in openvox_platform::loadbalancer, openvox_platform::compilers, but certificates have names}) }
      end

      context 'refuses another certificate authority for the platform\'s own PostgreSQL', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_another_certificate_authority_for_the_platform_s_own_postgresql',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::postgresql_ca is for a PostgreSQL that the platform does not run, but openvox.example.com is its own}) }
      end

      context 'refuses a PostgreSQL node that nothing uses', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_postgresql_node_that_nothing_uses',
          )
        end
        let(:node) { 'pg.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{nothing would use it: set openvox_platform::postgresql}) }
      end

      context 'refuses a second PostgreSQL beside the one in use', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_second_postgresql_beside_the_one_in_use',
          )
        end
        let(:node) { 'pg2.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::postgresql is pg1.example.com, so that it would be a server of its own.*list the members in openvox_platform::patroni_members}) }
      end

      context 'refuses PostgreSQL on a balancer', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_postgresql_on_a_balancer',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::postgresql is lb.example.com, a node that runs no PostgreSQL}) }
      end

      context 'refuses OpenVoxView without OpenVoxDB', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_openvoxview_without_openvoxdb',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::openvoxview shows what OpenVoxDB holds}) }
      end

      context 'refuses agents without servers and without code', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_agents_without_servers_and_without_code',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::serverless has agents apply the code of openvox_platform::control_repo, which is blank}) }
      end

      context 'refuses Hiera data without code', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_hiera_data_without_code',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::hiera_repo is deployed together with the code}) }
      end

      context 'refuses etcd without a cluster', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_etcd_without_a_cluster',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::etcd_members is for a Patroni cluster}) }
      end

      context 'refuses an asynchronous member that is none', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_an_asynchronous_member_that_is_none',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{patroni_async_members has x.example.com}) }
      end

      context 'refuses asynchronous members without a cluster', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_asynchronous_members_without_a_cluster',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{patroni_async_members has x.example.com}) }
      end

      context 'refuses a cluster of asynchronous members', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_cluster_of_asynchronous_members',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{no second member that could become leader}) }
      end

      context 'refuses a cluster of one', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) { override_facts(os_facts, 'scenario' => 'guards/refuses_a_cluster_of_one') }
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{no second member that could become leader}) }
      end

      context 'refuses two etcd members', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) { override_facts(os_facts, 'scenario' => 'guards/refuses_two_etcd_members') }
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{would have 2 etcd members .*list 3 or 5 nodes in openvox_platform::etcd_members}) }
      end

      context 'refuses an even number of etcd members', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_an_even_number_of_etcd_members',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{would have 4 etcd members}) }
      end

      context 'refuses a cluster that nobody is led to', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_cluster_that_nobody_is_led_to',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::postgresql is blank or the primary, but PostgreSQL is a Patroni cluster}) }
      end

      context 'refuses clients at a node that runs etcd alone', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_clients_at_a_node_that_runs_etcd_alone',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::postgresql is x.example.com, which runs etcd and no PostgreSQL}) }
      end

      context 'refuses clients at Foreman\'s node', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_clients_at_foreman_s_node',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::postgresql is f.example.com, a node that runs no PostgreSQL}) }
      end

      context 'refuses the primary in the cluster', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_the_primary_in_the_cluster',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{need nodes of their own}) }
      end

      context 'refuses a compiler in the cluster', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_compiler_in_the_cluster',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{need nodes of their own}) }
      end

      context 'refuses Foreman in the cluster', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_foreman_in_the_cluster',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{need nodes of their own}) }
      end

      context 'refuses a member with another node\'s role', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_member_with_another_node_s_role',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{pp_role is 'compiler', but it is a node of the Patroni cluster}) }
      end

      context 'refuses a PostgreSQL node that is no member', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'guards/refuses_a_postgresql_node_that_is_no_member',
          )
        end
        let(:node) { 'pg9.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{pp_role is 'postgresql', but it is not a node of the Patroni cluster}) }
      end
    end
  end
end
