# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::openvoxdb', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'needs no password for a database on the same node', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvoxdb/needs_no_password_for_a_database_on_the_same_node',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::openvoxdb') }

        it do
          is_expected.to contain_class('openvoxdb').with(
            manage_dbserver: false,
            manage_database: false,
            manage_firewall: false,
            manage_db_password: false,
            database_host: 'openvox.example.com',
            postgresql_ssl_on: true,
            gc_interval: 60,
            migrate: true,
          )
        end

        it do
          is_expected.to contain_class('openvoxdb').with(
            java_args: { '-Xms' => '1600m', '-Xmx' => '1600m' },
            command_threads: 2,
            database_max_pool_size: '12',
            certificate_whitelist: ['openvox.example.com'],
            disable_update_checking: true,
          )
        end

        it do
          is_expected.to contain_ini_setting('puppetdb_subname').with(
            value: %r{^//openvox.example.com:5432/puppetdb\?ssl=true&.*sslmode=verify-full},
          )
        end

        it { is_expected.not_to contain_class('openvox_platform::keepalive') }
        it { is_expected.not_to contain_ini_setting('puppetdb_psdatabase_password') }

        # OpenVoxDB migrates its database when it starts.
        it { is_expected.to contain_postgresql__server__database('puppetdb').that_comes_before('Service[puppetdb]') }

        # The migration uses the extension when it is there.
        it { is_expected.to contain_postgresql__server__extension('pg_trgm for puppetdb').that_comes_before('Service[puppetdb]') }
      end

      context 'follows the node\'s certificate', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvoxdb/follows_the_node_s_certificate',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').with(
            command: %w[/opt/puppetlabs/bin/puppetdb ssl-setup -f],
            unless: %r{^cmp --silent /etc/puppetlabs/puppet/ssl/certs/openvox.example.com\.pem /etc/puppetlabs/puppetdb/ssl/public\.pem && cmp --silent \S+/private_keys/openvox.example.com\.pem \S+/private\.pem && cmp --silent \S+/certs/ca\.pem \S+/ca\.pem$},
            path: %w[/usr/bin /bin],
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform: client certificates of OpenVoxDB').with(
            ensure: 'present',
            path: '/etc/puppetlabs/puppetdb/conf.d/jetty.ini',
            section: 'jetty',
            setting: 'client-auth',
            value: 'want',
          )
        end

        # The package's own script copies the certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Package[openvoxdb]') }

        # The tool is in the package.
        it { is_expected.to contain_package('openvoxdb').that_comes_before('Exec[openvox_platform: certificate of OpenVoxDB]') }

        it { is_expected.to contain_package('diffutils') }

        # Without cmp every run would copy the certificate again.
        it { is_expected.to contain_package('diffutils').that_comes_before('Exec[openvox_platform: certificate of OpenVoxDB]') }

        # Java's form of the key is made from the copy.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('Exec[/etc/puppetlabs/puppetdb/ssl/private.pk8]') }

        # The tool edits the file; the site's settings come last.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('File[/etc/puppetlabs/puppetdb/conf.d/jetty.ini]') }

        # Jetty reads certificates when it starts.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_notifies('Service[puppetdb]') }

        # The setting goes into the file.
        it { is_expected.to contain_file('/etc/puppetlabs/puppetdb/conf.d/jetty.ini').that_comes_before('Ini_setting[openvox_platform: client certificates of OpenVoxDB]') }

        # Jetty reads its settings when it starts.
        it { is_expected.to contain_ini_setting('openvox_platform: client certificates of OpenVoxDB').that_notifies('Service[puppetdb]') }
      end

      context 'has a password besides for a database on another node', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvoxdb/has_a_password_besides_for_a_database_on_another_node',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvoxdb').with(
            database_host: 'postgresql.example.com',
            manage_db_password: true,
            database_password: sensitive('swordfish-swordfish'),
            postgresql_ssl_on: true,
            command_threads: 2,
            certificate_whitelist: ['openvox.example.com'],
            gc_interval: 60,
            migrate: true,
          )
        end

        it { is_expected.not_to contain_class('postgresql::server') }
      end

      context 'does not wait for hours for the node of a database that is gone', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvoxdb/does_not_wait_for_hours_for_the_node_of_a_database_that_is_gone',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_ini_setting('puppetdb_subname').with(
            value: %r{^//postgresql.example.com:5432/puppetdb\?.*&tcpKeepAlive=true&connectTimeout=5&hostRecheckSeconds=30&ssl=true&.*sslmode=verify-full},
          )
        end

        it { is_expected.to contain_class('openvox_platform::keepalive') }
      end

      context 'does not hold up the run until a database on another node answers', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvoxdb/does_not_hold_up_the_run_until_a_database_on_another_node_answers',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_service('puppetdb').with(
            ensure: 'running',
            start: 'systemctl start --no-block puppetdb',
            restart: 'systemctl restart --no-block puppetdb',
            status: %r{^systemctl is-active puppetdb \| grep .*'active\|activating\|reloading'$},
          )
        end
      end

      context 'is up when its database on the same node is', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvoxdb/is_up_when_its_database_on_the_same_node_is',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_service('puppetdb').with(ensure: 'running').without(%w[start restart status]) }
      end

      context 'trusts the certificate authority of a PostgreSQL that is not the platform\'s', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvoxdb/trusts_the_certificate_authority_of_a_postgresql_that_is_not_the_platform_s',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_ini_setting('puppetdb_subname').with(
            value: %r{^//postgresql.example.com:5432/puppetdb\?targetServerType=primary&.*sslmode=verify-full&sslrootcert=/etc/ssl/corporate\.pem&},
          )
        end
      end

      context 'leaves cleaning up to the owner of the database', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'openvoxdb/leaves_cleaning_up_to_the_owner_of_the_database',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvoxdb').with(gc_interval: 0, migrate: false) }
      end

      context 'takes half of a node of its own', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvoxdb1.example.com',
            'scenario' => 'openvoxdb/takes_half_of_a_node_of_its_own',
          )
        end
        let(:node) { 'openvoxdb1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'openvoxdb' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvoxdb').with(
            java_args: { '-Xms' => '8192m', '-Xmx' => '8192m' },
            command_threads: 4,
            gc_interval: 60,
            migrate: true,
          )
        end
      end

      context 'answers on a compiler that compiler and the consoles', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'openvoxdb/answers_on_a_compiler_that_compiler_and_the_consoles',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvoxdb').with(
            certificate_whitelist: %w[compiler1.example.com foreman.example.com openvox.example.com],
          )
        end
      end

      context 'answers the servers that are listed where they share a pool', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvoxdb2.example.com',
            'scenario' => 'openvoxdb/answers_the_servers_that_are_listed_where_they_share_a_pool',
          )
        end
        let(:node) { 'openvoxdb2.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'openvoxdb' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvoxdb').with(
            certificate_whitelist: [
              'openvox.example.com',
              'compiler1.example.com',
              'openvoxdb1.example.com',
            ],
          )
        end
      end

      context 'answers every node with a certificate where servers that nobody has listed share a pool', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvoxdb2.example.com',
            'scenario' => 'openvoxdb/answers_every_node_with_a_certificate_where_servers_that_nobody_has_listed_share_a_pool',
          )
        end
        let(:node) { 'openvoxdb2.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'openvoxdb' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvoxdb').with(certificate_whitelist: []) }
      end

      context 'lets every node ask that has a certificate where agents report for themselves', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvoxdb/lets_every_node_ask_that_has_a_certificate_where_agents_report_for_themselves',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvoxdb').with(certificate_whitelist: []) }
      end

      context 'yields to the component\'s own keys', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvoxdb/yields_to_the_component_s_own_keys',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvoxdb').with(
            gc_interval: 17,
            java_args: { '-Xmx' => '3g' },
            command_threads: 7,
            database_max_pool_size: '33',
            certificate_whitelist: ['auditor.example.com'],
            disable_update_checking: false,
            node_ttl: '30d',
          )
        end
      end

      context 'says which password is missing, and how to make one', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvoxdb/says_which_password_is_missing_and_how_to_make_one',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.and_raise_error(%r{no value for openvox_platform::secrets::openvoxdb_password, with which OpenVoxDB connects to PostgreSQL on postgresql.example.com\. Make one with .openssl rand}) }
      end
    end
  end
end
