# frozen_string_literal: true

# Compiles the catalog of a node with this machine's facts, and lays the files of the platform below a root, as the agent
# would: content, copies of local files, owners and modes. Reads {"modulepath", "certname", "data", "code", "root"} as
# JSON; writes the commands of the units that were laid, {"etcd": {"user", "command"}, ...}.

require 'facter'
require 'fileutils'
require 'json'
require 'puppet'
require 'tmpdir'
require 'yaml'

MANAGED = %w[/etc/openvox_platform /usr/local/sbin /var/backups].freeze

def settings(work, data)
  Puppet.initialize_settings(['--confdir', "#{work}/conf", '--vardir', "#{work}/var", '--codedir', "#{work}/code"], true, true)
  File.write("#{work}/data.yaml", data.to_yaml)
  hierarchy = [{ 'name' => 'data', 'path' => "#{work}/data.yaml" }]
  File.write("#{work}/hiera.yaml", { 'version' => 5, 'hierarchy' => hierarchy, 'defaults' => { 'data_hash' => 'yaml_data', 'datadir' => '/' } }.to_yaml)
  Puppet[:hiera_config] = "#{work}/hiera.yaml"
  Puppet[:strict] = :error
  Puppet[:strict_variables] = true
  Puppet[:log_level] = 'err'
end

def facts(certname)
  host, domain = certname.split('.', 2)
  found = Facter.to_hash
  found['networking'] = (found['networking'] || {}).merge('fqdn' => certname, 'hostname' => host, 'domain' => domain)
  found.merge('aio_agent_version' => Puppet.version, 'implementation' => 'openvox', 'clientcert' => certname,
              'service_provider' => 'systemd', 'systemd' => true, 'is_pe' => false,
              'puppet_vardir' => '/opt/puppetlabs/puppet/cache', 'puppetversion' => Puppet.version)
end

def compile(request)
  certname, code, modulepath = request.values_at('certname', 'code', 'modulepath')
  environment = Puppet::Node::Environment.create(:production, modulepath.split(':'))
  Puppet.override(current_environment: environment, environments: Puppet::Environments::Static.new(environment),
                  loaders: Puppet::Pops::Loaders.new(environment)) do
    node = Puppet::Node.new(certname, facts: Puppet::Node::Facts.new(certname, facts(certname)), environment: environment)
    node.merge(node.facts.values)
    node.trusted_data = { 'authenticated' => 'remote', 'certname' => certname, 'extensions' => {}, 'external' => {},
                          'hostname' => certname.split('.').first, 'domain' => certname.split('.', 2).last }
    node.add_server_facts('serverversion' => Puppet.version, 'servername' => certname)
    Puppet[:code] = code
    Puppet::Parser::Compiler.compile(node)
  end
end

def plain(value)
  value.respond_to?(:unwrap) ? value.unwrap : value
end

def lay(file, root)
  path = "#{root}#{file[:path] || file.title}"
  if file[:ensure].to_s == 'directory'
    FileUtils.mkdir_p(path)
  else
    FileUtils.mkdir_p(File.dirname(path))
    content = file[:content] ? plain(file[:content]) : File.read("#{root}#{file[:source]}")
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
Dir.mktmpdir do |work|
  settings(work, request.fetch('data'))
  catalog = compile(request)
  files = catalog.resources.select { |resource| resource.type == 'File' && MANAGED.any? { |top| resource.title.start_with?(top) } }
  files.sort_by(&:title).each { |file| lay(file, request.fetch('root')) }
  puts JSON.generate(units(catalog))
end
