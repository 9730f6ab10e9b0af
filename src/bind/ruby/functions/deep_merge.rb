# frozen_string_literal: true

# Hashes merged from left to right, nested hashes too.
Puppet::Functions.create_function(:'deep_merge') do
  dispatch :deep_merge do
    repeated_param 'Variant[Hash, Undef, String[0, 0]]', :hashes
  end

  def deep_merge(*hashes)
    hashes.reject { |hash| hash.nil? || hash == '' }.reduce({}) { |all, hash| join(all, hash) }
  end

  def join(left, right)
    left.merge(right) { |_, ours, theirs| ours.is_a?(Hash) && theirs.is_a?(Hash) ? join(ours, theirs) : theirs }
  end
end
