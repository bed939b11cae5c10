#!/bin/sh
# Makes sure that the system has what pip can't bring: Pango and HarfBuzz for the PDF, and Python's venv module.
# Says nothing when all is there; installs on Debian and Ubuntu if it may; otherwise prints the one command that does.
# Usage: [PYTHON=python3] scripts/system-packages.sh
set -eu

PATH="$PATH:/usr/sbin:/sbin"    # ldconfig is not on everyone's path
PYTHON="${PYTHON:-python3}"

has_library() {
    ldconfig -p 2>/dev/null | grep -q "[[:space:]]$1\.so\.0 " && return 0
    # No ldconfig (macOS), or a library outside its cache (conda, Nix): ask the dynamic loader.
    "$PYTHON" - "$1" 2>/dev/null <<'EOF'
import ctypes, ctypes.util, sys
name = sys.argv[1]
ctypes.CDLL(ctypes.util.find_library(name.removeprefix("lib")) or name + ".so.0")
EOF
}

has_venv() {
    "$PYTHON" -c "import ensurepip, venv" 2>/dev/null
}

# python3 -> python3-venv, python3.12 or /usr/bin/python3.12 -> python3.12-venv
venv_package() {
    echo "$(basename "$PYTHON")-venv"
}

# Sets `packages` (names for apt) and `reasons` (lines for people).
find_missing() {
    packages="" reasons=""
    has_venv || need "$(venv_package)" "makes the project's own Python environment (.venv)"
    has_library libpango-1.0 || need libpango-1.0-0 "sets the text of the PDF"
    has_library libpangoft2-1.0 || need libpangoft2-1.0-0 "finds the fonts of the PDF"
    # Without this one a PDF is still made, but with other bytes.
    has_library libharfbuzz-subset || need libharfbuzz-subset0 "embeds fonts in the PDF, the same bytes everywhere"
}

need() {
    packages="$packages $1"
    reasons="$reasons
  $1: $2"
}

# Root itself, or root by way of sudo without a password; fails when neither works.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null && as_root true 2>/dev/null
}

install_packages() {
    as_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
}

find_missing
[ -z "$packages" ] && exit 0

if ! command -v dpkg-query >/dev/null; then
    echo "Not found on this system (names as on Debian):$reasons" >&2
    echo "Install these with your system's package manager; until then the PDF can't be made." >&2
    has_venv    # without Pango a reviewer can still make HTML, without venv nothing works
    exit
fi

if may_install; then
    echo "Installing system packages:$reasons"
    install_packages >/dev/null || echo "apt-get failed." >&2
    find_missing
    [ -z "$packages" ] && exit 0
fi

echo "Missing system packages:$reasons" >&2
echo "Install them with:" >&2
echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$packages" >&2
exit 1
