# frozen_string_literal: true

# The data in a JSON text.
Puppet::Functions.create_function(:'parsejson') do
  dispatch :parsejson do
    param 'String', :text
    optional_param 'Any', :otherwise
  end

  def parsejson(text, *otherwise)
    JSON.parse(text)
  rescue JSON::ParserError
    raise if otherwise.empty?

    otherwise.first
  end
end
