# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::profile::openvoxview' do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'asks OpenVoxDB with copies of the node\'s certificate', :real do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'profile/openvoxview/asks_openvoxdb_with_copies_of_the_node_s_certificate',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::profile::openvoxview').with(
            certificate_directory: '/etc/openvox_platform/openvoxview',
          )
        end

        it do
          is_expected.to contain_class('openvoxview').with(
            puppetdb_host: 'openvox.example.com',
            puppetdb_port: 8081,
            puppetdb_tls: true,
            puppetdb_tls_ignore: false,
            puppetdb_tls_ca_path: '/etc/openvox_platform/openvoxview/ca.pem',
            puppetdb_tls_cert_path: '/etc/openvox_platform/openvoxview/cert.pem',
            puppetdb_tls_key_path: '/etc/openvox_platform/openvoxview/key.pem',
            listen_address: '127.0.0.1',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview').with(
            ensure: 'directory',
            owner: 'root',
            group: 'openvoxview',
            mode: '0750',
          )
        end

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/ca.pem').with(
            ensure: 'file',
            source: '/etc/puppetlabs/puppet/ssl/certs/ca.pem',
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            links: 'follow',
            show_diff: false,
            backup: false,
          )
        end

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/ca.pem').that_notifies('Class[openvoxview::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/cert.pem').with(
            ensure: 'file',
            source: '/etc/puppetlabs/puppet/ssl/certs/web.example.com.pem',
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            links: 'follow',
            show_diff: false,
            backup: false,
          )
        end

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/cert.pem').that_notifies('Class[openvoxview::service]') }

        it do
          is_expected.to contain_file('/etc/openvox_platform/openvoxview/key.pem').with(
            ensure: 'file',
            source: '/etc/puppetlabs/puppet/ssl/private_keys/web.example.com.pem',
            owner: 'root',
            group: 'openvoxview',
            mode: '0640',
            links: 'follow',
            show_diff: false,
            backup: false,
          )
        end

        # It reads them when it starts.
        it { is_expected.to contain_file('/etc/openvox_platform/openvoxview/key.pem').that_notifies('Class[openvoxview::service]') }
      end

      context 'waits for the certificate authority of its own node', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'profile/openvoxview/waits_for_the_certificate_authority_of_its_own_node',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        # The certificate is made in the same run.
        it { is_expected.to contain_exec('puppet_server_config-generate_ca_cert').that_comes_before('File[/etc/openvox_platform/openvoxview/key.pem]') }
      end

      context 'refuses a node that nobody has named', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'profile/openvoxview/refuses_a_node_that_nobody_has_named',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{OpenVoxView belongs on openvox.example.com\. Set openvox_platform::openvoxview_server to web.example.com}) }
      end

      context 'refuses a node that OpenVoxDB would refuse', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'profile/openvoxview/refuses_a_node_that_openvoxdb_would_refuse',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox.example.com answers .*, and not web.example.com\. Name this node in openvox_platform::openvoxview_server}) }
      end

      context 'makes a node of the platform of one that is named, whom the OpenVoxDB of the primary answers', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'profile/openvoxview/makes_a_node_of_the_platform_of_one_that_is_named_whom_the_openvoxdb_of_the_primary_answers',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvoxview').with(puppetdb_host: 'openvox.example.com') }
        it { is_expected.to contain_class('puppet').with(agent_server_hostname: 'openvox.example.com') }
        it { is_expected.not_to contain_class('openvox_platform::agent') }
      end

      context 'takes the word of the site for who may ask OpenVoxDB', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'profile/openvoxview/takes_the_word_of_the_site_for_who_may_ask_openvoxdb',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvoxview') }
      end

      context 'refuses a platform without OpenVoxDB', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'profile/openvoxview/refuses_a_platform_without_openvoxdb',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{OpenVoxView shows the data of OpenVoxDB, and openvox_platform::use_openvoxdb is false}) }
      end
    end
  end
end
