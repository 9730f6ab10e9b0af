# frozen_string_literal: true

require 'shellwords'

# Text as one word of a shell.
Puppet::Functions.create_function(:'shell_escape') do
  dispatch :shell_escape do
    param 'Any', :text
  end

  def shell_escape(text)
    Shellwords.escape(text.to_s)
  end
end
