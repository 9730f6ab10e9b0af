# frozen_string_literal: true

# Whether a text ends with one of the suffixes.
Puppet::Functions.create_function(:'stdlib::end_with') do
  dispatch :end_with do
    param 'String', :text
    param 'Variant[String[1], Array[String[1], 1]]', :suffixes
  end

  def end_with(text, suffixes)
    text.end_with?(*suffixes)
  end
end
