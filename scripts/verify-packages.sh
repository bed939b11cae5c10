#!/bin/sh
# Installs what only the outside checks of `make verify` need: a JDK and JAXB for veraPDF, Chromium for the browser tests.
# On Debian and Ubuntu, when it may; otherwise it says what is missing, and those checks are skipped by name.
set -eu

packages=""
command -v javac >/dev/null || packages="$packages default-jdk-headless"
[ -e /usr/share/java/jaxb-impl.jar ] || packages="$packages libjaxb-java"
command -v chromium >/dev/null || packages="$packages chromium"
[ -n "$packages" ] || exit 0

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
    echo "For all checks, install:$packages" >&2
    exit 0
fi
as_root apt-get update -qq
# shellcheck disable=SC2086  # a list of names
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages
