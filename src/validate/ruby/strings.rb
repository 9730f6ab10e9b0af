# frozen_string_literal: true

require 'openvox-strings'
require 'openvox-strings/yard'
require 'stringio'

# puppet-strings: everything has a text, and what it warns of is a finding.
class StringsJudge
  KINDS = {
    puppet_class: 'class', puppet_defined_type: 'defined type', puppet_function: 'function',
    puppet_data_type_alias: 'type alias', puppet_type: 'resource type', puppet_data_type: 'data type',
    puppet_task: 'task', puppet_plan: 'plan',
  }.freeze

  def initialize(root)
    @root = root
    OpenvoxStrings::Yard.setup!
    YARD::Logger.instance.level = YARD::Logger::WARN
  end

  def canary?
    missing = parse { YARD::Parser::SourceParser.parse_string("class canary(String $a) {\n}\n", :puppet) }
    YARD::Registry.clear
    YARD::Parser::SourceParser.parse_string("# @summary\n# @param a\nclass canary(String $a) {\n}\n", :puppet)
    !missing.empty? && objects.flat_map { |object| texts(object) }.size == 2
  end

  def problems(path)
    YARD::Registry.clear
    warnings = Dir.chdir(@root) { parse { YARD.parse([path]) } }
    warnings + objects.flat_map { |object| texts(object) }
  end

  private

  # @return [Array<Hash>] what YARD said meanwhile
  def parse
    said = StringIO.new
    logger = YARD::Logger.instance
    before = logger.io
    logger.io = said
    yield
    said.string.split(/^(?=\[(?:warn|error)\]: )/).map { |text| warning(text) }
  ensure
    logger.io = before
  end

  def warning(text)
    message = text.strip.sub(/\A\[\w+\]: /, '').gsub(/\s+/, ' ')
    place = / (?:at|near) (?:file )?\S+?:(\d+)\.?\z/
    { line: message[place, 1]&.to_i, check: 'warning', message: message.sub(place, '') }.compact
  end

  def objects
    KINDS.keys.flat_map { |kind| YARD::Registry.all(kind) }
  end

  def texts(object)
    what = "#{KINDS.fetch(object.type)} '#{object.name}'"
    summary = object.tag(:summary)
    empty = []
    if blank?(object.docstring) && blank?(summary&.text)
      empty << "The #{what} has no text."
    elsif summary && blank?(summary.text)
      empty << "The summary of the #{what} is empty."
    end
    overloads = object.tags(:overload)
    (overloads.empty? ? [object] : overloads).each { |part| empty.concat(tags(part, what)) }
    empty.map { |message| { line: object.line, check: 'empty', message: message }.compact }
  end

  # That a parameter has no tag at all is among the warnings of puppet-strings, for those that have any text.
  def tags(part, what)
    tagged = part.tags(:param).to_h { |tag| [tag.name.to_s.delete('*&'), tag.text] }
    names = part.respond_to?(:parameters) ? part.parameters.map { |name, _| name.to_s.delete('*&') } : []
    empty = (names | tagged.keys).select { |name| blank?(tagged[name]) }
    result = empty.map { |name| "The parameter '#{name}' of the #{what} has no text." }
    returned = part.tag(:return)
    result << "What the #{what} returns has no text." if returned && blank?(returned.text)
    result
  end

  def blank?(text)
    text.to_s.strip.empty?
  end
end
