# frozen_string_literal: true

# The operating systems of metadata.json, with their facts from FacterDB.
module Platforms
  # Systems that are the same but for their names: where FacterDB has no facts of a release of one, those of the same
  # release of another one serve.
  STAND_INS = {
    'AlmaLinux' => %w[RedHat CentOS Rocky OracleLinux],
    'CentOS' => %w[RedHat Rocky AlmaLinux OracleLinux],
    'OracleLinux' => %w[RedHat CentOS Rocky AlmaLinux],
    'RedHat' => %w[CentOS Rocky AlmaLinux OracleLinux],
    'Rocky' => %w[RedHat CentOS AlmaLinux OracleLinux],
  }.freeze

  FACTS = Hash.new { |cache, (name, release)| cache[[name, release]] = Platforms.find(name, release) }

  module_function

  # Facts by platform, such as 'debian-12-x86_64'. Without arguments: all platforms of metadata.json.
  #
  # @param systems [Hash<String, Array<String>>] releases by name of the operating system
  def platforms(systems = supported)
    pairs = systems.flat_map { |name, releases| releases.map { |release| [name, release] } }
    wanted = RspecPuppetFacts.spec_facts_os_filter.to_s
    pairs.to_h { |name, release| ["#{name.downcase}-#{release}-x86_64", [name, release]] }
         .select { |label, _| label.start_with?(wanted) }
         .transform_values { |pair| FACTS[pair] }
  end

  def supported
    RspecPuppetFacts.meta_supported_os.to_h { |os| [os['operatingsystem'], os['operatingsystemrelease']] }
  end

  def find(name, release)
    own = { 'operatingsystem' => name, 'operatingsystemrelease' => [release] }
    on_supported_os(supported_os: [own]).values.first || stand_in(name, release) ||
      raise(ArgumentError, "FacterDB has no facts of #{name} #{release}, nor of a system like it")
  end

  def stand_in(name, release)
    STAND_INS.fetch(name, []).each do |other|
      filter = { 'os.name' => other, 'os.release.major' => release, 'os.hardware' => 'x86_64' }
      facts = FacterDB.get_facts(filter, symbolize_keys: false).max_by { |row| Gem::Version.new(row['facterversion']) }
      next if facts.nil?

      distro = facts['os'].fetch('distro', {}).merge('id' => name)
      return facts.merge(RspecPuppetFacts.common_facts, 'os' => facts['os'].merge('name' => name, 'distro' => distro))
    end
    nil
  end
end

# Facts that differ from those of the operating system.
module FactOverrides
  # A copy of the facts with other values.
  #
  # @param facts [Hash] facts of a platform
  # @param values [Hash<String, Object>] values by dotted path, such as 'memory.system.total_bytes'
  def override_facts(facts, values)
    values.reduce(facts) do |result, (path, value)|
      first, rest = path.split('.', 2)
      inner = rest.nil? ? value : override_facts(result.fetch(first, {}), { rest => value })
      result.merge(first => inner)
    end
  end
end
