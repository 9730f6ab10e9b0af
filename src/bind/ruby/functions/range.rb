# frozen_string_literal: true

# Whole numbers from the first to the last.
Puppet::Functions.create_function(:'range') do
  dispatch :range do
    param 'Integer', :first
    param 'Integer', :last
    optional_param 'Integer[1]', :step
  end

  def range(first, last, step = 1)
    (first..last).step(step).to_a
  end
end
