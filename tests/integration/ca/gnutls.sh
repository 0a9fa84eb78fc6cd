#!/bin/sh
# SPDX-License-Identifier: MIT
# GnuTLS's programs agree with the CA on every certificate in every state.
# Usage: gnutls.sh PROGRAM (ca_specimens)
set -eu
specimens=$1
. "$(dirname "$0")/common.sh"
need openssl certtool ocsptool
make_specimens

# good, expired, not-yet, revoked, weak, untrusted, other: how `certtool --verify` sees NAME.
verdict() {
    cat "$1.pem" "issuing$2.pem" "root$2.pem" >chain-of-one.pem
    certtool --verify --load-ca-certificate "root$2.pem" --load-crl lists.pem \
        --verify-profile medium --infile chain-of-one.pem >out.txt 2>&1 || true
    case $(cat out.txt) in
    *"Chain verification output: Verified."*) echo good ;;
    *revoked*) echo revoked ;;
    *expired*) echo expired ;;
    *"not yet activated"* | *"not yet valid"*) echo not-yet ;;
    *"insecure algorithm"*) echo weak ;;
    *"issuer is unknown"*) echo untrusted ;;
    *) echo other ;;
    esac
}

# good, held, revoked, unknown, refused: what `ocsptool` reads of a verified answer.
ocsp() {
    ocsptool --generate-request --load-issuer "issuing$2.pem" --load-cert "$1.pem" \
        --outfile request.der >/dev/null 2>&1
    "$specimens" answer "$work" "$3" <request.der >response.der
    if ! ocsptool --verify-response --load-trust "issuing$2.pem" --infile response.der \
        >out.txt 2>&1 || ! grep -q 'Verifying OCSP Response: Success' out.txt; then
        echo refused
        return
    fi
    ocsptool --response-info --infile response.der >out.txt 2>&1
    case $(cat out.txt) in
    *"Status: good"*) echo good ;;
    *"Revocation time"*"certificateHold"* | *"certificateHold"*) echo held ;;
    *"Status: revoked"* | *"Certificate Status: revoked"*) echo revoked ;;
    *"Status: unknown"*) echo unknown ;;
    *) echo other ;;
    esac
}

# GnuTLS looks at no key usage of a leaf here, and takes the profile "medium" for 112 bits.
expected() {
    case $1 in
    expired) echo expired ;;
    not-yet-valid | renewal) echo not-yet ;;
    wrong-issuer) echo untrusted ;;
    rsa1024 | sha1) echo weak ;;
    *) case $2 in good) echo good ;; *) echo revoked ;; esac ;;
    esac
}

"$specimens" list >list.txt
while read -r name key flavour from to state; do
    suffix=$(suffix_of "$flavour")
    cat "root$suffix.crl.pem" "issuing$suffix.crl.pem" >lists.pem
    claim "verify $name" "$(expected "$name" "$state")" "$(verdict "$name" "$suffix")"
    case $flavour in
    wrong-issuer) ;;
    *) claim "ocsp $name" "$([ "$state" = held ] && echo revoked || echo "$state")" \
        "$(ocsp "$name" "$suffix" none | sed s/held/revoked/)" ;;
    esac
done <list.txt

for list in root issuing root-rsa issuing-rsa; do
    case $list in *-rsa) suffix=-rsa ;; *) suffix= ;; esac
    certtool --verify-crl --load-ca-certificate "${list%%-*}$suffix.pem" --infile "$list.crl.pem" \
        >out.txt 2>&1 || true
    claim "list $list" 1 "$(grep -c 'Verification output: Verified' out.txt)"
done
claim "ocsp wrong signer" refused "$(ocsp valid-p384 "" wrong-signer)"
claim "ocsp bad signature" refused "$(ocsp valid-p384 "" bad-signature)"
finish
