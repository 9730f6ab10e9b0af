# frozen_string_literal: true

# Each value of an array, or key of a hash, with a prefix.
Puppet::Functions.create_function(:'prefix') do
  dispatch :prefix do
    param 'Variant[Array, Hash]', :values
    optional_param 'String', :addition
  end

  def prefix(values, addition = '')
    change = ->(value) { "#{addition}#{value}" }
    values.is_a?(Hash) ? values.transform_keys(&change) : values.map(&change)
  end
end
