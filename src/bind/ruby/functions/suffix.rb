# frozen_string_literal: true

# Each value of an array, or key of a hash, with a suffix.
Puppet::Functions.create_function(:'suffix') do
  dispatch :suffix do
    param 'Variant[Array, Hash]', :values
    optional_param 'String', :addition
  end

  def suffix(values, addition = '')
    change = ->(value) { "#{value}#{addition}" }
    values.is_a?(Hash) ? values.transform_keys(&change) : values.map(&change)
  end
end
