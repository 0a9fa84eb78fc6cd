#!/bin/sh
# SPDX-License-Identifier: MIT
# A world driven from a shell: log into the portal with curl, as a person would with a browser.
# Usage: world.sh AKISSIM
set -eu
akissim=$1
work=$(mktemp -d)
export XDG_RUNTIME_DIR="$work"
"$akissim" up --reader none --ready-file "$work/ready" >"$work/up" &
up=$!
trap 'kill $up 2>/dev/null; wait $up || true; rm -rf "$work"' EXIT
until [ -e "$work/ready" ]; do
    kill -0 $up
    sleep 0.1
done
eval "$("$akissim" env)"

# The portal in JSON: see portal-mock/PROTOCOL.md.
portal() {
    path=$1
    shift
    curl -sS --fail-with-body --cacert "$AKIS_PORTAL_CA" -b "$work/cookies" -c "$work/cookies" \
        -H 'Accept: application/json' "$@" "$AKIS_PORTAL_URL$path"
}
fields() {
    portal "$1" -H 'Content-Type: application/json' -d "$2"
}

# Şifreli Giriş: the picture's letters and the SMS come from the control door.
picture=$(portal /nbsifreli.go | jq -r .captcha)
letters=$("$akissim" captcha "$picture")
fields /nbsifreli.go "$(jq -n --arg letters "$letters" \
    '{kimlik_no: "11111111110", resimdeki_yazi: $letters, guvenlik_sozcugu: "zeytin ağacı"}')" >"$work/answer"
fields /nbsifreli.go/sms '{}' >"$work/answer"
code=$("$akissim" sms --code --wait 5)
fields /nbsifreli.go/kod "{\"sms_onay_kodu\": \"$code\"}" >"$work/answer"

# PIN / PUK Bilgisi shows the PIN as issued.
fields /nb/pin-puk '{"okudum": "evet"}' >"$work/pins"
[ "$(jq -r '.cards[0].pin' "$work/pins")" = 123456 ]

# Ten idle minutes end the session; the clock makes them pass at once.
"$akissim" clock add 601 >"$work/answer"
if fields /nb/pin-puk '{"okudum": "evet"}' >"$work/answer"; then
    echo "FAILED: the session outlived ten idle minutes"
    exit 1
fi
echo "logged in, saw the PIN, was logged out by the clock"
