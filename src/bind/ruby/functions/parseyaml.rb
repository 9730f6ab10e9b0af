# frozen_string_literal: true

# The data in a YAML text.
Puppet::Functions.create_function(:'parseyaml') do
  dispatch :parseyaml do
    param 'String', :text
    optional_param 'Any', :otherwise
  end

  def parseyaml(text, *otherwise)
    YAML.safe_load(text)
  rescue Psych::Exception
    raise if otherwise.empty?

    otherwise.first
  end
end
