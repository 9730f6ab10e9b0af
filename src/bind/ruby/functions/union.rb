# frozen_string_literal: true

# All values of several arrays, each once.
Puppet::Functions.create_function(:'union') do
  dispatch :union do
    repeated_param 'Array', :arrays
  end

  def union(*arrays)
    arrays.flatten(1).uniq
  end
end
