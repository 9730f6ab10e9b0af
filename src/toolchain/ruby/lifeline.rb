# frozen_string_literal: true

# Ties this process to the one that started it: its standard input is a pipe that the other one holds open for as long
# as it lives, and this process is the leader of a group of its own.
module Lifeline
  module_function

  # Passes the lines of standard input on. At its end nobody waits for an answer any more, and the group is ended.
  def hold(&line)
    Thread.new do
      $stdin.each_line { |text| line&.call(text) }
      # Not in an `ensure`: that would also be run where this process comes to its own end.
      Process.getpgrp == Process.pid ? Process.kill(:KILL, 0) : exit!(1)
    end
  end
end
