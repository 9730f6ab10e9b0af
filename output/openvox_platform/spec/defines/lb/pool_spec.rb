# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::lb::pool', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'passes TCP through to the member with the fewest connections that is well', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'lb/pool/passes_tcp_through_to_the_member_with_the_fewest_connections_that_is_well',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_openvox_platform__lb__pool('openvox_compilers').with(
            port: 8140,
            members: ['openvox.example.com'],
            collect: true,
          )
        end

        it do
          is_expected.to contain_haproxy__listen('openvox_compilers').with(
            bind: { '*:8140' => [] },
            mode: 'tcp',
            collect_exported: true,
            options: [
              { 'balance' => 'leastconn' },
              { 'option' => 'httpchk GET /status/v1/simple' },
              { 'http-check' => 'expect status 200' },
              {
                'default-server' => 'init-addr last,libc,none check check-ssl ca-file /etc/openvox_platform/lb/ca.pem crt /etc/openvox_platform/lb/check.pem verify required inter 5s fastinter 2s fall 3 rise 2 slowstart 60s',
              },
            ],
          )
        end

        it do
          is_expected.to contain_haproxy__balancermember('openvox_compilers-openvox.example.com').with(
            listening_service: 'openvox_compilers',
            server_names: 'openvox.example.com',
            ipaddresses: 'openvox.example.com',
            ports: 8140,
            verifyhost: true,
          )
        end

        it { is_expected.not_to contain_haproxy__resolver('system') }
      end

      context 'asks the name servers that the site names, and keeps what it knows while they are silent', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'balancer.example.com',
            'scenario' => 'lb/pool/asks_the_name_servers_that_the_site_names_and_keeps_what_it_knows_while_they_are_silent',
          )
        end
        let(:node) { 'balancer.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::lb::compiler' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_haproxy__resolver('system').with(
            nameservers: { '192.0.2.53' => '192.0.2.53:53', '2001:db8::53' => '2001:db8::53:53' },
            hold: { 'nx' => '24d', 'other' => '24d', 'refused' => '24d', 'timeout' => '24d' },
          )
        end

        it do
          is_expected.to contain_haproxy__listen('openvox_compilers').with(
            options: [
              { 'balance' => 'leastconn' },
              { 'option' => 'httpchk GET /status/v1/simple' },
              { 'http-check' => 'expect status 200' },
              {
                'default-server' => 'init-addr last,libc,none resolvers system check check-ssl ca-file /etc/openvox_platform/lb/ca.pem crt /etc/openvox_platform/lb/check.pem verify required inter 5s fastinter 2s fall 3 rise 2 slowstart 60s',
              },
            ],
          )
        end
      end
    end
  end
end
