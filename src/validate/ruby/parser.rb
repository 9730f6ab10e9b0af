# frozen_string_literal: true

require 'puppet'

# OpenVox's own parser and its validation, for manifests and EPP templates; Ruby's parser for Ruby.
class ParserJudge
  def initialize(root)
    @root = root
    Puppet.initialize_settings(['--strict', 'error', '--vardir', '/nonexistent', '--confdir', '/nonexistent'])
    @puppet = Puppet::Pops::Parser::EvaluatingParser.new
    @epp = Puppet::Pops::Parser::EvaluatingParser::EvaluatingEppParser.new
  end

  def canary?
    !puppet_problems(@puppet, 'class canary { $a = 1 $a = }', 'canary.pp').empty?
  end

  def problems(path)
    code = File.read(File.join(@root, path), encoding: 'UTF-8')
    return [{ message: 'is not valid UTF-8' }] unless code.valid_encoding?

    case File.extname(path)
    when '.pp' then puppet_problems(@puppet, code, path)
    when '.epp' then puppet_problems(@epp, code, path)
    when '.rb' then ruby_problems(code, path)
    else raise ArgumentError, "no parser for #{path}"
    end
  end

  private

  def puppet_problems(parser, code, path)
    result = parser.parser.parse_string(code, path)
    parser.validate(result.model).diagnostics.map do |diagnostic|
      position = diagnostic.source_pos
      {
        line: position&.line,
        column: position&.pos,
        severity: diagnostic.severity == :error ? 'error' : 'warning',
        check: diagnostic.issue.issue_code.to_s.downcase,
        message: diagnostic.issue.format(diagnostic.arguments),
      }
    end
  rescue Puppet::ParseError => e
    [{ line: e.line, column: e.pos, message: e.respond_to?(:basic_message) ? e.basic_message : e.message }]
  end

  def ruby_problems(code, path)
    RubyVM::InstructionSequence.compile(code, path)
    []
  rescue SyntaxError => e
    first = e.message.lines.first.to_s.strip
    [{ line: first[/:(\d+):/, 1]&.to_i, message: first.sub(/\A.*?:\d+:\s*/, '') }]
  end
end
