#!/bin/sh
# SPDX-License-Identifier: MIT
#
# google/pkcs11test, built elsewhere and named by PKCS11TEST, against our module and a card that has a
# PUK; what fails must be what the list says: pkcs11test.sh AKISSIM MODULE LIST [PRELOAD].
set -u
AKISSIM=$1 module=$2 list=$3 preload=${4-}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../engine/common.sh"
[ -n "${PKCS11TEST-}" ] || skip "PKCS11TEST names no program (sim/pkcs11/README.md)"
[ -x "$PKCS11TEST" ] || { echo "not ok - PKCS11TEST is a program"; exit 1; }

start --reader socket --profile v2.2.8 --key rsa2048 --produced 2010-06-01
timeout 120 setsid -w env LD_PRELOAD="$preload" ASAN_OPTIONS=detect_leaks=0:detect_odr_violation=0 \
    "$PKCS11TEST" -m "${module##*/}" -l "${module%/*}" -u 123456 -o 12345678 >run 2>&1
python3 "$here/pkcs11test.py" "$list" run || exit 1
