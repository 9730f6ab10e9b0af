# frozen_string_literal: true

# What is the same for all catalogs of a process is done once. Each example has an environment of its own, which would
# do it again.
module Once
  # Manifests, functions, type aliases and templates do not change while the specs run.
  module Parsed
    PROGRAMS = {}

    def parse_file(path)
      # It counts as read for every catalog that has it.
      Traces.current&.read(path.to_s)
      PROGRAMS[[self.class, path]] ||= super
    end

    def parse_string(code, path = nil)
      return super if path.to_s.empty?

      PROGRAMS[[self.class, path, code]] ||= super
    end
  end
  Puppet::Pops::Parser::EvaluatingParser.prepend(Parsed)

  # The facts of all systems are one text, which is parsed for each system.
  module Facts
    def parse(source, *rest, **options)
      return super unless source.equal?(FacterDB.instance_variable_get(:@database))

      @facts ||= super
    end
  end
  JSON.singleton_class.prepend(Facts)

  # Every environment looks at all modules anew.
  module Metadata
    KNOWN = {}

    def read_metadata
      KNOWN[path] ||= super
    end
  end
  Puppet::Module.prepend(Metadata)

  # Puppet's own functions name types of Puppet alone, the same in every environment: their classes are good for all.
  module Functions
    OWN = "#{File.dirname(Puppet::Functions.method(:create_function).source_location.first)}/"
    CLASSES = {}

    def create(loader, typed_name, source_ref, code)
      return super unless source_ref.to_s.start_with?(OWN)

      known = CLASSES[source_ref.to_s]
      return known.new(nil, loader.private_loader) if known

      super.tap { |function| CLASSES[source_ref.to_s] = function.class }
    end
  end
  Puppet::Pops::Loader::RubyFunctionInstantiator.singleton_class.prepend(Functions)

  # Every example adds the folders of all modules to those in which facts are looked for.
  module Folders
    def search(*folders)
      super(*(folders.flatten - Facter.search_path))
    end
  end
  require 'puppet/facter_impl'
  Puppet::FacterImpl.prepend(Folders)
end
