# frozen_string_literal: true

# Arrays and single values, appended to the first array.
Puppet::Functions.create_function(:'concat') do
  dispatch :concat do
    param 'Array', :first
    required_repeated_param 'Any', :others
  end

  def concat(first, *others)
    others.reduce(first) { |all, other| all + (other.is_a?(Array) ? other : [other]) }
  end
end
