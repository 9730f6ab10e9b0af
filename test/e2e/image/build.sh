#!/bin/bash
# The image that machines start from, and the package repository that they install from, in one folder. Each stage leaves a
# mark with the checksum of what it was made from, so that nothing is done twice. Everything after it works offline.
#
#   build.sh STATE OPENVOX SUITE [MIRROR]
set -euo pipefail

state=$1 openvox=$2 suite=$3
mirror=${4:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' | grep -v security | head -n 1)}
here=$(cd "$(dirname "$0")" && pwd)
export state openvox suite mirror here

mkdir -p "$state"/{done,log}
# stage NAME [@STAGE|FILE]...: runs NAME.sh unless it, one of the files and what one of the stages made are as they were when it
# last succeeded.
stage() {
  local name=$1 part sum
  shift
  sum=$(cd "$here" && {
    echo "$openvox $suite"
    for part in "$name.sh" "$@"; do
      case $part in
        @*) cat "$state/done/${part#@}" ;;
        *) find "$part" -type f -print0 | sort -z | xargs -0 sha256sum ;;
      esac
    done
  } | sha256sum)
  [ "$(cat "$state/done/$name" 2> /dev/null)" != "$sum" ] || return 0
  echo "$name"
  rm -f "$state/done/$name"
  if ! bash -euo pipefail "$here/$name.sh" > "$state/log/$name.log" 2>&1; then
    tail -n 20 "$state/log/$name.log" >&2
    echo "the stage '$name' failed; all of its output is in $state/log/$name.log" >&2
    exit 1
  fi
  echo "$sum" > "$state/done/$name"
}

stage base tools.sh image.list
stage debs repository.list @base
stage gems
stage openvox packages @debs @gems
stage classes classes.clj tools.sh @debs
stage finish @base @debs
