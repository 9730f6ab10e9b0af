# frozen_string_literal: true

require 'spec_helper'

describe 'openvox_platform::tuning', type: :host do
  platforms.each do |os, os_facts|
    context "on #{os}" do
      context 'leaves room for a Foreman on a small server', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 8_589_934_592,
            'processors.count' => 4,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'tuning/leaves_room_for_a_foreman_on_a_small_server',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::tuning').with(
            jruby_instances: 2,
            server_heap_mb: 1536,
            code_cache_mb: 512,
          )
        end

        it do
          is_expected.to contain_class('puppet').with(
            server_max_active_instances: 2,
            server_jvm_min_heap_size: '1536m',
            server_jvm_max_heap_size: '1536m',
            server_jvm_extra_args: [
              '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
              '-XX:ReservedCodeCacheSize=512m',
            ],
          )
        end
      end

      context 'divides a server with a Foreman', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'tuning/divides_a_server_with_a_foreman',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::tuning').with(
            jruby_instances: 5,
            server_heap_mb: 3072,
            code_cache_mb: 512,
          )
        end

        it do
          is_expected.to contain_class('puppet').with(
            server_max_active_instances: 5,
            server_jvm_min_heap_size: '3072m',
            server_jvm_max_heap_size: '3072m',
            server_jvm_extra_args: [
              '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
              '-XX:ReservedCodeCacheSize=512m',
            ],
          )
        end
      end

      context 'divides a large server', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 34_359_738_368,
            'processors.count' => 16,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'tuning/divides_a_large_server',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::tuning').with(
            jruby_instances: 11,
            server_heap_mb: 6144,
            code_cache_mb: 1024,
          )
        end

        it do
          is_expected.to contain_class('puppet').with(
            server_max_active_instances: 11,
            server_jvm_min_heap_size: '6144m',
            server_jvm_max_heap_size: '6144m',
            server_jvm_extra_args: [
              '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
              '-XX:ReservedCodeCacheSize=1024m',
            ],
          )
        end
      end

      context 'divides a compiler with OpenVoxDB', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'tuning/divides_a_compiler_with_openvoxdb',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::tuning').with(
            jruby_instances: 5,
            server_heap_mb: 3072,
            code_cache_mb: 512,
          )
        end

        it do
          is_expected.to contain_class('puppet').with(
            server_max_active_instances: 5,
            server_jvm_min_heap_size: '3072m',
            server_jvm_max_heap_size: '3072m',
            server_jvm_extra_args: [
              '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
              '-XX:ReservedCodeCacheSize=512m',
            ],
          )
        end
      end

      context 'gives a compiler without OpenVoxDB to the server', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'tuning/gives_a_compiler_without_openvoxdb_to_the_server',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::tuning').with(
            jruby_instances: 7,
            server_heap_mb: 4096,
            code_cache_mb: 1024,
          )
        end

        it do
          is_expected.to contain_class('puppet').with(
            server_max_active_instances: 7,
            server_jvm_min_heap_size: '4096m',
            server_jvm_max_heap_size: '4096m',
            server_jvm_extra_args: [
              '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
              '-XX:ReservedCodeCacheSize=1024m',
            ],
          )
        end
      end

      context 'gives a large compiler the largest code cache', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 34_359_738_368,
            'processors.count' => 16,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'tuning/gives_a_large_compiler_the_largest_code_cache',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::tuning').with(
            jruby_instances: 15,
            server_heap_mb: 8192,
            code_cache_mb: 2048,
          )
        end

        it do
          is_expected.to contain_class('puppet').with(
            server_max_active_instances: 15,
            server_jvm_min_heap_size: '8192m',
            server_jvm_max_heap_size: '8192m',
            server_jvm_extra_args: [
              '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
              '-XX:ReservedCodeCacheSize=2048m',
            ],
          )
        end
      end

      context 'computes around a share that the operator has set', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'compiler1.example.com',
            'scenario' => 'tuning/computes_around_a_share_that_the_operator_has_set',
          )
        end
        let(:node) { 'compiler1.example.com' }
        let(:trusted_facts) { { 'pp_role' => 'compiler' } }
        let(:pre_condition) { 'include openvox_platform' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('openvox_platform::tuning').with(
            jruby_instances: 5,
            server_heap_mb: 3072,
            code_cache_mb: 512,
          )
        end

        it do
          is_expected.to contain_class('puppet').with(
            server_max_active_instances: 5,
            server_jvm_min_heap_size: '3072m',
            server_jvm_max_heap_size: '3072m',
            server_jvm_extra_args: [
              '-Djruby.logger.class=com.puppetlabs.jruby_utils.jruby.Slf4jLogger',
              '-XX:ReservedCodeCacheSize=512m',
            ],
          )
        end
      end

      context 'is the same whether the kernel sees 0 MiB more or not', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 8_589_934_592,
            'processors.count' => 4,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'tuning/is_the_same_whether_the_kernel_sees_0_mib_more_or_not',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::tuning').with(memory_mb: 8192) }
      end

      context 'is the same whether the kernel sees 9 MiB more or not', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 8_599_371_776,
            'processors.count' => 4,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'tuning/is_the_same_whether_the_kernel_sees_9_mib_more_or_not',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::tuning').with(memory_mb: 8192) }
      end

      context 'is the same whether the kernel sees 200 MiB more or not', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 8_799_649_792,
            'processors.count' => 4,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'tuning/is_the_same_whether_the_kernel_sees_200_mib_more_or_not',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }
        it { is_expected.to contain_class('openvox_platform::tuning').with(memory_mb: 8192) }
      end

      context 'starts a server that is too small all the same', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 2_147_483_648,
            'processors.count' => 2,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'tuning/starts_a_server_that_is_too_small_all_the_same',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.with_all_deps }

        it do
          is_expected.to contain_class('puppet').with(
            server_max_active_instances: 1,
            server_jvm_max_heap_size: '1024m',
          )
        end
      end

      context 'refuses a server without JRuby instances', :real, if: os_facts['os']['name'] == 'AlmaLinux' && os_facts['os']['release']['major'] == '9' do
        let(:facts) do
          override_facts(
            os_facts,
            'memory.system.total_bytes' => 17_179_869_184,
            'processors.count' => 8,
            'networking.fqdn' => 'openvox.example.com',
            'scenario' => 'tuning/refuses_a_server_without_jruby_instances',
          )
        end
        let(:node) { 'openvox.example.com' }
        let(:pre_condition) { 'include openvox_platform, openvox_platform::profile::primary' }

        it { is_expected.to compile.and_raise_error(%r{parameter 'jruby_instances'}) }
      end
    end
  end
end
