#!/bin/sh
# SPDX-License-Identifier: MIT
# libakissim as somebody else's program uses it: installed, found by pkg-config and by CMake.
# Usage: library.sh BUILD-FOLDER COMPILER FLAGS
set -eu
build=$1 compiler=$2 flags=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --component akissim --prefix "$work/usr" >"$work/install"
library=$(find "$work/usr" -name 'libakissim.so.0')
export LD_LIBRARY_PATH="${library%/*}"
pc=$(find "$work/usr" -name akissim.pc)

# It exports what its headers declare, and nothing else.
nm -D --defined-only "$library" | awk '$2 != "A" { print $3 }' >"$work/symbols"
grep -q '^world_new' "$work/symbols"
grep -q '^link_transmit' "$work/symbols"
if grep -v -E '^(world|link|bytes|buf|hex)_' "$work/symbols"; then
    echo "FAILED: libakissim exports these"
    exit 1
fi

# shellcheck disable=SC2046,SC2086
"$compiler" $flags -o "$work/client" "$here/client/world_client.c" \
    $(PKG_CONFIG_PATH="${pc%/*}" pkg-config --define-variable=prefix="$work/usr" --cflags --libs akissim)
"$work/client"

cmake -G Ninja -S "$here/client" -B "$work/cmake" -DCMAKE_C_COMPILER="$compiler" -DCMAKE_C_FLAGS="$flags" \
    -DCMAKE_PREFIX_PATH="$work/usr" >"$work/configure"
cmake --build "$work/cmake" >"$work/build"
"$work/cmake/world_client"
"$work/usr/bin/akissim" --version
echo "libakissim works when installed"
