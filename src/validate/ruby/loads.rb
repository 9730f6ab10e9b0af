# frozen_string_literal: true

require 'puppet/util/autoload'

# A file that Puppet loads it adds to Ruby's list of what is loaded, and Ruby then looks up the real path of everything in the
# list again: a second of each start. Ruby's own entry costs nothing, and is there if Ruby does the loading.
module Loads
  # The first part: to say that it is loaded.
  module Marks
    def mark_loaded(name, file)
      path = File.expand_path(file)
      return super if $LOADED_FEATURES.include?(path)

      loaded[cleanpath(name).chomp('.rb')] = [path, File.mtime(path)]
      Loads.marked = path
    end
  end
  Puppet::Util::Autoload.singleton_class.prepend(Marks)

  class << self
    attr_accessor :marked
  end

  # The second one: to load it.
  module Runs
    def load(file, *)
      return super unless Loads.marked == File.expand_path(file)

      Loads.marked = nil
      require(file)
      true
    end
  end
  Kernel.singleton_class.prepend(Runs)
end
