# frozen_string_literal: true

# Part of a path.
Puppet::Functions.create_function(:'dirname') do
  dispatch :dirname do
    param 'String', :path
  end

  def dirname(*parts)
    File.dirname(*parts)
  end
end
