#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Applications with our module in them: OpenSSL's engine makes TLS connections and a CMS with the card's key,
# NSS sees the certificate, and a PDF signed through NSS verifies. applications.sh AKISSIM MODULE
# PROFILE KEY [PRELOAD]. What is not installed is said and left out; with nothing left, exit 77.
set -u
AKISSIM=$1 module=$2 profile=$3 key=$4 preload=${5-}
. "$(dirname "$0")/../engine/common.sh"
pin=123456
engine=$(find /usr/lib -path '*/engines-3/pkcs11.so' 2>/dev/null | head -n 1)
left=2
[ -n "$engine" ] && command -v openssl >/dev/null ||
    { echo "left out: libengine-pkcs11-openssl is not installed"; left=1 engine=; }
command -v modutil >/dev/null && nss=yes ||
    { echo "left out: libnss3-tools is not installed"; left=$((left - 1)) nss=; }
[ $left -gt 0 ] || skip "no application is installed"

start --reader socket --profile "$profile" --key "$key"

# client COMMAND…: with the sanitizer's runtime before it, when the module was built with one.
client() {
    setsid -w env LD_PRELOAD="$preload" \
        ASAN_OPTIONS=detect_leaks=0:detect_odr_violation=0:handle_segv=0 "$@"
}

# connect VERSION NAME: asks the server for its page; certificate and key are NAME's.
connect() {
    printf 'GET / HTTP/1.0\r\n\r\n' | OPENSSL_CONF=engine.cnf client timeout 30 openssl s_client \
        -connect "127.0.0.1:$port" "$1" -CAfile server.pem -verify_return_error -cert "$2.pem" \
        -engine pkcs11 -keyform engine -key "pkcs11:id=%01;type=private;pin-value=$pin" -quiet 2>&1
}
tls() {
    read_certificate
    openssl req -x509 -newkey rsa:2048 -nodes -keyout server.key -out server.pem -days 2 \
        -subj /CN=localhost 2>/dev/null
    openssl req -x509 -newkey rsa:2048 -nodes -keyout other.key -out other.pem -days 2 \
        -subj /CN=other 2>/dev/null
    printf '%s\n' 'openssl_conf = all' '[all]' 'engines = engines' '[engines]' 'pkcs11 = card' \
        '[card]' 'engine_id = pkcs11' "MODULE_PATH = $module" 'init = 0' >engine.cnf
    openssl s_server -accept 127.0.0.1:0 -cert server.pem -key server.key -Verify 3 \
        -verify_return_error -CAfile "$AKIS_TRUST" -www >server 2>&1 &
    server=$!
    for _ in $(seq 100); do
        port=$(sed -n 's/^ACCEPT .*:\([0-9]*\)$/\1/p' server)
        [ -n "$port" ] && break
        sleep 0.1
    done
    ends "TLS 1.2 with the card's key" 0 "Client certificate" connect -tls1_2 card
    ends "TLS 1.3 with the card's key" 0 "Client certificate" connect -tls1_3 card
    ends "no TLS with another's certificate" 1 "" connect -tls1_3 other
    kill $server
}
cms() {
    echo "signed by a card" >letter
    ends "OpenSSL signs a CMS with the card's key" 0 "" env OPENSSL_CONF=engine.cnf setsid -w \
        env LD_PRELOAD="$preload" ASAN_OPTIONS=detect_leaks=0:detect_odr_violation=0:handle_segv=0 \
        openssl cms -sign -binary -md sha384 -in letter -signer card.pem -outform DER -out letter.p7s \
        -engine pkcs11 -keyform engine -inkey "pkcs11:id=%01;type=private;pin-value=$pin"
    ends "and its chain and content verify" 0 "uccessful" openssl cms -verify -binary -inform DER -in letter.p7s \
        -content letter -CAfile "$AKIS_TRUST" -purpose any -out copy
    ends "not over another letter" 4 "" openssl cms -verify -binary -inform DER -in letter.p7s \
        -content engine.cnf -CAfile "$AKIS_TRUST" -purpose any -out copy
}
read_certificate() {
    client pkcs11-tool --module "$module" --read-object --type cert --id 01 -o card.der >out 2>&1 &&
        openssl x509 -inform DER -in card.der -out card.pem ||
        { cat out; echo "not ok - the certificate is read"; exit 1; }
}

# A database of NSS with our module in it, which trusts the world's CA.
nss() {
    mkdir db
    certutil -N -d sql:db --empty-password
    ends "NSS takes the module" 0 "added to database" client modutil -force -dbdir sql:db \
        -add akis -libfile "$module"
    ends "and lists its token" 0 "token: AKIS_" client modutil -dbdir sql:db -list
    awk '/BEGIN/ {n++} {print > ("trust" n)}' "$AKIS_TRUST"
    for ca in trust*; do
        client certutil -A -d sql:db -n "$ca" -t CT,C,C -i "$ca"
    done
    echo $pin >pin
    ends "NSS sees the certificate as the user's" 0 "^AKIS_.* u,u,u" client certutil -L -d sql:db \
        -h all -f pin
    nick=$(grep -o '^AKIS_[^ ]*' out)
    ends "and the private key beside it" 0 "^<.*> *\(rsa\|ec\) " client certutil -K -d sql:db -h all \
        -f pin
}
# An empty page, as a PDF with a table of references.
page() {
    printf '%s\n' '%PDF-1.4' '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj' \
        '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj' \
        '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj' 'trailer<</Root 1 0 R>>' >raw.pdf
    pdftocairo -pdf raw.pdf page.pdf 2>out || { cat out; echo "not ok - a page is made"; exit 1; }
}
# Poppler before 23.04 signs twice, and fails unless the second signature is as long as the first
# (FormWidgetSignature::updateSignature): with ECDSA, whose DER varies, that is chance, three in eight.
sign_page() {
    attempt=0
    until client timeout 30 pdfsig -nssdir db -nss-pwd $pin -nick "$nick" -add-signature page.pdf signed.pdf; do
        attempt=$((attempt + 1))
        [ "$key" = p384 ] && [ $attempt -lt 40 ] || return 1
        rm -f signed.pdf
    done
}
pdf() {
    page
    ends "NSS signs a PDF" 0 "" sign_page
    ends "the signature verifies" 0 "Signature is Valid" client pdfsig -nssdir db signed.pdf
    ends "and the certificate is trusted" 0 "Certificate is Trusted" client pdfsig -nssdir db signed.pdf
    sed 's/0 0 300 200/0 0 300 201/; s/MediaBox \[ 0 0 300/MediaBox [ 0 0 301/' signed.pdf >changed.pdf
    cmp -s signed.pdf changed.pdf && { echo "not ok - the page was changed"; exit 1; }
    ends "not of a changed page" 0 "Digest Mismatch" client pdfsig -nssdir db changed.pdf
}

[ -n "$engine" ] && { tls; cms; }
[ -n "$nss" ] && nss
if [ -n "$nss" ] && command -v pdfsig >/dev/null; then
    pdf
fi
exit 0
