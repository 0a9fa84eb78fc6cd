#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Programs that know PKCS#11 alone against our module and a card of one profile:
# pkcs11.sh AKISSIM MODULE PROFILE KEY [PRELOAD]. PRELOAD is the sanitizer's runtime, when the module
# was built with one. Exits 77, with the reason, where the machine cannot.
set -u

here=$(cd "$(dirname "$0")" && pwd)
akissim=$1 module=$2 profile=$3 key=$4 preload=${5-}
pin=123456

skip() {
    echo "skipped: $1"
    exit 77
}
for tool in pkcs11-tool openssl; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done

work=$(mktemp -d) || exit 1
world=
end() {
    [ -n "$world" ] && kill "$world" 2>/dev/null && wait "$world"
    rm -rf "$work"
}
trap end EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1
chmod 700 "$work"
export XDG_RUNTIME_DIR="$work" XDG_CACHE_HOME="$work" HOME="$work" GNUTLS_PIN=$pin

"$akissim" up --profile "$profile" --key "$key" --reader socket --ready-file "$work/ready" >up 2>&1 &
world=$!
for _ in $(seq 300); do
    [ -e ready ] && break
    kill -0 "$world" 2>/dev/null || break
    sleep 0.1
done
[ -e ready ] || { cat up; echo "not ok - akissim up"; exit 1; }

# client COMMAND…: a client in the running world, with the sanitizer's runtime before it.
client() {
    setsid -w "$akissim" run -- env LD_PRELOAD="$preload" \
        ASAN_OPTIONS=detect_leaks=0:handle_segv=0:allow_user_segv_handler=1 "$@"
}
tool() {
    client pkcs11-tool --module "$module" "$@"
}

# step CLAIM PATTERN COMMAND…: the command succeeds and says something that fits.
step() {
    claim=$1 pattern=$2
    shift 2
    if "$@" >out 2>&1 && { [ -z "$pattern" ] || grep -q -e "$pattern" out; }; then
        echo "ok - $claim"
    else
        cat out
        echo "not ok - $claim"
        exit 1
    fi
}
# refused CLAIM PATTERN COMMAND…: the command fails and says something that fits.
refused() {
    claim=$1 pattern=$2
    shift 2
    if ! "$@" >out 2>&1 && grep -qi -e "$pattern" out; then
        echo "ok - $claim"
    else
        cat out
        echo "not ok - $claim"
        exit 1
    fi
}

step "the token is listed" "AKIS_" tool -L
step "certificates are seen without login" "type = X.509 cert" tool -O
step "the certificate is read" "" tool --read-object --type cert --id 01 -o cert.der
openssl x509 -inform DER -in cert.der -pubkey -noout >public.pem
step "login and all of pkcs11-tool's tests" "No errors" tool --login --pin $pin --test

echo "signed by a card" >text
if [ "$key" = p384 ]; then
    openssl dgst -sha384 -binary text >digest
    step "ECDSA signs" "" tool --login --pin $pin --sign -m ECDSA --signature-format openssl \
        -i digest -o signature
    step "and verifies" "Verified OK" openssl dgst -sha384 -verify public.pem -signature signature text
    step "ECDSA-SHA384 signs" "" tool --login --pin $pin --sign -m ECDSA-SHA384 \
        --signature-format openssl -i text -o signature
    step "and verifies" "Verified OK" openssl dgst -sha384 -verify public.pem -signature signature text
else
    step "SHA256-RSA-PKCS signs" "" tool --login --pin $pin --sign -m SHA256-RSA-PKCS -i text -o signature
    step "and verifies" "Verified OK" openssl dgst -sha256 -verify public.pem -signature signature text
    step "SHA512-RSA-PKCS-PSS signs" "" tool --login --pin $pin --sign -m SHA512-RSA-PKCS-PSS \
        -i text -o signature
    step "and verifies" "Verified OK" openssl dgst -sha512 -sigopt rsa_padding_mode:pss \
        -sigopt rsa_pss_saltlen:digest -verify public.pem -signature signature text
    openssl pkeyutl -encrypt -pubin -inkey public.pem -in text -out cipher
    step "RSA-PKCS decrypts" "signed by a card" sh -c "$(command -v setsid) -w '$akissim' run -- \
        env LD_PRELOAD='$preload' ASAN_OPTIONS=detect_leaks=0 pkcs11-tool --module '$module' \
        --login --pin $pin --decrypt -m RSA-PKCS -i cipher -o plain && cat plain"
fi

if command -v p11tool >/dev/null; then
    step "GnuTLS lists key and certificate" "type=private" client p11tool --provider "$module" \
        --login --list-all
    url=$(client p11tool --provider "$module" --list-token-urls 2>/dev/null | grep AKIS_ | head -n 1)
    step "GnuTLS signs and verifies" "public key in the token... ok" client p11tool \
        --provider "$module" --login --test-sign "$url;id=%01;type=private"
fi
command -v ssh-keygen >/dev/null &&
    step "ssh-keygen prints the public key" "^\(ssh-rsa\|ecdsa-sha2-nistp384\) " \
        client ssh-keygen -D "$module"
if [ -z "$preload" ] && command -v keytool >/dev/null; then
    printf 'name=akis\nlibrary=%s\nslotListIndex=0\n' "$module" >java.cfg
    step "Java sees the private key" "PrivateKeyEntry" client keytool -list -keystore NONE \
        -storetype PKCS11 -storepass $pin -providerClass sun.security.pkcs11.SunPKCS11 -providerArg java.cfg
    algorithm=SHA256withRSA
    [ "$key" = p384 ] && algorithm=SHA384withECDSA
    command -v javac >/dev/null && step "Java signs and verifies" "^holds" client java "$here/Sign.java" \
        java.cfg $pin $algorithm
fi

step "the PIN changes" "successfully changed" tool --login --pin $pin --change-pin --new-pin 654321
step "and changes back" "successfully changed" tool --login --pin 654321 --change-pin --new-pin $pin
refused "a wrong PIN is refused" "CKR_PIN_INCORRECT" tool --login --pin 999999 -O
step "and counted" "user PIN count low" tool -L
refused "a second" "CKR_PIN_INCORRECT" tool --login --pin 999999 -O
step "the last try is announced" "final user PIN try" tool -L
refused "a third" "CKR_PIN_INCORRECT" tool --login --pin 999999 -O
step "the lock is told" "user PIN locked" tool -L
refused "the right PIN opens no locked token" "CKR_PIN_LOCKED" tool --login --pin $pin -O
