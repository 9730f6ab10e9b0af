# frozen_string_literal: true

# Judges manifests: reads requests from stdin and answers on stdout, one JSON object a line.
#
#   {"op": "checks"}                                 -> {"checks": [{"name": ..., "enabled": ..., "gem": ...}], "versions": {...}}
#   {"op": "judge", "code": ..., "path": ...}        -> {"tree": ..., "problems": [...]} or {"error": ..., "line": ..., "problems": [...]}
#
# `tree` is what OpenVox's own parser makes of the code, in the form of `puppet parser dump --format json`; `problems` is
# what puppet-lint with every installed plugin says about it. The path is only a name; nothing is read from it.

require 'json'

require 'puppet'
require 'puppet/pops/model/pn_transformer'
require 'puppet/pops/pn'
require_relative '../../src/validate/ruby/linter'

# `PNTransformer` calls this for parameters such as `*$rest`, and OpenVox does not define it.
def (Puppet::Pops::PN).Literal(value)
  Puppet::Pops::PN::Literal.new(value)
end

Puppet.initialize_settings(['--strict', 'error', '--vardir', '/nonexistent', '--confdir', '/nonexistent'])

# Parses and lints; keeps one parser for all cases.
class ManifestWorker
  def initialize
    @parser = Puppet::Pops::Parser::EvaluatingParser.new
  end

  def answer(request)
    case request.fetch('op')
    when 'checks' then checks
    when 'judge' then parse(request.fetch('code')).merge(problems: lint(request.fetch('code'), request.fetch('path')))
    else raise ArgumentError, "unknown operation #{request['op']}"
    end
  end

  private

  def checks
    configuration = PuppetLint.configuration
    list = configuration.checks.map do |name|
      file = configuration.check_object[name].instance_method(:check).source_location.first
      { name: name, enabled: configuration.send("#{name}_enabled?"), gem: file[%r{/gems/([^/]+?)-\d[^/]*/}, 1] }
    end
    { checks: list, versions: { 'openvox' => Puppet.version, 'puppet-lint' => PuppetLint::VERSION } }
  end

  def parse(code)
    program = @parser.parse_string(code, nil)
    { tree: Puppet::Pops::Model::PNTransformer.transform(program).to_data }
  rescue Puppet::ParseError => e
    { error: e.message, line: e.line }
  end

  def lint(code, path)
    Linter.problems(path, code)
  rescue Linter::Failure => e
    [{ check: 'none', kind: 'error', line: 0, column: 0, message: e.message }]
  end
end

# Nothing but answers goes to the standard output, whatever a library has to say.
answers = $stdout.dup
answers.sync = true
$stdout.reopen($stderr)

worker = ManifestWorker.new
$stdin.each_line do |line|
  answer = begin
    worker.answer(JSON.parse(line))
  rescue StandardError => e
    { failure: "#{e.class}: #{e.message}", trace: e.backtrace.first(5) }
  end
  answers.puts JSON.generate(answer)
end
