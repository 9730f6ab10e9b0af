# frozen_string_literal: true

# Whether a number is above zero.
Puppet::Functions.create_function(:'num2bool') do
  dispatch :num2bool do
    param 'Variant[Numeric, String]', :value
  end

  def num2bool(value)
    Float(value).positive?
  end
end
