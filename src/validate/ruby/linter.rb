# frozen_string_literal: true

# The collection of plugins decides which puppet-lint is activated.
gem 'voxpupuli-puppet-lint-plugins'
require 'puppet-lint'

# puppet-lint with every plugin that is installed, on code that need not be in a file.
module Linter
  # puppet-lint has come upon an error of its own, which it describes on the standard output.
  class Failure < StandardError; end

  module_function

  # @param path [String] where the code would be; nothing is read from there
  # @return [Array<Hash>] with :check, :kind, :line, :column and :message
  def problems(path, code)
    linter = PuppetLint.new
    linter.instance_variable_set(:@path, path)
    linter.code = code
    linter.run
    linter.problems.map { |problem| problem.slice(:check, :kind, :line, :column, :message) }
  rescue SystemExit
    raise Failure, "puppet-lint has failed on #{path}"
  end
end
