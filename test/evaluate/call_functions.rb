# frozen_string_literal: true

# Calls functions of a module with OpenVox: reads {"calls": [{"name": ..., "arguments": [...]}]} from stdin, one line, and
# answers {"value": ...} or {"error": ...} for each on file descriptor 3. The argument is the modulepath.

require 'json'
require 'puppet'
require 'puppet_pal'

Puppet.initialize_settings(['--strict', 'error', '--vardir', '/nonexistent', '--confdir', '/nonexistent'])
answers = IO.new(3)
answers.sync = true

Puppet::Pal.in_tmp_environment('test', modulepath: ARGV, facts: {}) do |pal|
  pal.with_script_compiler do |compiler|
    JSON.parse($stdin.gets).fetch('calls').each do |request|
      answer = begin
        { value: compiler.call_function(request.fetch('name'), *request.fetch('arguments')) }
      rescue StandardError => e
        { error: e.message }
      end
      answers.puts JSON.generate(answer)
    end
  end
end
