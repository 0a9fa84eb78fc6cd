#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Eight threads sign through the module while a ninth pulls and inserts the card, under valgrind's memcheck,
# helgrind and drd: valgrind.sh TEST_PKCS11 [PULLS [TOOL...]]. Exits 77, with the reason, where it cannot.
set -u
program=$1 pulls=${2-5}
[ $# -gt 2 ] && shift 2 || set -- memcheck helgrind drd
skip() {
    echo "skipped: $1"
    exit 77
}
command -v valgrind >/dev/null || skip "valgrind is not installed"
nm -D "$program" | grep -q '__[atu]san_' && skip "built with a sanitizer, which valgrind does not bear"

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
# In the world beside the module: libmicrohttpd tells its thread to stop by a plain flag, and p11-kit, which
# GnuTLS brings, destroys mutexes at exit that were never made.
printf '%s\n' '{' '   stop' '   Helgrind:Race' '   obj:*/libmicrohttpd.so*' '   ...' '}' \
    '{' '   stop' '   drd:ConflictingAccess' '   obj:*/libmicrohttpd.so*' '   ...' '}' \
    '{' '   exit' '   Helgrind:Misc' '   obj:*/vgpreload_*' '   obj:*/libp11-kit.so*' '   ...' '}' \
    '{' '   exit' '   drd:MutexErr' '   fun:pthread_mutex_destroy*' '   obj:*/libp11-kit.so*' '   ...' '}' >"$work/known.supp"

# A tool that sees nothing proves nothing: each must see a mistake of its kind.
printf '%s\n' '#include <pthread.h>' '#include <stdlib.h>' 'static int n;' \
    'static void *add(void *to) { for (int i = 0; i < 1000; i++) ++*(volatile int *)to; return to; }' \
    'int main(void) { pthread_t t; volatile char *lost = malloc(9); lost[0] = 1; lost = 0;' \
    'pthread_create(&t, 0, add, &n); add(&n); pthread_join(t, 0); return 0; }' >"$work/wrong.c"
cc -O0 -g -pthread -o "$work/wrong" "$work/wrong.c" 2>/dev/null || skip "no C compiler"

checked() {
    case $tool in
    memcheck) set -- --leak-check=full --errors-for-leak-kinds=definite,indirect,possible \
        --show-leak-kinds=definite,indirect,possible "$@" ;;
    esac
    AKIS_TEST_PULLS=$pulls AKIS_TEST_PATIENCE=2000 valgrind -q --tool="$tool" --error-exitcode=99 \
        --keep-debuginfo=yes --num-callers=30 --suppressions="$work/known.supp" "$@" >"$work/out" 2>&1
}
for tool; do
    checked "$work/wrong"
    [ $? -eq 99 ] || { cat "$work/out"; echo "not ok - $tool sees a mistake"; exit 1; }
    checked "$program" threads_sign_while_the_card_is_pulled ||
        { cat "$work/out"; echo "not ok - $tool: nothing found"; exit 1; }
    grep -q "$pulls pulls" "$work/out" || { cat "$work/out"; echo "not ok - the test ran"; exit 1; }
    echo "ok - $tool: $(grep -o '[0-9]* pulls, [0-9]* signatures' "$work/out"), nothing found"
done
