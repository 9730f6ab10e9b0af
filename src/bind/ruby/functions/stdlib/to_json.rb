# frozen_string_literal: true

# Data as JSON; Sensitive if any of it is.
Puppet::Functions.create_function(:'stdlib::to_json') do
  dispatch :to_json do
    param 'Any', :data
  end

  def to_json(data)
    secret = false
    plain = reveal(data) { secret = true }
    text = JSON.generate(plain)
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
end
