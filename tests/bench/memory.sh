#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The memory of engine and module in programs of their own, a world beside them:
# memory.sh AKISSIM BENCH_MEMORY LIBAKIS MODULE
set -u
AKISSIM=$1 bench=$2 library=$3 module=$4
. "$(dirname "$0")/../integration/engine/common.sh"

for kind in v2.2.8:rsa2048 v2.5:p384; do
    start --reader socket --profile "${kind%:*}" --key "${kind#*:}"
    echo "${kind%:*} ${kind#*:}, KiB beyond the bare program"
    "$bench" engine "$library" || exit 1
    "$bench" module "$module" || exit 1
    kill "$world" && wait "$world"
    rm -f ready
done
world=
