# frozen_string_literal: true

# Installs gems at exact versions into a directory of their own.
#
# Standard input: {"directory": "/cache/<hash>", "gems": [{"name": ..., "version": ..., "sha256": ...}, ...]}, one line,
# and nothing more; where it is closed, whoever asked is gone, and so is this process.
# Records, one JSON object a line, on file descriptor 3:
#   {"waiting": true}                            another process installs the same gems
#   {"fetched": n} {"installed": n}              so far
#   {"done": true}                               the directory is complete
#   {"failed": kind, "gem": ..., "message": ...} kind: network, checksum, native, directory, gem
#
# Not Bundler: it refuses gems that declare a newer Ruby than they need, and has no switch for that. The versions were
# resolved when gems.json was made, so there is nothing to resolve here. Gems come from the sources that the user's own
# configuration of RubyGems names; each one is held against its checksum before a line of it is run.

require 'digest'
require 'etc'
require 'fileutils'
require 'json'
require 'rubygems/installer'
require 'rubygems/remote_fetcher'
require 'rubygems/resolver'
require_relative 'lifeline'

RECORDS = IO.for_fd(3, 'w').tap { |io| io.sync = true }
DOWNLOADS = 8

def record(**fields)
  RECORDS.write("#{JSON.generate(fields)}\n")
end

# What stops an installation, in a kind that the caller has a sentence for.
class Failure < StandardError
  attr_reader :kind, :gem

  def initialize(kind, gem, message)
    super(message)
    @kind = kind
    @gem = gem
  end
end

# One pinned gem.
class Pin
  # What is wrong with this machine, and with no source.
  DISK = [Errno::ENOSPC, Errno::EDQUOT, Errno::EROFS, Errno::EIO].freeze

  def initialize(row)
    @name = row.fetch('name')
    @version = row.fetch('version')
    @sha256 = row.fetch('sha256')
  end

  # @return [String] path of the package, checked
  def fetch(directory)
    problems = Gem.sources.each_source.map do |source|
      spec = Gem::Specification.new { |new| new.name = @name and new.version = @version }
      return verified(source.download(spec, directory))
    rescue *DISK
      raise
    rescue Gem::RemoteFetcher::FetchError, Gem::RemoteFetcher::UnknownHostError, SocketError, SystemCallError => e
      e.message
    end
    raise Failure.new('network', to_s, problems.first || 'no gem source is configured')
  end

  def install(package, directory)
    Gem::Installer.at(package, install_dir: directory, ignore_dependencies: true, force: true, document: [],
                               wrappers: true, env_shebang: true, build_root: nil).install
  rescue Gem::Ext::BuildError => e
    raise Failure.new('native', to_s, e.message)
  rescue Gem::InstallError, Gem::Package::Error => e
    raise Failure.new('gem', to_s, e.message)
  end

  def to_s
    "#{@name} #{@version}"
  end

  private

  def verified(path)
    actual = Digest::SHA256.file(path).hexdigest
    return path if actual == @sha256

    FileUtils.rm_f(path)
    raise Failure.new('checksum', to_s, "expected SHA-256 #{@sha256}, got #{actual}")
  end
end

def fetch_all(pins, directory)
  queue = Queue.new
  pins.each { |pin| queue << pin }
  queue.close
  fetched = Queue.new
  threads = Array.new(DOWNLOADS) do
    Thread.new do
      while (pin = queue.pop)
        fetched << [pin, pin.fetch(directory)]
        record(fetched: fetched.size)
      end
    end
  end
  threads.each { |thread| thread.report_on_exception = false }
  threads.each(&:join)
  Array.new(fetched.size) { fetched.pop }
end

# In processes, not threads: extensions are built in the working directory.
def install_all(packages, directory)
  done, finished = IO.pipe
  slices = packages.each_slice((packages.size / Etc.nprocessors.to_f).ceil).to_a
  children = slices.map do |slice|
    fork do
      done.close
      slice.each do |pin, package|
        pin.install(package, directory)
        finished.write("\n")
      end
      exit!(0)
    rescue Failure => e
      record(failed: e.kind, gem: e.gem, message: e.message)
      exit!(1)
    rescue SystemCallError => e
      record(failed: 'directory', message: e.message)
      exit!(1)
    end
  end
  finished.close
  done.each_line.with_index(1) { |_, count| record(installed: count) }
  exit!(1) unless children.map { |child| Process.wait2(child).last.success? }.all?
end

def install(pins, directory)
  partial = "#{directory}.partial"
  # We hold the lock: what lies there was left by a process that did not come to its end.
  FileUtils.rm_rf(partial)
  FileUtils.mkdir_p(partial)
  packages = fetch_all(pins, partial)
  install_all(packages, partial)
  FileUtils.rm_rf(File.join(partial, 'cache'))
  File.rename(partial, directory)
end

request = JSON.parse($stdin.gets)
Lifeline.hold
directory = request.fetch('directory')
pins = request.fetch('gems').map { |row| Pin.new(row) }
begin
  FileUtils.mkdir_p(File.dirname(directory))
  # The system gives this lock up when its holder ends, however it ends.
  File.open("#{directory}.lock", File::RDWR | File::CREAT) do |lock|
    unless lock.flock(File::LOCK_EX | File::LOCK_NB)
      record(waiting: true)
      lock.flock(File::LOCK_EX)
    end
    install(pins, directory) unless File.directory?(directory)
  end
  record(done: true)
rescue Failure => e
  record(failed: e.kind, gem: e.gem, message: e.message)
  exit!(1)
rescue SystemCallError => e
  record(failed: 'directory', message: e.message)
  exit!(1)
end
