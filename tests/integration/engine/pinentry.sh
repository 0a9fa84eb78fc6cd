#!/bin/sh
# SPDX-License-Identifier: MIT
#
# akis with a pinentry: one that is scripted, well-behaved and not; and the one that is installed, in a
# terminal. pinentry.sh AKISSIM AKIS
set -u
AKISSIM=$1 AKIS=$2
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
. "$here/terminal.sh"
command -v python3 >/dev/null || skip "python3 is not installed"
terminal=akis-pinentry-$$

start --reader socket --profile v2.2.8 --produced 2015-06-01

# asks MANNER SECRETS COMMAND…: akis with the scripted pinentry.
asks() {
    rm -f asked place
    printf '%b' "$1" >manner
    shift
    setsid -w "$AKIS" "$@" --pinentry="$here/fake_pinentry.py"
}
# said CLAIM PATTERN: the pinentry was told so.
said() {
    grep -q -e "$2" asked || { cat asked; echo "not ok - $1"; exit 1; }
    echo "ok - $1"
}

ends "a pinentry gives the PIN, escapes and all" 0 "the PIN is right" asks 'plain\n123456' pin verify
said "it was told what for" "SETDESC The PIN of the AKİS card"
ends "in the holder's language" 0 "PIN doğru" asks 'plain\n123456' pin verify --lang tr
said "the same" "SETDESC Okuyucudaki AKİS kartının PIN'ini girin."
ends "an answer in pieces is one" 0 "is right" asks 'split' pin verify
ends "what is no PIN is asked for again" 0 "is right" asks 'plain\nabc\n12\n123456' pin verify
said "with the reason" "SETERROR A PIN has 4 to 16 digits."
ends "and nothing was lost by it" 0 "tries left: 3" "$AKIS" pin status
ends "but not for ever" 1 "given up; nothing was sent" asks 'plain\na\na\na\na\na\n123456' pin verify
ends "a new PIN is asked for twice" 0 "is changed" asks 'plain\n123456\n654321' pin change
said "by the pinentry itself" "SETREPEAT Once more:"
ends "or by us" 0 "is changed" asks 'old\n654321\n111111\n222222\n123456\n123456' pin change
said "until they agree" "SETERROR The two entries differ."
ends "a cancelled one is given up" 1 "given up; nothing was sent" asks 'cancel' pin verify
ends "one that ran out too" 1 "given up" asks 'timeout' pin verify
ends "as JSON" 1 '"outcome": "GIVEN_UP"' asks 'cancel' pin verify --json
for manner in silent greeting gone long escape control flood words many error; do
    ends "a pinentry that is $manner fails" 2 "makes no sense" asks "$manner" pin verify
done
ends "a missing one is told" 2 "cannot be started" "$AKIS" pin verify --pinentry=/nonexistent
ends "no try was lost" 0 "tries left: 3" "$AKIS" pin status
ends "a wrong one is sent once" 3 "2 left" asks 'plain\n999999\n123456' pin verify
ends "twice" 3 "1 left" asks 'plain\n999999\n123456' pin verify
ends "before the last it is warned" 0 "is right" asks 'plain\n123456' pin verify
said "in the pinentry too" "SETERROR one try is left"
! grep -q 123456 asked || { echo "not ok - the PIN stands in what was asked"; exit 1; }

command -v tmux >/dev/null && command -v pinentry-curses >/dev/null || {
    echo "left out: tmux or pinentry-curses is not installed"
    exit 0
}
tmux -L "$terminal" new-session -d -x 80 -y 24 "'$AKIS' pin verify --pinentry=pinentry-curses 2>&1; sleep 60"
shows "a real pinentry asks" "The PIN of the AK"
tmux -L "$terminal" send-keys 123456
shows "behind stars" '\*\*\*\*\*\*'
! grep -q 123456 screen || { echo "not ok - the PIN is on the screen"; exit 1; }
tmux -L "$terminal" send-keys Enter
shows "and its PIN is right" "the PIN is right"
