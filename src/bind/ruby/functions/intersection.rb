# frozen_string_literal: true

# Values that both arrays have.
Puppet::Functions.create_function(:'intersection') do
  dispatch :intersection do
    param 'Array', :left
    param 'Array', :right
  end

  def intersection(left, right)
    left & right
  end
end
