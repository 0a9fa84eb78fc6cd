#!/bin/sh
# SPDX-License-Identifier: MIT
# OpenSSL's programs agree with the CA on every certificate in every state.
# Usage: openssl.sh PROGRAM (ca_specimens)
set -eu
specimens=$1
. "$(dirname "$0")/common.sh"
need openssl
make_specimens

# good, expired, not-yet, revoked, weak, untrusted, other: how `openssl verify` sees NAME.
verdict() {
    name=$1 suffix=$2
    shift 2
    if openssl verify "$@" -policy_check -explicit_policy -policy 2.16.792.1.2.1.1.5.7.1.1 \
        -x509_strict -CAfile "root$suffix.pem" -untrusted "issuing$suffix.pem" "$name.pem" \
        >out.txt 2>&1; then
        echo good
        return
    fi
    case $(cat out.txt) in
    *"has expired"*) echo expired ;;
    *"not yet valid"*) echo not-yet ;;
    *"certificate revoked"*) echo revoked ;;
    *"too weak"* | *"too small"*) echo weak ;;
    *"unable to get local issuer"* | *"signature failure"*) echo untrusted ;;
    *"unsuitable certificate purpose"* | *"unsupported certificate purpose"*) echo purpose ;;
    *) echo other ;;
    esac
}

# good, held, revoked, unknown: what OCSP tells, once the signature, nonce and times are verified.
ocsp() {
    name=$1 suffix=$2 fault=$3
    openssl ocsp -issuer "issuing$suffix.pem" -cert "$name.pem" -reqout request.der >/dev/null 2>&1
    "$specimens" answer "$work" "$fault" <request.der >response.der
    openssl ocsp -reqin request.der -respin response.der -CAfile "root$suffix.pem" \
        -verify_other "issuing$suffix.pem" >nonce.txt 2>&1 || true
    openssl ocsp -no_nonce -respin response.der -issuer "issuing$suffix.pem" -cert "$name.pem" \
        -CAfile "root$suffix.pem" -verify_other "issuing$suffix.pem" >out.txt 2>&1 || true
    case $(cat nonce.txt out.txt) in
    *trylater*) echo later ;;
    *[Nn]once*) echo no-nonce ;;
    *"Status times invalid"*) echo stale ;;
    *"Response verify OK"*"Response verify OK"*"Reason: certificateHold"*) echo held ;;
    *"Response verify OK"*"Response verify OK"*": revoked"*) echo revoked ;;
    *"Response verify OK"*"Response verify OK"*": unknown"*) echo unknown ;;
    *"Response verify OK"*"Response verify OK"*": good"*) echo good ;;
    *) echo refused ;;
    esac
}

# What a verifier must find of a specimen at the level of security of today (112 bits).
expected() {
    case $1 in
    expired) echo expired ;;
    not-yet-valid | renewal) echo not-yet ;;
    wrong-issuer) echo untrusted ;;
    wrong-key-usage) echo purpose ;;
    rsa1024 | sha1) echo weak ;;
    *) case $2 in good) echo good ;; *) echo revoked ;; esac ;;
    esac
}

"$specimens" list >list.txt
while read -r name key flavour from to state; do
    suffix=$(suffix_of "$flavour")
    cat "root$suffix.crl.pem" "issuing$suffix.crl.pem" >lists.pem
    claim "verify $name" "$(expected "$name" "$state")" \
        "$(verdict "$name" "$suffix" -auth_level 2 -purpose smimesign -crl_check_all -CRLfile lists.pem)"
    case $flavour in
    wrong-issuer) ;;
    *) claim "ocsp $name" "$state" "$(ocsp "$name" "$suffix" none)" ;;
    esac
done <list.txt

# The key's signature as CMS, with chain and lists: accepted while the certificate is good.
cms() {
    echo "a document" >document
    openssl cms -sign -nodetach -binary -in document -signer "$1.pem" -inkey "$1.key.pem" -md sha384 \
        -certfile issuing.pem -outform der -out document.p7s 2>/dev/null
    if openssl cms -verify -binary -inform der -in document.p7s -CAfile trust.pem -crl_check_all \
        -out content 2>/dev/null && cmp -s document content; then
        echo accepted
    else
        echo refused
    fi
}
cat root.pem root.crl.pem issuing.crl.pem >trust.pem
claim "cms valid-p384" accepted "$(cms valid-p384)"
claim "cms valid-rsa" accepted "$(cms valid-rsa)"
for name in expired not-yet-valid held-by-holder revoked-key wrong-issuer wrong-key-usage; do
    claim "cms $name" refused "$(cms "$name")"
done

# At the second at which the renewed one ends its renewal begins: one of the two, never both.
border=$(date -d "$(openssl x509 -in renewed.pem -noout -enddate | cut -d= -f2)" +%s)
claim "the renewal's start" "$border" \
    "$(date -d "$(openssl x509 -in renewal.pem -noout -startdate | cut -d= -f2)" +%s)"
claim "renewed, last second" good "$(verdict renewed "" -attime $((border - 1)))"
claim "renewal, second before" not-yet "$(verdict renewal "" -attime $((border - 1)))"
claim "renewed, at its end" expired "$(verdict renewed "" -attime "$border")"
claim "renewal, at its start" good "$(verdict renewal "" -attime "$border")"

claim "ocsp stale" stale "$(ocsp valid-p384 "" stale)"
claim "ocsp wrong signer" refused "$(ocsp valid-p384 "" wrong-signer)"
claim "ocsp bad signature" refused "$(ocsp valid-p384 "" bad-signature)"
claim "ocsp not published" later "$(ocsp valid-p384 "" not-published)"
for fault in stale wrong-signer bad-signature; do
    "$specimens" crl "$work" "$fault" | openssl crl -inform der >faulty.pem
    cat root.crl.pem faulty.pem >lists.pem
    if [ "$(verdict valid-p384 "" -crl_check_all -CRLfile lists.pem)" = good ]; then
        claim "list $fault" refused accepted
    else
        claim "list $fault" refused refused
    fi
done
finish
