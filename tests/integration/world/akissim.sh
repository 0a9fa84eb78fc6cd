#!/bin/sh
# SPDX-License-Identifier: MIT
# akissim as a user drives it: one world in front, all other calls through its door.
# Usage: akissim.sh AKISSIM
set -eu
akissim=$1
work=$(mktemp -d)
export XDG_RUNTIME_DIR="$work/run" LC_ALL=C.UTF-8
unset AKISSIM_WORLD PCSCLITE_CSOCK_NAME AKIS_PORTAL_URL || true
mkdir -m 700 "$XDG_RUNTIME_DIR"
up=
leave() {
    [ -z "$up" ] || kill "$up" 2>/dev/null || true
    rm -rf "$work"
}
trap leave EXIT

fail() {
    echo "FAILED: $*"
    cat "$work/up.out" 2>/dev/null || true
    exit 1
}
# expect CODE COMMAND…: the exit status is the claim.
expect() {
    code=$1
    shift
    got=0
    "$@" >"$work/out" 2>"$work/err" || got=$?
    [ "$got" = "$code" ] || fail "$* ended with $got, not $code: $(cat "$work/out" "$work/err")"
}
# says TEXT: the last command said it on stdout.
says() {
    grep -q -e "$1" "$work/out" || fail "\"$1\" is not in: $(cat "$work/out")"
}
start() {
    "$akissim" up "$@" --ready-file "$work/ready" >"$work/up.out" 2>&1 &
    up=$!
    waited=0
    until [ -e "$work/ready" ]; do
        kill -0 "$up" 2>/dev/null || fail "akissim up ended early"
        waited=$((waited + 1))
        [ "$waited" -lt 600 ] || fail "akissim up is not ready after a minute"
        sleep 0.1
    done
}
stop() {
    kill "-$1" "$up"
    got=0
    wait "$up" || got=$?
    up=
    [ "$got" = 0 ] || fail "akissim up ended with $got after $1: $(cat "$work/up.out")"
    [ ! -e "$work/ready" ] || fail "the ready file stayed"
}

# Without a world.
expect 0 "$akissim" card policy
says '^  card.pin_tries  *3 '
grep -q "no world runs" "$work/err" || fail "the rules that ship are not told as such"
expect 0 "$akissim" readers
says '^+ socket'
expect 0 "$akissim" fault
says '^card-foreign '
expect 3 "$akissim" status
expect 0 "$akissim" --help
page=$(dirname "$0")/../../../sim/world/akissim.1
for command in $(sed -n 's/^  \([a-z]*\)  *[a-z].*/\1/p' "$work/out"); do
    expect 0 "$akissim" "$command" --help
    says "akissim $command"
    grep -q -e "^\.B.* *\"*$command\b" "$page" || fail "akissim(1) has no $command"
done
expect 0 "$akissim" --version
expect 0 "$akissim" --help
expect 0 "$akissim" card new --help
expect 2 "$akissim" nonsense
expect 2 "$akissim" up --nonsense
expect 2 "$akissim" card
expect 3 "$akissim" sms
expect 4 "$akissim" --world /nowhere/at/all card list

# A world in front.
start --reader none --produced 2010-12-31 --trace "$work/trace" --set portal.sms_life=60
directory=$(jq -r .directory "$work/ready")
token=$(cat "$directory/control.token")
expect 0 "$akissim" status
expect 0 "$akissim" card status
says 'PIN tries 3, PUK tries 3, unlocks by PUK, in slot 0'
card=$(jq -r .card "$work/ready")
expect 0 "$akissim" card new --state locked --produced 2011-01-01 --profile v1.0 --set pin_tries=5 --slot 1
second=$(cat "$work/out")
expect 0 "$akissim" --json card status "$second"
[ "$(jq -r '"\(.pin_tries) \(.unlocks_by) \(.slot)"' "$work/out")" = "0 portal 1" ] || fail "second card"
expect 1 "$akissim" card new --state dead --produced 2011-01-01
expect 1 "$akissim" card new --profile v9.9
expect 0 "$akissim" card remove
expect 1 "$akissim" card status
expect 0 "$akissim" card insert "$card"
expect 1 "$akissim" card insert 00
expect 0 "$akissim" card list
says "^$second"
clock=$(eval "$("$akissim" env)" && echo "$AKIS_CLOCK")
[ "$(cat "$clock")" = +0 ] || fail "the clock's file says $(cat "$clock")"
expect 0 "$akissim" clock freeze 2027-01-01T12:00:00
[ "$(cat "$clock")" = =1798794000 ] || fail "the frozen clock's file says $(cat "$clock")"
expect 0 "$akissim" clock add 181
says '^2027-01-01T12:03:01+03:00'
expect 0 "$akissim" clock offset -3600
expect 1 "$akissim" clock offset yesterday
expect 2 "$akissim" clock add x
expect 0 "$akissim" clock real
expect 1 "$akissim" card new --state normal
grep -q "fresh, last-try, locked" "$work/err" || fail "the states are not told: $(cat "$work/err")"
expect 1 "$akissim" card new --profile v2.2.8 --key p384
grep -q "that is for profile v2.5" "$work/err" || fail "who can is not told: $(cat "$work/err")"
expect 0 "$akissim" policy set card.pin_tries 4
expect 0 "$akissim" card policy
says '^\* card.pin_tries  *4 '
says '^\* portal.sms_life  *60 '
expect 1 "$akissim" policy set card.pin_tries 99
expect 1 "$akissim" policy set card.nonsense 1
certificate=$("$akissim" --json card status | jq -r .certificate)
expect 0 "$akissim" certificate set "$certificate" held
expect 0 "$akissim" certificate set "$certificate" good
expect 0 "$akissim" certificate set "$certificate" revoked
expect 1 "$akissim" certificate set "$certificate" good
expect 1 "$akissim" replace
expect 0 "$akissim" fee
expect 0 "$akissim" replace
expect 1 "$akissim" captcha 00
expect 1 "$akissim" sms

# What staff does, and what goes wrong on purpose.
expect 0 "$akissim" desk holder 22222222220 --name 'Çağrı Öztürk' --phone 05550000002 --word 'gökkuşağı'
expect 2 "$akissim" desk holder 22222222220
expect 0 "$akissim" card new --holder 22222222220 --flavour no-qc-statements
expect 0 "$akissim" desk deliver "$(cat "$work/out")"
printf 'From: a@example.test\nTo: b@example.test\nSubject: okuyucu\n\nbos\n' >"$work/mail"
expect 0 "$akissim" desk mail "$work/mail"
expect 4 "$akissim" desk mail "$work/no-such-mail"
expect 0 "$akissim" fault
says '^card-torn '
expect 0 "$akissim" fault set card-slow --first 2 --count 3 --amount 10
expect 0 "$akissim" fault clear card-slow
expect 1 "$akissim" fault set card-eaten
grep -q "no such fault: card-eaten" "$work/err" || fail "an unknown fault is not told as one: $(cat "$work/err")"
expect 2 "$akissim" fault set card-slow --first x

# A card carried elsewhere; without its secrets it is for reading alone.
expect 0 "$akissim" card export "$second" --out "$work/looks"
! grep -q -e '"digest"' -e '"admin_key"' "$work/looks" || fail "secrets without being asked for"
expect 0 "$akissim" card export "$second" --with-secrets --out "$work/carried"
grep -q '"digest"' "$work/carried" || fail "the secrets were asked for"
[ "$(stat -c %a "$work/carried")" = 600 ] || fail "others may read the exported card"
expect 1 "$akissim" card import "$work/carried"
expect 4 "$akissim" card import "$work/no-such-card"
expect 0 "$akissim" run --reader none --no-card -- sh -c \
    "'$akissim' card import '$work/carried' && '$akissim' card status $second"
says 'PIN tries 0, .*unlocks by the portal'
expect 1 "$akissim" run --reader none --no-card -- "$akissim" card import "$work/looks"

# run: the environment of any client, and its exit status.
expect 7 "$akissim" run -- sh -c 'exit 7'
expect 127 "$akissim" run -- "$work/no-such-program"
expect 0 "$akissim" run --quiet -- sh -c '[ -n "$AKIS_PORTAL_URL" ] && echo "$AKIS_PORTAL_URL"'
says "^$(jq -r .environment.AKIS_PORTAL_URL "$work/ready")\$"
expect 0 "$akissim" run -- sh -c 'curl -s --cacert "$AKIS_PORTAL_CA" "$AKIS_PORTAL_URL/nb.go"'
says 'E-imzalı Giriş'
expect 0 "$akissim" run -- sh -c 'openssl verify -CAfile "$AKIS_TRUST" "$AKIS_TRUST"'
expect 0 "$akissim" run -- env
! grep -q -e "$token" "$work/out" || fail "the control token is in a client's environment"
expect 0 "$akissim" env
says '^export AKIS_PORTAL_URL='
! grep -q -e 123456 -e 12345678 "$work/trace" || fail "a PIN or PUK is in the trace"
grep -q '"path":"/nb.go","status":200' "$work/trace" || fail "the request is not in the trace"
stop INT
[ ! -e "$directory" ] || fail "the world's folder stayed"
expect 3 "$akissim" card list

# Kept, found again; named by its folder.
start --reader none --dir "$work/kept" --pin 7654321
card=$(jq -r .card "$work/ready")
stop TERM
start --reader none --dir "$work/kept"
[ "$(jq -r .card "$work/ready")" = "$card" ] || fail "the kept card is another one"
expect 0 env XDG_RUNTIME_DIR=/nowhere "$akissim" --world "$work/kept" card status
expect 0 env XDG_RUNTIME_DIR=/nowhere AKISSIM_WORLD="$work/kept" "$akissim" card status
stop TERM

# A folder with a path too long for a socket; a second world beside the first.
long="$work/$(printf '%0100d' 0)"
start --dir "$long"
expect 0 timeout 20 "$akissim" run -- opensc-tool -a
usual=$up
"$akissim" up --reader none --no-card --ready-file "$work/second" >"$work/second.out" 2>&1 &
second=$!
until [ -e "$work/second" ]; do
    kill -0 "$second" || fail "the second world ended early"
    sleep 0.1
done
expect 0 "$akissim" card list
says 'in slot 0'
expect 0 "$akissim" --world "$(jq -r .directory "$work/second")" card list
! grep -q . "$work/out" || fail "the second world is the first"
kill "$second"
wait "$second" || fail "the second world ended badly"
up=$usual
stop TERM

# Two commands at once have a world each, though none stands.
"$akissim" run --reader none --state last-try -- sleep 3 &
other=$!
expect 3 "$akissim" card list
expect 0 "$akissim" run --reader none -- sh -c "'$akissim' card status | grep -q 'PIN tries 3'"
wait "$other" || fail "the other command ended badly"

# A world for one command; inner calls find it.
expect 5 "$akissim" run --reader none --state last-try -- sh -c \
    "'$akissim' card status | grep -q 'PIN tries 1' && exit 5"
expect 0 "$akissim" run -- true
grep -q 'reader: socket' "$work/err" || fail "run does not say which reader it chose"
expect 0 "$akissim" run --quiet -- true
! grep -q 'reader: socket' "$work/err" || fail "run is not quiet"
expect 143 "$akissim" run --reader none -- sh -c 'kill -TERM $$'

# Unmodified PC/SC programs see the reader, the card in it, and each change at once.
look_through_pcsc() {
    expect 0 timeout 20 "$akissim" run -- pcsc_scan -r
    says 'AKIS Mini Reader'
    expect 0 timeout 20 "$akissim" run -- opensc-tool -a
    says '^3b:9f:97'
    "$akissim" card new --profile v1.0 --insert >/dev/null
    expect 0 timeout 20 "$akissim" run -- opensc-tool -a
    says '^3b:ba:11'
    expect 0 "$akissim" fault set card-torn
    expect 1 timeout 20 "$akissim" run -- opensc-tool -s 00A4000000
    expect 1 timeout 20 "$akissim" card status
    expect 0 "$akissim" card insert "$(jq -r .card "$work/ready")"
    expect 0 timeout 20 "$akissim" run -- opensc-tool -a
    expect 0 "$akissim" card remove
    expect 1 timeout 20 "$akissim" run -- opensc-tool -a
}
expect 2 "$akissim" up --reader nonsense
start
grep -q 'reader   socket' "$work/up.out" || fail "the reader in use is not named"
grep -q -e '--reader vpcd' -e 'not here: vpcd' "$work/up.out" || fail "the other readers are not named"
expect 0 "$akissim" fault set reader-gone
expect 1 timeout 20 "$akissim" run -- opensc-tool -s 00A4000000
expect 0 timeout 20 "$akissim" run -- pcsc_scan -r
! grep -q 'AKIS Mini Reader' "$work/out" || fail "the unplugged reader is still there"
expect 0 "$akissim" fault clear reader-gone
look_through_pcsc
stop TERM
if [ "$("$akissim" run --reader none -- "$akissim" --json readers | jq '.readers[] | select(.kind == "vpcd").possible')" = true ]; then
    start --reader vpcd
    look_through_pcsc
    stop TERM
else
    echo "no private pcscd here: its part is left out"
    expect 4 "$akissim" up --reader vpcd
fi
echo "akissim does as told"
