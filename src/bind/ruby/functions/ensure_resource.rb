# frozen_string_literal: true

# Declares resources that nothing else declares.
Puppet::Functions.create_function(:'ensure_resource') do
  dispatch :ensure_resource do
    param 'String', :type
    param 'Variant[String, Array[String]]', :titles
    optional_param 'Optional[Hash]', :attributes
  end

  def ensure_resource(type, titles, attributes = {})
    Array(titles).each do |title|
      next if closure_scope.catalog.resource("#{type.split('::').map(&:capitalize).join('::')}[#{title}]")

      call_function('create_resources', type, { title => attributes || {} })
    end
    nil
  end
end
