# frozen_string_literal: true

# An array or hash without undef.
Puppet::Functions.create_function(:'delete_undef_values') do
  dispatch :delete_undef_values do
    param 'Variant[Array, Hash]', :from
  end

  def delete_undef_values(from)
    from.compact
  end
end
