# frozen_string_literal: true

require 'fileutils'
require 'rspec-puppet'
require 'rspec-puppet-facts'

include RspecPuppetFacts

Dir[File.join(__dir__, 'support', '**', '*.rb')].sort.each { |file| require file }

fixtures = File.join(__dir__, 'fixtures')
real_modules = ENV.fetch('MODULEPATH_REAL', '').split(File::PATH_SEPARATOR)
own_path = File.join(fixtures, 'modules', 'openvox_platform')

unless File.exist?(own_path)
  FileUtils.mkdir_p(File.dirname(own_path))
  FileUtils.ln_s(File.expand_path('..', __dir__), own_path)
end

# A private class is tested by nodes, of which rspec-puppet would count every resource, whoever declares it.
module OwnCoverage
  def add_from_catalog(catalog, _test_module)
    super(catalog, 'openvox_platform')
  end
end
RSpec::Puppet::Coverage.prepend(OwnCoverage)

RSpec.configure do |config|
  config.facterdb_string_keys = true
  config.extend Platforms
  config.include FactOverrides

  # Facts come from FacterDB alone, never from the machine that runs the specs.
  config.facter_implementation = :rspec
  config.default_facter_version = config.default_facter_version[/\A\d+\.\d+/]
  config.default_facts = { 'networking' => { 'ip' => '192.0.2.10' } }
  # A node may call itself otherwise than its certificate does; by default it is as its facts say.
  config.derive_node_facts_from_nodename = false
  config.strict_variables = true
  config.setup_fixtures = false
  config.module_path = [*real_modules, File.join(fixtures, 'modules')].join(File::PATH_SEPARATOR)
  config.hiera_config = File.join(fixtures, 'hiera', 'hiera.yaml')

  # Stub modules have the names and types of the component modules, but not their resources.
  if real_modules.empty?
    config.define_derived_metadata(:real) do |metadata|
      metadata[:skip] = 'not run: set MODULEPATH_REAL to a directory with the real component modules'
    end
  end

  # Every resource that the module declares needs an example; a part of the suite cannot have them all, nor can what runs
  # without the real modules.
  config.after(:suite) do
    all = Dir[File.join(__dir__, '{classes,defines,functions,type_aliases}', '**', '*_spec.rb')]
    whole = ENV.key?('TEST_ENV_NUMBER') || config.files_to_run.size == all.size
    whole &&= config.filter_manager.inclusions.empty? && !ENV.key?('SPEC_FACTS_OS') && !real_modules.empty?
    RSpec::Puppet::Coverage.report!(whole ? 100 : 0)
  end
end
