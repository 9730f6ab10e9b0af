# frozen_string_literal: true

# Text with percent-encoding.
Puppet::Functions.create_function(:'uriescape') do
  dispatch :uriescape do
    param 'String', :text
  end

  def uriescape(text)
    text.gsub(/[^A-Za-z0-9\-._~!$&'()*+,;=:@\/?#\[\]]/) { |part| part.bytes.map { |byte| format('%%%02X', byte) }.join }
  end
end
