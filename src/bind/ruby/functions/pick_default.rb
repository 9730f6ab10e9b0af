# frozen_string_literal: true

# The first value that is neither undef nor empty text, else the last one.
Puppet::Functions.create_function(:'pick_default') do
  dispatch :pick_default do
    required_repeated_param 'Any', :values
  end

  def pick_default(*values)
    values.find { |value| !value.nil? && value != '' } || values.last
  end
end
