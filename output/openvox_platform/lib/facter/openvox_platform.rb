# frozen_string_literal: true

# What the platform has to know of a node before it compiles the node's catalog: the names in the node's certificate.
Facter.add(:openvox_platform) do
  setcode do
    require 'openssl'
    require 'puppet'

    path = Puppet[:hostcert]
    if File.readable?(path)
      certificate = OpenSSL::X509::Certificate.new(File.read(path))
      alternatives = certificate.extensions.find { |extension| extension.oid == 'subjectAltName' }
      names = alternatives ? alternatives.value.scan(%r{DNS:([^,\s]+)}).flatten : []
      { 'certificate_names' => names.sort }
    end
  end
end
