#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The program akis as a person uses it, through a world's reader: akis.sh AKISSIM AKIS.
set -u
AKISSIM=$1 AKIS=$2
. "$(dirname "$0")/common.sh"
command -v openssl >/dev/null || skip "openssl is not installed"

start --reader socket --profile v2.2.8 --produced 2015-06-01

# akis with secrets on descriptor 3, a line each.
with() {
    secrets=$1
    shift
    printf '%b' "$secrets" >secrets
    "$AKIS" "$@" 3<secrets
}
# The letters in the picture and the SMS, as a person would read them.
login() {
    rm -f captcha code said
    mkfifo captcha code
    : >said
    (
        until grep -q 'png (' said; do sleep 0.05; done
        "$AKISSIM" captcha "$(sed -n 's/.*png (\(.*\))/\1/p' said)" | tail -n 1 >captcha
        until grep -q '^SMS' said; do sleep 0.05; done
        "$AKISSIM" sms | grep -o '[0-9]\{6\}' | tail -n 1 >code
    ) &
    "$AKIS" portal login --id 11111111110 --captcha-fd 3 --word-fd 4 --code-fd 5 \
        3<>captcha 4<word 5<>code 2>said
}
echo "zeytin ağacı" >word

ends "the readers are listed" 0 "state: card" "$AKIS" readers
ends "the card is described" 0 "unlocks by: portal" "$AKIS" status
ends "as JSON too" 0 '"outcome": "OK"' "$AKIS" status --json
ends "the doctor finds nothing wrong" 0 "nothing is wrong" "$AKIS" doctor
ends "and says what it found" 0 "tries left: 3" "$AKIS" doctor
ends "a command has help of its own" 0 "Usage: akis pin verify" "$AKIS" pin verify --help
ends "with its options" 0 "--pin-fd N" "$AKIS" pin verify --help
ends "and not those of others" 1 "" sh -c '"$1" pin verify --help | grep -e --attached' sh "$AKIS"
ends "a descriptor is a number" 2 "does not take" "$AKIS" pin verify --pin-fd three
ends "the language may be asked for" 2 "bkz. akis --help" "$AKIS" --lang tr --at yesterday status
ends "a wrong PIN is told with what is left" 3 "2 left" with '999999\n' pin verify --pin-fd 3
ends "the right one is taken" 0 "" with '123456\n' pin verify --pin-fd 3
ends "and says so" 0 "the PIN is right" with '123456\n' pin verify --pin-fd 3
ends "a PIN without terminal and descriptor is missing" 2 "missing" setsid -w "$AKIS" pin verify

echo text >text
ends "a text is signed" 0 "signed by TEST" with '123456\n' sign --in text --out text.p7s --pin-fd 3
ends "openssl verifies it" 0 "CAdES Verification successful" openssl cms -verify -binary -cades \
    -inform DER -in text.p7s -content text -CAfile "$AKIS_TRUST" -purpose any -out /dev/null
ends "quietly, too" 1 "" sh -c '"$1" sign --in text --out quiet.p7s --pin-fd 3 --quiet 2>&1 <secrets 3<&0 | grep "signed by"' sh "$AKIS"
ends "a bare signature" 0 "signed by" with '123456\n' sign --scheme pkcs1 --in text --out text.sig --pin-fd 3
"$AKIS" certs --json | sed -n 's/.*"der": "\(.*\)".*/\1/p' | openssl base64 -d -A |
    openssl x509 -inform DER -noout -pubkey >public.pem
ends "openssl verifies that too" 0 "Verified OK" openssl dgst -sha256 -verify public.pem -signature text.sig text
ends "the clock of the world is used" 6 "world's clock" sh -c '
    "$1" clock offset 2036-01-01 && "$2" verify --signature text.p7s --in text; code=$?
    "$1" clock real; exit $code' sh "$AKISSIM" "$AKIS"
ends "and --at stands above it" 6 "not valid yet" "$AKIS" verify --signature text.p7s --in text --at 2020-01-01
ends "a clock that is none is told" 0 "no clock in" env AKIS_CLOCK=/nonexistent "$AKIS" verify \
    --signature text.p7s --in text
ends "and so does akis, with the state" 0 "signature is good: TEST" "$AKIS" verify --signature text.p7s --in text --ocsp --crl
echo other >other
ends "not for another text" 6 "does not hold" "$AKIS" verify --signature text.p7s --in other

ends "the portal lists nothing without a session" 8 "akis portal login" "$AKIS" portal list
ends "and no empty list" 1 "" sh -c '"$1" portal list 2>/dev/null | grep certificates' sh "$AKIS"
ends "login by password" 0 "" login
ends "the PIN is shown" 0 "PIN: 123456" "$AKIS" portal pins
ends "deleting asks first" 8 "never saved" "$AKIS" portal delete
ends "it is saved" 0 "" "$AKIS" portal pdf --out pins.pdf
ends "and deleted" 0 "" "$AKIS" portal delete
serial=$("$AKIS" portal list | sed -n 's/ *serial: //p')
ends "the holder's data are shown" 0 "telephone: 05550000001" "$AKIS" portal info
ends "and changed" 0 "has the new data" "$AKIS" portal update --email yeni@example.org --address "Yeni Sokak 1"
ends "as the portal says" 0 "e-mail: yeni@example.org" "$AKIS" portal info
ends "what is no address is refused" 8 "" "$AKIS" portal update --email nobody
rm -f code new_code && mkfifo code new_code
(sleep 1 && "$AKISSIM" sms --code >code && "$AKISSIM" sms --number 05550000002 --code >new_code) &
ends "a new number by two codes" 0 "has the new data" "$AKIS" portal update --phone 05550000002 \
    --code-fd 5 --new-code-fd 6 5<>code 6<>new_code
ends "is there" 0 "telephone: 05550000002" "$AKIS" portal info
(sleep 1 && "$AKISSIM" sms --number 05550000002 --code >code && "$AKISSIM" sms --code >new_code) &
ends "and back" 0 "has the new data" "$AKIS" portal update --phone 05550000001 \
    --code-fd 5 --new-code-fd 6 5<>code 6<>new_code
ends "suspended" 0 "is suspended" "$AKIS" portal suspend "$serial"
ends "OCSP says so" 6 "certificateHold" "$AKIS" ocsp
ends "status says where to ask" 0 "akis ocsp tells" "$AKIS" status
ends "asked, it signs nothing" 6 "suspended" with '123456\n' sign --in text --out held.p7s --ocsp --pin-fd 3
ends "and no signature is left" 1 "" test -e held.p7s
ends "a signature of a held certificate is refused" 6 "suspended" \
    "$AKIS" verify --signature text.p7s --in text --ocsp
ends "lifted" 0 "" "$AKIS" portal lift "$serial"
ends "OCSP says that too" 0 "status: OK" "$AKIS" ocsp

for _ in 1 2 3; do with '999999\n' pin verify --pin-fd 3 2>/dev/null; done
ends "locked: the portal is the way" 4 "Kilit Çözme" "$AKIS" pin status
ends "no PUK is asked for" 8 "not unlocked by PUK" setsid -w "$AKIS" unblock --puk
rm -f code && mkfifo code
(sleep 1 && "$AKISSIM" sms | grep -o '[0-9]\{6\}' | tail -n 1 >code) &
ends "a pairing code" 0 "pairing code" "$AKIS" portal unlock --code-fd 5 5<>code
pairing=$(sed -n 's/pairing code: //p' out)
ends "unlocks the card" 0 "" with '654321\n' unblock --code "$pairing" --new-pin-fd 3
ends "with a new PIN" 0 "" with '654321\n' pin verify --pin-fd 3
ends "once" 8 "unknown, used or too late" with '111111\n' unblock --code "$pairing" --new-pin-fd 3
ends "logout" 0 "" "$AKIS" portal logout
ends "ends the session" 8 "no open session" "$AKIS" portal pins
ends "login with the card" 0 "" with '654321\n' portal login --signed --id 11111111110 --pin-fd 3
ends "opens the menu" 0 "stored: " "$AKIS" portal pins
ends "a new card asks first" 8 "confirm" "$AKIS" portal renew
ends "and is asked for" 0 "" "$AKIS" portal renew --yes
ends "another's card is not" 8 "" "$AKIS" portal renew 000000000000000000000000 --yes
ends "revoking asks first" 8 "confirm" "$AKIS" portal revoke "$serial"
ends "and is for ever" 0 "" "$AKIS" portal revoke "$serial" --yes
ends "OCSP knows" 6 "REVOKED" "$AKIS" ocsp

card --profile v1.0 --produced 2010-12-31 --state locked
ends "an old card: the PUK is the way" 4 "unlock it with the PUK" "$AKIS" pin status
ends "a wrong PUK is counted" 3 "2 left" with '11111111\n654321\n' unblock --puk --puk-fd 3 --new-pin-fd 3
ends "the right one unlocks" 0 "" with '12345678\n654321\n' unblock --puk --puk-fd 3 --new-pin-fd 3
ends "the PUK changes" 0 "" with '12345678\n87654321\n' puk change --puk-fd 3 --new-puk-fd 3
ends "the PIN changes" 0 "" with '654321\n123456\n' pin change --pin-fd 3 --new-pin-fd 3
for _ in 1 2 3; do with '11111111\n654321\n' unblock --puk --puk-fd 3 --new-pin-fd 3 2>/dev/null; done
ends "three wrong PUKs: a new card, for a fee" 4 "for a fee" "$AKIS" status

card --profile v2.2.8 --state not-yet-valid
ends "a renewal signs nothing before its time" 6 "not valid yet" \
    with '123456\n' sign --in text --out early.p7s --pin-fd 3
ends "the reader is empty" 0 "" "$AKISSIM" card remove
sleep 0.3
ends "and akis says so" 5 "no card in the reader" "$AKIS" status
ends "a foreign portal is not trusted" 7 "nothing was sent" \
    "$AKIS" portal pins --ca "$AKIS_TRUST"
ends "Turkish by locale" 5 "okuyucuda kart yok" env LC_ALL=tr_TR.UTF-8 "$AKIS" status
ends "by LANG alone too" 5 "okuyucuda kart yok" env -u LC_ALL LANG=tr_TR "$AKIS" status
ends "by LANGUAGE too" 5 "okuyucuda kart yok" env LANGUAGE=tr "$AKIS" status
ends "the locale C is English" 5 "no card in the reader" env LC_ALL=C LANGUAGE=tr "$AKIS" status
ends "another language is English" 5 "no card in the reader" env LC_ALL=fr_FR.UTF-8 "$AKIS" status
ends "--lang stands above all" 5 "okuyucuda kart yok" env LC_ALL=C "$AKIS" status --lang tr
ends "both ways" 5 "no card in the reader" env LC_ALL=tr_TR.UTF-8 LANGUAGE=tr "$AKIS" status --lang en
mkdir locales
# glibc's setlocale keeps what it made of LOCPATH: no leak of ours.
if localedef -i tr_TR -f UTF-8 locales/tr_TR.UTF-8 2>/dev/null; then
    ends "where that locale is installed too" 5 "okuyucuda kart yok" env LOCPATH="$work/locales" \
        ASAN_OPTIONS=detect_leaks=0 LC_ALL=tr_TR.UTF-8 "$AKIS" status
else
    echo "left out: no locale can be made here"
fi
