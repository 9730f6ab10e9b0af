# The repository: packages of the distribution with their dependencies, as files.
packages=$(tr '\n' ' ' < "$here/repository.list")
base=$state/base
rm -rf "$state/repository"
mkdir -p "$state/repository"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" > "$base/etc/apt/sources.list"
rm -f "$base/etc/apt/apt.conf.d/"*-offline
cp /etc/resolv.conf "$base/etc/resolv.conf"
chroot "$base" apt-get update
# shellcheck disable=SC2086
chroot "$base" apt-get install --yes --download-only --no-install-recommends $packages
mv "$base"/var/cache/apt/archives/*.deb "$state/repository/"
