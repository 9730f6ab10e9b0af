# frozen_string_literal: true

# A directory and all above it, from the top.
Puppet::Functions.create_function(:'extlib::mkdir_p') do
  dispatch :mkdir_p do
    param 'Variant[String, Array[String]]', :paths
  end

  def mkdir_p(paths)
    Array(paths).flat_map { |path| ancestors(path.split('/').drop(1)) }.uniq
  end

  def ancestors(parts)
    parts.each_index.map { |last| "/#{parts[0..last].join('/')}" }
  end
end
