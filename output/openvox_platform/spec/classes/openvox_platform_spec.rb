# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'needs no data on a node that is nobody in particular' do
        let(:facts) { os_facts }
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.to contain_class('openvox_platform') }
        it { is_expected.to contain_class('openvox_platform::guards') }
      end

      context 'sends a plain agent to the primary' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/sends_a_plain_agent_to_the_primary',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'openvox.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'leaves a node with a role of the site\'s own a plain agent' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/leaves_a_node_with_a_role_of_the_site_s_own_a_plain_agent',
          )
        end
        let(:node) { 'web.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'webserver' } }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'openvox.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'sends a plain agent to the balancer, and to the primary for certificates' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/sends_a_plain_agent_to_the_balancer_and_to_the_primary_for_certificates',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'lb.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'sends a plain agent to the address of the servers' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/sends_a_plain_agent_to_the_address_of_the_servers',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'vip.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'compares names without regard to case' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/compares_names_without_regard_to_case',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'openvox.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'takes empty strings for blank values' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/takes_empty_strings_for_blank_values',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'openvox.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'takes undef for blank values, whatever the default' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/takes_undef_for_blank_values_whatever_the_default',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }

        it do
          is_expected.to contain_ini_setting('openvox_platform agent server').with(
            section: 'main',
            setting: 'server',
            value: 'openvox.example.com',
          )
        end

        it do
          is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::repos') }
      end

      context 'leaves the server of a running primary alone where nothing says what it is' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/leaves_the_server_of_a_running_primary_alone_where_nothing_says_what_it_is',
          )
        end
        let(:node) { 'openvox.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::repos') }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_service('puppet') }
      end

      context 'manages the packages of a plain agent on request' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/manages_the_packages_of_a_plain_agent_on_request',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::repos') }
        it { is_expected.to contain_class('openvox_platform::agent') }
      end

      context 'refuses a name that cannot be a host' do
        let(:facts) do
          override_facts(
            os_facts,
            'scenario' => 'openvox_platform/refuses_a_name_that_cannot_be_a_host',
          )
        end
        let(:node) { 'web.example.com' }

        it { is_expected.to compile.and_raise_error(%r{parameter 'primary_server'}) }
      end

      context 'makes a whole node: Any node of Standard', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_any_node_of_standard',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }
        it { is_expected.to contain_ini_setting('openvox_platform agent server').with(value: 'openvox.example.com') }
        it { is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(value: 'openvox.example.com') }
        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }

        # The first start asks the right server.
        it { is_expected.to contain_ini_setting('openvox_platform agent server').that_comes_before('Service[puppet]') }

        # The first start asks the right certificate authority.
        it { is_expected.to contain_ini_setting('openvox_platform agent ca_server').that_comes_before('Service[puppet]') }

        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Monolithic server of Standard', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_monolithic_server_of_standard',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::monolithic' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: true,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('puppet').with(
            server_ip: '0.0.0.0',
            server_port: 8140,
            server_http: false,
            server_ca: true,
            server_ca_crl_sync: false,
            server_crl_enable: true,
            server_admin_api_allowlist: %w[localhost openvox.example.com],
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys/openvox.example.com.pem').with(
            mode: '0640',
            group: 'puppet',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys').with(
            mode: '0750',
            group: 'puppet',
          )
        end

        # The configuration finds or makes the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[openvox_platform::certificates]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/puppetserver.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').that_notifies('Class[puppet::server::service]') }

        # The server starts with the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[puppet::server::service]') }

        # The package needs the user of the server.
        it { is_expected.to contain_class('puppet::server::install').that_comes_before('Package[openvoxdb-termini]') }

        # The server loads the terminus when it starts.
        it { is_expected.to contain_package('openvoxdb-termini').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::puppetdb_conf').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::routes').that_notifies('Class[puppet::server::service]') }

        it do
          is_expected.to contain_class('openvoxdb::master::config').with(
            puppetdb_server: 'openvox.example.com',
            puppetdb_port: 8081,
            puppetdb_soft_write_failure: true,
            strict_validation: false,
          )
        end

        it { is_expected.not_to contain_puppetdb_conn_validator('puppetdb_conn') }

        # r10k starts git, and refuses to run without it.
        it { is_expected.to contain_package('git').that_comes_before('Package[r10k]') }

        # The gem goes into the agent's Ruby.
        it { is_expected.to contain_package('openvox-agent').that_comes_before('Package[r10k]') }

        # The first deployment needs r10k.
        it { is_expected.to contain_package('r10k').that_comes_before('Service[openvox-deploy-code.timer]') }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').with(
            owner: 'root',
            group: 'puppet',
            mode: '0750',
          )
        end

        it { is_expected.to contain_file('/etc/puppetlabs/puppet/foreman.yaml').with(group: 'puppet', mode: '0640') }

        # Without its classifier the server refuses every node.
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').that_comes_before('Class[puppet::server::service]') }

        it { is_expected.to contain_class('puppet').with(server_ca_allow_sans: false) }

        # There is no certificate before.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Class[openvox_platform::certificates]') }

        # The server starts with the certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Service[puppetserver]') }

        # The first backup finds an authority.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Systemd::Timer[openvox_platform_backup_ca.timer]') }

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/ca').with(
            owner: 'root',
            group: 'root',
            mode: '0700',
          )
        end

        # The package's own script copies the certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Package[openvoxdb]') }

        # There is no key to copy before.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('File[/etc/openvox_platform/postgresql/server.key]') }

        # Apache does not start without its certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Class[apache::service]') }

        # The proxy does not start without its certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Class[foreman_proxy::service]') }

        it do
          is_expected.to contain_class('openvoxdb').with(
            listen_address: 'localhost',
            listen_port: 8080,
            ssl_listen_address: '0.0.0.0',
            ssl_listen_port: 8081,
            certificate_whitelist: ['openvox.example.com'],
            manage_dbserver: false,
            manage_database: false,
            manage_firewall: false,
            postgresql_ssl_on: true,
            manage_db_password: false,
            migrate: true,
            gc_interval: 60,
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/conf.d/database.ini').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/ssl/private.pk8').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        # The package's own script copies the certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Package[openvoxdb]') }

        # The tool is in the package.
        it { is_expected.to contain_package('openvoxdb').that_comes_before('Exec[openvox_platform: certificate of OpenVoxDB]') }

        # Java's form of the key is made from the copy.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('Exec[/etc/puppetlabs/puppetdb/ssl/private.pk8]') }

        # The tool edits the file; the site's settings come last.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('File[/etc/puppetlabs/puppetdb/conf.d/jetty.ini]') }

        # Jetty reads certificates when it starts.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_notifies('Service[puppetdb]') }

        # OpenVoxDB gives up without its database.
        it { is_expected.to contain_service('postgresqld_instance_main').that_comes_before('Service[puppetdb]') }

        # OpenVoxDB migrates its database when it starts.
        it { is_expected.to contain_postgresql__server__database('puppetdb').that_comes_before('Service[puppetdb]') }

        # The migration uses the extension.
        it { is_expected.to contain_postgresql__server__extension('pg_trgm for puppetdb').that_comes_before('Service[puppetdb]') }

        it do
          is_expected.to contain_class('postgresql::server').with(
            listen_addresses: 'localhost,openvox.example.com',
            pg_hba_conf_defaults: false,
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('superuser by socket').with(
            type: 'local',
            user: 'postgres',
            auth_method: 'peer',
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('OpenVoxDB by certificate').with(
            type: 'hostssl',
            address: 'samehost',
            auth_method: 'cert',
          )
        end

        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('OpenVoxDB from all') }

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('Foreman by socket').with(
            type: 'local',
            auth_method: 'peer',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/postgresql]') }

        # The package brings the user.
        it { is_expected.to contain_package('postgresql-server').that_comes_before('File[/etc/openvox_platform/postgresql]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/postgresql').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        # On EL the extension is in a package of its own.
        it { is_expected.to contain_class('postgresql::server::contrib').that_comes_before('Postgresql::Server::Extension[pg_trgm for puppetdb]') }

        # The first backup finds a server to ask.
        it { is_expected.to contain_service('postgresqld_instance_main').that_comes_before('Systemd::Timer[openvox_platform_backup_postgresql.timer]') }

        it do
          is_expected.to contain_class('foreman').with(
            ssl: true,
            server_ssl_port: 443,
            foreman_url: 'https://openvox.example.com',
          )
        end

        it { is_expected.to contain_class('redis').with(bind: ['127.0.0.1'], protected_mode: true) }

        it do
          is_expected.to contain_file('/etc/foreman/database.yml').with(
            owner: 'root',
            group: 'foreman',
            mode: '0640',
          )
        end

        it { is_expected.to contain_file('/root/.hammer/cli.modules.d/foreman.yml').with(owner: 'root', mode: '0600') }

        # Packages from Foreman's repository.
        it { is_expected.to contain_class('openvox_platform::foreman::repo').that_comes_before('Class[foreman::install]') }

        # Apache does not start without its certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Class[apache::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/foreman.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/foreman.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/foreman.crt').that_notifies('Class[apache::service]') }

        # Foreman's cache.
        it { is_expected.to contain_class('redis').that_comes_before('Exec[foreman-rake-db:migrate]') }

        # Foreman's processes connect to Redis when they start.
        it { is_expected.to contain_class('redis').that_comes_before('Service[foreman]') }

        # Settings are in the database.
        it { is_expected.to contain_class('foreman::database').that_comes_before('Foreman_config_entry[trusted_hosts]') }

        # The database is there before its schema is.
        it { is_expected.to contain_postgresql__server__database('foreman').that_comes_before('Exec[foreman-rake-db:migrate]') }

        it { is_expected.not_to contain_class('openvox_platform::foreman::node') }

        it do
          is_expected.to contain_class('foreman_proxy').with(
            http: false,
            ssl: true,
            ssl_port: 8443,
            trusted_hosts: ['openvox.example.com'],
            register_in_foreman: true,
          )
        end

        # The proxy does not start without its certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Class[foreman_proxy::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/foreman_proxy.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/foreman_proxy.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/foreman_proxy.crt').that_notifies('Class[foreman_proxy::service]') }

        # Packages from Foreman's repository.
        it { is_expected.to contain_class('openvox_platform::foreman::repo').that_comes_before('Class[foreman_proxy::install]') }

        # Foreman answers when it runs.
        it { is_expected.to contain_class('foreman::service').that_comes_before('Foreman_smartproxy[openvox.example.com]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Any node of Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_any_node_of_large',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }
        it { is_expected.to contain_ini_setting('openvox_platform agent server').with(value: 'balancer.example.com') }
        it { is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(value: 'openvox.example.com') }
        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }

        # The first start asks the right server.
        it { is_expected.to contain_ini_setting('openvox_platform agent server').that_comes_before('Service[puppet]') }

        # The first start asks the right certificate authority.
        it { is_expected.to contain_ini_setting('openvox_platform agent ca_server').that_comes_before('Service[puppet]') }

        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Primary server of Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_primary_server_of_large',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: true,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('puppet').with(
            server_ip: '0.0.0.0',
            server_port: 8140,
            server_http: false,
            server_ca: true,
            server_ca_crl_sync: false,
            server_crl_enable: true,
            server_admin_api_allowlist: %w[localhost openvox.example.com],
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys/openvox.example.com.pem').with(
            mode: '0640',
            group: 'puppet',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys').with(
            mode: '0750',
            group: 'puppet',
          )
        end

        # The configuration finds or makes the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[openvox_platform::certificates]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/puppetserver.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').that_notifies('Class[puppet::server::service]') }

        # The server starts with the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[puppet::server::service]') }

        # The package needs the user of the server.
        it { is_expected.to contain_class('puppet::server::install').that_comes_before('Package[openvoxdb-termini]') }

        # The server loads the terminus when it starts.
        it { is_expected.to contain_package('openvoxdb-termini').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::puppetdb_conf').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::routes').that_notifies('Class[puppet::server::service]') }

        it do
          is_expected.to contain_class('openvoxdb::master::config').with(
            puppetdb_server: 'openvox.example.com',
            puppetdb_port: 8081,
            puppetdb_soft_write_failure: true,
            strict_validation: false,
          )
        end

        it { is_expected.not_to contain_puppetdb_conn_validator('puppetdb_conn') }

        # r10k starts git, and refuses to run without it.
        it { is_expected.to contain_package('git').that_comes_before('Package[r10k]') }

        # The gem goes into the agent's Ruby.
        it { is_expected.to contain_package('openvox-agent').that_comes_before('Package[r10k]') }

        # The first deployment needs r10k.
        it { is_expected.to contain_package('r10k').that_comes_before('Service[openvox-deploy-code.timer]') }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').with(
            owner: 'root',
            group: 'puppet',
            mode: '0750',
          )
        end

        it { is_expected.to contain_file('/etc/puppetlabs/puppet/foreman.yaml').with(group: 'puppet', mode: '0640') }

        # Without its classifier the server refuses every node.
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').that_comes_before('Class[puppet::server::service]') }

        it { is_expected.to contain_class('puppet').with(server_ca_allow_sans: true) }

        # There is no certificate before.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Class[openvox_platform::certificates]') }

        # The server starts with the certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Service[puppetserver]') }

        # The first backup finds an authority.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Systemd::Timer[openvox_platform_backup_ca.timer]') }

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/ca').with(
            owner: 'root',
            group: 'root',
            mode: '0700',
          )
        end

        # The package's own script copies the certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Package[openvoxdb]') }

        # The proxy does not start without its certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Class[foreman_proxy::service]') }

        it do
          is_expected.to contain_class('openvoxdb').with(
            listen_address: 'localhost',
            listen_port: 8080,
            ssl_listen_address: '0.0.0.0',
            ssl_listen_port: 8081,
            certificate_whitelist: %w[openvox.example.com foreman.example.com],
            manage_dbserver: false,
            manage_database: false,
            manage_firewall: false,
            postgresql_ssl_on: true,
            manage_db_password: true,
            migrate: true,
            gc_interval: 60,
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/conf.d/database.ini').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/ssl/private.pk8').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        # The package's own script copies the certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Package[openvoxdb]') }

        # The tool is in the package.
        it { is_expected.to contain_package('openvoxdb').that_comes_before('Exec[openvox_platform: certificate of OpenVoxDB]') }

        # Java's form of the key is made from the copy.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('Exec[/etc/puppetlabs/puppetdb/ssl/private.pk8]') }

        # The tool edits the file; the site's settings come last.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('File[/etc/puppetlabs/puppetdb/conf.d/jetty.ini]') }

        # Jetty reads certificates when it starts.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_notifies('Service[puppetdb]') }

        it { is_expected.to contain_service('puppetdb').with(start: 'systemctl start --no-block puppetdb') }

        it do
          is_expected.to contain_class('foreman_proxy').with(
            http: false,
            ssl: true,
            ssl_port: 8443,
            trusted_hosts: %w[openvox.example.com foreman.example.com],
            register_in_foreman: false,
          )
        end

        # The proxy does not start without its certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Class[foreman_proxy::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/foreman_proxy.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/foreman_proxy.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/foreman_proxy.crt').that_notifies('Class[foreman_proxy::service]') }

        # Packages from Foreman's repository.
        it { is_expected.to contain_class('openvox_platform::foreman::repo').that_comes_before('Class[foreman_proxy::install]') }

        it { is_expected.not_to contain_foreman_smartproxy('openvox.example.com') }
        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Foreman of Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_foreman_of_large',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::foreman' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('foreman').with(
            ssl: true,
            server_ssl_port: 443,
            foreman_url: 'https://foreman.example.com',
          )
        end

        it { is_expected.to contain_class('redis').with(bind: ['127.0.0.1'], protected_mode: true) }

        it do
          is_expected.to contain_file('/etc/foreman/database.yml').with(
            owner: 'root',
            group: 'foreman',
            mode: '0640',
          )
        end

        it { is_expected.to contain_file('/root/.hammer/cli.modules.d/foreman.yml').with(owner: 'root', mode: '0600') }

        # Packages from Foreman's repository.
        it { is_expected.to contain_class('openvox_platform::foreman::repo').that_comes_before('Class[foreman::install]') }

        # Apache does not start without its certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Class[apache::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/foreman.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/foreman.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/foreman.crt').that_notifies('Class[apache::service]') }

        # Foreman's cache.
        it { is_expected.to contain_class('redis').that_comes_before('Exec[foreman-rake-db:migrate]') }

        # Foreman's processes connect to Redis when they start.
        it { is_expected.to contain_class('redis').that_comes_before('Service[foreman]') }

        # Settings are in the database.
        it { is_expected.to contain_class('foreman::database').that_comes_before('Foreman_config_entry[trusted_hosts]') }

        it { is_expected.to contain_group('puppet').with(system: true) }

        # The user becomes a member of the group.
        it { is_expected.to contain_group('puppet').that_comes_before('User[foreman]') }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys/foreman.example.com.pem').with(
            group: 'puppet',
            mode: '0640',
          )
        end

        # Foreman answers when its service runs.
        it { is_expected.to contain_service('foreman').that_comes_before('Foreman_smartproxy[openvox.example.com]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: OpenVoxView of Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_openvoxview_of_large',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::openvoxview' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('openvoxview').with(
            listen_address: '127.0.0.1',
            listen_port: 5000,
            puppetdb_host: 'openvox.example.com',
            puppetdb_tls: true,
            puppetdb_tls_ignore: false,
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0750',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/ca.pem').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            show_diff: false,
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/openvoxview/ca.pem]') }

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/ca.pem').that_notifies('Class[openvoxview::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/cert.pem').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            show_diff: false,
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/openvoxview/cert.pem]') }

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/cert.pem').that_notifies('Class[openvoxview::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/key.pem').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            show_diff: false,
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/openvoxview/key.pem]') }

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/key.pem').that_notifies('Class[openvoxview::service]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: PostgreSQL of Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_postgresql_of_large',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::postgresql' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('postgresql::server').with(
            listen_addresses: '*',
            pg_hba_conf_defaults: false,
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('superuser by socket').with(
            type: 'local',
            user: 'postgres',
            auth_method: 'peer',
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('OpenVoxDB from all').with(
            type: 'hostssl',
            address: 'all',
            auth_method: 'scram-sha-256',
            auth_option: 'clientcert=verify-ca',
          )
        end

        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('OpenVoxDB by certificate') }

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('Foreman from all').with(
            type: 'hostssl',
            auth_method: 'scram-sha-256',
          )
        end

        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('Foreman by socket') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/postgresql]') }

        # The package brings the user.
        it { is_expected.to contain_package('postgresql-server').that_comes_before('File[/etc/openvox_platform/postgresql]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/postgresql').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        # On EL the extension is in a package of its own.
        it { is_expected.to contain_class('postgresql::server::contrib').that_comes_before('Postgresql::Server::Extension[pg_trgm for puppetdb]') }

        # The first backup finds a server to ask.
        it { is_expected.to contain_service('postgresqld_instance_main').that_comes_before('Systemd::Timer[openvox_platform_backup_postgresql.timer]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Balancer of the compilers of Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_balancer_of_the_compilers_of_large',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_openvox_platform__lb__pool('openvox_compilers').with(
            port: 8140,
            members: ['openvox.example.com'],
            collect: true,
          )
        end

        it { is_expected.to contain_haproxy__listen('openvox_compilers').with(bind: { '*:8140' => [] }, mode: 'tcp') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
        it { is_expected.to contain_file('/etc/openvox_platform/lb').with(owner: 'root', group: 'root', mode: '0700') }

        it do
          is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').with(
            owner: 'root',
            group: 'root',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # The check of the configuration reads it.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').that_comes_before('Concat[/etc/haproxy/haproxy.cfg]') }

        # HAProxy reads a renewed certificate when it is reloaded.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').that_notifies('Service[haproxy]') }

        it do
          is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').with(
            owner: 'root',
            group: 'root',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # The check of the configuration reads it.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').that_comes_before('Concat[/etc/haproxy/haproxy.cfg]') }

        # HAProxy reads a renewed certificate when it is reloaded.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').that_notifies('Service[haproxy]') }

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Concat[/etc/openvox_platform/lb/check.pem]') }

        # The package starts HAProxy, and a reload does not raise the limit.
        it { is_expected.to contain_systemd__dropin_file('haproxy.service openvox_platform limits').that_comes_before('Class[haproxy]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
      end

      context 'makes a whole node: Compiler of Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_compiler_of_large',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: true,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('puppet').with(
            server_ip: '0.0.0.0',
            server_port: 8140,
            server_http: false,
            server_ca: false,
            server_ca_crl_sync: false,
            server_crl_enable: true,
            server_admin_api_allowlist: %w[localhost compiler1.example.com],
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys/compiler1.example.com.pem').with(
            mode: '0640',
            group: 'puppet',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys').with(
            mode: '0750',
            group: 'puppet',
          )
        end

        # The configuration finds or makes the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[openvox_platform::certificates]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/puppetserver.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').that_notifies('Class[puppet::server::service]') }

        # The server starts with the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[puppet::server::service]') }

        # The package needs the user of the server.
        it { is_expected.to contain_class('puppet::server::install').that_comes_before('Package[openvoxdb-termini]') }

        # The server loads the terminus when it starts.
        it { is_expected.to contain_package('openvoxdb-termini').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::puppetdb_conf').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::routes').that_notifies('Class[puppet::server::service]') }

        it do
          is_expected.to contain_class('openvoxdb::master::config').with(
            puppetdb_server: 'compiler1.example.com',
            puppetdb_port: 8081,
            puppetdb_soft_write_failure: true,
            strict_validation: false,
          )
        end

        it { is_expected.not_to contain_puppetdb_conn_validator('puppetdb_conn') }

        # r10k starts git, and refuses to run without it.
        it { is_expected.to contain_package('git').that_comes_before('Package[r10k]') }

        # The gem goes into the agent's Ruby.
        it { is_expected.to contain_package('openvox-agent').that_comes_before('Package[r10k]') }

        # The first deployment needs r10k.
        it { is_expected.to contain_package('r10k').that_comes_before('Service[openvox-deploy-code.timer]') }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').with(
            owner: 'root',
            group: 'puppet',
            mode: '0750',
          )
        end

        it { is_expected.to contain_file('/etc/puppetlabs/puppet/foreman.yaml').with(group: 'puppet', mode: '0640') }

        # Without its classifier the server refuses every node.
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').that_comes_before('Class[puppet::server::service]') }

        it do
          is_expected.to contain_class('openvoxdb').with(
            listen_address: 'localhost',
            listen_port: 8080,
            ssl_listen_address: '0.0.0.0',
            ssl_listen_port: 8081,
            certificate_whitelist: %w[compiler1.example.com foreman.example.com openvox.example.com],
            manage_dbserver: false,
            manage_database: false,
            manage_firewall: false,
            postgresql_ssl_on: true,
            manage_db_password: true,
            migrate: false,
            gc_interval: 0,
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/conf.d/database.ini').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/ssl/private.pk8').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        # The package's own script copies the certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Package[openvoxdb]') }

        # The tool is in the package.
        it { is_expected.to contain_package('openvoxdb').that_comes_before('Exec[openvox_platform: certificate of OpenVoxDB]') }

        # Java's form of the key is made from the copy.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('Exec[/etc/puppetlabs/puppetdb/ssl/private.pk8]') }

        # The tool edits the file; the site's settings come last.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('File[/etc/puppetlabs/puppetdb/conf.d/jetty.ini]') }

        # Jetty reads certificates when it starts.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_notifies('Service[puppetdb]') }

        it { is_expected.to contain_service('puppetdb').with(start: 'systemctl start --no-block puppetdb') }
        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Any node of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_any_node_of_extra_large',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::agent') }
        it { is_expected.to contain_ini_setting('openvox_platform agent server').with(value: 'balancer.example.com') }
        it { is_expected.to contain_ini_setting('openvox_platform agent ca_server').with(value: 'openvox.example.com') }
        it { is_expected.to contain_service('puppet').with(ensure: 'running', enable: true) }

        # The first start asks the right server.
        it { is_expected.to contain_ini_setting('openvox_platform agent server').that_comes_before('Service[puppet]') }

        # The first start asks the right certificate authority.
        it { is_expected.to contain_ini_setting('openvox_platform agent ca_server').that_comes_before('Service[puppet]') }

        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Primary server of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_primary_server_of_extra_large',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: true,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('puppet').with(
            server_ip: '0.0.0.0',
            server_port: 8140,
            server_http: false,
            server_ca: true,
            server_ca_crl_sync: false,
            server_crl_enable: true,
            server_admin_api_allowlist: %w[localhost openvox.example.com],
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys/openvox.example.com.pem').with(
            mode: '0640',
            group: 'puppet',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys').with(
            mode: '0750',
            group: 'puppet',
          )
        end

        # The configuration finds or makes the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[openvox_platform::certificates]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/puppetserver.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').that_notifies('Class[puppet::server::service]') }

        # The server starts with the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[puppet::server::service]') }

        # The package needs the user of the server.
        it { is_expected.to contain_class('puppet::server::install').that_comes_before('Package[openvoxdb-termini]') }

        # The server loads the terminus when it starts.
        it { is_expected.to contain_package('openvoxdb-termini').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::puppetdb_conf').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::routes').that_notifies('Class[puppet::server::service]') }

        it do
          is_expected.to contain_class('openvoxdb::master::config').with(
            puppetdb_server: 'dbbalancer.example.com',
            puppetdb_port: 8081,
            puppetdb_soft_write_failure: true,
            strict_validation: false,
          )
        end

        it { is_expected.not_to contain_puppetdb_conn_validator('puppetdb_conn') }
        it { is_expected.to contain_service('puppetdb').with(ensure: 'stopped', enable: false) }

        # r10k starts git, and refuses to run without it.
        it { is_expected.to contain_package('git').that_comes_before('Package[r10k]') }

        # The gem goes into the agent's Ruby.
        it { is_expected.to contain_package('openvox-agent').that_comes_before('Package[r10k]') }

        # The first deployment needs r10k.
        it { is_expected.to contain_package('r10k').that_comes_before('Service[openvox-deploy-code.timer]') }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').with(
            owner: 'root',
            group: 'puppet',
            mode: '0750',
          )
        end

        it { is_expected.to contain_file('/etc/puppetlabs/puppet/foreman.yaml').with(group: 'puppet', mode: '0640') }

        # Without its classifier the server refuses every node.
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').that_comes_before('Class[puppet::server::service]') }

        it { is_expected.to contain_class('puppet').with(server_ca_allow_sans: true) }

        # There is no certificate before.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Class[openvox_platform::certificates]') }

        # The server starts with the certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Service[puppetserver]') }

        # The first backup finds an authority.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Systemd::Timer[openvox_platform_backup_ca.timer]') }

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/ca').with(
            owner: 'root',
            group: 'root',
            mode: '0700',
          )
        end

        # The proxy does not start without its certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Class[foreman_proxy::service]') }

        it do
          is_expected.to contain_class('foreman_proxy').with(
            http: false,
            ssl: true,
            ssl_port: 8443,
            trusted_hosts: %w[openvox.example.com foreman.example.com],
            register_in_foreman: false,
          )
        end

        # The proxy does not start without its certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Class[foreman_proxy::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/foreman_proxy.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/foreman_proxy.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/foreman_proxy.crt').that_notifies('Class[foreman_proxy::service]') }

        # Packages from Foreman's repository.
        it { is_expected.to contain_class('openvox_platform::foreman::repo').that_comes_before('Class[foreman_proxy::install]') }

        it { is_expected.not_to contain_foreman_smartproxy('openvox.example.com') }
        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Foreman of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_foreman_of_extra_large',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::foreman' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('foreman').with(
            ssl: true,
            server_ssl_port: 443,
            foreman_url: 'https://foreman.example.com',
          )
        end

        it { is_expected.to contain_class('redis').with(bind: ['127.0.0.1'], protected_mode: true) }

        it do
          is_expected.to contain_file('/etc/foreman/database.yml').with(
            owner: 'root',
            group: 'foreman',
            mode: '0640',
          )
        end

        it { is_expected.to contain_file('/root/.hammer/cli.modules.d/foreman.yml').with(owner: 'root', mode: '0600') }

        # Packages from Foreman's repository.
        it { is_expected.to contain_class('openvox_platform::foreman::repo').that_comes_before('Class[foreman::install]') }

        # Apache does not start without its certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Class[apache::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/foreman.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/foreman.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/foreman.crt').that_notifies('Class[apache::service]') }

        # Foreman's cache.
        it { is_expected.to contain_class('redis').that_comes_before('Exec[foreman-rake-db:migrate]') }

        # Foreman's processes connect to Redis when they start.
        it { is_expected.to contain_class('redis').that_comes_before('Service[foreman]') }

        # Settings are in the database.
        it { is_expected.to contain_class('foreman::database').that_comes_before('Foreman_config_entry[trusted_hosts]') }

        it { is_expected.to contain_group('puppet').with(system: true) }

        # The user becomes a member of the group.
        it { is_expected.to contain_group('puppet').that_comes_before('User[foreman]') }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys/foreman.example.com.pem').with(
            group: 'puppet',
            mode: '0640',
          )
        end

        # Foreman answers when its service runs.
        it { is_expected.to contain_service('foreman').that_comes_before('Foreman_smartproxy[openvox.example.com]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: OpenVoxView of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_openvoxview_of_extra_large',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::openvoxview' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('openvoxview').with(
            listen_address: '127.0.0.1',
            listen_port: 5000,
            puppetdb_host: 'openvoxdb1.example.com',
            puppetdb_tls: true,
            puppetdb_tls_ignore: false,
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0750',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/ca.pem').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            show_diff: false,
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/openvoxview/ca.pem]') }

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/ca.pem').that_notifies('Class[openvoxview::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/cert.pem').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            show_diff: false,
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/openvoxview/cert.pem]') }

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/cert.pem').that_notifies('Class[openvoxview::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/key.pem').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            show_diff: false,
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/openvoxview/key.pem]') }

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/key.pem').that_notifies('Class[openvoxview::service]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: PostgreSQL of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql1.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_postgresql_of_extra_large',
          )
        end
        let(:node) { 'postgresql1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::postgresql' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }
        it { is_expected.not_to contain_class('postgresql::server') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/postgresql]') }

        # The package brings the user.
        it { is_expected.to contain_package('postgresql-server').that_comes_before('File[/etc/openvox_platform/postgresql]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_comes_before('Service[patroni]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_notifies('Exec[reload Patroni]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_comes_before('Service[patroni]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_notifies('Exec[reload Patroni]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_comes_before('Service[patroni]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_notifies('Exec[reload Patroni]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_comes_before('Service[patroni]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_notifies('Exec[reload Patroni]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            owner: 'postgres',
            mode: '0600',
            show_diff: false,
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/etcd.yml').with(
            owner: 'etcd',
            group: 'etcd',
            mode: '0600',
            content: %r{^listen-client-urls: .?https://0\.0\.0\.0:2379},
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/server.key').with(
            owner: 'etcd',
            group: 'etcd',
            mode: '0600',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/password').with(
            owner: 'root',
            group: 'root',
            mode: '0600',
            show_diff: false,
          )
        end

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/postgresql').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/etcd]') }

        # etcd does not start without a key.
        it { is_expected.to contain_file('/etc/openvox_platform/etcd/server.key').that_comes_before('Service[etcd]') }

        # The first start decides what the cluster is.
        it { is_expected.to contain_file('/etc/openvox_platform/etcd/etcd.yml').that_comes_before('Service[etcd]') }

        # Patroni would only wait.
        it { is_expected.to contain_service('etcd').that_comes_before('Service[patroni]') }

        # Patroni must not bring another version.
        it { is_expected.to contain_package('postgresql-server').that_comes_before('Package[patroni]') }

        # The first start makes the cluster.
        it { is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').that_comes_before('Service[patroni]') }

        # There is a server to ask.
        it { is_expected.to contain_service('patroni').that_comes_before('Exec[databases of the cluster]') }

        # There is a server to dump.
        it { is_expected.to contain_service('patroni').that_comes_before('Systemd::Timer[openvox_platform_backup_postgresql.timer]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Balancer of the compilers of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_balancer_of_the_compilers_of_extra_large',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_openvox_platform__lb__pool('openvox_compilers').with(
            port: 8140,
            members: ['openvox.example.com'],
            collect: true,
          )
        end

        it { is_expected.to contain_haproxy__listen('openvox_compilers').with(bind: { '*:8140' => [] }, mode: 'tcp') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
        it { is_expected.to contain_file('/etc/openvox_platform/lb').with(owner: 'root', group: 'root', mode: '0700') }

        it do
          is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').with(
            owner: 'root',
            group: 'root',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # The check of the configuration reads it.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').that_comes_before('Concat[/etc/haproxy/haproxy.cfg]') }

        # HAProxy reads a renewed certificate when it is reloaded.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').that_notifies('Service[haproxy]') }

        it do
          is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').with(
            owner: 'root',
            group: 'root',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # The check of the configuration reads it.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').that_comes_before('Concat[/etc/haproxy/haproxy.cfg]') }

        # HAProxy reads a renewed certificate when it is reloaded.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').that_notifies('Service[haproxy]') }

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Concat[/etc/openvox_platform/lb/check.pem]') }

        # The package starts HAProxy, and a reload does not raise the limit.
        it { is_expected.to contain_systemd__dropin_file('haproxy.service openvox_platform limits').that_comes_before('Class[haproxy]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
      end

      context 'makes a whole node: Balancer of the OpenVoxDB nodes of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'dbbalancer.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_balancer_of_the_openvoxdb_nodes_of_extra_large',
          )
        end
        let(:node) { 'dbbalancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::openvoxdb' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }

        it do
          is_expected.to contain_openvox_platform__lb__pool('openvoxdb').with(
            port: 8081,
            members: ['openvoxdb1.example.com'],
            collect: true,
          )
        end

        it { is_expected.to contain_haproxy__listen('openvoxdb').with(bind: { '*:8081' => [] }, mode: 'tcp') }
        it { is_expected.to contain_file('/etc/openvox_platform/lb').with(owner: 'root', group: 'root', mode: '0700') }

        it do
          is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').with(
            owner: 'root',
            group: 'root',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # The check of the configuration reads it.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').that_comes_before('Concat[/etc/haproxy/haproxy.cfg]') }

        # HAProxy reads a renewed certificate when it is reloaded.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').that_notifies('Service[haproxy]') }

        it do
          is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').with(
            owner: 'root',
            group: 'root',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # The check of the configuration reads it.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').that_comes_before('Concat[/etc/haproxy/haproxy.cfg]') }

        # HAProxy reads a renewed certificate when it is reloaded.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').that_notifies('Service[haproxy]') }

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Concat[/etc/openvox_platform/lb/check.pem]') }

        # The package starts HAProxy, and a reload does not raise the limit.
        it { is_expected.to contain_systemd__dropin_file('haproxy.service openvox_platform limits').that_comes_before('Class[haproxy]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
      end

      context 'makes a whole node: Compiler of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_compiler_of_extra_large',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: true,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('puppet').with(
            server_ip: '0.0.0.0',
            server_port: 8140,
            server_http: false,
            server_ca: false,
            server_ca_crl_sync: false,
            server_crl_enable: true,
            server_admin_api_allowlist: %w[localhost compiler1.example.com],
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys/compiler1.example.com.pem').with(
            mode: '0640',
            group: 'puppet',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys').with(
            mode: '0750',
            group: 'puppet',
          )
        end

        # The configuration finds or makes the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[openvox_platform::certificates]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/puppetserver.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').that_notifies('Class[puppet::server::service]') }

        # The server starts with the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[puppet::server::service]') }

        # The package needs the user of the server.
        it { is_expected.to contain_class('puppet::server::install').that_comes_before('Package[openvoxdb-termini]') }

        # The server loads the terminus when it starts.
        it { is_expected.to contain_package('openvoxdb-termini').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::puppetdb_conf').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::routes').that_notifies('Class[puppet::server::service]') }

        it do
          is_expected.to contain_class('openvoxdb::master::config').with(
            puppetdb_server: 'dbbalancer.example.com',
            puppetdb_port: 8081,
            puppetdb_soft_write_failure: true,
            strict_validation: false,
          )
        end

        it { is_expected.not_to contain_puppetdb_conn_validator('puppetdb_conn') }
        it { is_expected.to contain_service('puppetdb').with(ensure: 'stopped', enable: false) }

        # r10k starts git, and refuses to run without it.
        it { is_expected.to contain_package('git').that_comes_before('Package[r10k]') }

        # The gem goes into the agent's Ruby.
        it { is_expected.to contain_package('openvox-agent').that_comes_before('Package[r10k]') }

        # The first deployment needs r10k.
        it { is_expected.to contain_package('r10k').that_comes_before('Service[openvox-deploy-code.timer]') }

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').with(
            owner: 'root',
            group: 'puppet',
            mode: '0750',
          )
        end

        it { is_expected.to contain_file('/etc/puppetlabs/puppet/foreman.yaml').with(group: 'puppet', mode: '0640') }

        # Without its classifier the server refuses every node.
        it { is_expected.to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc').that_comes_before('Class[puppet::server::service]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: OpenVoxDB of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvoxdb1.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_openvoxdb_of_extra_large',
          )
        end
        let(:node) { 'openvoxdb1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'openvoxdb' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('openvoxdb').with(
            listen_address: 'localhost',
            listen_port: 8080,
            ssl_listen_address: '0.0.0.0',
            ssl_listen_port: 8081,
            certificate_whitelist: [],
            manage_dbserver: false,
            manage_database: false,
            manage_firewall: false,
            postgresql_ssl_on: true,
            manage_db_password: true,
            migrate: true,
            gc_interval: 60,
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/conf.d/database.ini').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/ssl/private.pk8').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        # The package's own script copies the certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Package[openvoxdb]') }

        # The tool is in the package.
        it { is_expected.to contain_package('openvoxdb').that_comes_before('Exec[openvox_platform: certificate of OpenVoxDB]') }

        # Java's form of the key is made from the copy.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('Exec[/etc/puppetlabs/puppetdb/ssl/private.pk8]') }

        # The tool edits the file; the site's settings come last.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('File[/etc/puppetlabs/puppetdb/conf.d/jetty.ini]') }

        # Jetty reads certificates when it starts.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_notifies('Service[puppetdb]') }

        it { is_expected.to contain_service('puppetdb').with(start: 'systemctl start --no-block puppetdb') }
        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Monolithic server with OpenVoxView of Standard', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_monolithic_server_with_openvoxview_of_standard',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::monolithic' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: true,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('puppet').with(
            server_ip: '0.0.0.0',
            server_port: 8140,
            server_http: false,
            server_ca: true,
            server_ca_crl_sync: false,
            server_crl_enable: true,
            server_admin_api_allowlist: %w[localhost openvox.example.com],
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys/openvox.example.com.pem').with(
            mode: '0640',
            group: 'puppet',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppet/ssl/private_keys').with(
            mode: '0750',
            group: 'puppet',
          )
        end

        # The configuration finds or makes the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[openvox_platform::certificates]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').with(
            owner: 'root',
            group: 'root',
            mode: '0644',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/puppetserver.crt]') }

        # It reads its certificate when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/puppetserver.crt').that_notifies('Class[puppet::server::service]') }

        # The server starts with the certificate.
        it { is_expected.to contain_class('puppet::server::config').that_comes_before('Class[puppet::server::service]') }

        # The package needs the user of the server.
        it { is_expected.to contain_class('puppet::server::install').that_comes_before('Package[openvoxdb-termini]') }

        # The server loads the terminus when it starts.
        it { is_expected.to contain_package('openvoxdb-termini').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::puppetdb_conf').that_notifies('Class[puppet::server::service]') }

        # The server reads it when it starts.
        it { is_expected.to contain_class('openvoxdb::master::routes').that_notifies('Class[puppet::server::service]') }

        it do
          is_expected.to contain_class('openvoxdb::master::config').with(
            puppetdb_server: 'openvox.example.com',
            puppetdb_port: 8081,
            puppetdb_soft_write_failure: true,
            strict_validation: false,
          )
        end

        it { is_expected.not_to contain_puppetdb_conn_validator('puppetdb_conn') }

        # r10k starts git, and refuses to run without it.
        it { is_expected.to contain_package('git').that_comes_before('Package[r10k]') }

        # The gem goes into the agent's Ruby.
        it { is_expected.to contain_package('openvox-agent').that_comes_before('Package[r10k]') }

        # The first deployment needs r10k.
        it { is_expected.to contain_package('r10k').that_comes_before('Service[openvox-deploy-code.timer]') }

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/openvox_platform_enc') }
        it { is_expected.to contain_class('puppet').with(server_ca_allow_sans: false) }

        # There is no certificate before.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Class[openvox_platform::certificates]') }

        # The server starts with the certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Service[puppetserver]') }

        # The first backup finds an authority.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Systemd::Timer[openvox_platform_backup_ca.timer]') }

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/ca').with(
            owner: 'root',
            group: 'root',
            mode: '0700',
          )
        end

        # The package's own script copies the certificate.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('Package[openvoxdb]') }

        # There is no key to copy before.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('File[/etc/openvox_platform/postgresql/server.key]') }

        # There is no key to copy before.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('File[/etc/openvox_platform/openvoxview/key.pem]') }

        it do
          is_expected.to contain_class('openvoxdb').with(
            listen_address: 'localhost',
            listen_port: 8080,
            ssl_listen_address: '0.0.0.0',
            ssl_listen_port: 8081,
            certificate_whitelist: ['openvox.example.com'],
            manage_dbserver: false,
            manage_database: false,
            manage_firewall: false,
            postgresql_ssl_on: true,
            manage_db_password: false,
            migrate: true,
            gc_interval: 60,
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/conf.d/database.ini').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/ssl/private.pk8').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        # The package's own script copies the certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Package[openvoxdb]') }

        # The tool is in the package.
        it { is_expected.to contain_package('openvoxdb').that_comes_before('Exec[openvox_platform: certificate of OpenVoxDB]') }

        # Java's form of the key is made from the copy.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('Exec[/etc/puppetlabs/puppetdb/ssl/private.pk8]') }

        # The tool edits the file; the site's settings come last.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('File[/etc/puppetlabs/puppetdb/conf.d/jetty.ini]') }

        # Jetty reads certificates when it starts.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_notifies('Service[puppetdb]') }

        # OpenVoxDB gives up without its database.
        it { is_expected.to contain_service('postgresqld_instance_main').that_comes_before('Service[puppetdb]') }

        # OpenVoxDB migrates its database when it starts.
        it { is_expected.to contain_postgresql__server__database('puppetdb').that_comes_before('Service[puppetdb]') }

        # The migration uses the extension.
        it { is_expected.to contain_postgresql__server__extension('pg_trgm for puppetdb').that_comes_before('Service[puppetdb]') }

        it do
          is_expected.to contain_class('postgresql::server').with(
            listen_addresses: 'localhost,openvox.example.com',
            pg_hba_conf_defaults: false,
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('superuser by socket').with(
            type: 'local',
            user: 'postgres',
            auth_method: 'peer',
          )
        end

        it do
          is_expected.to contain_postgresql__server__pg_hba_rule('OpenVoxDB by certificate').with(
            type: 'hostssl',
            address: 'samehost',
            auth_method: 'cert',
          )
        end

        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('OpenVoxDB from all') }
        it { is_expected.not_to contain_postgresql__server__pg_hba_rule('Foreman by socket') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/postgresql]') }

        # The package brings the user.
        it { is_expected.to contain_package('postgresql-server').that_comes_before('File[/etc/openvox_platform/postgresql]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_comes_before('Class[postgresql::server::service]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_notifies('Class[postgresql::server::reload]') }

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/postgresql').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        # On EL the extension is in a package of its own.
        it { is_expected.to contain_class('postgresql::server::contrib').that_comes_before('Postgresql::Server::Extension[pg_trgm for puppetdb]') }

        # The first backup finds a server to ask.
        it { is_expected.to contain_service('postgresqld_instance_main').that_comes_before('Systemd::Timer[openvox_platform_backup_postgresql.timer]') }

        it do
          is_expected.to contain_class('openvoxview').with(
            listen_address: '127.0.0.1',
            listen_port: 5000,
            puppetdb_host: 'openvox.example.com',
            puppetdb_tls: true,
            puppetdb_tls_ignore: false,
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0750',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/ca.pem').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            show_diff: false,
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/openvoxview/ca.pem]') }

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/ca.pem').that_notifies('Class[openvoxview::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/cert.pem').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            show_diff: false,
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/openvoxview/cert.pem]') }

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/cert.pem').that_notifies('Class[openvoxview::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/key.pem').with(
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            show_diff: false,
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/openvoxview/key.pem]') }

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/key.pem').that_notifies('Class[openvoxview::service]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Another OpenVoxDB of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvoxdb2.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_another_openvoxdb_of_extra_large',
          )
        end
        let(:node) { 'openvoxdb2.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'openvoxdb' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_class('openvoxdb').with(
            listen_address: 'localhost',
            listen_port: 8080,
            ssl_listen_address: '0.0.0.0',
            ssl_listen_port: 8081,
            certificate_whitelist: [],
            manage_dbserver: false,
            manage_database: false,
            manage_firewall: false,
            postgresql_ssl_on: true,
            manage_db_password: true,
            migrate: false,
            gc_interval: 0,
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/conf.d/database.ini').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/puppetdb/ssl/private.pk8').with(
            group: 'puppetdb',
            mode: '0640',
          )
        end

        # The package's own script copies the certificate.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Package[openvoxdb]') }

        # The tool is in the package.
        it { is_expected.to contain_package('openvoxdb').that_comes_before('Exec[openvox_platform: certificate of OpenVoxDB]') }

        # Java's form of the key is made from the copy.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('Exec[/etc/puppetlabs/puppetdb/ssl/private.pk8]') }

        # The tool edits the file; the site's settings come last.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_comes_before('File[/etc/puppetlabs/puppetdb/conf.d/jetty.ini]') }

        # Jetty reads certificates when it starts.
        it { is_expected.to contain_exec('openvox_platform: certificate of OpenVoxDB').that_notifies('Service[puppetdb]') }

        it { is_expected.to contain_service('puppetdb').with(start: 'systemctl start --no-block puppetdb') }
        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Another member of the cluster of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql3.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_another_member_of_the_cluster_of_extra_large',
          )
        end
        let(:node) { 'postgresql3.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'postgresql' } }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::postgresql' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }
        it { is_expected.not_to contain_class('postgresql::server') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/postgresql]') }

        # The package brings the user.
        it { is_expected.to contain_package('postgresql-server').that_comes_before('File[/etc/openvox_platform/postgresql]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_comes_before('Service[patroni]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_notifies('Exec[reload Patroni]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_comes_before('Service[patroni]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_notifies('Exec[reload Patroni]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_comes_before('Service[patroni]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/ca.pem').that_notifies('Exec[reload Patroni]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # With TLS on and no key PostgreSQL does not start.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_comes_before('Service[patroni]') }

        # A renewed certificate arrives without a restart.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_notifies('Exec[reload Patroni]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').with(
            owner: 'postgres',
            mode: '0600',
            show_diff: false,
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/etcd.yml').with(
            owner: 'etcd',
            group: 'etcd',
            mode: '0600',
            content: %r{^listen-client-urls: .?https://0\.0\.0\.0:2379},
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/server.key').with(
            owner: 'etcd',
            group: 'etcd',
            mode: '0600',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/etcd/password').with(
            owner: 'root',
            group: 'root',
            mode: '0600',
            show_diff: false,
          )
        end

        it do
          is_expected.to contain_file('/var/backups/openvox_platform/postgresql').with(
            owner: 'postgres',
            group: 'postgres',
            mode: '0700',
          )
        end

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('File[/etc/openvox_platform/etcd]') }

        # etcd does not start without a key.
        it { is_expected.to contain_file('/etc/openvox_platform/etcd/server.key').that_comes_before('Service[etcd]') }

        # The first start decides what the cluster is.
        it { is_expected.to contain_file('/etc/openvox_platform/etcd/etcd.yml').that_comes_before('Service[etcd]') }

        # Patroni would only wait.
        it { is_expected.to contain_service('etcd').that_comes_before('Service[patroni]') }

        # Patroni must not bring another version.
        it { is_expected.to contain_package('postgresql-server').that_comes_before('Package[patroni]') }

        # The first start makes the cluster.
        it { is_expected.to contain_file('/etc/openvox_platform/patroni/patroni.yml').that_comes_before('Service[patroni]') }

        # There is a server to ask.
        it { is_expected.to contain_service('patroni').that_comes_before('Exec[databases of the cluster]') }

        # There is a server to dump.
        it { is_expected.to contain_service('patroni').that_comes_before('Systemd::Timer[openvox_platform_backup_postgresql.timer]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
        it { is_expected.not_to contain_class('openvox_platform::lb') }
        it { is_expected.not_to contain_class('haproxy') }
        it { is_expected.not_to contain_haproxy__listen('openvox_compilers') }
        it { is_expected.not_to contain_haproxy__listen('openvoxdb') }
      end

      context 'makes a whole node: Balancer of both pools of Extra Large', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'openvox_platform/makes_a_whole_node_balancer_of_both_pools_of_extra_large',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler, openvox_platform::profile::lb::openvoxdb' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            agent_server_hostname: 'openvox.example.com',
            ca_server: 'openvox.example.com',
            server: false,
            additional_settings: { 'crl_refresh_interval' => '4h' },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/puppet/ssl/crl.pem') }

        it do
          is_expected.to contain_openvox_platform__lb__pool('openvox_compilers').with(
            port: 8140,
            members: ['openvox.example.com'],
            collect: true,
          )
        end

        it { is_expected.to contain_haproxy__listen('openvox_compilers').with(bind: { '*:8140' => [] }, mode: 'tcp') }

        it do
          is_expected.to contain_openvox_platform__lb__pool('openvoxdb').with(
            port: 8081,
            members: ['openvoxdb1.example.com'],
            collect: true,
          )
        end

        it { is_expected.to contain_haproxy__listen('openvoxdb').with(bind: { '*:8081' => [] }, mode: 'tcp') }
        it { is_expected.to contain_file('/etc/openvox_platform/lb').with(owner: 'root', group: 'root', mode: '0700') }

        it do
          is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').with(
            owner: 'root',
            group: 'root',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # The check of the configuration reads it.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').that_comes_before('Concat[/etc/haproxy/haproxy.cfg]') }

        # HAProxy reads a renewed certificate when it is reloaded.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').that_notifies('Service[haproxy]') }

        it do
          is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').with(
            owner: 'root',
            group: 'root',
            mode: '0600',
            show_diff: false,
            backup: false,
          )
        end

        # The check of the configuration reads it.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').that_comes_before('Concat[/etc/haproxy/haproxy.cfg]') }

        # HAProxy reads a renewed certificate when it is reloaded.
        it { is_expected.to contain_concat('/etc/openvox_platform/lb/ca.pem').that_notifies('Service[haproxy]') }

        # There is something to copy.
        it { is_expected.to contain_class('openvox_platform::certificates').that_comes_before('Concat[/etc/openvox_platform/lb/check.pem]') }

        # The package starts HAProxy, and a reload does not raise the limit.
        it { is_expected.to contain_systemd__dropin_file('haproxy.service openvox_platform limits').that_comes_before('Class[haproxy]') }

        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_ini_setting('openvox_platform agent server') }
        it { is_expected.not_to contain_class('openvox_platform::server') }
        it { is_expected.not_to contain_service('puppetserver') }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_exec('puppet_server_config-generate_ca_cert') }
        it { is_expected.not_to contain_class('openvox_platform::backup::ca') }
        it { is_expected.not_to contain_class('openvox_platform::openvoxdb') }
        it { is_expected.not_to contain_package('openvoxdb') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_service('etcd') }
        it { is_expected.not_to contain_class('openvox_platform::profile::foreman') }
        it { is_expected.not_to contain_class('foreman') }
        it { is_expected.not_to contain_class('redis') }
        it { is_expected.not_to contain_class('openvox_platform::foreman::proxy') }
        it { is_expected.not_to contain_class('foreman_proxy') }
        it { is_expected.not_to contain_class('openvox_platform::profile::openvoxview') }
        it { is_expected.not_to contain_class('openvoxview') }
      end
    end
  end
end
