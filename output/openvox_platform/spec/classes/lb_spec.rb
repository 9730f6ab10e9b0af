# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::lb', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'keeps copies of its certificate for the health checks', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'lb/keeps_copies_of_its_certificate_for_the_health_checks',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::lb') }
        it { is_expected.to contain_class('openvox_platform::directory') }
        it { is_expected.to contain_class('openvox_platform::keepalive') }

        it do
          is_expected.to contain_file('/etc/openvox_platform').with(
            ensure: 'directory',
            owner: 'root',
            group: 'root',
            mode: '0755',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/lb').with(
            ensure: 'directory',
            owner: 'root',
            group: 'root',
            mode: '0700',
          )
        end

        it do
          is_expected.to contain_concat('/etc/openvox_platform/lb/check.pem').with(
            ensure: 'present',
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
            ensure: 'present',
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

        it do
          is_expected.to contain_concat__fragment('openvox_platform::lb certificate').with(
            target: '/etc/openvox_platform/lb/check.pem',
            source: '/etc/puppetlabs/puppet/ssl/certs/balancer.example.com.pem',
            order: '1',
          )
        end

        it do
          is_expected.to contain_concat__fragment('openvox_platform::lb key').with(
            target: '/etc/openvox_platform/lb/check.pem',
            source: '/etc/puppetlabs/puppet/ssl/private_keys/balancer.example.com.pem',
            order: '2',
          )
        end

        it do
          is_expected.to contain_concat__fragment('openvox_platform::lb certificate authority').with(
            target: '/etc/openvox_platform/lb/ca.pem',
            source: '/etc/puppetlabs/puppet/ssl/certs/ca.pem',
          )
        end
      end

      context 'reloads HAProxy, and lets long compilations end', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'lb/reloads_haproxy_and_lets_long_compilations_end',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('haproxy').with(
            merge_options: false,
            restart_command: 'systemctl reload haproxy.service',
            global_options: {
              'log' => '/dev/log local0',
              'chroot' => '/var/lib/haproxy',
              'user' => 'haproxy',
              'group' => 'haproxy',
              'daemon' => '',
              'maxconn' => 20_000,
              'stats' => ['socket /var/lib/haproxy/stats mode 660 level admin', 'timeout 30s'],
            },
            defaults_options: {
              'log' => 'global',
              'mode' => 'tcp',
              'option' => ['tcplog', 'dontlognull', 'redispatch 1', 'clitcpka', 'srvtcpka'],
              'retries' => 3,
              'timeout' => ['queue 2m', 'connect 5s', 'client 10m', 'server 10m', 'check 10s'],
            },
          )
        end

        it do
          is_expected.to contain_systemd__dropin_file('haproxy.service openvox_platform limits').with(
            unit: 'haproxy.service',
            filename: 'openvox_platform-limits.conf',
            content: %r{LimitNOFILE=41000},
          )
        end

        # The package starts HAProxy, and a reload does not raise the limit.
        it { is_expected.to contain_systemd__dropin_file('haproxy.service openvox_platform limits').that_comes_before('Class[haproxy]') }
      end

      context 'is as large as it is told to be', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'lb/is_as_large_as_it_is_told_to_be',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_systemd__dropin_file('haproxy.service openvox_platform limits').with(
            content: %r{LimitNOFILE=2000},
          )
        end

        it do
          is_expected.to contain_class('haproxy').with(
            defaults_options: {
              'log' => 'global',
              'mode' => 'tcp',
              'option' => ['tcplog', 'dontlognull', 'redispatch 1', 'clitcpka', 'srvtcpka'],
              'retries' => 3,
              'timeout' => ['queue 2m', 'connect 5s', 'client 1h', 'server 1h', 'check 10s'],
            },
          )
        end
      end

      context 'yields to the keys of class haproxy', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'lb/yields_to_the_keys_of_class_haproxy',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('haproxy').with(
            global_options: { 'maxconn' => 10 },
            defaults_options: { 'mode' => 'tcp' },
            restart_command: '/bin/true',
          )
        end
      end

      context 'lets HAProxy connect where SELinux is on', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'os.selinux.enabled' => true,
            'scenario' => 'lb/lets_haproxy_connect_where_selinux_is_on',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_selboolean('haproxy_connect_any').with(value: 'on', persistent: true) }

        # It could not reach the members of its pools.
        it { is_expected.to contain_selboolean('haproxy_connect_any').that_comes_before('Service[haproxy]') }
      end

      context 'knows nothing of SELinux where it is off', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'os.selinux.enabled' => false,
            'scenario' => 'lb/knows_nothing_of_selinux_where_it_is_off',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_selboolean('haproxy_connect_any') }
      end
    end
  end
end
