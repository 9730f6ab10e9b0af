# frozen_string_literal: true

require 'metadata_json_lint'
require 'tempfile'

# metadata-json-lint at its strictest.
class MetadataJudge
  def initialize(root)
    @root = root
    MetadataJsonLint.options.tap do |options|
      options[:strict_license] = true
      options[:strict_dependencies] = true
      options[:strict_puppet_version] = true
      options[:format] = :json
    end
  end

  def canary?
    Tempfile.create('metadata') do |file|
      file.write("{\"name\": \"canary\"}\n")
      file.close
      judge(file.path).any?
    end
  end

  def problems(path)
    full = File.join(@root, path)
    lines = File.readlines(full, encoding: 'UTF-8')
    judge(full).map do |problem|
      line = lines.index { |text| text.include?("\"#{problem[:check]}\"") }
      { line: line && (line + 1) }.merge(problem).compact
    end
  end

  private

  # The linter prints what it finds, and ends the process where a file cannot be read as JSON.
  def judge(path)
    MetadataJsonLint.parse(path)
    found = ->(name) { MetadataJsonLint.instance_variable_get(name) || [] }
    rows = { 'error' => found.call(:@errors), 'warning' => found.call(:@warnings) }
    rows.flat_map do |severity, list|
      list.map { |row| { severity: severity, check: row.fetch(:check).to_s, message: row.fetch(:msg) } }
    end
  rescue SystemExit => e
    [{ message: e.message.sub(/\AError: /, '') }]
  end
end
