#!/bin/sh
# Installs what only the outside checks of `make verify` need: a JDK and JAXB for veraPDF, Chromium for the browser tests,
# and from npm two validators of HTML, in .cache/verify/.
# System packages on Debian and Ubuntu, when it may; otherwise it says what is missing, and those checks are skipped by name.
set -eu

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

system_packages() {
    packages=""
    command -v javac >/dev/null || packages="$packages default-jdk-headless"
    [ -e /usr/share/java/jaxb-impl.jar ] || packages="$packages libjaxb-java"
    command -v chromium >/dev/null || packages="$packages chromium"
    command -v npm >/dev/null || packages="$packages npm"    # brings node
    [ -n "$packages" ] || return 0
    if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
        echo "For all checks, install:$packages" >&2
        return 0
    fi
    as_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages ||
        echo "Could not install:$packages" >&2
}

validators() {
    if ! command -v npm >/dev/null; then
        echo "Without npm the HTML is not validated." >&2
        return 0
    fi
    here="$(dirname "$0")/verify"
    target="$(dirname "$0")/../.cache/verify"
    mkdir -p "$target"
    cmp -s "$here/package-lock.json" "$target/installed" && return 0
    cp "$here/package.json" "$here/package-lock.json" "$target/"
    if npm ci --prefix "$target" --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null; then
        cp "$here/package-lock.json" "$target/installed"
    else
        echo "npm could not install the validators: the HTML is not validated." >&2
    fi
}

system_packages
validators
