# frozen_string_literal: true

# What OpenVox itself says about types and values, for comparison. JSON lines on standard input and output.
#
#   {"aliases": {"Site::Tree": "Variant[...]"}}           first line, may be empty
#   {"type": "Array[String]", "values": [...]}            one line per type
#   -> {"parses": true, "instances": [true, ...]}
#
# In values {"$sensitive": v} is a Sensitive and {"$default": true} is the literal default.
require 'fileutils'
require 'json'
require 'tmpdir'

begin
  require 'puppet'
rescue LoadError => e
  puts JSON.generate('unavailable' => e.message)
  exit
end

def value_of(json)
  case json
  when Array
    json.map { |item| value_of(item) }
  when Hash
    return Puppet::Pops::Types::PSensitiveType::Sensitive.new(value_of(json['$sensitive'])) if json.key?('$sensitive')
    return :default if json.key?('$default')

    json.transform_values { |item| value_of(item) }
  else
    json
  end
end

def write_aliases(dir, aliases)
  types = File.join(dir, 'modules', 'site', 'types')
  FileUtils.mkdir_p(types)
  aliases.each do |name, text|
    file = name.delete_prefix('Site::').downcase
    File.write(File.join(types, "#{file}.pp"), "type #{name} = #{text}\n")
  end
end

Dir.mktmpdir do |dir|
  settings = { confdir: dir, vardir: dir, codedir: dir, logdir: dir, rundir: dir }
  Puppet.initialize_settings(settings.map { |key, path| "--#{key}=#{path}" })
  Puppet[:strict] = :off
  Puppet::Util::Log.level = :crit
  write_aliases(dir, JSON.parse($stdin.gets).fetch('aliases'))
  puts JSON.generate('version' => Puppet.version)
  $stdout.flush

  environment = Puppet::Node::Environment.create(:oracle, [File.join(dir, 'modules')])
  compiler = Puppet::Parser::Compiler.new(Puppet::Node.new('oracle', environment: environment))
  parser = Puppet::Pops::Parser::EvaluatingParser.new
  calculator = Puppet::Pops::Types::TypeCalculator.singleton

  Puppet.override(current_environment: environment, loaders: compiler.loaders) do
    $stdin.each_line do |line|
      request = JSON.parse(line)
      begin
        type = parser.evaluate_string(compiler.topscope, request['type'])
        type = nil unless type.is_a?(Puppet::Pops::Types::PAnyType)
      rescue Puppet::Error, ArgumentError, RegexpError
        type = nil
      end
      instances = type ? request['values'].map { |value| calculator.instance?(type, value_of(value)) } : []
      puts JSON.generate('parses' => !type.nil?, 'instances' => instances)
    end
  end
end
