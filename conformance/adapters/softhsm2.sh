#!/bin/sh
# SPDX-License-Identifier: MIT
# SoftHSM2 as a token under test: a token of its own in the adapter's empty folder, with the PIN that
# the stories know, behind pkcs11.py. It is no card, so what asks for more than a PIN is "unimplemented".
#
#   akis-conformance run --adapter "adapters/softhsm2.sh [libsofthsm2.so]" --filter token.
set -eu
module=${1:-/usr/lib/softhsm/libsofthsm2.so}
command -v softhsm2-util >/dev/null && [ -e "$module" ] || exit 89
mkdir tokens
printf 'directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n' "$PWD" >softhsm2.conf
export SOFTHSM2_CONF="$PWD/softhsm2.conf"
softhsm2-util --module "$module" --init-token --free --label akis --so-pin 12345678 --pin 123456 >&2
exec "$(dirname "$0")/pkcs11.py" "$module" --only pin.verify,pin.change,pin.status
