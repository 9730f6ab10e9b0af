# frozen_string_literal: true

# Declares resources that nothing else declares.
Puppet::Functions.create_function(:'ensure_resources') do
  dispatch :ensure_resources do
    param 'String', :type
    param 'Hash', :resources
    optional_param 'Optional[Hash]', :defaults
  end

  def ensure_resources(type, resources, defaults = {})
    resources.each do |title, attributes|
      call_function('ensure_resource', type, title, (defaults || {}).merge(attributes || {}))
    end
    nil
  end
end
