# frozen_string_literal: true

# Hashes merged from left to right; empty text counts as an empty hash.
Puppet::Functions.create_function(:'merge') do
  dispatch :merge do
    repeated_param 'Variant[Hash, Undef, String[0, 0]]', :hashes
  end

  def merge(*hashes)
    hashes.reject { |hash| hash.nil? || hash == '' }.reduce({}) { |all, hash| all.merge(hash) }
  end
end
