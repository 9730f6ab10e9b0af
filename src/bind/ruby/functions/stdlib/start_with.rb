# frozen_string_literal: true

# Whether a text starts with one of the prefixes.
Puppet::Functions.create_function(:'stdlib::start_with') do
  dispatch :start_with do
    param 'String', :text
    param 'Variant[String[1], Array[String[1], 1]]', :prefixes
  end

  def start_with(text, prefixes)
    text.start_with?(*prefixes)
  end
end
