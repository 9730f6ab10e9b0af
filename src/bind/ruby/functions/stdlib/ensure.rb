# frozen_string_literal: true

# `present` or `absent` for a Boolean, in the words of a resource type.
Puppet::Functions.create_function(:'stdlib::ensure') do
  dispatch :ensure_of do
    param "Variant[Boolean, Enum['present', 'absent']]", :wanted
    optional_param 'String', :kind
  end

  def ensure_of(wanted, kind = nil)
    yes, no = words(kind)
    [true, 'present'].include?(wanted) ? yes : no
  end

  def words(kind)
    case kind
    when 'directory', 'link', 'file' then [kind, 'absent']
    when 'mounted' then %w[mounted unmounted]
    when 'service' then %w[running stopped]
    when 'package' then %w[installed absent]
    else %w[present absent]
    end
  end
end
