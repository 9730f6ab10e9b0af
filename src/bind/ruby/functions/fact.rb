# frozen_string_literal: true

# A fact by its dotted name.
Puppet::Functions.create_function(:'fact') do
  dispatch :fact do
    param 'String', :name
  end

  def fact(name)
    call_function('get', closure_scope['facts'], name)
  end
end
