# frozen_string_literal: true

# Parts of a path with one separator between them.
Puppet::Functions.create_function(:'extlib::path_join') do
  dispatch :path_join do
    repeated_param 'Variant[String, Array[String]]', :parts
  end

  def path_join(*parts)
    parts.flatten.join('/').squeeze('/')
  end
end
