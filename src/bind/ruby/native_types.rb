# frozen_string_literal: true

# Native resource types, by reflection on Puppet::Type: attributes, the values that they accept, names of providers.
class NativeTypes
  # Not for manifests: the catalog's own bookkeeping.
  INTERNAL = %w[component whit].freeze

  # @param own [String] lib folder of the module
  # @param libraries [Array<String>] lib folders of the modules that it needs
  # @param problems [Array<String>] messages about what could not be loaded are added to it
  def initialize(own, libraries, problems)
    @own = own
    @problems = problems
    ([own] + libraries).reverse_each { |library| $LOAD_PATH.unshift(library) unless $LOAD_PATH.include?(library) }
  end

  def to_h
    types = names('type').reject { |name| INTERNAL.include?(name) }.filter_map { |name| load_type(name) }
    result = { types: types.to_h { |type| [type.name.to_s, describe(type)] } }
    result[:metaparameters] = metaparameters if types.any? { |type| type.name == :file }
    result
  end

  private

  def names(kind)
    Dir.glob("puppet/#{kind}/*.rb", base: @own).map { |file| File.basename(file, '.rb') }.sort
  end

  def load_type(name)
    # A type loads its providers; where one of these fails, the type itself is there all the same.
    attempt("type #{name}") { require "puppet/type/#{name}" }
    type = Puppet::Type.enum_for(:eachtype).find { |loaded| loaded.name == name.to_sym }
    # A type without a name variable is only a base of others.
    type unless type.nil? || type.key_attributes.empty?
  end

  def attempt(what)
    yield
  rescue LoadError, StandardError => e
    @problems << "#{what}: #{e.message.lines.first.strip}"
    nil
  end

  def describe(type)
    definition = type.type_definition if type.respond_to?(:type_definition)
    attributes = own_attributes(type).to_h { |name| [name, attribute(type.attrclass(name), definition)] }
    {
      attributes: attributes,
      properties: type.properties.map { |property| property.name.to_s }.sort,
      namevars: type.key_attributes.map(&:to_s).sort,
      required: required(type, definition),
      providers: providers(type),
    }
  end

  # Only the Resource API knows attributes without which a resource is refused.
  def required(type, definition)
    return [] unless definition

    mandatory = definition.attributes.reject do |_, options|
      options.key?(:default) || options[:type].start_with?('Optional[') || options[:behaviour] == :read_only
    end
    (mandatory.keys - type.key_attributes).map(&:to_s).sort
  end

  def own_attributes(type)
    type.allattrs.reject { |name| Puppet::Type.metaparam?(name) }.reject { |name| name.to_s.start_with?('rsapi_') }.sort
  end

  # The type has loaded its providers, up to the first one that fails.
  def providers(type)
    files = $LOAD_PATH.flat_map { |library| Dir.glob(File.join(library, "puppet/provider/#{type.name}/*.rb")) }
    files.map { |file| File.basename(file, '.rb') }.uniq.sort.each do |name|
      attempt("provider #{type.name}/#{name}") { type.provider(name.to_sym) }
    end
    type.provider_hash.keys.map(&:to_s).sort
  end

  def attribute(klass, definition)
    definition&.attributes&.dig(klass.name, :type) || NativeValues.new(klass).type
  end

  def metaparameters
    Puppet::Type.metaparams.sort.to_h { |name| [name, NativeValues.new(Puppet::Type.metaparamclass(name)).type] }
  end
end

# The Puppet data type of the values that an attribute of a native type accepts.
class NativeValues
  # Classes whose `unsafe_validate` adds nothing to the list of values.
  PLAIN = [Puppet::Parameter, Puppet::Property].freeze
  BOOLEAN = %i[true false].freeze
  # A pattern beyond this many characters, or one that any text matches, says no more than "a string".
  LONGEST_PATTERN = 80
  ANY_TEXT = %w[. .* .+].freeze

  def initialize(klass)
    @klass = klass
  end

  def type
    # Providers come with any module on the node.
    return 'String' if @klass.name == :provider
    return 'Any' if open?

    one = single
    many? ? "Variant[#{one}, Array[#{one}]]" : one
  end

  private

  # Without a list of values, or with a check of its own, an attribute may accept anything.
  def open?
    collection.empty? || !PLAIN.include?(@klass.instance_method(:unsafe_validate).owner) || boolean_with_check?
  end

  def boolean_with_check?
    !PLAIN.include?(@klass.instance_method(:validate).owner)
  end

  def many?
    @klass <= Puppet::Property && @klass.array_matching == :all
  end

  def collection
    @klass.value_collection
  end

  def single
    names, patterns = values.partition { |value| !value.is_a?(Regexp) }
    boolean = (BOOLEAN - names).empty? ? ['Boolean'] : []
    # A number is compared as text with each pattern.
    numeric = patterns.empty? ? [] : ['Numeric']
    alternatives = boolean + enumeration(names) + patterns.map { |pattern| text(pattern) }.uniq + numeric
    alternatives.length == 1 ? alternatives.first : "Variant[#{alternatives.join(', ')}]"
  end

  def enumeration(names)
    return [] if names.empty?

    ["Enum[#{names.map(&:to_s).uniq.sort.map { |name| "'#{name}'" }.join(', ')}]"]
  end

  def values
    collection.instance_variable_get(:@values).values.flat_map { |value| [value.name] + value.aliases }
              .map { |value| value.is_a?(Regexp) ? value : value.to_sym }.uniq
  end

  def text(pattern)
    source = pattern.options.zero? ? pattern.source : pattern.to_s
    return 'String' if ANY_TEXT.include?(source) || source.length > LONGEST_PATTERN || source.include?("\n")

    "Pattern[/#{source.gsub(%r{\\?/}, '\/')}/]"
  end
end
