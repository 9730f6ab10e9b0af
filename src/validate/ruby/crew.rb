# frozen_string_literal: true

# Gives out work to processes that are copies of this one, and passes on what they record. This one does the first piece:
# what it has loaded by then, specs and facts and all that a catalog takes, is loaded once. Each of the others gets its next
# piece when it has done the one before.
class Crew
  # What a member says when it has nothing to do: no record.
  FREE = "free\n"

  # @param records [IO] where records go
  # @param size [Integer] how many processes
  def initialize(records, size)
    @records = records
    @size = Process.respond_to?(:fork) ? size : 1
    @lock = Mutex.new
  end

  # @param work [Array] pieces, those that take longest first
  # @yieldparam records [IO]
  # @yieldparam following [Proc] gives the next piece; nil after the last one
  # @return [Boolean] whether all members have come to their end
  def run(work, &block)
    left = work.dup
    first = @size == 1 ? left.shift(left.size) : left.shift(1)
    block.call(@records, -> { first.shift })
    lead(left, &block)
  end

  private

  Member = Struct.new(:pid, :orders, :answers)
  private_constant :Member

  def lead(work, &block)
    queue = Queue.new
    work.each_index { |index| queue << index }
    queue.close
    members = []
    [@size, work.size].min.times { members << hire(members, work, &block) }
    members.map { |member| Thread.new { serve(member, queue) } }.map(&:value).all?
  end

  def hire(others, work)
    orders = IO.pipe
    answers = IO.pipe
    pid = fork do
      status = 1
      [orders.last, answers.first, *others.flat_map { |other| [other.orders, other.answers] }].each(&:close)
      answers.last.sync = true
      yield(answers.last, lambda do
        answers.last.write(FREE)
        index = orders.first.gets
        index && work.fetch(Integer(index))
      end)
      status = 0
    rescue Exception => e # rubocop:disable Lint/RescueException
      warn e.full_message(highlight: false)
    ensure
      # What this process has got from the other one is for that one to clean up.
      exit!(status)
    end
    [orders.first, answers.last].each(&:close)
    Member.new(pid, orders.last, answers.first)
  end

  def serve(member, queue)
    member.answers.each_line do |line|
      if line == FREE
        index = queue.pop
        index.nil? ? member.orders.close : member.orders.puts(index)
      else
        @lock.synchronize { @records.write(line.end_with?("\n") ? line : "#{line}\n") }
      end
    end
    Process.wait2(member.pid).last.success?
  rescue Errno::EPIPE
    # It has ended in the meantime.
    Process.wait2(member.pid).last.success?
  end
end
