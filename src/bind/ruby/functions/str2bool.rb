# frozen_string_literal: true

# The Boolean that a text means.
Puppet::Functions.create_function(:'str2bool') do
  dispatch :str2bool do
    param 'Variant[Boolean, String]', :value
  end

  def str2bool(value)
    return value unless value.is_a?(String)
    return true if value.match?(/\A(1|t|y|true|yes)\z/i)
    return false if value.match?(/\A(|0|f|n|false|no|undef|undefined)\z/i)

    raise ArgumentError, 'str2bool(): Unknown type of boolean given'
  end
end
