# frozen_string_literal: true

# Values of the first array that the second lacks.
Puppet::Functions.create_function(:'difference') do
  dispatch :difference do
    param 'Array', :left
    param 'Array', :right
  end

  def difference(left, right)
    left - right
  end
end
