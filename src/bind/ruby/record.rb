# frozen_string_literal: true

# Records what component modules accept.
#
# Reads one JSON document, in one line, from standard input:
#   {"modules": [{"directory": "/path/puppet", "libraries": ["/path/stdlib/lib", ...]}, ...]}
# A directory of null asks for what OpenVox itself brings along: its types and functions.
#
# Writes one line of JSON per module to file descriptor 3, in the order of the request:
#   {"openvox": version, "language": {...}, "native": {...}, "problems": [...]}
#
# Every module is recorded in a process of its own, forked after OpenVox is loaded: the types of one module must neither
# see nor change those of another.

require 'etc'
require 'json'
require 'puppet'
require_relative '../../toolchain/ruby/lifeline'
require_relative 'language'
require_relative 'native_types'

# What a forked process does for one module.
class Recorder
  OPENVOX = File.join(Gem.loaded_specs.fetch('openvox').full_gem_path, 'lib')

  def initialize(request)
    @directory = request['directory']
    @libraries = request.fetch('libraries', [])
  end

  def record
    problems = []
    own = @directory ? File.join(@directory, 'lib') : OPENVOX
    language = Language.new(@directory || OPENVOX, @directory ? Language::MODULE : Language::OPENVOX, problems).to_h
    native = NativeTypes.new(own, @libraries, problems).to_h
    { openvox: Puppet.version, language: language, native: native, problems: problems.uniq }
  end
end

def in_child(request)
  reader, writer = IO.pipe
  child = fork do
    reader.close
    $stdout.reopen($stderr)
    writer.write(JSON.generate(Recorder.new(request).record))
    writer.close
    exit!(0)
  rescue Exception => e # rubocop:disable Lint/RescueException -- a child must never return into the parent's loop
    $stderr.puts(e.full_message(highlight: false)) # rubocop:disable Style/StderrPuts -- `warn` is silent under -W0
    exit!(1)
  end
  writer.close
  [child, reader]
end

Puppet.initialize_settings(['--vardir', '/nonexistent', '--confdir', '/nonexistent'])
Puppet[:log_level] = :err
lines = Queue.new
Lifeline.hold { |line| lines << line }
requests = JSON.parse(lines.pop).fetch('modules')
answers = IO.new(3)
answers.sync = true
requests.each_slice(Etc.nprocessors) do |slice|
  slice.map { |request| [request, *in_child(request)] }.each do |request, child, reader|
    answer = reader.read
    Process.wait(child)
    abort("recording #{request['directory'] || 'OpenVox'} failed") unless $?.success? # rubocop:disable Style/SpecialGlobalVars
    answers.puts(answer)
  end
end
