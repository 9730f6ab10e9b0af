# frozen_string_literal: true

require 'json'
require 'set'

# What the catalogs of an example group were made of, and what is in them.
class Traces
  ROOT = "#{File.realpath(Dir.pwd)}/"
  MODULE = JSON.parse(File.read('metadata.json')).fetch('name')[/[^-\/]+\z/]
  OTHERS = "#{ROOT}spec/fixtures/modules/"
  # Path as it was read -> path in the module; nil for what is elsewhere, as the other modules are.
  PLACES = Hash.new do |known, path|
    # The module is reached through the link to it among the fixtures as well.
    full = File.exist?(path) ? File.realpath(path) : File.expand_path(path)
    known[path] = full.start_with?(ROOT) && !full.start_with?(OTHERS) ? full.delete_prefix(ROOT) : nil
  end

  class << self
    attr_reader :current

    def begin
      RSpec::Puppet::Coverage.instance = RSpec::Puppet::Coverage.new
      @current = new
    end

    def end
      @current = nil
    end
  end

  def initialize
    @read = Set.new
    @classes = Hash.new { |all, group| all[group] = Set.new }
    @seen = {}.compare_by_identity
    # What is read between here and `catalog` is part of each catalog that is asked for meanwhile.
    @compiling = []
  end

  def read(path)
    place = PLACES[path]
    return if place.nil?

    @read << place
    @compiling.each { |files| files << place }
  end

  # Another example group may get a catalog that rspec-puppet has kept: it was made of the same files.
  def compile
    @compiling << Set.new
    catalog = yield
    catalog.instance_variable_set(:@made_of, @compiling.last)
    catalog
  ensure
    @compiling.pop
  end

  # @return whether it was not there before
  def catalog?(catalog, group)
    return false if @seen.key?(catalog)

    @seen[catalog] = true
    @read.merge(catalog.instance_variable_get(:@made_of) || [])
    @classes[group].merge(catalog.classes.select { |name| name == MODULE || name.start_with?("#{MODULE}::") }) if group
    true
  end

  def summary
    classes = @classes.transform_values { |names| names.sort }
    { read: @read.sort, resources: resources, tested: tested, classes: classes }
  end

  private

  def resources
    declared = coverage.instance_variable_get(:@collection).reject { |name, _| coverage.filtered?(name) }
    declared.map do |name, wrapper|
      resource = wrapper.resource
      place = resource.respond_to?(:file) ? { file: resource.file, line: resource.line } : {}
      { name: name, covered: wrapper.touched?, **place }
    end
  end

  def tested
    (coverage.filters - RSpec::Puppet::Coverage.new.filters).uniq
  end

  def coverage
    RSpec::Puppet::Coverage.instance
  end

  # Manifests, functions, type aliases, templates and data: whatever is read, and by whom. What Ruby loads as a program
  # stays loaded, and is no part of this.
  module Reads
    %i[read binread readlines foreach].each do |name|
      define_method(name) do |path, *rest, **options, &block|
        Traces.current&.read(path.to_s)
        super(path, *rest, **options, &block)
      end
    end
  end
  IO.singleton_class.prepend(Reads)

  # The same of what is opened first.
  module Opens
    def initialize(path, *rest, **options)
      Traces.current&.read(path.to_s) unless path.is_a?(Integer)
      super
    end
  end
  File.prepend(Opens)

  # Asks for the catalog that rspec-puppet has kept, or makes one.
  module Compiles
    def build_catalog_without_cache_v2(**)
      Traces.current.compile { super }
    end
  end
  RSpec::Puppet::Support.prepend(Compiles)

  # Of all specs together the caller sums up what is covered: one alone has not seen the others' examples.
  module Coverage
    def add_from_catalog(catalog, _test_module)
      group = RSpec.current_example&.example_group&.parent_groups&.at(-2)
      return unless Traces.current.catalog?(catalog, group&.description&.to_s)

      # A private class is tested by nodes, of which rspec-puppet would count every resource, whoever declares it.
      super(catalog, MODULE)
    end

    def report!(*) end
  end
  RSpec::Puppet::Coverage.singleton_class.prepend(Coverage)
end
