# Debian ships the services as Clojure source, which takes minutes of CPU at each start. They are compiled here once, in a
# throw-away copy of the image, and packed into the packages. All services have to come from one run of the compiler, that of
# a server without certificate authority included.
root=$state/work
rm -rf "$state/classes" "$state/classes-work"
mkdir -p "$state/classes" "$state/classes-work"/{upper,work} "$root"
export root
unshare --mount --pid --fork --kill-child bash -euo pipefail -c '
  mount -t overlay overlay -o "lowerdir=$state/base,upperdir=$state/classes-work/upper,workdir=$state/classes-work/work,volatile" "$root"
  mount -t proc proc "$root/proc"; mount --bind /dev "$root/dev"
  mkdir -p "$root/srv/repository" "$root/srv/classes"
  mount --bind "$state/repository" "$root/srv/repository"; mount --bind "$state/classes" "$root/srv/classes"
  cp "$here/classes.clj" "$root/srv/classes.clj"
  printf "#!/bin/sh\nexit 101\n" > "$root/usr/sbin/policy-rc.d"; chmod 755 "$root/usr/sbin/policy-rc.d"
  echo "deb [trusted=yes] file:/srv/repository ./" > "$root/etc/apt/sources.list"
  inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
  inside apt-get update
  inside apt-get install --yes --no-install-recommends openvox-server openvoxdb
  echo puppetlabs.services.ca.certificate-authority-disabled-service/x > "$root/srv/no-ca.cfg"
  inside mkdir -p /srv/classes/server /srv/classes/db
  inside java -Djruby.lib=/usr/share/jruby/lib -cp /srv/classes/server:/usr/share/puppetserver/puppetserver.jar clojure.main /srv/classes.clj /srv/classes/server \
    /opt/puppetlabs/server/apps/puppetserver/config/services.d/bootstrap.cfg /etc/puppetlabs/puppetserver/services.d/ca.cfg /srv/no-ca.cfg
  inside java -cp /srv/classes/db:/usr/share/puppetdb/puppetdb.jar clojure.main /srv/classes.clj /srv/classes/db /etc/puppetlabs/puppetdb/bootstrap.cfg
'
rm -rf "$state/classes-work" "$root"
. "$here/tools.sh"
tool zip
for part in server db; do
  (cd "$state/classes/$part" && zip -q -0 -r "../$part.jar" .)
  rm -rf "${state:?}/classes/$part"
done
bash -euo pipefail "$here/openvox.sh"
