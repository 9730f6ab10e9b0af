# tool NAME: puts a program into PATH that is not installed here, from the package of the same name, without installing it.
tool() {
  ! command -v "$1" > /dev/null || return 0
  mkdir -p "$state/tools"
  (
    cd "$state/tools"
    apt-get download "$1" || { apt-get update && apt-get download "$1"; }
    dpkg-deb -x "$1"_*.deb .
  )
  PATH=$state/tools/usr/bin:$PATH
}
