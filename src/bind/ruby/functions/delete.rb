# frozen_string_literal: true

# What remains of an array, hash or text without some values, keys or parts.
Puppet::Functions.create_function(:'delete') do
  dispatch :delete do
    param 'Variant[Array, Hash, String]', :from
    param 'Any', :what
  end

  def delete(from, what)
    unwanted = what.is_a?(Array) ? what : [what]
    case from
    when Array then from - unwanted
    when Hash then from.except(*unwanted)
    else unwanted.reduce(from) { |text, part| text.gsub(part.to_s, '') }
    end
  end
end
