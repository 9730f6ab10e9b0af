# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::keepalive', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'gives up silent peers of a balancer within minutes', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'keepalive/gives_up_silent_peers_of_a_balancer_within_minutes',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::keepalive') }

        it do
          is_expected.to contain_file('/etc/sysctl.d/60-openvox_platform.conf').with(
            ensure: 'file',
            owner: 'root',
            group: 'root',
            mode: '0644',
            content: %r{^net.ipv4.tcp_keepalive_time = 60$},
          )
        end

        it do
          is_expected.to contain_exec('openvox_platform: settings of TCP').with(
            command: %w[systemd-sysctl /etc/sysctl.d/60-openvox_platform.conf],
            path: %w[/usr/lib/systemd /lib/systemd],
            refreshonly: true,
          )
        end

        # They count from now on, and not only after a reboot.
        it { is_expected.to contain_file('/etc/sysctl.d/60-openvox_platform.conf').that_notifies('Exec[openvox_platform: settings of TCP]') }
      end
    end
  end
end
