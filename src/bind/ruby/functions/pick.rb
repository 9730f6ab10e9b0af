# frozen_string_literal: true

# The first value that is neither undef nor empty text; there must be one.
Puppet::Functions.create_function(:'pick') do
  dispatch :pick do
    repeated_param 'Any', :values
  end

  def pick(*values)
    found = values.find { |value| !value.nil? && value != '' }
    raise ArgumentError, 'pick(): must receive at least one non empty value' if found.nil?

    found
  end
end
