# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::postgresql::patroni', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'is what a member is by its name alone, on every system', :real do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/is_what_a_member_is_by_its_name_alone_on_every_system',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::profile::postgresql') }
        it { is_expected.to contain_class('openvox_platform::postgresql::installation') }
        it { is_expected.to contain_class('openvox_platform::postgresql::patroni') }
        it { is_expected.to contain_class('openvox_platform::postgresql::patroni::packages') }
        it { is_expected.to contain_class('openvox_platform::postgresql::patroni::configuration') }
        it { is_expected.to contain_class('openvox_platform::postgresql::patroni::etcd') }
        it { is_expected.to contain_class('openvox_platform::postgresql::patroni::databases') }
        it { is_expected.to contain_service('patroni').with(ensure: 'running', enable: true) }
        it { is_expected.to contain_service('etcd') }
        it { is_expected.not_to contain_class('postgresql::server') }
        it { is_expected.not_to contain_class('openvox_platform::postgresql::standalone') }

        # The packages bring the user.
        it { is_expected.to contain_class('openvox_platform::postgresql::patroni::packages').that_comes_before('File[/etc/openvox_platform/patroni]') }
      end

      context 'reloads, and never restarts, before a service that would be started', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/reloads_and_never_restarts_before_a_service_that_would_be_started',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_exec('reload Patroni').with(
            command: %w[/usr/bin/systemctl reload patroni.service],
            onlyif: [%w[/usr/bin/systemctl --quiet is-active patroni.service]],
            refreshonly: true,
          )
        end

        # The signal would end a Patroni that has just been started.
        it { is_expected.to contain_exec('reload Patroni').that_comes_before('Service[patroni]') }

        # A renewed certificate is served.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.crt').that_notifies('Exec[reload Patroni]') }

        # A revoked certificate is refused.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/crl.pem').that_notifies('Exec[reload Patroni]') }

        # PostgreSQL does not start without its key.
        it { is_expected.to contain_file('/etc/openvox_platform/postgresql/server.key').that_comes_before('Service[patroni]') }

        # There is a server to dump.
        it { is_expected.to contain_service('patroni').that_comes_before('Systemd::Timer[openvox_platform_backup_postgresql.timer]') }
      end

      context 'brings the shared settings up to date on the leader only', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/brings_the_shared_settings_up_to_date_on_the_leader_only',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_exec('settings of the cluster').with(
            command: 'patronictl -c /etc/openvox_platform/patroni/patroni.yml edit-config --quiet --force --apply /etc/openvox_platform/patroni/shared.yml',
            onlyif: '/etc/openvox_platform/patroni/databases.sh leading',
            unless: %r{edit-config --apply - < .*shared.yml \| grep --quiet},
            provider: 'shell',
            path: %w[/usr/bin /bin],
            environment: ['LC_ALL=C.UTF-8'],
            user: 'postgres',
            cwd: '/',
          )
        end

        # There is a cluster to ask.
        it { is_expected.to contain_service('patroni').that_comes_before('Exec[settings of the cluster]') }
      end

      context 'refuses a node that the infrastructure does not know', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg9.example.com',
            'scenario' => 'postgresql/patroni/refuses_a_node_that_the_infrastructure_does_not_know',
          )
        end
        let(:node) { 'pg9.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::postgresql' }

        it { is_expected.to compile.and_raise_error(%r{profile::postgresql: pg9.example.com is not among the members of the Patroni cluster.*openvox_platform::patroni_members}) }
      end

      context 'is found by OpenVoxDB, whichever member leads', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/patroni/is_found_by_openvoxdb_whichever_member_leads',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_ini_setting('puppetdb_subname').with(
            value: %r{^//pg1.example.com:5432,pg2.example.com:5432,pg3.example.com:5432/puppetdb\?targetServerType=primary&tcpKeepAlive=true&connectTimeout=5&hostRecheckSeconds=30&ssl=true&.*sslmode=verify-full&},
          )
        end
      end

      context 'is found by OpenVoxDB at the address that the site lets follow the leader', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'postgresql/patroni/is_found_by_openvoxdb_at_the_address_that_the_site_lets_follow_the_leader',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_ini_setting('puppetdb_subname').with(
            value: %r{^//pgsql.example.com:5432/puppetdb\?targetServerType=primary&},
          )
        end
      end

      context 'is found by Foreman, whichever member leads', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'postgresql/patroni/is_found_by_foreman_whichever_member_leads',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::foreman' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('foreman').with(
            db_extra_options: {
              'host' => 'pg1.example.com,pg2.example.com,pg3.example.com',
              'target_session_attrs' => 'read-write',
              'connect_timeout' => 5,
              'keepalives_idle' => 60,
              'keepalives_interval' => 10,
              'keepalives_count' => 3,
              'tcp_user_timeout' => 60_000,
            },
          ).without('db_host')
        end
      end

      context 'has that address in the certificates of its members', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/has_that_address_in_the_certificates_of_its_members',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('puppet').with(dns_alt_names: %w[pg1.example.com pgsql.example.com]) }
      end
    end
  end
end
