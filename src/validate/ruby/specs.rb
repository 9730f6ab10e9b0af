# frozen_string_literal: true

# Runs spec files of a module, and records what became of every example.
#
# Standard input: {"files": ["spec/classes/init_spec.rb", ...]}, one line; it stays open, see Lifeline. The working
# directory is the module's.
# Records, one JSON object a line, on file descriptor 3:
#   {"example": {"file", "line", "groups": [...], "text", "status": passed|failed|pending, "message"}}
#   {"trouble": text}    outside of examples: a file that does not load, a hook that fails
#   {"spec": {"file", "seconds", "read": [...], "resources": [...], "classes": {...}}}    when a spec has come to its end:
#     read         files of the module that its catalogs were made of
#     resources    [{"name", "covered": Boolean, "file", "line"}] of the module, in any of its catalogs
#     tested       names of resources that the spec is about as a whole: no example has to name them
#     classes      classes of the module in its catalogs, by the group of the operating system
#   {"done": n}          examples that were run; without it the run has not come to its end

require 'json'
require 'set'
require_relative '../../toolchain/ruby/lifeline'

RECORDS = IO.for_fd(3, 'w').tap { |io| io.sync = true }
request = JSON.parse($stdin.gets)
Lifeline.hold

require 'rspec/core'
require 'rspec-puppet'

# What the catalogs of a spec were made of.
class Traces
  ROOT = "#{File.realpath(Dir.pwd)}/"

  class << self
    attr_reader :current

    def begin
      @current = new
    end
  end

  def initialize
    @began = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    @read = Set.new
    @classes = Hash.new { |all, group| all[group] = Set.new }
  end

  # The module is reached through the link to it among the fixtures as well.
  def read(path)
    path = path.to_s
    path = File.realpath(path) if path.include?('/spec/fixtures/modules/')
    @read << path.delete_prefix(ROOT) if path.start_with?(ROOT)
  end

  def catalog(catalog, group, prefix)
    @classes[group].merge(catalog.classes.select { |name| name == prefix || name.start_with?("#{prefix}::") })
  end

  def summary(file)
    seconds = Process.clock_gettime(Process::CLOCK_MONOTONIC) - @began
    classes = @classes.transform_values { |names| names.sort }
    { file: file, seconds: seconds.round(3), read: @read.sort, resources: resources, tested: tested, classes: classes }
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
end
Traces.begin

# Manifests do not change while the specs run, but every catalog would have its environment parse them again.
module ParsedOnce
  PROGRAMS = {}

  def parse_file(path)
    Traces.current.read(path)
    PROGRAMS[path] ||= super
  end
end
Puppet::Pops::Parser::EvaluatingParser.prepend(ParsedOnce)

# Functions, type aliases and data are read here.
module Reads
  def read(path, *)
    Traces.current.read(path)
    super
  end

  def read_preserve_line_endings(path)
    Traces.current.read(path)
    super
  end
end
Puppet::FileSystem.singleton_class.prepend(Reads)

# Records examples instead of printing them.
class Recorder
  RSpec::Core::Formatters.register self, :example_passed, :example_failed, :example_pending, :message, :dump_summary,
                                   :example_group_finished

  def self.record(**fields)
    RECORDS.write("#{JSON.generate(fields)}\n")
  end

  # RSpec hands over where other formatters print.
  def initialize(_output) end

  def example_passed(notification)
    example(notification.example, nil)
  end

  def example_failed(notification)
    example(notification.example, notification.exception.message)
  end

  def example_pending(notification)
    example(notification.example, notification.example.execution_result.pending_message)
  end

  # RSpec says so what it cannot attach to an example. That a share of the files has no examples is no trouble yet.
  def message(notification)
    text = notification.message.strip
    Recorder.record(trouble: text) unless text.empty? || text == 'No examples found.'
  end

  # Each spec stands for itself, whatever else has run in this process.
  def example_group_finished(notification)
    file = notification.group.metadata[:file_path]
    last = RSpec.world.ordered_example_groups.reverse.find { |group| group.metadata[:file_path] == file }
    return unless notification.group == last

    Recorder.record(spec: Traces.current.summary(file.delete_prefix('./')))
    RSpec::Puppet::Coverage.instance = RSpec::Puppet::Coverage.new
    Traces.begin
  end

  def dump_summary(notification)
    Recorder.record(done: notification.example_count)
  end

  private

  def example(example, message)
    groups = example.example_group.parent_groups.reverse.map { |group| group.description.to_s }
    Recorder.record(
      example: {
        file: example.metadata[:file_path].delete_prefix('./'), line: example.metadata[:line_number],
        groups: groups, text: example.description,
        status: example.execution_result.status.to_s, message: message.to_s.scrub,
      },
    )
  end
end

# Of all specs together the caller sums up what is covered: one alone has not seen the others' examples.
module Coverage
  MODULE = JSON.parse(File.read('metadata.json')).fetch('name')[/[^-\/]+\z/]

  def add_from_catalog(catalog, _test_module)
    group = RSpec.current_example&.example_group&.parent_groups&.at(-2)
    Traces.current.catalog(catalog, group.description.to_s, MODULE) if group
    # A private class is tested by nodes, of which rspec-puppet would count every resource, whoever declares it.
    super(catalog, MODULE)
  end

  def report!(*) end
end
RSpec::Puppet::Coverage.singleton_class.prepend(Coverage)

# An empty file of options stands for those of the module and of the user, which are about printing.
options = ['--options', File::NULL, '--require', './spec/spec_helper', '--format', 'Recorder']
RSpec::Core::Runner.run([*options, *request.fetch('files')], $stderr, $stdout)
