# frozen_string_literal: true

# How many values an array has: all that are not undef or empty, or those equal to one.
Puppet::Functions.create_function(:'count') do
  dispatch :count do
    param 'Variant[Array, Hash]', :values
    optional_param 'Any', :wanted
  end

  def count(values, *wanted)
    wanted.empty? ? values.count { |value| !value.nil? && value != '' } : values.count(wanted.first)
  end
end
