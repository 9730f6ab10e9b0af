# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::postgresql::standalone', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'comes from PostgreSQL\'s own repository on EL, past the distribution\'s module', :real, if: (os_facts['os']['family'] == 'RedHat' && os_facts['os']['release']['major'] == '8') || (os_facts['os']['family'] == 'RedHat' && os_facts['os']['release']['major'] == '9') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/comes_from_postgresql_s_own_repository_on_el_past_the_distribution_s_module',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::postgresql::standalone') }

        it do
          is_expected.to contain_class('postgresql::globals').with(
            version: '16',
            manage_package_repo: true,
            manage_dnf_module: false,
            encoding: 'UTF8',
            locale: 'C.UTF-8',
            data_checksums: true,
            password_encryption: 'scram-sha-256',
          )
        end

        it { is_expected.to contain_class('postgresql::server').with(pg_hba_conf_defaults: false) }

        it do
          is_expected.to contain_class('postgresql::server').with(
            listen_addresses: 'localhost,openvox.example.com',
          )
        end

        it { is_expected.to contain_package('postgresql-server') }

        it do
          is_expected.to contain_package('postgresql module of the distribution').with(
            ensure: 'disabled',
            name: 'postgresql',
            provider: 'dnfmodule',
          )
        end

        # dnf hides the package behind the module.
        it { is_expected.to contain_package('postgresql module of the distribution').that_comes_before('Package[postgresql-server]') }

        it { is_expected.to contain_package('glibc-langpack-en') }

        # The server keeps the locales of its start.
        it { is_expected.to contain_package('glibc-langpack-en').that_comes_before('Package[postgresql-server]') }

        it { is_expected.not_to contain_file('/etc/postgresql-common/createcluster.conf') }
      end

      context 'comes from PostgreSQL\'s own repository on EL 10, which has no modules', :real, if: os_facts['os']['family'] == 'RedHat' && os_facts['os']['release']['major'] == '10' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/comes_from_postgresql_s_own_repository_on_el_10_which_has_no_modules',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::postgresql::standalone') }

        it do
          is_expected.to contain_class('postgresql::globals').with(
            version: '16',
            manage_package_repo: true,
            manage_dnf_module: false,
            encoding: 'UTF8',
            locale: 'C.UTF-8',
            data_checksums: true,
            password_encryption: 'scram-sha-256',
          )
        end

        it { is_expected.to contain_class('postgresql::server').with(pg_hba_conf_defaults: false) }

        it do
          is_expected.to contain_class('postgresql::server').with(
            listen_addresses: 'localhost,openvox.example.com',
          )
        end

        it { is_expected.to contain_package('postgresql-server') }
        it { is_expected.not_to contain_package('postgresql module of the distribution') }
      end

      context 'comes from PostgreSQL\'s own repository on Debian and Ubuntu, whose packages make the cluster', :real, if: os_facts['os']['family'] == 'Debian' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/comes_from_postgresql_s_own_repository_on_debian_and_ubuntu_whose_packages_make_the_cluster',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::postgresql::standalone') }

        it do
          is_expected.to contain_class('postgresql::globals').with(
            version: '16',
            manage_package_repo: true,
            manage_dnf_module: false,
            encoding: 'UTF8',
            locale: 'C.UTF-8',
            data_checksums: true,
            password_encryption: 'scram-sha-256',
          )
        end

        it { is_expected.to contain_class('postgresql::server').with(pg_hba_conf_defaults: false) }

        it do
          is_expected.to contain_class('postgresql::server').with(
            listen_addresses: 'localhost,openvox.example.com',
          )
        end

        it { is_expected.to contain_package('postgresql-server') }

        it do
          is_expected.to contain_file('/etc/postgresql-common/createcluster.conf').with(
            ensure: 'file',
            owner: 'root',
            group: 'root',
            mode: '0644',
            content: %r{^initdb_options = '--locale=C\.UTF-8 --encoding=UTF8 --data-checksums'$},
          )
        end

        it { is_expected.to contain_package('postgresql-common') }
        it { is_expected.to contain_package('locales-all') }

        # Both packages come from the same repository.
        it { is_expected.to contain_class('apt::update').that_comes_before('Package[postgresql-common]') }

        # The package brings the directory.
        it { is_expected.to contain_package('postgresql-common').that_comes_before('File[/etc/postgresql-common/createcluster.conf]') }

        # The package makes the cluster when it is installed.
        it { is_expected.to contain_file('/etc/postgresql-common/createcluster.conf').that_comes_before('Package[postgresql-server]') }

        # The package starts the server.
        it { is_expected.to contain_package('locales-all').that_comes_before('Package[postgresql-server]') }
      end

      context 'comes from the distribution\'s module on EL 8 and 9 on request', :real, if: (os_facts['os']['family'] == 'RedHat' && os_facts['os']['release']['major'] == '8') || (os_facts['os']['family'] == 'RedHat' && os_facts['os']['release']['major'] == '9') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/comes_from_the_distribution_s_module_on_el_8_and_9_on_request',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('postgresql::globals').with(
            version: '16',
            manage_package_repo: false,
            manage_dnf_module: true,
          )
        end

        it { is_expected.not_to contain_package('postgresql module of the distribution') }
      end

      context 'comes from the distribution on EL 10 on request', :real, if: os_facts['os']['family'] == 'RedHat' && os_facts['os']['release']['major'] == '10' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/comes_from_the_distribution_on_el_10_on_request',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('postgresql::globals').with(
            version: '16',
            manage_package_repo: false,
            manage_dnf_module: false,
            client_package_name: 'postgresql',
            server_package_name: 'postgresql-server',
            contrib_package_name: 'postgresql-contrib',
            service_name: 'postgresql',
            bindir: '/usr/bin',
            datadir: '/var/lib/pgsql/data',
          )
        end
      end

      context 'is version 13 of Debian 11 on request', :real, if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '11' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/is_version_13_of_debian_11_on_request',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('postgresql::globals').with(version: '13', manage_package_repo: false) }

        it do
          is_expected.to contain_service('postgresqld_instance_main').with(
            ensure: 'running',
            name: 'postgresql@13-main',
            status: 'systemctl is-active --quiet postgresql@13-main',
          )
        end
      end

      context 'is version 15 of Debian 12 on request', :real, if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/is_version_15_of_debian_12_on_request',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('postgresql::globals').with(version: '15', manage_package_repo: false) }

        it do
          is_expected.to contain_service('postgresqld_instance_main').with(
            ensure: 'running',
            name: 'postgresql@15-main',
            status: 'systemctl is-active --quiet postgresql@15-main',
          )
        end
      end

      context 'is version 17 of Debian 13 on request', :real, if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '13' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/is_version_17_of_debian_13_on_request',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('postgresql::globals').with(version: '17', manage_package_repo: false) }

        it do
          is_expected.to contain_service('postgresqld_instance_main').with(
            ensure: 'running',
            name: 'postgresql@17-main',
            status: 'systemctl is-active --quiet postgresql@17-main',
          )
        end
      end

      context 'is version 14 of Ubuntu 22.04 on request', :real, if: os_facts['os']['name'] == 'Ubuntu' && os_facts['os']['release']['major'] == '22.04' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/is_version_14_of_ubuntu_22_04_on_request',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('postgresql::globals').with(version: '14', manage_package_repo: false) }

        it do
          is_expected.to contain_service('postgresqld_instance_main').with(
            ensure: 'running',
            name: 'postgresql@14-main',
            status: 'systemctl is-active --quiet postgresql@14-main',
          )
        end
      end

      context 'is version 16 of Ubuntu 24.04 on request', :real, if: os_facts['os']['name'] == 'Ubuntu' && os_facts['os']['release']['major'] == '24.04' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/is_version_16_of_ubuntu_24_04_on_request',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('postgresql::globals').with(version: '16', manage_package_repo: false) }

        it do
          is_expected.to contain_service('postgresqld_instance_main').with(
            ensure: 'running',
            name: 'postgresql@16-main',
            status: 'systemctl is-active --quiet postgresql@16-main',
          )
        end
      end

      context 'is of the version that the site names', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/is_of_the_version_that_the_site_names',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('postgresql::globals').with(version: '17') }
      end

      context 'listens on the node alone where only Foreman uses it', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/listens_on_the_node_alone_where_only_foreman_uses_it',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('postgresql::server').with(listen_addresses: 'localhost') }
      end

      context 'listens on everything where other nodes use it', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'postgresql/standalone/listens_on_everything_where_other_nodes_use_it',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('postgresql::server').with(listen_addresses: '*') }
      end

      context 'listens on what the site names, in one string', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/listens_on_what_the_site_names_in_one_string',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('postgresql::server').with(listen_addresses: 'localhost,192.0.2.1') }
      end

      context 'yields to the component\'s own key', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/standalone/yields_to_the_component_s_own_key',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('postgresql::server').with(listen_addresses: '*') }
      end
    end
  end
end
