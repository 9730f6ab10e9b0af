# frozen_string_literal: true

# Compiles Puppet code against the modules of one folder: reads {"modulepath": folder, "cases": [code, ...]}, writes one
# line of JSON per case, {"resources": ["File[/x]", ...], "content": {"/x": text}} or {"error": message}.

require 'json'
require 'puppet'
require 'puppet_pal'

def compile(pal, code)
  pal.with_catalog_compiler do |compiler|
    compiler.evaluate_string(code)
    compiler.compile_additions
    compiler.with_json_encoding { |encoder| answer(JSON.parse(encoder.encode)) }
  end
rescue StandardError => e
  { error: e.message }
end

def answer(catalog)
  resources = catalog.fetch('resources')
  files = resources.select { |resource| resource['type'] == 'File' }
  {
    resources: resources.map { |resource| "#{resource['type']}[#{resource['title']}]" },
    content: files.to_h { |file| [file['title'], file.dig('parameters', 'content')] },
  }
end

Puppet.initialize_settings(['--vardir', '/nonexistent', '--confdir', '/nonexistent'])
Puppet[:log_level] = 'err'
Puppet[:strict] = :error
request = JSON.parse($stdin.read)
request.fetch('cases').each do |code|
  # OpenVox freezes the facts that it is given.
  facts = { 'os' => { 'name' => 'Debian', 'family' => 'Debian' } }
  result = Puppet::Pal.in_tmp_environment('stubs', modulepath: [request['modulepath']], facts: facts) do |pal|
    compile(pal, code)
  end
  puts JSON.generate(result)
end
