# The packages of OpenVox, as far as they can be had here: the gems, and Debian's Puppet Server and PuppetDB, under the names
# and in the file layout of OpenVox's own packages, so that modules run with their default parameters.
work=$state/work
rm -rf "$work"
mkdir -p "$work"
cd "$state"
opt=opt/puppetlabs

unpack() {
  mkdir -p "$work/deb/$1"
  dpkg-deb -R "$(find repository -name "$1_[0-9]*.deb" | sort | tail -n 1)" "$work/deb/$1"
}
field() { sed -n "s/^$2: *//p" "$work/deb/$1/DEBIAN/control"; }
# begin PACKAGE: a tree with the files that packages/PACKAGE has
begin() {
  tree=$work/$1
  cp -r "$here/packages/$1" "$tree"
}
# finish PACKAGE VERSION DEPENDS
finish() {
  sed -i -e "s/@VERSION@/$2/" -e "s/@DEPENDS@/$3/" "$tree/DEBIAN/control"
  (cd "$tree" && find . -path './etc/*' -type f | sed 's/^.//') > "$tree/DEBIAN/conffiles"
  chmod -R u+rwX,go+rX "$tree"
  chmod -f 755 "$tree/DEBIAN/"{preinst,postinst} || true
  rm -f "repository/$1"_*.deb
  dpkg-deb -Zgzip -z1 --root-owner-group -b "$tree" repository/
}
# relocate FILE...: Debian's places become those of OpenVox's packages
relocate() {
  xargs sed -i \
    -e 's#/etc/puppet/\(puppetserver\|code\)#/etc/puppetlabs/\1#g' -e 's#/etc/puppetdb#/etc/puppetlabs/puppetdb#g' \
    -e 's#server-conf-dir: /etc/puppet$#server-conf-dir: /etc/puppetlabs/puppet#' \
    -e 's#/var/lib/\(puppetserver\|puppetdb\)#/opt/puppetlabs/server/data/\1#g' \
    -e 's#\(/var\)\?/run/puppetserver#/var/run/puppetlabs/puppetserver#g' \
    -e 's#/var/log/\(puppetserver\|puppetdb\)#/var/log/puppetlabs/\1#g' \
    -e 's#/usr/lib/puppetserver/ruby/vendor_ruby#/opt/puppetlabs/puppet/lib/ruby/vendor_ruby#g' \
    -e 's#"/usr/lib/puppetserver/vendored-jruby-gems"#"/opt/puppetlabs/server/data/puppetserver/vendored-jruby-gems", "/opt/puppetlabs/puppet/lib/ruby/vendor_gems"#' \
    -e 's#/usr/share/puppetserver/cli#/opt/puppetlabs/server/apps/puppetserver/cli#g' \
    -e 's#^\#!/usr/bin/ruby#\#!/opt/puppetlabs/puppet/bin/ruby#'
}
for package in puppetserver puppetdb puppet-terminus-puppetdb; do unpack $package; done

# --- agent: the libraries of openvox and openfact are in vendor_ruby, other gems in vendor_gems ----------------------------
begin openvox-agent
ruby=$tree/$opt/puppet/lib/ruby
mkdir -p "$ruby"/{vendor_ruby,vendor_gems/gems,vendor_gems/specifications,gems} "$tree/$opt/bin" "$tree/var/log/puppetlabs/puppet" \
  "$tree/$opt/puppet/cache" "$tree"/etc/puppetlabs/code/environments/production/{manifests,modules,data}
for gem in gems/gems/*; do
  name=$(basename "$gem")
  case $name in
    openvox-[0-9]*) cp -r "$gem/lib/." "$ruby/vendor_ruby/"; cp "$gem/bin/puppet" "$tree/$opt/puppet/bin/puppet.rb"
      [ ! -d "$gem/locales" ] || cp -r "$gem/locales" "$ruby/" ;;
    openfact-*) cp -r "$gem/lib/." "$ruby/vendor_ruby/"; cp "$gem"/bin/facter "$tree/$opt/puppet/bin/facter.rb" ;;
    racc-* | fiddle-* | bigdecimal-*) ;; # C extensions: those of the image's own Ruby are used
    *) cp -r "$gem" "$ruby/vendor_gems/gems/"; cp "gems/specifications/$name.gemspec" "$ruby/vendor_gems/specifications/" ;;
  esac
done
chmod 755 "$tree/$opt/puppet/bin/"*
for program in puppet facter; do ln -s ../puppet/bin/$program "$tree/$opt/bin/$program"; done
echo "$openvox" > "$tree/$opt/puppet/VERSION"
finish openvox-agent "$openvox-1+e2e" ''

# --- server ----------------------------------------------------------------------------------------------------------------
begin openvox-server
deb=$work/deb/puppetserver app=$tree/$opt/server/apps/puppetserver
mkdir -p "$tree"/{usr/share/puppetserver,etc/puppetlabs/puppetserver,var/log/puppetlabs/puppetserver} "$tree/$opt"/{bin,server/bin} \
  "$app"/{bin,config/services.d} "$tree/$opt/server/data/puppetserver/vendored-jruby-gems"
cp -a "$deb"/usr/share/puppetserver/puppetserver*.jar "$tree/usr/share/puppetserver/"
[ ! -e classes/server.jar ] || cp classes/server.jar "$tree/usr/share/puppetserver/classes.jar"
ln -s /usr/share/puppetserver/puppetserver.jar "$app/puppet-server-release.jar"
cp -r "$deb"/etc/puppet/puppetserver/. "$tree/etc/puppetlabs/puppetserver/"
mv "$tree/etc/puppetlabs/puppetserver/services.d/bootstrap.cfg" "$app/config/services.d/"
cp "$deb/usr/share/puppetserver/cli/cli-defaults.sh" "$app/cli/"
for file in "$deb"/usr/share/puppetserver/cli/apps/*; do [ -e "$app/cli/apps/$(basename "$file")" ] || cp "$file" "$app/cli/apps/"; done
cp "$deb/usr/bin/puppetserver" "$app/bin/puppetserver"
ln -s ../server/apps/puppetserver/bin/puppetserver "$tree/$opt/bin/puppetserver"
ln -s ../apps/puppetserver/bin/puppetserver "$tree/$opt/server/bin/puppetserver"
grep -rlI . "$tree/etc/puppetlabs/puppetserver" "$app/cli" "$app/bin" | relocate
chmod 755 "$app"/bin/* "$app"/cli/apps/*
finish openvox-server "$(field puppetserver Version)+e2e" \
  "$(field puppetserver Depends | tr ',' '\n' | sed 's/^ *//' | grep -v -E '^(puppet-agent|ruby-)' | paste -sd, | sed 's/[&/]/\\&/g')"

# --- database --------------------------------------------------------------------------------------------------------------
begin openvoxdb
deb=$work/deb/puppetdb
mkdir -p "$tree"/{usr/share/puppetdb,etc/puppetlabs/puppetdb,var/log/puppetlabs/puppetdb} "$tree/$opt"/{bin,server/data/puppetdb}
cp -a "$deb"/usr/share/puppetdb/*.jar "$tree/usr/share/puppetdb/"
[ ! -e classes/db.jar ] || cp classes/db.jar "$tree/usr/share/puppetdb/classes.jar"
cp -r "$deb"/etc/puppetdb/. "$tree/etc/puppetlabs/puppetdb/"
grep -rlI . "$tree/etc/puppetlabs/puppetdb" | relocate
version=$(field puppetdb Version)
sed -i "s/@UPSTREAM@/${version%%-*}/" "$tree/$opt/server/bin/puppetdb"
chmod 755 "$tree/$opt/server/bin/puppetdb"
ln -s ../server/bin/puppetdb "$tree/$opt/bin/puppetdb"
finish openvoxdb "$version+e2e" \
  "$(field puppetdb Depends | tr ',' '\n' | sed 's/^ *//' | grep -v -E '^(dbconfig|ucf|debconf)' | paste -sd, | sed 's/[&/]/\\&/g')"

# --- terminus --------------------------------------------------------------------------------------------------------------
begin openvoxdb-termini
mkdir -p "$tree/$opt/puppet/lib/ruby/vendor_ruby"
cp -r "$work"/deb/puppet-terminus-puppetdb/usr/lib/ruby/vendor_ruby/. "$tree/$opt/puppet/lib/ruby/vendor_ruby/"
finish openvoxdb-termini "$version+e2e" ''

# The repository's index
cd repository
for file in *.deb; do
  dpkg-deb -f "$file"
  printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$file" "$(stat -c %s "$file")" "$(sha256sum "$file" | cut -d ' ' -f 1)"
done > Packages
rm -rf "$work"
