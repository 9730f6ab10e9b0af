# frozen_string_literal: true

# Part of a path.
Puppet::Functions.create_function(:'basename') do
  dispatch :basename do
    param 'String', :path
    optional_param 'String', :extension
  end

  def basename(*parts)
    File.basename(*parts)
  end
end
