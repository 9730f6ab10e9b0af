# frozen_string_literal: true

# Whether an array contains a value, or all values of another array.
Puppet::Functions.create_function(:'member') do
  dispatch :member do
    param 'Array', :all
    param 'Any', :wanted
  end

  def member(all, wanted)
    ((wanted.is_a?(Array) ? wanted : [wanted]) - all).empty?
  end
end
