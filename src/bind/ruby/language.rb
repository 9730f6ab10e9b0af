# frozen_string_literal: true

require 'openvox-strings'
require 'openvox-strings/yard'

# Classes, defined types, functions and type aliases, as puppet-strings reads them: names, types, and whether there is a
# default.
class Language
  MODULE = ['manifests/**/*.pp', 'functions/**/*.pp', 'types/**/*.pp',
            'lib/puppet/functions/**/*.rb', 'lib/puppet/parser/functions/**/*.rb'].freeze
  OPENVOX = ['puppet/functions/**/*.rb', 'puppet/parser/functions/**/*.rb'].freeze

  # @param directory [String] where the patterns start
  # @param patterns [Array<String>] globs of files to read
  # @param problems [Array<String>] messages about what could not be read are added to it
  def initialize(directory, patterns, problems)
    @directory = directory
    @patterns = patterns
    @problems = problems
  end

  def to_h
    parse
    {
      classes: objects(:puppet_class).to_h { |object| [object.name, parameters(object)] },
      defines: objects(:puppet_defined_type).to_h { |object| [object.name, parameters(object)] },
      aliases: objects(:puppet_data_type_alias).to_h { |object| [object.name, object.alias_of] },
      functions: objects(:puppet_function).group_by(&:name).transform_values { |same| function(preferred(same)) },
    }
  end

  private

  def parse
    OpenvoxStrings::Yard.setup!
    # Missing documentation is not what is asked for here; errors of parsing are.
    YARD::Logger.instance.level = YARD::Logger::ERROR
    files = @patterns.flat_map { |pattern| Dir.glob(pattern, base: @directory) }.sort
    Dir.chdir(@directory) { YARD.parse(files) }
  end

  def objects(kind)
    YARD::Registry.all(kind).sort_by { |object| object.name.to_s }
  end

  def parameters(object)
    types = object.tags(:param).to_h { |tag| [tag.name, tag.types&.first] }
    object.parameters.map { |name, default| { name: name, type: types[name] || 'Any', default: !default.nil? } }
  end

  # A function of the current API hides one of the same name of the 3.x API.
  def preferred(functions)
    functions.min_by { |function| %w[ruby4x puppet ruby3x].index(function.to_hash[:type]) }
  end

  def function(object)
    api = object.to_hash[:type]
    overloads = object.tags(:overload)
    overloads = [object] if overloads.empty?
    { api: api, signatures: overloads.map { |overload| signature(overload, api) } }
  end

  def signature(overload, api)
    returns = overload.tag(:return)
    # The 3.x API has no parameters of its own: whatever is passed arrives in one array.
    return { parameters: [{ name: 'arguments', type: 'Any', repeated: true }], returns: 'Any' } if api == 'ruby3x'

    types = overload.tags(:param).to_h { |tag| [tag.name, tag.types&.first] }
    {
      parameters: overload.parameters.map { |name, default| parameter(name, types[name] || 'Any', default) },
      returns: returns&.types&.first || 'Any',
    }
  end

  # puppet-strings marks a repeated parameter with an asterisk, a block with an ampersand, and wraps optional ones.
  def parameter(name, type, default)
    kind = { '*' => :repeated, '&' => :block }[name[0]]
    entry = { name: name.delete_prefix('*').delete_prefix('&'), type: type }
    entry[kind] = true if kind
    entry[:optional] = true if !default.nil? || (kind != :repeated && type.start_with?('Optional['))
    entry
  end
end
