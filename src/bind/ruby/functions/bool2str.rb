# frozen_string_literal: true

# Text for true and for false.
Puppet::Functions.create_function(:'bool2str') do
  dispatch :bool2str do
    param 'Boolean', :value
    optional_param 'String', :yes
    optional_param 'String', :no
  end

  def bool2str(value, yes = 'true', no = 'false')
    value ? yes : no
  end
end
