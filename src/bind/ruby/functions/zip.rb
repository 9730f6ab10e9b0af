# frozen_string_literal: true

# Arrays merged item by item.
Puppet::Functions.create_function(:'zip') do
  dispatch :zip do
    param 'Array', :left
    param 'Array', :right
  end

  def zip(left, right)
    left.zip(right)
  end
end
