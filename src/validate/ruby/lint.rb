# frozen_string_literal: true

require_relative 'linter'
require 'puppet-lint/optparser'

# puppet-lint with every plugin, as the module's own .puppet-lint.rc has it; nobody's own configuration has a part in it.
class LintJudge
  def initialize(root)
    @root = root
    configuration = File.join(root, '.puppet-lint.rc')
    PuppetLint::OptParser.build(['--no-config']).load(configuration) if File.exist?(configuration)
  end

  def canary?
    lint(File.join(@root, 'manifests', 'canary.pp'), "class elsewhere {\n\t$a = \"b\"\n}\n").size > 2
  end

  def problems(path)
    full = File.join(@root, path)
    lint(full, File.read(full, encoding: 'UTF-8'))
  end

  private

  def lint(path, code)
    Linter.problems(path, code).reject { |problem| problem[:kind] == :ignored }.map do |problem|
      {
        line: problem[:line],
        column: problem[:column],
        severity: problem[:kind].to_s,
        check: problem[:check].to_s,
        message: problem[:message],
      }
    end
  end
end
