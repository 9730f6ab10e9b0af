# What makes a machine of the image: packages come from the repository alone, and nothing runs that only costs time.
base=$state/base
rm -f "$base/etc/resolv.conf"
rm -rf "${base:?}"/var/lib/apt/lists/*
mkdir -p "$base"/srv/{repository,gems,share} "$base/oldroot"
echo 'deb [trusted=yes] file:/srv/repository ./' > "$base/etc/apt/sources.list"
echo 'APT::Install-Recommends "false";' > "$base/etc/apt/apt.conf.d/90-offline"
echo force-unsafe-io > "$base/etc/dpkg/dpkg.cfg.d/unsafe-io"
echo LANG=C.UTF-8 > "$base/etc/default/locale"
for unit in getty.target apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer fstrim.timer \
  systemd-networkd-wait-online.service systemd-udevd.service systemd-udev-trigger.service console-getty.service \
  systemd-logind.service systemd-modules-load.service; do
  ln -sf /dev/null "$base/etc/systemd/system/$unit"
done
ln -sf /lib/systemd/system/multi-user.target "$base/etc/systemd/system/default.target"
mkdir -p "$base/etc/systemd/journald.conf.d"
printf '[Journal]\nStorage=persistent\nSystemMaxUse=64M\nRateLimitBurst=0\n' > "$base/etc/systemd/journald.conf.d/e2e.conf"
: > "$base/etc/machine-id"
