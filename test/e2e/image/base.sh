# The image: a Debian with an init and without services.
packages=$(tr ' \n' ',,' < "$here/image.list")
. "$here/tools.sh"
tool mmdebstrap
hooks=/usr/share/mmdebstrap/hooks
[ -d $hooks ] || hooks=$state/tools$hooks
rm -rf --one-file-system "$state/base"
mmdebstrap --variant=apt --components=main --mode=root --hook-dir="$hooks/merged-usr" \
  --keyring=/usr/share/keyrings/debian-archive-keyring.gpg --aptopt='APT::Install-Recommends "false"' \
  --include="${packages%,}" "$suite" "$state/base" "$mirror"
