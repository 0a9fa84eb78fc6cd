#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Programs that know nothing of us, each in its own language, against a card behind one kind
# of reader, "socket" or "vpcd", as an ordinary user without /run: programs.sh AKISSIM READER.
# A program that is not installed is left out, and named. Exits 77 where namespaces are refused.
set -u

akissim=$1
reader=$2
here=$(cd "$(dirname "$0")" && pwd)

# Once more inside: an own, empty /run, then a user without rights.
if [ -z "${PROGRAMS_INSIDE:-}" ]; then
    export PROGRAMS_INSIDE=1
    if [ "$(id -u)" != 0 ]; then
        unshare -Urm true 2>/dev/null || { echo "skipped: no namespaces here"; exit 77; }
        exec unshare -Urm sh -c 'mount -t tmpfs none /run && exec "$0" "$@"' "$0" "$@"
    fi
    unshare -m true 2>/dev/null || { echo "skipped: no mount namespace here"; exit 77; }
    exec unshare -m --propagation unchanged sh -c 'mount --make-rprivate / 2>/dev/null
        mount -t tmpfs none /run && exec setpriv --reuid 65534 --regid 65534 --clear-groups "$0" "$@"' \
        "$0" "$@"
fi

if [ "$reader" = vpcd ]; then
    [ -x /usr/sbin/pcscd ] || { echo "skipped: pcscd is not installed"; exit 77; }
    unshare -Urmn true 2>/dev/null || { echo "skipped: no user namespaces here"; exit 77; }
fi

work=$(mktemp -d) || exit 1
world=
end() {
    [ -n "$world" ] && kill "$world" 2>/dev/null && wait "$world"
    rm -rf "$work"
}
trap end EXIT
trap 'exit 1' INT TERM

printf 'app default {\n    card_drivers = akis, internal;\n}\n' >"$work/opensc.conf"
export OPENSC_CONF="$work/opensc.conf" XDG_RUNTIME_DIR="$work" XDG_CACHE_HOME="$work" HOME="$work"

"$akissim" up --profile v1.0 --reader "$reader" --ready-file "$work/ready" >"$work/up" 2>&1 &
world=$!
for _ in $(seq 300); do
    [ -e "$work/ready" ] && break
    kill -0 "$world" 2>/dev/null || break
    sleep 0.1
done
[ -e "$work/ready" ] || { cat "$work/up"; echo "not ok - akissim up"; exit 1; }

# step CLAIM PATTERN COMMAND…: what the command says fits, whether it succeeds or not.
step() {
    claim=$1 pattern=$2
    shift 2
    if ! command -v "$1" >/dev/null; then
        echo "ok - $claim # left out: no $1"
        return
    fi
    timeout 60 "$akissim" run -- "$@" >"$work/out" 2>&1
    if grep -q -e "$pattern" "$work/out"; then
        echo "ok - $claim"
    else
        cat "$work/out"
        echo "not ok - $claim"
        exit 1
    fi
}

module=$(find /usr/lib -name opensc-pkcs11.so 2>/dev/null | head -n 1)
step "pcsc_scan shows the reader" "AKIS Mini Reader 00 00" pcsc_scan -r
step "opensc-tool reads the ATR" "3b:ba:11:00" opensc-tool --atr
step "pkcs15-tool finds the certificate" "X.509 Certificate" pkcs15-tool --dump
step "pkcs11-tool lists the token" "AKIS_" pkcs11-tool --module "$module" --list-slots
if python3 -c 'import smartcard' 2>/dev/null; then
    step "Python hears of the card and talks to it" "python: all right" \
        python3 "$here/card.py" "$akissim"
else
    echo "ok - Python # left out: no pyscard"
fi
if command -v javac >/dev/null; then
    library=$(find /usr/lib -name 'libpcsclite.so.1' 2>/dev/null | head -n 1)
    step "Java talks to the card" "java: all right" java \
        "-Dsun.security.smartcardio.library=$library" "$here/Card.java"
else
    echo "ok - Java # left out: no javac"
fi
if command -v gpg >/dev/null && [ -x /usr/lib/gnupg/scdaemon ]; then
    mkdir -m 700 "$work/gnupg"
    printf 'disable-ccid\npcsc-shared\n' >"$work/gnupg/scdaemon.conf"
    step "gpg finds a card with another application than its own" "Application type .: PKCS#15" \
        gpg --homedir "$work/gnupg" --card-status
    gpgconf --homedir "$work/gnupg" --kill all 2>/dev/null
else
    echo "ok - gpg # left out: no gpg or scdaemon"
fi
