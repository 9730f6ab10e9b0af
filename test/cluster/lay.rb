# frozen_string_literal: true

# Compiles the catalog of a node with this machine's facts, and lays the files of the platform below a root, as the agent
# would: content, copies of local files, owners and modes. Reads {"modulepath", "certname", "data", "code", "root"} as
# JSON; writes the commands of the units that were laid, {"etcd": {"user", "command"}, ...}.

require 'fileutils'
require_relative '../ruby/catalog_compiler'

MANAGED = %w[/etc/openvox_platform /usr/local/sbin /var/backups].freeze

def lay(file, root)
  path = "#{root}#{file[:path] || file.title}"
  if file[:ensure].to_s == 'directory'
    FileUtils.mkdir_p(path)
  else
    FileUtils.mkdir_p(File.dirname(path))
    content = file[:content] ? CatalogCompiler.plain(file[:content]) : File.read("#{root}#{file[:source]}")
    File.write(path, content)
  end
  FileUtils.chown(file[:owner], file[:group], path)
  FileUtils.chmod(file[:mode].to_i(8), path)
end

def units(catalog)
  found = catalog.resources.select { |resource| resource.type == 'Systemd::Unit_file' && resource[:content] }
  found.to_h do |unit|
    lines = unit[:content].lines(chomp: true)
    value = ->(name) { lines.find { |line| line.start_with?("#{name}=") }&.delete_prefix("#{name}=") }
    [unit.title.delete_suffix('.service'), { user: value.call('User'), command: value.call('ExecStart') }]
  end
end

request = JSON.parse($stdin.read)
catalog = CatalogCompiler.new.compile(request)
files = catalog.resources.select { |resource| resource.type == 'File' && MANAGED.any? { |top| resource.title.start_with?(top) } }
files.sort_by(&:title).each { |file| lay(file, request.fetch('root')) }
puts JSON.generate(units(catalog))
