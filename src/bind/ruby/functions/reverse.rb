# frozen_string_literal: true

# Text or array from its end to its start.
Puppet::Functions.create_function(:'reverse') do
  dispatch :reverse do
    param 'Variant[Array, String]', :value
  end

  def reverse(value)
    value.reverse
  end
end
