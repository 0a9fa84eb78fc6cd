#!/bin/sh
# SPDX-License-Identifier: MIT
#
# akis and the PKCS#11 module under valgrind: no error, no leak. valgrind.sh AKISSIM AKIS MODULE
set -u
AKISSIM=$1 AKIS=$2 module=$3
. "$(dirname "$0")/common.sh"
command -v valgrind >/dev/null || skip "valgrind is not installed"
if nm -D "$AKIS" | grep -q '__[atu]san_'; then
    skip "built with a sanitizer, which valgrind does not bear"
fi

start --reader socket --profile v2.2.8 --produced 2015-06-01
echo text >text
echo 123456 >pin
# pkcs11-tool does not free the names it prints: a leak of its own, straight above the parser.
printf '%s\n' '{' '   pkcs11-tool' '   Memcheck:Leak' '   ...' '   fun:ASN1_item_d2i*' \
    '   obj:*/pkcs11-tool' '   ...' '}' >known.supp

checked() {
    valgrind -q --error-exitcode=99 --leak-check=full --num-callers=40 --keep-debuginfo=yes --suppressions=known.supp \
        --show-leak-kinds=definite,indirect,possible --errors-for-leak-kinds=definite,indirect,possible "$@"
}
printf '%s\n' '#include <stdlib.h>' 'int main(void) { return !(malloc(1 + (size_t)rand())); }' >leak.c
if cc -O0 -o leak leak.c 2>/dev/null; then
    ends "a leak would be seen" 99 "" checked ./leak
fi
ends "status" 0 "v2.2.8" checked "$AKIS" status
ends "sign" 0 "" checked "$AKIS" sign --in text --out text.p7s --pin-fd 3 3<pin
ends "verify" 0 "" checked "$AKIS" verify --signature text.p7s --in text --ocsp --crl
ends "a wrong PIN" 3 "2 left" sh -c 'echo 999999 | "$@" 3<&0' sh valgrind -q --error-exitcode=99 \
    --leak-check=full "$AKIS" pin verify --pin-fd 3
command -v pkcs11-tool >/dev/null || { echo "left out: opensc is not installed"; exit 0; }
ends "the module lists objects" 0 "Private Key" checked pkcs11-tool --module "$module" -O --login --pin 123456
ends "the module signs" 0 "" checked pkcs11-tool --module "$module" --login --pin 123456 \
    --sign -m SHA256-RSA-PKCS -i text -o signature
ends "and refuses" 1 "CKR_PIN_INCORRECT" checked pkcs11-tool --module "$module" --login --pin 999999 -O
