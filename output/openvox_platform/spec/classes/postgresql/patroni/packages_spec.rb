# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::postgresql::patroni::packages', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'installs the server, Patroni and etcd, and lets nothing start by itself', :real, if: os_facts['os']['family'] == 'Debian' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/packages/installs_the_server_patroni_and_etcd_and_lets_nothing_start_by_itself',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_package('postgresql-server').with(
            ensure: 'installed',
            tag: 'puppetlabs-postgresql',
            name: 'postgresql-16',
          )
        end

        it { is_expected.to contain_package('patroni').with(ensure: 'installed', tag: 'puppetlabs-postgresql') }
        it { is_expected.to contain_package('python3-etcd').with(ensure: 'installed', tag: 'puppetlabs-postgresql') }
        it { is_expected.to contain_package('etcd-server').with(ensure: 'installed', tag: 'puppetlabs-postgresql') }
        it { is_expected.to contain_package('etcd-client').with(ensure: 'installed', tag: 'puppetlabs-postgresql') }

        it do
          is_expected.to contain_file('/etc/postgresql-common/createcluster.conf').with(
            content: %r{^create_main_cluster = false$},
          )
        end

        it do
          is_expected.to contain_systemd__unit_file('etcd.service').with(
            content: %r{ConditionPathExists=/etc/openvox_platform/etcd/etcd.yml[\s\S]*Type=simple\nUser=etcd\nExecStart=/usr/bin/etcd --config-file /etc/openvox_platform/etcd/etcd.yml},
          )
        end

        it do
          is_expected.to contain_systemd__unit_file('patroni.service').with(
            content: %r{ConditionPathExists=/etc/openvox_platform/patroni/patroni.yml[\s\S]*User=postgres\nGroup=postgres\nExecStart=/usr/bin/patroni /etc/openvox_platform/patroni/patroni.yml\nExecReload=/bin/kill -s HUP [\s\S]*KillMode=process},
          )
        end

        it { is_expected.not_to contain_class('postgresql::server') }

        # The package would make a cluster on the same port.
        it { is_expected.to contain_file('/etc/postgresql-common/createcluster.conf').that_comes_before('Package[postgresql-server]') }

        # Debian's package starts etcd at once, with data of its own.
        it { is_expected.to contain_systemd__unit_file('etcd.service').that_comes_before('Package[etcd-server]') }

        # The same for Patroni.
        it { is_expected.to contain_systemd__unit_file('patroni.service').that_comes_before('Package[patroni]') }

        # Patroni must not bring another version.
        it { is_expected.to contain_package('postgresql-server').that_comes_before('Package[patroni]') }

        # PostgreSQL's repository has a newer one.
        it { is_expected.to contain_class('apt::update').that_comes_before('Package[etcd-server]') }
      end

      context 'takes etcd from the repository beside that of PostgreSQL', :real, if: os_facts['os']['family'] == 'RedHat' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'pg1.example.com',
            'scenario' => 'postgresql/patroni/packages/takes_etcd_from_the_repository_beside_that_of_postgresql',
          )
        end
        let(:node) { 'pg1.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_yumrepo('pgdg-extras').with(
            ensure: 'present',
            descr: 'Extras beside PostgreSQL\'s packages',
            baseurl: %r{/common/pgdg-rhel(8|9|10)-extras/redhat/rhel-\1-\$basearch$},
            enabled: 1,
            gpgcheck: 1,
            gpgkey: %r{^file:///etc/pki/rpm-gpg/RPM-GPG-KEY-PGDG-16$},
          )
        end

        it do
          is_expected.to contain_package('postgresql-server').with(
            ensure: 'installed',
            tag: 'puppetlabs-postgresql',
            name: 'postgresql16-server',
          )
        end

        it do
          is_expected.to contain_package('postgresql16-contrib').with(
            ensure: 'installed',
            tag: 'puppetlabs-postgresql',
          )
        end

        it { is_expected.to contain_package('patroni').with(ensure: 'installed', tag: 'puppetlabs-postgresql') }
        it { is_expected.to contain_package('patroni-etcd').with(ensure: 'installed', tag: 'puppetlabs-postgresql') }
        it { is_expected.to contain_package('etcd').with(ensure: 'installed', tag: 'puppetlabs-postgresql') }

        # It is nowhere else.
        it { is_expected.to contain_yumrepo('pgdg-extras').that_comes_before('Package[etcd]') }

        # It has the key, and the packages that all versions share.
        it { is_expected.to contain_class('postgresql::repo').that_comes_before('Yumrepo[pgdg-extras]') }

        # The repository of those packages is there before it.
        it { is_expected.to contain_yumrepo('pgdg-extras').that_comes_before('Package[patroni]') }

        # The extensions of that version.
        it { is_expected.to contain_package('postgresql-server').that_comes_before('Package[postgresql16-contrib]') }
      end

      context 'has etcd alone on a node that is no member', :real, if: os_facts['os']['family'] == 'Debian' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'witness.example.com',
            'scenario' => 'postgresql/patroni/packages/has_etcd_alone_on_a_node_that_is_no_member',
          )
        end
        let(:node) { 'witness.example.com' }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_package('etcd-server') }
        it { is_expected.to contain_service('etcd').with(ensure: 'running', enable: true) }
        it { is_expected.not_to contain_package('patroni') }
        it { is_expected.not_to contain_package('postgresql-server') }
        it { is_expected.not_to contain_service('patroni') }
        it { is_expected.not_to contain_systemd__timer('openvox_platform_backup_postgresql.timer') }
      end
    end
  end
end
