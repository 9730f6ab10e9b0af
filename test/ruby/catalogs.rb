# frozen_string_literal: true

# Compiles catalogs: reads requests from stdin and answers on stdout, one JSON object a line. For a request see
# `catalog_compiler.rb`; the answer is {"resources": [{"type", "title", "exported", "file", "parameters"}]}, or {"error"}.

require_relative 'catalog_compiler'

answers = $stdout.dup
answers.sync = true
$stdout.reopen($stderr)

compiler = CatalogCompiler.new
$stdin.each_line do |line|
  answer = begin
    resources = compiler.compile(JSON.parse(line)).resources.map do |resource|
      { type: resource.type, title: resource.title, exported: resource.exported ? true : false, file: resource.file,
        parameters: resource.to_hash.to_h { |name, value| [name, CatalogCompiler.plain(value)] } }
    end
    { resources: resources }
  rescue Puppet::Error => e
    { error: e.message }
  end
  answers.puts JSON.generate(answer)
end
