# frozen_string_literal: true

# Compiles catalogs: reads requests from stdin and answers on stdout, one JSON object a line. For a request see
# `catalog_compiler.rb`; the answer is {"resources": [{"type", "title", "exported", "file", "parameters"}]}, or {"error"}.
# With "cycles" in the request, circles of relationships are looked for, and are an error.

require_relative 'catalog_compiler'

answers = $stdout.dup
answers.sync = true
$stdout.reopen($stderr)

compiler = CatalogCompiler.new
$stdin.each_line do |line|
  answer = begin
    request = JSON.parse(line)
    catalog = compiler.compile(request)
    cycles = request['cycles'] ? compiler.cycles(catalog, request.fetch('os')) : []
    raise Puppet::Error, "circles of relationships: #{cycles.join('; ')}" if cycles.any?

    resources = catalog.resources.map do |resource|
      { type: resource.type, title: resource.title, exported: resource.exported ? true : false, file: resource.file,
        parameters: resource.to_hash.to_h { |name, value| [name, CatalogCompiler.plain(value)] } }
    end
    { resources: resources }
  rescue StandardError => e
    { error: e.is_a?(Puppet::Error) ? e.message : "#{e.class}: #{e.message}\n#{e.backtrace.first(5).join("\n")}" }
  end
  answers.puts JSON.generate(answer)
end
