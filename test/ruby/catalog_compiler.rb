# frozen_string_literal: true

require 'facter'
require 'json'
require 'puppet'
require 'tmpdir'
require 'yaml'

# Compiles catalogs with OpenVox's own compiler, one node at a time, without a server: whatever a node asks of its
# surroundings is given with it.
#
#   modulepath   folders of modules, with `:`
#   certname     of the node, which is its FQDN too
#   role         `pp_role` of its certificate, if any
#   data         Hiera data by key
#   code         what the node is classified with
#   facts        facts by name that differ from those of its operating system
#   os           `debian-12` as in FacterDB; that of this machine if it is left out
#   environment  folder of a control repository: its hiera.yaml and data count before `data`, as of an environment
#   lenient      with stubs: no error for variables and resources that these lack
#   exported     resources that OpenVoxDB would have: {"type", "title", "parameters"}
class CatalogCompiler
  VERSION = Puppet.version

  # Settings are the process's own; its folder goes with it.
  def initialize
    @work = Dir.mktmpdir('ovp-catalogs')
    at_exit { FileUtils.rm_rf(@work) }
    Puppet.initialize_settings(['--confdir', "#{@work}/conf", '--vardir', "#{@work}/var", '--codedir', "#{@work}/code"], true, true)
    Puppet[:hiera_config] = "#{@work}/hiera.yaml"
    Puppet[:strict] = :error
    Puppet[:strict_variables] = true
    Puppet[:log_level] = 'err'
    Puppet[:storeconfigs] = true
  end

  # @return [Puppet::Resource::Catalog]
  def compile(request)
    certname, code, modulepath, data, exported = request.values_at('certname', 'code', 'modulepath', 'data', 'exported')
    hiera(data || {})
    serve(exported || [])
    environment = Puppet::Node::Environment.create(:production, modulepath.split(':'))
    folder = request['environment']
    environments = folder ? Puppet::Environments::StaticDirectory.new(:production, folder, environment) : Puppet::Environments::Static.new(environment)
    Puppet.override(current_environment: environment, environments: environments, loaders: Puppet::Pops::Loaders.new(environment)) do
      Puppet[:code] = code
      lenient(request['lenient'])
      Puppet::Parser::Compiler.compile(node(certname, request['role'], facts(request), environment))
    end
  end

  # Circles of relationships, each as a text; the providers are those of the node's system, whatever this machine has.
  #
  # @param catalog [Puppet::Resource::Catalog]
  # @return [Array<String>]
  def cycles(catalog, os)
    package = os.match?(/\A(debian|ubuntu)/) ? :apt : :dnf
    { package: package, service: :systemd, user: :useradd, group: :groupadd }.each do |name, provider|
      found = Puppet::Type.type(name).provider(provider)
      Puppet::Type.type(name).define_singleton_method(:defaultprovider) { found }
    end
    Puppet.override(current_environment: catalog.environment_instance) do
      graph = catalog.to_ral.relationship_graph
      graph.find_cycles_in_graph.map { |cycle| graph.paths_in_cycle(cycle, 1).first.map(&:to_s).join(' => ') }
    end
  end

  # Plain data of what a resource holds; secrets as the text that they are.
  def self.plain(value)
    case value
    when Puppet::Pops::Types::PSensitiveType::Sensitive then plain(value.unwrap)
    when Puppet::Resource then value.ref
    when Array then value.map { |item| plain(item) }
    when Hash then value.to_h { |key, item| [plain(key).to_s, plain(item)] }
    when Integer, Float, true, false, nil then value
    else value.to_s
    end
  end

  private

  def lenient(wanted)
    Puppet[:strict] = wanted ? :warning : :error
    Puppet[:strict_variables] = !wanted
    return unless wanted

    # No way back: a process is for stubs, or it is not.
    require_relative 'stub_leniency'
  end

  def hiera(data)
    # Puppet keeps what it has read of a file by its name.
    file = "#{@work}/data-#{data.hash}.yaml"
    File.write(file, data.to_yaml)
    hierarchy = [{ 'name' => 'data', 'path' => file }]
    File.write("#{@work}/hiera.yaml", { 'version' => 5, 'hierarchy' => hierarchy, 'defaults' => { 'data_hash' => 'yaml_data', 'datadir' => '/' } }.to_yaml)
  end

  # Queries of the platform name one attribute.
  def serve(exported)
    Puppet::Resource.indirection.define_singleton_method(:search) do |type, options|
      name, operator, value = options.fetch(:filter)
      raise ArgumentError, "a query for #{type} that the test does not know: #{options[:filter]}" unless operator == '=='

      scope = options.fetch(:scope)
      exported.select { |item| item['type'] == type && item['parameters'][name] == value }.map do |item|
        parameters = item['parameters'].map { |key, content| Puppet::Parser::Resource::Param.new(name: key, value: content, source: scope.source) }
        Puppet::Parser::Resource.new(type, item['title'], scope: scope, source: scope.source, exported: true, parameters: parameters)
      end
    end
  end

  def facts(request)
    certname = request.fetch('certname')
    host, domain = certname.split('.', 2)
    found = request['os'] ? of_system(request['os']) : Facter.to_hash
    networking = { 'ip' => '192.0.2.10' }.merge(found['networking'] || {}, 'fqdn' => certname, 'hostname' => host, 'domain' => domain)
    found.merge('networking' => networking, 'aio_agent_version' => VERSION, 'implementation' => 'openvox', 'clientcert' => certname,
                'service_provider' => 'systemd', 'systemd' => true, 'systemd_version' => '252', 'is_pe' => false, 'root_home' => '/root',
                'puppet_vardir' => '/opt/puppetlabs/puppet/cache', 'puppetversion' => VERSION, **(request['facts'] || {}))
  end

  def of_system(name)
    @systems ||= {}
    @systems[name] ||= begin
      folder = File.join(Gem::Specification.find_by_name('facterdb').gem_dir, 'facts')
      newest = Dir["#{folder}/*/#{name}-x86_64.facts"].max_by { |file| Gem::Version.new(File.basename(File.dirname(file))) }
      raise ArgumentError, "FacterDB has no facts of #{name}" unless newest

      JSON.parse(File.read(newest))
    end
  end

  def node(certname, role, facts, environment)
    node = Puppet::Node.new(certname, facts: Puppet::Node::Facts.new(certname, facts), environment: environment)
    node.merge(facts)
    node.trusted_data = { 'authenticated' => 'remote', 'certname' => certname, 'extensions' => role ? { 'pp_role' => role } : {},
                          'external' => {}, 'hostname' => certname.split('.').first, 'domain' => certname.split('.', 2).last }
    node.add_server_facts('serverversion' => VERSION, 'servername' => certname, 'serverip' => '192.0.2.10', 'environment' => 'production')
    node
  end
end
