# frozen_string_literal: true

require 'etc'
require 'fileutils'
require 'securerandom'
require 'yaml'

# @summary Secrets of a primary that compiles all catalogs which need them, kept in one file there
#
# The first compilation writes the file, every later one reads it: the values are the same in each catalog.
# The file appears with its whole content or not at all (it is written under another name and then linked, and
# link(2) refuses to replace a file), so two compilations at once agree on one set of values.
#
# @api private
Puppet::Functions.create_function(:'openvox_platform::local_secrets') do
  # @param path Absolute path of the file on the host that compiles.
  # @param names Names of the secrets, as parameters of `openvox_platform::secrets`.
  # @return [Hash[String, Sensitive[String[1]]]] the secrets by name
  dispatch :local_secrets do
    param 'Stdlib::Absolutepath', :path
    param 'Array[String[1], 1]', :names
    return_type 'Hash[String[1], Sensitive[String[1]]]'
  end

  def local_secrets(path, names)
    create(path, names) unless File.exist?(path)
    secrets = read(path)

    missing = names.reject { |name| secrets[name].is_a?(String) && !secrets[name].empty? }
    unless missing.empty?
      raise Puppet::Error, "openvox_platform: #{path} has no value for #{missing.join(', ')}. #{remedy(missing)}, " \
                           'or add the lines to that file.'
    end

    names.to_h { |name| [name, Puppet::Pops::Types::PSensitiveType::Sensitive.new(secrets[name])] }
  end

  private

  def read(path)
    content = YAML.safe_load(File.read(path, encoding: 'UTF-8'))
    raise Puppet::Error, "openvox_platform: #{path} is not a YAML mapping of names to secrets" unless content.is_a?(Hash)

    content
  rescue Errno::EACCES => e
    raise Puppet::Error, "openvox_platform: cannot read #{path} (#{e.message}). It has to be readable by group puppet: " \
                         "chgrp puppet #{path} && chmod 0640 #{path}"
  rescue Psych::Exception => e
    raise Puppet::Error, "openvox_platform: #{path} is not valid YAML: #{e.message}"
  end

  def create(path, names)
    content = +"# Secrets of this OpenVox platform. Written once; keep a copy in a safe place.\n"
    names.each { |name| content << "#{name}: #{SecureRandom.alphanumeric(32)}\n" }

    FileUtils.mkdir_p(File.dirname(path), mode: 0o755)
    temporary = "#{path}.#{SecureRandom.hex(8)}"
    begin
      File.open(temporary, File::WRONLY | File::CREAT | File::EXCL, 0o640) do |file|
        file.write(content)
        file.fsync
      end
      give_to_group_puppet(temporary)
      File.link(temporary, path)
    rescue Errno::EEXIST
      # Another compilation was faster; its values are the right ones.
      nil
    ensure
      FileUtils.rm_f(temporary)
    end
  rescue SystemCallError => e
    raise Puppet::Error, "openvox_platform: cannot create #{path} (#{e.message}). Let root compile the first catalog on the primary " \
                         "(puppet apply), or: #{remedy(names)}."
  end

  # The server compiles as user puppet, the first `puppet apply` as root. Before the packages are
  # installed there is no such group; the catalog corrects the file then.
  def give_to_group_puppet(path)
    File.chown(nil, Etc.getgrnam('puppet').gid, path) if Process.uid.zero?
  rescue ArgumentError
    nil
  end

  def remedy(names)
    keys = names.map { |name| "openvox_platform::secrets::#{name}" }.join(', ')
    "Set #{keys} in Hiera (`openssl rand -hex 24` makes a value)"
  end
end
