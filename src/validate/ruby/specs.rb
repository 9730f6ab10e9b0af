# frozen_string_literal: true

# Runs the example groups of a module's specs, and records what became of every example.
#
# Standard input: {"files": ["spec/classes/init_spec.rb", ...], "known": {file: [group, ...]}, "processes": n,
# "shard": {"index": 2, "count": 4}}, one line; it stays open, see Lifeline. What is known is not run, nor what is another
# shard's; without a shard all is run. The working directory is the module's.
# Records, one JSON object a line, on file descriptor 3:
#   {"plan": {file: [group, ...]}}    the groups with examples of each spec, known or not, by RSpec's ids
#   {"share": {file: [group, ...]}}   those of the shard, known or not
#   {"example": {"file", "group", "line", "groups": [...], "text", "status": passed|failed|pending, "message"}}
#   {"trouble": text}    outside of examples: a file that does not load, a hook that fails
#   {"group": {"file", "group", "read": [...], "resources": [...], "tested": [...], "classes": {...}}}    at its end:
#     read         files of the module that its catalogs were made of
#     resources    [{"name", "covered": Boolean, "file", "line"}] of the module, in any of its catalogs
#     tested       names of resources that the spec is about as a whole: no example has to name them
#     classes      classes of the module in its catalogs, by the group of the operating system
#   {"done": n}          examples that one process has run
#   {"end": true}        nothing is left to run; without it the run has not come to its end

require 'json'
require_relative '../../toolchain/ruby/lifeline'

RECORDS = IO.for_fd(3, 'w').tap { |io| io.sync = true }
REQUEST = JSON.parse($stdin.gets)
Lifeline.hold

require 'rspec/core'
require_relative 'loads'
require 'rspec-puppet'
require_relative 'crew'
require_relative 'traces'
require_relative 'once'

# Records examples instead of printing them.
class Recorder
  RSpec::Core::Formatters.register self, :example_passed, :example_failed, :example_pending, :message

  class << self
    attr_reader :count

    def begin(records)
      @records = records
      @count = 0
    end

    def record(**fields)
      @count += 1 if fields.key?(:example)
      @records.write("#{JSON.generate(fields)}\n")
    end
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

  # RSpec says so what it cannot attach to an example. That there are no examples is told by the plan.
  def message(notification)
    text = notification.message.strip
    Recorder.record(trouble: text) unless text.empty? || text == 'No examples found.'
  end

  private

  def example(example, message)
    groups = example.example_group.parent_groups.reverse.map { |group| group.description.to_s }
    Recorder.record(
      example: {
        **Groups.id(example.example_group), line: example.metadata[:line_number], groups: groups,
        text: example.description, status: example.execution_result.status.to_s, message: message.to_s.scrub,
      },
    )
  end
end

# RSpec runs groups with all that is in them; here each group with examples is run by itself.
module Groups
  class << self
    # The one that is run, and those that it stands in, from within; nil where nothing is run.
    attr_reader :path

    def id(group)
      { file: group.metadata[:file_path].delete_prefix('./'), group: group.metadata[:scoped_id] }
    end

    # Those with examples of their own that no filter leaves out.
    def all
      RSpec.world.ordered_example_groups.flat_map(&:descendants).reject { |group| group.filtered_examples.empty? }
    end

    # Catalogs of many examples hold much; what is skipped takes no time.
    def weight(group)
      group.metadata[:skip] ? 0 : group.filtered_examples.size
    end

    # Ids by file.
    def ids(groups)
      groups.map { |group| id(group) }.group_by { |id| id[:file] }.transform_values { |ids| ids.map { |id| id[:group] } }
    end

    # Distributes groups so that all machines end at about the same time: the heaviest first, each to whoever has least.
    # It goes by the specs alone: machines that know different things must agree on it.
    # @param shard [Hash, nil] index, from 1, and count
    def share(groups, shard)
      return groups if shard.nil?

      shares = Array.new(shard.fetch('count')) { { weight: 0, groups: [] } }
      heaviest_first(groups).each do |group|
        least = shares.min_by { |share| share[:weight] }
        least[:groups] << group
        least[:weight] += weight(group)
      end
      shares.fetch(shard.fetch('index') - 1)[:groups]
    end

    def heaviest_first(groups)
      groups.sort_by.with_index { |group, index| [-weight(group), index] }
    end

    def run(group, reporter)
      @path = group.parent_groups
      Traces.begin
      @path.last.run(reporter)
      Recorder.record(group: { **id(group), **Traces.current.summary })
    ensure
      Traces.end
      @path = nil
    end
  end

  def children
    path = Groups.path
    return super if path.nil?

    path.first.equal?(self) ? [] : super & path
  end

  def filtered_examples
    path = Groups.path
    path.nil? || path.first.equal?(self) ? super : []
  end

  def descendant_filtered_examples
    Groups.path.nil? ? super : filtered_examples + children.flat_map(&:descendant_filtered_examples)
  end
end
RSpec::Core::ExampleGroup.singleton_class.prepend(Groups)

Recorder.begin(RECORDS)
# An empty file of options stands for those of the module and of the user, which are about printing.
options = ['--options', File::NULL, '--require', './spec/spec_helper', '--format', 'Recorder', *REQUEST.fetch('files')]
RSpec::Core::Runner.new(RSpec::Core::ConfigurationOptions.new(options)).setup($stderr, $stdout)
groups = Groups.all
Recorder.record(plan: REQUEST.fetch('files').to_h { |file| [file, []] }.merge(Groups.ids(groups)))
share = Groups.share(groups, REQUEST['shard'])
Recorder.record(share: Groups.ids(share))

known = REQUEST.fetch('known', {})
left = share.reject { |group| known.fetch(Groups.id(group)[:file], []).include?(group.metadata[:scoped_id]) }
if RSpec.world.wants_to_quit
  # What was wrong has been printed.
  Recorder.record(trouble: 'The specs were not loaded to their end.')
  left = []
end
work = Groups.heaviest_first(left)
GC.start
whole = Crew.new(RECORDS, REQUEST.fetch('processes', 1)).run(work) do |records, following|
  Recorder.begin(records)
  RSpec.configuration.reporter.report(work.size) do |reporter|
    RSpec.configuration.with_suite_hooks do
      while (group = following.call)
        Groups.run(group, reporter)
      end
    end
  end
  Recorder.record(done: Recorder.count)
end
Recorder.record(end: true) if whole && !RSpec.world.wants_to_quit
exit(0)
