#!/bin/sh
# The entry page under load, and full TLS handshakes a second beside `openssl s_server` with a P-256 key too,
# both asked by the same client in turn.
#
#   tests/bench/portal.sh PORTAL_MOCK [REQUESTS [BENCH_PORTAL]]
#
# With the program bench_portal also full logins, their clients in another process than the portal.
set -eu
program=${1:?the program portal-mock}
requests=${2:-100000}
work=$(mktemp -d)
portal='' server=''
trap 'kill $portal $server 2>/dev/null || :; wait; rm -rf "$work"' EXIT INT TERM

"$program" --directory "$work/portal" --ready-file "$work/ready" >/dev/null &
portal=$!
until grep -qs AKIS_TRUST "$work/ready"; do sleep 0.1; done
. "$work/ready"
grep VmRSS "/proc/$portal/status"
# wrk counts by time: as many seconds as the requests take at 10,000/s, at least.
wrk -t2 -c8 -d"$((requests / 10000 + 1))" --latency "$AKIS_PORTAL_URL/nb.go" | grep -E '50%|99%|requests in|Requests/sec|Socket|Non-2xx'
grep VmRSS "/proc/$portal/status"
echo "descriptors: $(ls "/proc/$portal/fd" | wc -l)"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost \
    -keyout "$work/key.pem" -out "$work/certificate.pem" 2>/dev/null
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
openssl s_server -accept "127.0.0.1:$port" -cert "$work/certificate.pem" -key "$work/key.pem" -quiet \
    >/dev/null 2>&1 &
server=$!
sleep 0.5
handshakes() {
    openssl s_time -connect "$1" -new -time 3 2>/dev/null | sed -n 's/^\([0-9]*\) connections in [0-9]* real.*/\1/p'
}
ours=0 theirs=0
for round in 1 2 3 4; do
    ours=$((ours + $(handshakes "${AKIS_PORTAL_URL#https://}")))
    theirs=$((theirs + $(handshakes "127.0.0.1:$port")))
done
echo "full handshakes in four turns: portal $ours, s_server $theirs, ratio $((ours * 100 / theirs)) %"
[ $# -lt 3 ] || "$3" "${LOGINS:-10000}"
