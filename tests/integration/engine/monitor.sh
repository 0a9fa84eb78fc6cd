#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The card monitor, driven in tmux at two sizes: monitor.sh AKISSIM AKIS.
set -u
AKISSIM=$1 AKIS=$2
. "$(dirname "$0")/common.sh"
. "$(dirname "$0")/terminal.sh"
command -v tmux >/dev/null || skip "tmux is not installed"
terminal=akis-monitor-$$

start --reader socket --profile v2.2.8 --produced 2015-06-01

# open COLUMNS LINES [LOCALE]
open() {
    tmux -L "$terminal" new-session -d -x "$1" -y "$2" "LC_ALL=${3-C.UTF-8} '$AKIS' monitor 2>errors"
}
keys() {
    tmux -L "$terminal" send-keys "$@"
}

for size in "80 24" "200 50"; do
    # shellcheck disable=SC2086
    open $size
    shows "the card is there ($size)" "tries left: 3"
    keys Down
    shows "its certificate too" "Qualified *yes"
    keys p
    shows "the PIN is asked for" "Change PIN"
    keys 123456
    shows "behind stars" '\*\*\*\*\*\*'
    ! grep -q 123456 screen || { echo "not ok - the PIN is on the screen"; exit 1; }
    keys Enter 123456 Enter 123456 Enter
    shows "and changed" " done "
    keys Enter
    "$AKISSIM" card remove >/dev/null
    shows "a removal is seen" "card removed"
    card --profile v2.2.8 --produced 2015-06-01 --state locked
    shows "a locked card shows the tool's notice" "PIN kilitlendi. PUK ile kilit çözebilirsiniz."
    shows "and why not to follow it" "Do not follow this notice"
    keys u
    shows "no PUK is asked for" "not unlocked by PUK"
    keys Enter
    card --profile v1.0 --produced 2010-06-01 --state locked
    shows "on an old card the PUK is the way" "unlock it with the PUK"
    keys u 12345678 Enter 654321 Enter 654321 Enter
    shows "and works" " done "
    keys Enter q
    sleep 0.5
    card --profile v2.2.8 --produced 2015-06-01
done
card --profile v2.2.8 --produced 2015-06-01 --state last-try
"$AKISSIM" card new --profile v1.0 --produced 2010-06-01 --slot 1 >/dev/null
"$AKISSIM" clock offset 2031-02-03 >/dev/null
for size in "80 24" "200 50"; do
    # shellcheck disable=SC2086
    open $size tr_TR.UTF-8
    shows "Turkish by locale ($size)" "AKİS Kart İzleme Aracı · TEST · 2031-02-03"
    shows "the first of two cards is chosen" "kalan deneme hakkı: 1"
    keys p
    shows "before the last try it is warned" "─PIN değiştir─"
    shows "in the dialog" "│ son deneme hakkı: bir hata daha yapılırsa kilitlenir *│"
    keys Escape
    sleep 0.2
    keys Down
    shows "a certificate past its end is told" "sertifikanın süresi dolmuş"
    keys q
    sleep 0.5
done
open 40 12
shows "a small terminal is told" "The terminal is too small"
keys q
