#!/bin/bash
# Becomes PID 1 of a machine: an overlay over the image as its root, its own /proc, /sys, /dev and /run, then systemd. It is
# started in namespaces of its own, inside of those of the lab.
#
#   boot.sh FQDN FOLDER STATE HOSTS [SOURCE:TARGET|DISK=TARGET...]
set -euo pipefail

fqdn=$1 folder=$2 state=$3 hosts=$4
shift 4
root=$folder/root

hostname "$fqdn"
# Without waiting for the disk, which makes the installation of packages several times faster.
rm -rf "$folder/overlay/work/incompat"
mount -t overlay overlay -o "lowerdir=$state/base,upperdir=$folder/upper,workdir=$folder/overlay,index=off,metacopy=off,volatile" "$root"
mount -t proc proc "$root/proc"
mount --bind -o ro "$folder/meminfo" "$root/proc/meminfo"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755,size=16m tmpfs "$root/dev"
for device in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
  IFS=: read -r name major minor <<< "$device"
  mknod -m 666 "$root/dev/$name" c "$major" "$minor"
done
mkdir "$root"/dev/{pts,shm,mqueue}
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs -o size=512m tmpfs "$root/dev/shm"
mount -t tmpfs -o mode=755,size=256m tmpfs "$root/run"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
for number in 0:stdin 1:stdout 2:stderr; do ln -s "fd/${number%:*}" "$root/dev/${number#*:}"; done
echo "$fqdn" > "$root/etc/hostname"
: > "$root/etc/hosts"
: > "$root/etc/resolv.conf"
mount --bind "$hosts" "$root/etc/hosts"
mount --bind -o ro "$state/repository" "$root/srv/repository"
mount --bind -o ro "$state/gem-source" "$root/srv/gems"
for bind in "$@"; do
  target=$root${bind#*[:=]}
  mkdir -p "$target"
  case $bind in
    *=*) mount -o loop "${bind%%=*}" "$target" ;;
    *) mount --bind "${bind%%:*}" "$target" ;;
  esac
done
cd "$root"
pivot_root . oldroot
umount -l /oldroot
exec env -i container=lxc PATH=/usr/sbin:/usr/bin:/sbin:/bin /sbin/init
