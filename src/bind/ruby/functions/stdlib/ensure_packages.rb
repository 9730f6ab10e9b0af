# frozen_string_literal: true

# Declares packages that nothing else declares.
Puppet::Functions.create_function(:'stdlib::ensure_packages') do
  dispatch :ensure_packages do
    param 'Variant[String[1], Array[String[1]], Hash[String[1], Any]]', :packages
    optional_param 'Hash', :defaults
  end

  def ensure_packages(packages, defaults = {})
    wanted = packages.is_a?(Hash) ? packages : Array(packages).to_h { |name| [name, {}] }
    wanted.each do |name, attributes|
      next if closure_scope.catalog.resource("Package[#{name}]")

      values = { 'ensure' => 'installed' }.merge(defaults || {}).merge(attributes || {})
      call_function('create_resources', 'package', { name => values })
    end
    nil
  end
end
