#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Where secrets go: akis under strace, and no PIN, PUK, SMS code or word in argv, environment, output
# or any file; on the link to the card alone (CLI-4). TLS is past the eye. secrets.sh AKISSIM AKIS
set -u
AKISSIM=$1 AKIS=$2
here=$(cd "$(dirname "$0")" && pwd)
. "$here/common.sh"
command -v strace >/dev/null || skip "strace is not installed"
export ASAN_OPTIONS=detect_leaks=0
strace -o /dev/null true 2>/dev/null || skip "strace may not trace here"

start --reader socket --profile v2.2.8 --produced 2015-06-01

# traced COMMAND…: every program started and every byte that leaves one, in `trace`.
traced() {
    strace -f -v -yy -s 1000000 -o trace -e "trace=execve,write,writev,pwrite64,pwritev,pwritev2,sendto,\
sendmsg,sendmmsg,rename,symlink,memfd_create" "$@"
}
# shows SECRET: whether it stands anywhere but on the card's link and a pinentry's stdout.
shows() {
    grep -v -e '^[0-9]* *send[a-z]*([0-9]*<UNIX-STREAM:' -e '^[0-9]* *write(1<UNIX-STREAM:' trace | grep -q -e "$1" ||
        grep -q -e "$1" out || grep -rqs -e "$1" kept
}
# hidden CLAIM SECRET…: none of them was seen.
hidden() {
    claim=$1
    shift
    for secret in "$@"; do
        if [ -z "$secret" ] || shows "$secret"; then
            grep -n -e "$secret" trace out | cut -c 1-200
            echo "not ok - $claim"
            exit 1
        fi
    done
    echo "ok - $claim"
}
# What akis keeps goes to a folder of its own.
mkdir kept && chmod 700 kept
export HOME="$work/kept" XDG_CONFIG_HOME="$work/kept"
with() {
    printf '%b' "$1" >secret
    shift
    traced "$AKIS" "$@" 3<secret
}
# The letters in the picture and the SMS, as a person would read them.
login() {
    mkfifo captcha code
    : >said
    (
        until grep -q 'png (' said; do sleep 0.05; done
        "$AKISSIM" captcha "$(sed -n 's/.*png (\(.*\))/\1/p' said)" | tail -n 1 >captcha
        until grep -q '^SMS' said; do sleep 0.05; done
        "$AKISSIM" sms | grep -o '[0-9]\{6\}' | tail -n 1 | tee sent >code
    ) &
    traced "$AKIS" portal login --id 11111111110 --captcha-fd 3 --word-fd 4 --code-fd 5 \
        3<>captcha 4<word 5<>code 2>said
}
echo "zeytin ağacı" >word
echo text >text

ends "the eye sees a command line" 0 "" traced env echo 123456
shows 123456 || { echo "not ok - the eye is blind to arguments"; exit 1; }
ends "and a file" 0 "" traced sh -c 'p=1234; printf %s56 $p >kept/file'
: >out && shows 123456 || { echo "not ok - the eye is blind to files"; exit 1; }
rm kept/file

ends "the PIN is verified" 0 "" with '123456\n' pin verify --pin-fd 3
grep -q 123456 trace || { echo "not ok - the eye does not see the card's link"; exit 1; }
hidden "no PIN seen" 123456
ends "a wrong PIN" 3 "2 left" with '987651\n' pin verify --pin-fd 3
hidden "not seen either" 987651
ends "a PIN is changed" 0 "" with '123456\n765432\n' pin change --pin-fd 3 --new-pin-fd 3
hidden "neither is seen" 123456 765432
if command -v python3 >/dev/null; then
    printf 'plain\n765432\n246813\n246813' >manner
    ends "a PIN is changed by pinentry" 0 "" traced "$AKIS" pin change --pinentry="$here/fake_pinentry.py"
    grep -q 'write(1<UNIX-STREAM:.*76543' trace || { echo "not ok - the eye does not see the pinentry"; exit 1; }
    hidden "neither is seen" 765432 246813
    rm place && printf 'plain\n246813\n765432\n765432' >manner
    ends "and back" 0 "" traced "$AKIS" pin change --pinentry="$here/fake_pinentry.py"
fi
ends "a text is signed" 0 "" with '765432\n' sign --in text --out kept/text.p7s --pin-fd 3
hidden "no PIN seen" 765432
ends "login by password" 0 "" login
cat said >>out
hidden "no word, no code seen" zeytin "$(cat sent)"
ends "login with the card" 0 "" with '765432\n' portal login --signed --id 11111111110 --pin-fd 3
hidden "no PIN seen" 765432

card --profile v1.0 --produced 2010-12-31 --state locked
ends "an old card is unlocked" 0 "" with '12345678\n654321\n' unblock --puk --puk-fd 3 --new-pin-fd 3
hidden "neither PUK nor PIN seen" 12345678 654321
ends "its PUK changes" 0 "" with '12345678\n87651234\n' puk change --puk-fd 3 --new-puk-fd 3
hidden "neither PUK is seen" 12345678 87651234
