# frozen_string_literal: true

# An array as it is, a hash as keys and values in turn, anything else as an array of it.
Puppet::Functions.create_function(:'any2array') do
  dispatch :any2array do
    repeated_param 'Any', :values
  end

  def any2array(*values)
    return values unless values.length == 1

    case values.first
    when Array then values.first
    when Hash then values.first.flatten(1)
    when nil, '' then []
    else values
    end
  end
end
