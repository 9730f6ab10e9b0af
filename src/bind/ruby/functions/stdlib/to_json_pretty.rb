# frozen_string_literal: true

# Data as indented JSON; Sensitive if any of it is.
Puppet::Functions.create_function(:'stdlib::to_json_pretty') do
  dispatch :to_json_pretty do
    param 'Variant[Hash, Array]', :data
    optional_param 'Optional[Boolean]', :skip_undef
    optional_param 'Hash[String, Any]', :options
  end

  def to_json_pretty(data, skip_undef = false, options = {})
    secret = false
    plain = reveal(data) { secret = true }
    text = "#{JSON.pretty_generate(skip_undef ? compact(plain) : plain, options.transform_keys(&:to_sym))}\n"
    secret ? Puppet::Pops::Types::PSensitiveType::Sensitive.new(text) : text
  end

  # The data without wrappers of Sensitive, calling the block for each.
  def reveal(data, &found)
    case data
    when Puppet::Pops::Types::PSensitiveType::Sensitive
      found.call
      reveal(data.unwrap, &found)
    when Array then data.map { |item| reveal(item, &found) }
    when Hash then data.to_h { |key, item| [reveal(key, &found), reveal(item, &found)] }
    else data
    end
  end

  # Without undef, at every depth.
  def compact(data)
    case data
    when Array then data.compact.map { |item| compact(item) }
    when Hash then data.compact.transform_values { |item| compact(item) }
    else data
    end
  end
end
