#!/bin/sh
# SPDX-License-Identifier: MIT
#
# libakis and its module as somebody else finds them: installed, by pkg-config, CMake and p11-kit.
# Usage: library.sh AKISSIM AKIS BUILD-FOLDER COMPILER FLAGS
set -u
AKISSIM=$1 AKIS=$2 build=$3 compiler=$4 flags=$5
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"

ends "installs" 0 "" cmake --install "$build" --component akis --prefix "$work/usr"
library=$(find "$work/usr" -name 'libakis.so.0')
pc=$(find "$work/usr" -name akis.pc)
[ -n "$library" ] && [ -n "$pc" ] || { echo "not ok - library and pkg-config file"; exit 1; }
export LD_LIBRARY_PATH="${library%/*}"

nm -D --defined-only "$library" | awk '$2 != "A" { print $3 }' | grep -v '^akis_' >foreign
[ -s foreign ] && { cat foreign; echo "not ok - libakis exports akis_ alone"; exit 1; }
nm -D --defined-only "$(find "$work/usr" -name libakis-pkcs11.so)" | awk '$2 != "A" { print $3 }' |
    grep -v '^C_' >foreign
[ -s foreign ] && { cat foreign; echo "not ok - the module exports C_ alone"; exit 1; }
echo "ok - both export what their headers declare"

start --reader socket
# shellcheck disable=SC2046,SC2086
"$compiler" $flags -o client "$here/client/akis_client.c" \
    $(PKG_CONFIG_PATH="${pc%/*}" pkg-config --define-variable=prefix="$work/usr" --cflags --libs akis)
ends "pkg-config leads to it" 0 "3 tries" ./client
ends "CMake configures" 0 "" cmake -G Ninja -S "$here/client" -B cmake -DCMAKE_C_COMPILER="$compiler" \
    -DCMAKE_C_FLAGS="$flags" -DCMAKE_PREFIX_PATH="$work/usr"
ends "and builds" 0 "" cmake --build cmake
ends "what it built runs" 0 "3 tries" cmake/akis_client
ends "the catalogue is found where it was installed" 0 "kart: v2.2.8" "$work/usr/bin/akis" status --lang tr
ends "the doctor misses the driver" 0 "no PKCS#11 module" "$work/usr/bin/akis" doctor
mkdir -p pkcs11/modules && cp "$(find "$work/usr" -name akis.module)" pkcs11/modules/
ends "and finds it where p11-kit looks" 0 "akis.module" "$work/usr/bin/akis" doctor
