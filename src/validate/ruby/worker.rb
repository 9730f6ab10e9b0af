# frozen_string_literal: true

# Runs one judge over many files in one process.
#
#   ruby worker.rb parser|lint|strings|metadata
#
# Standard input: {"root": "/path/of/module", "files": ["manifests/init.pp", ...]}, one line; it stays open, see Lifeline.
# Records, one JSON object a line, on file descriptor 3:
#   {"canary": true}             a file with a known defect was judged, and the defect was found
#   {"path": ..., "problems": [{"line": ..., "column": ..., "check": ..., "severity": ..., "message": ...}]}
#   {"done": n}                  so many files were judged; without it the judge has not come to its end

require 'json'
require_relative '../../toolchain/ruby/lifeline'

NAMES = { 'parser' => 'Parser', 'lint' => 'Lint', 'strings' => 'Strings', 'metadata' => 'Metadata' }.freeze

records = IO.for_fd(3, 'w').tap { |io| io.sync = true }
name = ARGV.fetch(0)
request = JSON.parse($stdin.gets)
Lifeline.hold

require_relative name
judge = Object.const_get("#{NAMES.fetch(name)}Judge").new(request.fetch('root'))
record = ->(fields) { records.write("#{JSON.generate(fields)}\n") }
record.call(canary: judge.canary?)
request.fetch('files').each do |path|
  record.call(path: path, problems: judge.problems(path))
end
record.call(done: request.fetch('files').size)
