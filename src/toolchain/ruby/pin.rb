# frozen_string_literal: true

# Resolves the gems that the judges need, and writes their exact versions and checksums into gems.json.
#
#   npm run gems
#
# The roots of that file say which gems are wanted, and at which versions; everything else is resolved from the gem
# sources of the user's own configuration. A release that needs a newer Ruby than the oldest one supported is not taken,
# but for the roots marked `anyRuby`: these declare Ruby 3.2 and work with 3.1.

require 'json'
require 'rubygems/remote_fetcher'
require 'rubygems/resolver'

# What the gem sources offer, without builds for one platform and without what the oldest Ruby cannot run.
class Offer < Gem::Resolver::Set
  def initialize(ruby, any_ruby)
    super()
    @ruby = ruby
    @any_ruby = any_ruby
    @sets = Gem.sources.each_source.map(&:dependency_resolver_set)
    @found = {}
  end

  def find_all(request)
    @found[request.dependency.to_s] ||= @sets.flat_map { |set| set.find_all(request) }.select { |spec| fits?(spec) }
  end

  def prefetch(requests)
    @sets.each { |set| set.prefetch(requests) }
  end

  private

  def fits?(spec)
    return false unless spec.platform == Gem::Platform::RUBY && !spec.version.prerelease?

    @any_ruby.include?(spec.name) || spec.required_ruby_version.satisfied_by?(@ruby)
  end
end

# SHA-256 of a packaged gem, from the index of its source.
def checksum(spec)
  info = spec.source.uri.to_s.chomp('/') + "/info/#{spec.name}"
  row = Gem::RemoteFetcher.fetcher.fetch_path(info).each_line.find { |line| line.start_with?("#{spec.version} ") }
  row.to_s[/checksum:(\h{64})/, 1] || abort("#{info} has no checksum of #{spec.name} #{spec.version}")
end

path = ARGV.fetch(0)
data = JSON.parse(File.read(path))
roots = data.fetch('roots')
floor = Gem::Version.new(data.fetch('ruby')[/\d[\d.]*/])
offer = Offer.new(floor, roots.select { |root| root['anyRuby'] }.map { |root| root.fetch('name') })
wanted = roots.map { |root| Gem::Dependency.new(root.fetch('name'), root.fetch('version')) }
resolver = Gem::Resolver.new(wanted, offer)
# Otherwise the resolver holds every gem against the Ruby that runs it; what fits is decided above.
resolver.soft_missing = true
specs = resolver.resolve.map(&:spec)

missing = specs.flat_map(&:dependencies).reject do |dependency|
  dependency.type == :development || specs.any? { |spec| dependency.match?(spec.name, spec.version) }
end
abort("not resolved: #{missing.map(&:to_s).uniq.join(', ')}") unless missing.empty?

data['gems'] = specs.sort_by(&:name).map { |spec| { name: spec.name, version: spec.version.to_s, sha256: checksum(spec) } }
rows = ->(list) { list.map { |row| "    #{JSON.generate(row, space: ' ', object_nl: ' ')}" }.join(",\n") }
File.write(path, <<~TEXT)
  {
    "ruby": #{JSON.generate(data.fetch('ruby'))},
    "roots": [
  #{rows.call(roots)}
    ],
    "gems": [
  #{rows.call(data['gems'])}
    ]
  }
TEXT
puts "#{data['gems'].size} gems"
