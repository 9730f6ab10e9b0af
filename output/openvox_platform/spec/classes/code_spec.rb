# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::code', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'deploys one repository with the code and the data', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'code/deploys_one_repository_with_the_code_and_the_data',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('r10k').with(
            sources: {
              'control' => {
                'remote' => 'https://git.example.com/control.git',
                'basedir' => '/etc/puppetlabs/code/environments',
              },
            },
            cachedir: '/opt/puppetlabs/puppet/cache/r10k',
            postrun: ['/usr/local/sbin/openvox-code-deployed'],
            pool_size: 4,
          )
        end

        it { is_expected.to contain_file('r10k.yaml').with(path: '/etc/puppetlabs/r10k/r10k.yaml', mode: '0640') }
        it { is_expected.to contain_package('git') }

        it do
          is_expected.to contain_file('/etc/puppetlabs/code/hieradata').with(
            ensure: 'directory',
            owner: 'root',
            group: 'root',
            mode: '0755',
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox-code-deployed').with(
            mode: '0755',
            content: %r{branches=/etc/puppetlabs/code/environments\n},
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox-deploy-code').with(
            mode: '0755',
            content: %r{exec flock /run/lock/\S+ /usr/bin/r10k deploy environment},
          )
        end

        it do
          is_expected.to contain_systemd__timer('openvox-deploy-code.timer').with(
            active: true,
            enable: true,
            timer_content: %r{OnUnitInactiveSec=5min},
            service_content: %r{ExecStart=/usr/local/sbin/openvox-deploy-code\nTimeoutStartSec=30min},
          )
        end

        it { is_expected.not_to contain_file('/etc/puppetlabs/r10k/deploy_key') }
        it { is_expected.not_to contain_file('/etc/puppetlabs/r10k/known_hosts') }

        # r10k starts git, and refuses to run without it.
        it { is_expected.to contain_package('git').that_comes_before('Package[r10k]') }

        # A deployment tells the server with it.
        it { is_expected.to contain_package('curl').that_comes_before('Service[openvox-deploy-code.timer]') }

        # The gem goes into the agent's Ruby.
        it { is_expected.to contain_package('openvox-agent').that_comes_before('Package[r10k]') }

        # The first deployment needs r10k.
        it { is_expected.to contain_package('r10k').that_comes_before('Service[openvox-deploy-code.timer]') }

        # The timer starts it.
        it { is_expected.to contain_file('/usr/local/sbin/openvox-deploy-code').that_comes_before('Service[openvox-deploy-code.timer]') }

        # Each deployment ends with it.
        it { is_expected.to contain_file('/usr/local/sbin/openvox-code-deployed').that_comes_before('Service[openvox-deploy-code.timer]') }

        # The links to the Hiera data go there.
        it { is_expected.to contain_file('/etc/puppetlabs/code/hieradata').that_comes_before('Service[openvox-deploy-code.timer]') }
      end

      context 'deploys the data from a repository of their own', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'code/deploys_the_data_from_a_repository_of_their_own',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('r10k').with(
            sources: {
              'control' => {
                'remote' => 'https://git.example.com/control.git',
                'basedir' => '/etc/puppetlabs/code/environments',
              },
              'hiera' => {
                'remote' => 'https://git.example.com/hiera.git',
                'basedir' => '/etc/puppetlabs/code/hieradata-branches',
              },
            },
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox-code-deployed').with(
            content: %r{branches=/etc/puppetlabs/code/hieradata-branches\n},
          )
        end
      end

      context 'reads private repositories with a key, from servers that it knows', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'code/reads_private_repositories_with_a_key_from_servers_that_it_knows',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_file('/etc/puppetlabs/r10k/deploy_key').with(
            ensure: 'file',
            owner: 'root',
            group: 'root',
            mode: '0400',
            show_diff: false,
            content: sensitive("not a key, but where one would be\n"),
          )
        end

        it do
          is_expected.to contain_file('/etc/puppetlabs/r10k/known_hosts').with(
            mode: '0644',
            content: "git.example.com ssh-ed25519 AAAA\n[git.example.com]:2222 ssh-ed25519 BBBB\n",
          )
        end

        it do
          is_expected.to contain_file('/usr/local/sbin/openvox-deploy-code').with(
            content: %r{-i /etc/puppetlabs/r10k/deploy_key .*StrictHostKeyChecking=yes -o UserKnownHostsFile=/etc/puppetlabs/r10k/known_hosts},
          )
        end

        it do
          is_expected.to contain_systemd__timer('openvox-deploy-code.timer').with(
            timer_content: %r{OnUnitInactiveSec=1h},
            service_content: %r{TimeoutStartSec=10min},
          )
        end

        # The first fetch needs the key.
        it { is_expected.to contain_file('/etc/puppetlabs/r10k/deploy_key').that_comes_before('Service[openvox-deploy-code.timer]') }

        # Nobody is there to accept a host key.
        it { is_expected.to contain_file('/etc/puppetlabs/r10k/known_hosts').that_comes_before('Service[openvox-deploy-code.timer]') }
      end

      context 'yields to the keys of class r10k', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'code/yields_to_the_keys_of_class_r10k',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('r10k').with(cachedir: '/srv/r10k', pool_size: 2, postrun: ['/bin/true']) }
      end

      context 'leaves environments alone that were put in place by hand', :real, if: (os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9') || (os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12') do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'code/leaves_environments_alone_that_were_put_in_place_by_hand',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.not_to contain_class('r10k') }
        it { is_expected.not_to contain_systemd__timer('openvox-deploy-code.timer') }
        it { is_expected.not_to contain_file('/usr/local/sbin/openvox-deploy-code') }
      end
    end
  end
end
