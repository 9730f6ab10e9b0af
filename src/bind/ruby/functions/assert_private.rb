# frozen_string_literal: true

# Stubs have no private classes.
Puppet::Functions.create_function(:'assert_private') do
  dispatch :assert_private do
    repeated_param 'Any', :arguments
  end

  def assert_private(*)
    nil
  end
end
