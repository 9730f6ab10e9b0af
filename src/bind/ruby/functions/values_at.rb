# frozen_string_literal: true

# Items of an array at positions.
Puppet::Functions.create_function(:'values_at') do
  dispatch :values_at do
    param 'Array', :values
    param 'Variant[Integer, Array[Integer]]', :positions
  end

  def values_at(values, positions)
    values.values_at(*positions)
  end
end
