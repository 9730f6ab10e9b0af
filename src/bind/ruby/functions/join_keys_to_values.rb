# frozen_string_literal: true

# `key<separator>value` for each entry of a hash, for each item where the value is an array.
Puppet::Functions.create_function(:'join_keys_to_values') do
  dispatch :join_keys_to_values do
    param 'Hash', :hash
    param 'String', :separator
  end

  def join_keys_to_values(hash, separator)
    hash.flat_map { |key, value| (value.is_a?(Array) ? value : [value]).map { |item| "#{key}#{separator}#{item}" } }
  end
end
