#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Debian's OpenSC 0.23, which knows the card by its own driver, against a v1.0 card behind one
# kind of reader, "vpcd" (a private pcscd) or "socket": opensc.sh AKISSIM READER. Exits 77, with
# the reason, where the machine cannot.
set -u

akissim=$1
reader=$2
pin=123456
module=$(find /usr/lib -name opensc-pkcs11.so 2>/dev/null | head -n 1)

skip() {
    echo "skipped: $1"
    exit 77
}

for tool in opensc-tool opensc-explorer pkcs15-tool pkcs15-crypt pkcs11-tool openssl pcsc_scan; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done
[ -n "$module" ] || skip "opensc-pkcs11.so is not installed"
if [ "$reader" = vpcd ]; then
    [ -x /usr/sbin/pcscd ] || skip "pcscd is not installed"
    unshare -Urmn true 2>/dev/null || unshare -mn true 2>/dev/null || skip "no namespaces here"
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
chmod 700 "$work"

"$akissim" up --profile v1.0 --reader "$reader" --ready-file "$work/ready" >"$work/up" 2>&1 &
world=$!
for _ in $(seq 300); do
    [ -e "$work/ready" ] && break
    kill -0 "$world" 2>/dev/null || break
    sleep 0.1
done
[ -e "$work/ready" ] || { cat "$work/up"; echo "not ok - akissim up"; exit 1; }

# in_world COMMAND…: from another terminal (session), through the running world.
in_world() {
    setsid -w "$akissim" run -- "$@"
}

# step CLAIM PATTERN COMMAND…: the command succeeds and says something that fits.
step() {
    claim=$1 pattern=$2
    shift 2
    if in_world "$@" >"$work/out" 2>&1 && grep -q -e "$pattern" "$work/out"; then
        echo "ok - $claim"
    else
        cat "$work/out"
        echo "not ok - $claim"
        exit 1
    fi
}

# refused CLAIM PATTERN COMMAND…: the command fails and says something that fits.
refused() {
    claim=$1 pattern=$2
    shift 2
    if ! in_world "$@" >"$work/out" 2>&1 && grep -qi -e "$pattern" "$work/out"; then
        echo "ok - $claim"
    else
        cat "$work/out"
        echo "not ok - $claim"
        exit 1
    fi
}

# vpcd's card is seen when pcscd looks next.
for _ in $(seq 50); do
    in_world opensc-tool --serial >"$work/out" 2>&1 && break
    sleep 0.1
done
step "another terminal sees the reader" "AKIS Mini Reader" pcsc_scan -r
step "the card is there and tells its serial" "^[0-9A-F][0-9A-F] " opensc-tool --serial
step "OpenSC takes it for an AKIS card" "AKIS" opensc-tool --name
step "pkcs15-tool shows PIN, key and certificate" "X.509 Certificate" pkcs15-tool --dump
grep -q "Private RSA Key" "$work/out" && grep -q "^PIN" "$work/out" || {
    cat "$work/out"
    echo "not ok - the dump shows PIN, key and certificate"
    exit 1
}

id=$(sed -n '/X.509 Certificate/,$ s/.*ID  *: \([0-9a-f]*\)$/\1/p' "$work/out" | head -n 1)
step "the certificate can be read" "BEGIN CERTIFICATE" \
    pkcs15-tool --read-certificate "$id" --output /dev/stdout
sed -n '/BEGIN/,/END/p' "$work/out" >"$work/certificate.pem"
openssl x509 -in "$work/certificate.pem" -noout -pubkey >"$work/public.pem" || exit 1

step "the right PIN is right" "" pkcs15-tool --verify-pin --pin "$pin"
printf 'to be signed' >"$work/text"
openssl dgst -sha256 -binary "$work/text" >"$work/digest"
step "pkcs15-crypt signs" "" pkcs15-crypt --sign --sha-256 --pkcs1 --pin "$pin" \
    --input "$work/digest" --output "$work/signature" --raw
if openssl dgst -sha256 -verify "$work/public.pem" -signature "$work/signature" "$work/text" \
    >"$work/out" 2>&1; then
    echo "ok - the signature verifies against the card's certificate"
else
    cat "$work/out"
    echo "not ok - the signature verifies against the card's certificate"
    exit 1
fi

printf 'ls\ncat 2F00\nquit\n' >"$work/explore"
step "opensc-explorer lists and reads" "2F00" opensc-explorer "$work/explore"
grep -q "3D00" "$work/out" || {
    cat "$work/out"
    echo "not ok - the list holds the application"
    exit 1
}
step "pkcs11-tool's own tests pass" "No errors" \
    pkcs11-tool --module "$module" --login --pin "$pin" --test

for try in first second third; do
    refused "the $try wrong PIN is refused" "incorrect\|blocked" \
        pkcs15-tool --verify-pin --pin 999999
done
refused "then the right PIN is told to be blocked" "blocked" pkcs15-tool --verify-pin --pin "$pin"
refused "PKCS#11 says locked too" "CKR_PIN_LOCKED" \
    pkcs11-tool --module "$module" --login --pin "$pin" --list-objects
