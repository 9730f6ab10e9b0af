# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::profile::primary' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'is a server with the certificate authority, OpenVoxDB and PostgreSQL', :real do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/primary/is_a_server_with_the_certificate_authority_openvoxdb_and_postgresql',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::profile::primary') }
        it { is_expected.to contain_class('openvox_platform::server') }
        it { is_expected.to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.to contain_class('openvox_platform::profile::postgresql') }
        it { is_expected.to contain_class('openvox_platform::backup::ca') }
        it { is_expected.to contain_class('puppet').with(server: true, server_ca: true) }
        it { is_expected.to contain_service('puppetserver').with(ensure: true, enable: true) }
        it { is_expected.to contain_service('puppetdb').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxdb') }

        # OpenVoxDB copies the node's certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Package[openvoxdb]') }
      end

      context 'has Foreman and its smart proxy where it is the Foreman server', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/primary/has_foreman_and_its_smart_proxy_where_it_is_the_foreman_server',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.to contain_class('openvox_platform::foreman::enc') }
        it { is_expected.to contain_class('foreman') }
      end

      context 'has OpenVoxView where the platform has one and no other node for it', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/primary/has_openvoxview_where_the_platform_has_one_and_no_other_node_for_it',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
      end

      context 'leaves OpenVoxView to the node that is named', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/primary/leaves_openvoxview_to_the_node_that_is_named',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }

        it do
          is_expected.to contain_class('openvoxdb').with(
            certificate_whitelist: %w[openvox.example.com web.example.com],
          )
        end
      end

      context 'leaves OpenVoxView to the console\'s node', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/primary/leaves_openvoxview_to_the_console_s_node',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
      end

      context 'leaves PostgreSQL to its node, and no longer dumps what it had', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/primary/leaves_postgresql_to_its_node_and_no_longer_dumps_what_it_had',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_systemd__timer('openvox_platform_backup_postgresql.timer').with(
            ensure: 'absent',
            active: false,
            enable: false,
          )
        end

        it do
          is_expected.to contain_file('/etc/systemd/system/openvox_platform_backup_postgresql.timer').with(
            ensure: 'absent',
          )
        end

        # A unit is stopped while it is there.
        it { is_expected.to contain_service('openvox_platform_backup_postgresql.timer').that_comes_before('File[/etc/systemd/system/openvox_platform_backup_postgresql.timer]') }

        it { is_expected.to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::profile::postgresql') }
      end

      context 'leaves OpenVoxDB to its pool', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/primary/leaves_openvoxdb_to_its_pool',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.to contain_service('puppetdb').with(ensure: 'stopped', enable: false) }
      end

      context 'has no database where nothing uses one', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/primary/has_no_database_where_nothing_uses_one',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_class('openvox_platform::profile::postgresql') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
      end

      context 'is the primary whatever role its certificate claims', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/primary/is_the_primary_whatever_role_its_certificate_claims',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('puppet').with(server_ca: true) }
        it { is_expected.not_to contain_class('openvox_platform::profile::compiler') }
      end

      context 'does not depend on the order in which it is classified', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/primary/does_not_depend_on_the_order_in_which_it_is_classified',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform::profile::primary, openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('puppet').with(server: true, server_ca: true) }
      end

      context 'refuses a second certificate authority', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'profile/primary/refuses_a_second_certificate_authority',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{set openvox_platform::primary_server to foreman.example.com}) }
      end

      context 'refuses to be the primary of an infrastructure without names', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform::primary_server is blank}) }
      end
    end
  end
end
