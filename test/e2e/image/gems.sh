# Gems: OpenVox itself, its certificate authority's command line, and r10k with what it needs, as a source for `gem install`.
rm -rf "$state/gems" "$state/gem-source"
gem install --no-document --ignore-dependencies --install-dir "$state/gems" --version "$openvox" openvox
gem install --no-document --install-dir "$state/gems" openvox:"$openvox" openvoxserver-ca
gem install --no-document --install-dir "$state/gems-r10k" r10k
mkdir -p "$state/gem-source/gems"
mv "$state"/gems-r10k/cache/*.gem "$state/gem-source/gems/"
rm -rf "$state/gems-r10k"
gem generate_index --directory "$state/gem-source"
