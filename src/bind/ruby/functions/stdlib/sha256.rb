# frozen_string_literal: true

# Digest of a text.
Puppet::Functions.create_function(:'stdlib::sha256') do
  dispatch :sha256 do
    param 'Variant[Scalar, Sensitive[Scalar], Binary]', :data
  end

  def sha256(data)
    data = data.unwrap if data.is_a?(Puppet::Pops::Types::PSensitiveType::Sensitive)
    OpenSSL::Digest.hexdigest('SHA256', data.to_s)
  end
end
