# SPDX-License-Identifier: MIT
# What both agreement tests share: specimens in a directory of their own, and counted claims.
# The caller has set `specimens`, the program.
work=$(mktemp -d "${TMPDIR:-/tmp}/akis-ca-XXXXXX")
trap 'rm -rf "$work"' EXIT
failed=0
claims=0

need() {
    for tool; do
        command -v "$tool" >/dev/null || {
            echo "skipped: $tool is not installed"
            exit 77
        }
    done
}

# claim WHAT EXPECTED FOUND
claim() {
    claims=$((claims + 1))
    if [ "$2" != "$3" ]; then
        failed=$((failed + 1))
        echo "NOT SO: $1: expected $2, found $3"
    fi
}

make_specimens() {
    "$specimens" make "$work" || exit 1
    cd "$work"
    for name in root issuing root-rsa issuing-rsa; do
        openssl x509 -inform der -in "$name.cer" -out "$name.pem"
        openssl crl -inform der -in "$name.crl" -out "$name.crl.pem"
    done
}

# The line of a flavour: the suffix of its CA's files.
suffix_of() {
    case $1 in
    rsa-ca) echo -rsa ;;
    *) echo ;;
    esac
}

finish() {
    echo "$claims claims, $failed not so"
    [ "$failed" -eq 0 ]
}
