# SPDX-License-Identifier: MIT
#
# Sourced by the tests of akis: AKISSIM and AKIS are the programs, READER the kind of reader; makes
# a world in $work, and gives step and refused.
work=$(mktemp -d) || exit 1
world=
end() {
    [ -n "$world" ] && kill "$world" 2>/dev/null && wait "$world"
    [ -z "${terminal-}" ] || tmux -L "$terminal" kill-server 2>/dev/null
    rm -rf "$work"
}
trap end EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1
chmod 700 "$work"
export XDG_RUNTIME_DIR="$work" XDG_CONFIG_HOME="$work" HOME="$work" LC_ALL=C.UTF-8

skip() {
    echo "skipped: $1"
    exit 77
}
# start FLAGS…: a world with a card.
start() {
    "$AKISSIM" up --ready-file ready "$@" >up 2>&1 &
    world=$!
    for _ in $(seq 300); do
        [ -e ready ] && break
        kill -0 "$world" 2>/dev/null || break
        sleep 0.1
    done
    [ -e ready ] || { cat up; echo "not ok - akissim up"; exit 1; }
    eval "$("$AKISSIM" env)"
}
# card FLAGS…: another card, put into the reader.
card() {
    "$AKISSIM" card new "$@" --insert >card && sleep 0.3
}
# ends CLAIM CODE PATTERN COMMAND…: it ends with that exit code and says something that fits.
ends() {
    claim=$1 code=$2 pattern=$3
    shift 3
    "$@" >out 2>&1
    got=$?
    if [ $got -eq "$code" ] && { [ -z "$pattern" ] || grep -q -e "$pattern" out; }; then
        echo "ok - $claim"
    else
        cat out
        echo "not ok - $claim (exit $got)"
        exit 1
    fi
}
