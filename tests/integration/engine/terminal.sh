# SPDX-License-Identifier: MIT
#
# Sourced by the tests that drive a program in tmux: its server is $terminal, which end (common.sh) kills.
# shows CLAIM PATTERN: the screen shows it within five seconds.
shows() {
    for _ in $(seq 50); do
        tmux -L "$terminal" capture-pane -p >screen
        grep -q -e "$2" screen && { echo "ok - $1"; return; }
        sleep 0.1
    done
    cat screen
    echo "not ok - $1"
    exit 1
}
