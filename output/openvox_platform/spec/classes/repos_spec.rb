# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::repos', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'knows the repository for yum', if: os_facts['os']['family'] == 'RedHat' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'repos/knows_the_repository_for_yum',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_yumrepo('openvox8').with(
            ensure: 'present',
            descr: 'OpenVox packages (openvox8)',
            baseurl: %r{\Ahttps://yum\.voxpupuli\.org/openvox8/el/\d+/\$basearch\z},
            enabled: 1,
            gpgcheck: 1,
            gpgkey: 'https://yum.voxpupuli.org/GPG-KEY-openvox.pub',
          )
        end

        it { is_expected.not_to contain_apt__source('openvox8') }
      end

      context 'takes the packages for yum from a mirror', if: os_facts['os']['family'] == 'RedHat' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'repos/takes_the_packages_for_yum_from_a_mirror',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_yumrepo('openvox9').with(
            baseurl: %r{\Ahttps://mirror\.example\.com/openvox/openvox9/el/},
            gpgkey: 'file:///etc/pki/rpm-gpg/RPM-GPG-KEY-openvox',
          )
        end
      end

      context 'has a path of its own for Fedora and Amazon Linux', if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'os.name' => 'Fedora',
            'scenario' => 'repos/has_a_path_of_its_own_for_fedora_and_amazon_linux',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_yumrepo('openvox8').with(baseurl: %r{/openvox8/fedora/}) }
      end

      context 'knows the repository for apt', :real, if: os_facts['os']['family'] == 'Debian' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'repos/knows_the_repository_for_apt',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_exec('openvox_platform: keyring of OpenVox').with(
            environment: [
              'KEYRING=/etc/apt/keyrings/openvox-keyring.gpg',
              'KEYRING_URL=https://apt.voxpupuli.org/openvox-keyring.gpg',
            ],
            creates: '/etc/apt/keyrings/openvox-keyring.gpg',
            timeout: 120,
          )
        end

        it do
          is_expected.to contain_file('/etc/apt/keyrings/openvox-keyring.gpg').with(
            ensure: 'file',
            owner: 'root',
            group: 'root',
            mode: '0644',
          ).without(%w[source content])
        end

        # Older systems do not have the directory.
        it { is_expected.to contain_file('keyrings').that_comes_before('Exec[openvox_platform: keyring of OpenVox]') }

        # Without one there would be an empty file.
        it { is_expected.to contain_exec('openvox_platform: keyring of OpenVox').that_comes_before('File[/etc/apt/keyrings/openvox-keyring.gpg]') }

        it do
          is_expected.to contain_apt__source('openvox8').with(
            comment: 'OpenVox packages (openvox8)',
            source_format: 'sources',
            location: ['https://apt.voxpupuli.org'],
            repos: ['openvox8'],
            keyring: '/etc/apt/keyrings/openvox-keyring.gpg',
          )
        end

        # apt refuses an index that it cannot verify.
        it { is_expected.to contain_file('/etc/apt/keyrings/openvox-keyring.gpg').that_comes_before('Apt::Source[openvox8]') }

        it { is_expected.not_to contain_apt__keyring('openvox-keyring.gpg') }
        it { is_expected.not_to contain_yumrepo('openvox8') }
      end

      context 'takes the keyring for apt from a file', :real, if: os_facts['os']['family'] == 'Debian' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'repos/takes_the_keyring_for_apt_from_a_file',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_apt__keyring('openvox-keyring.gpg').with(source: '/root/openvox-keyring.gpg') }

        # apt refuses an index that it cannot verify.
        it { is_expected.to contain_apt__keyring('openvox-keyring.gpg').that_comes_before('Apt::Source[openvox8]') }

        it { is_expected.not_to contain_exec('openvox_platform: keyring of OpenVox') }
      end

      context 'names the release as its path in the repository does', :real, if: os_facts['os']['name'] == 'Ubuntu' && os_facts['os']['release']['major'] == '24.04' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'scenario' => 'repos/names_the_release_as_its_path_in_the_repository_does',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_apt__source('openvox8').with(release: ['ubuntu24.04']) }
      end

      context 'comes before the agent on a node of the platform', :real, if: os_facts['os']['family'] == 'RedHat' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'foreman.example.com',
            'scenario' => 'repos/comes_before_the_agent_on_a_node_of_the_platform',
          )
        end
        let(:node) { 'foreman.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        # The package exists only there.
        it { is_expected.to contain_yumrepo('openvox8').that_comes_before('Package[openvox-agent]') }
      end

      context 'comes before everything of OpenVox on a server with yum', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'repos/comes_before_everything_of_openvox_on_a_server_with_yum',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        # The package exists only there.
        it { is_expected.to contain_yumrepo('openvox8').that_comes_before('Package[openvox-agent]') }

        # The package exists only there.
        it { is_expected.to contain_yumrepo('openvox8').that_comes_before('Package[openvox-server]') }

        # The package exists only there.
        it { is_expected.to contain_yumrepo('openvox8').that_comes_before('Package[openvoxdb]') }

        # The package exists only there.
        it { is_expected.to contain_yumrepo('openvox8').that_comes_before('Package[openvoxdb-termini]') }
      end

      context 'comes before everything of OpenVox on a server with apt', :real, if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'repos/comes_before_everything_of_openvox_on_a_server_with_apt',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        # apt knows the package only from the repository's index.
        it { is_expected.to contain_class('apt::update').that_comes_before('Package[openvox-agent]') }

        # apt knows the package only from the repository's index.
        it { is_expected.to contain_class('apt::update').that_comes_before('Package[openvox-server]') }

        # apt knows the package only from the repository's index.
        it { is_expected.to contain_class('apt::update').that_comes_before('Package[openvoxdb]') }

        # apt knows the package only from the repository's index.
        it { is_expected.to contain_class('apt::update').that_comes_before('Package[openvoxdb-termini]') }
      end

      context 'refuses an operating system without packages', if: os_facts['os']['name'] == 'Debian' && os_facts['os']['release']['major'] == '12' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'web.example.com',
            'os.family' => 'Suse',
            'os.name' => 'SLES',
            'scenario' => 'repos/refuses_an_operating_system_without_packages',
          )
        end
        let(:node) { 'web.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.and_raise_error(%r{openvox_platform: no package repositories are known for SLES: set openvox_platform::manage_repos to false}) }
      end
    end
  end
end
