# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::serverless', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'starts the command and not the agent', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'serverless/starts_the_command_and_not_the_agent',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::serverless') }
        it { is_expected.not_to contain_class('openvox_platform::agent') }
        it { is_expected.not_to contain_class('puppet') }
        it { is_expected.to contain_service('puppet').with(ensure: 'stopped', enable: false) }

        it do
          is_expected.to contain_file('/var/lib/openvox-apply').with(
            ensure: 'directory',
            owner: 'root',
            group: 'root',
            mode: '0700',
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox-apply').with(
            ensure: 'file',
            owner: 'root',
            group: 'root',
            mode: '0700',
            content: %r{control_repo=https://git.example.com/control.git\n.*\nhiera_repo=\n},
          )
        end

        it do
          is_expected.to contain_systemd__timer('openvox-apply.timer').with(
            active: true,
            enable: true,
            timer_content: %r{OnCalendar=\*:00/30\nRandomizedDelaySec=25min\n(.*\n)*Persistent=true},
            service_content: %r{ExecStart=/usr/local/sbin/openvox-apply\n(.*\n)*SuccessExitStatus=2\nTimeoutStartSec=2h},
          )
        end

        it { is_expected.to contain_package('git') }

        it do
          is_expected.to contain_class('r10k').with(
            sources: {
              'control' => {
                'remote' => '/var/lib/openvox-apply/control.git',
                'basedir' => '/var/lib/openvox-apply/staging',
              },
            },
            cachedir: '/var/lib/openvox-apply/r10k',
            configfile: '/etc/puppetlabs/r10k/r10k.yaml',
            deploy_settings: { 'exclude_spec' => true },
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/r10k/deploy_key') }
        it { is_expected.not_to contain_file('/etc/puppetlabs/r10k/known_hosts') }

        # The timer starts it.
        it { is_expected.to contain_file('/usr/local/sbin/openvox-apply').that_comes_before('Systemd::Timer[openvox-apply.timer]') }

        # The command would make the directory, readable for everybody.
        it { is_expected.to contain_file('/var/lib/openvox-apply').that_comes_before('Systemd::Timer[openvox-apply.timer]') }

        # A run begins with a fetch.
        it { is_expected.to contain_package('git').that_comes_before('Systemd::Timer[openvox-apply.timer]') }
      end

      context 'leaves the environment, and all of puppet.conf but single settings, to the site', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'serverless/leaves_the_environment_and_all_of_puppet_conf_but_single_settings_to_the_site',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_ini_setting('openvox_platform serverless ca_server').with(
            ensure: 'present',
            path: '/srv/puppet.conf',
            section: 'main',
            setting: 'ca_server',
            value: 'openvox.example.com',
          )
        end

        it { is_expected.not_to contain_ini_setting('openvox_platform serverless environment') }
        it { is_expected.not_to contain_ini_setting('openvox_platform serverless server') }
      end

      context 'reports to nobody before it has a certificate', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'serverless/reports_to_nobody_before_it_has_a_certificate',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_ini_setting('openvox_platform serverless reports') }
        it { is_expected.not_to contain_class('openvoxdb::master::config') }
        it { is_expected.not_to contain_class('puppetserver_foreman') }
      end

      context 'reports to nobody where there is nobody', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'openvox_platform.certificate_names' => ['web.example.com'],
            'scenario' => 'serverless/reports_to_nobody_where_there_is_nobody',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_ini_setting('openvox_platform serverless ca_server') }
        it { is_expected.not_to contain_ini_setting('openvox_platform serverless reports') }
        it { is_expected.not_to contain_class('openvoxdb::master::config') }
        it { is_expected.not_to contain_class('puppetserver_foreman') }
      end

      context 'reports to OpenVoxDB and to Foreman', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'openvox_platform.certificate_names' => ['web.example.com'],
            'scenario' => 'serverless/reports_to_openvoxdb_and_to_foreman',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_ini_setting('openvox_platform serverless reports').with(
            ensure: 'present',
            path: '/etc/puppetlabs/puppet/puppet.conf',
            section: 'main',
            setting: 'reports',
            value: 'puppetdb,foreman,http',
          )
        end

        it do
          is_expected.to contain_class('openvoxdb::master::config').with(
            masterless: true,
            puppetdb_server: 'openvox.example.com',
            puppetdb_port: 8081,
            puppetdb_soft_write_failure: true,
            manage_report_processor: false,
            create_puppet_service_resource: false,
            restart_puppet: false,
            strict_validation: false,
          )
        end

        it do
          is_expected.to contain_file('/var/lib/openvox-apply/foreman').with(
            ensure: 'directory',
            owner: 'root',
            group: 'root',
            mode: '0700',
          )
        end

        it do
          is_expected.to contain_class('puppetserver_foreman').with(
            foreman_url: 'https://foreman.example.com',
            enc: true,
            enc_timeout: 10,
            reports: true,
            reports_timeout: 10,
            puppet_user: 'root',
            puppet_group: 'root',
            puppet_home: '/var/lib/openvox-apply/foreman',
            ssl_cert: '/etc/puppetlabs/puppet/ssl/certs/web.example.com.pem',
            ssl_key: '/etc/puppetlabs/puppet/ssl/private_keys/web.example.com.pem',
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox-apply').with(
            content: %r{directory=/var/lib/openvox-apply/foreman/server_data/facts},
          )
        end

        # A run loads the processors of puppet.conf.
        it { is_expected.to contain_class('openvoxdb::master::config').that_comes_before('Ini_setting[openvox_platform serverless reports]') }

        # A run loads the processors of puppet.conf.
        it { is_expected.to contain_class('puppetserver_foreman').that_comes_before('Ini_setting[openvox_platform serverless reports]') }

        # It makes directories there.
        it { is_expected.to contain_file('/var/lib/openvox-apply/foreman').that_comes_before('Class[puppetserver_foreman]') }
      end

      context 'reports to the pool where there is one', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'openvox_platform.certificate_names' => ['web.example.com'],
            'scenario' => 'serverless/reports_to_the_pool_where_there_is_one',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvoxdb::master::config').with(puppetdb_server: 'dbbalancer.example.com') }
      end

      context 'reads private repositories with a key, from servers that it knows', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'serverless/reads_private_repositories_with_a_key_from_servers_that_it_knows',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/puppetlabs/r10k/deploy_key').with(
            mode: '0400',
            show_diff: false,
            content: sensitive("not a key, but where one would be\n"),
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/r10k/known_hosts').with(
            mode: '0644',
            content: "git.example.com ssh-ed25519 AAAA\n",
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox-apply').with(
            content: %r{-i /etc/puppetlabs/r10k/deploy_key .*StrictHostKeyChecking=yes -o UserKnownHostsFile=/etc/puppetlabs/r10k/known_hosts},
          )
        end

        # The first fetch needs the key.
        it { is_expected.to contain_file('/etc/puppetlabs/r10k/deploy_key').that_comes_before('Systemd::Timer[openvox-apply.timer]') }

        # Nobody is there to accept a host key.
        it { is_expected.to contain_file('/etc/puppetlabs/r10k/known_hosts').that_comes_before('Systemd::Timer[openvox-apply.timer]') }
      end

      context 'runs as often and as long as the site wants', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'serverless/runs_as_often_and_as_long_as_the_site_wants',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_systemd__timer('openvox-apply.timer').with(
            timer_content: %r{OnCalendar=hourly\nRandomizedDelaySec=1h\n},
            service_content: %r{TimeoutStartSec=30min},
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox-apply').with(
            content: %r{fetch_timeout=33\nmodules_timeout=44\nkeep=5\n.*\nretries=\(6 7\)\n},
          )
        end
      end

      context 'is ready before the first run starts', :real do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'openvox_platform.certificate_names' => ['web.example.com'],
            'scenario' => 'serverless/is_ready_before_the_first_run_starts',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_package('r10k') }
        it { is_expected.to contain_package('openvoxdb-termini') }
        it { is_expected.not_to contain_service('puppetserver') }

        # The timer starts it.
        it { is_expected.to contain_file('/usr/local/sbin/openvox-apply').that_comes_before('Service[openvox-apply.timer]') }

        # r10k starts git, and refuses to run without it.
        it { is_expected.to contain_package('git').that_comes_before('Package[r10k]') }

        # It has the report processor.
        it { is_expected.to contain_package('openvoxdb-termini').that_comes_before('Ini_setting[openvox_platform serverless reports]') }
      end

      context 'leaves openvox.example.com what it is, a node of the platform', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'serverless/leaves_openvox_example_com_what_it_is_a_node_of_the_platform',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_class('openvox_platform::serverless') }
        it { is_expected.not_to contain_file('/usr/local/sbin/openvox-apply') }
      end

      context 'leaves postgresql.example.com what it is, a node of the platform', if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'postgresql.example.com',
            'scenario' => 'serverless/leaves_postgresql_example_com_what_it_is_a_node_of_the_platform',
          )
        end
        let(:node) { 'postgresql.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_class('openvox_platform::serverless') }
        it { is_expected.not_to contain_file('/usr/local/sbin/openvox-apply') }
      end
    end
  end
end
