# frozen_string_literal: true

# Runs spec files of a module, and records what became of every example.
#
# Standard input: {"files": ["spec/classes/init_spec.rb", ...]}, one line; it stays open, see Lifeline. The working
# directory is the module's.
# Records, one JSON object a line, on file descriptor 3:
#   {"example": {"file", "line", "groups": [...], "text", "status": passed|failed|pending, "message"}}
#   {"trouble": text}    outside of examples: a file that does not load, a hook that fails
#   {"resource": name, "covered": Boolean, "file": ..., "line": ...}    resources of the module, in any of the catalogs
#   {"done": n}          examples that were run; without it the run has not come to its end

require 'json'
require_relative '../../toolchain/ruby/lifeline'

RECORDS = IO.for_fd(3, 'w').tap { |io| io.sync = true }
request = JSON.parse($stdin.gets)
Lifeline.hold

require 'rspec/core'
require 'rspec-puppet'

# Records examples instead of printing them.
class Recorder
  RSpec::Core::Formatters.register self, :example_passed, :example_failed, :example_pending, :message, :dump_summary

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

  def dump_summary(notification)
    Coverage.record
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

# Of all processes together the caller sums up what is covered: one alone has not seen the others' examples.
module Coverage
  def self.record
    collection = RSpec::Puppet::Coverage.instance.instance_variable_get(:@collection)
    filtered = ->(name) { RSpec::Puppet::Coverage.instance.filtered?(name) }
    collection.reject { |name, _| filtered.call(name) }.each do |name, wrapper|
      resource = wrapper.resource
      place = resource.respond_to?(:file) ? { file: resource.file, line: resource.line } : {}
      Recorder.record(resource: name, covered: wrapper.touched?, **place)
    end
  end

  def report!(*) end
end
RSpec::Puppet::Coverage.singleton_class.prepend(Coverage)

# An empty file of options stands for those of the module and of the user, which are about printing.
options = ['--options', File::NULL, '--require', './spec/spec_helper', '--format', 'Recorder']
RSpec::Core::Runner.run([*options, *request.fetch('files')], $stderr, $stdout)
