# SPDX-License-Identifier: MIT
"""What reaches a client under test, and what becomes of one that does not play by PROTOCOL.md.

    adapter.py AKIS-CONFORMANCE FOLDER

The judge's worlds have no control door; an adapter finds neither its token nor any descriptor or variable that
PROTOCOL.md does not name.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

NAMED = {"AKIS_LINK_FD", "PCSCLITE_CSOCK_NAME", "AKIS_PORTAL_URL", "AKIS_PORTAL_CA", "AKIS_TRUST"}
SNOOP = '''
import json, os, sys
sys.stdin.readline()
up = os.path.dirname(os.getcwd())
seen = {"fds": sorted(int(fd) for fd in os.listdir("/proc/self/fd") if os.path.exists("/proc/self/fd/" + fd)),
        "cwd": os.getcwd(), "pcsc": os.path.exists(os.environ.get("PCSCLITE_CSOCK_NAME", "/")),
        "environment": dict(os.environ), "here": os.listdir("."), "config": os.environ.get("XDG_CONFIG_HOME", ""),
        "around": [os.path.join(at, name) for at, _, names in os.walk(up) for name in names],
        "parent": open(f"/proc/{os.getppid()}/cmdline").read().split("\\0")}
print(json.dumps(seen), file=sys.stderr, flush=True)
sys.exit(89)
'''
HELLO = '{"id": 1, "outcome": "ok", "protocol": 1, "name": "x", "version": "0", "capabilities": []}'
bad = 0


def claim(what, holds, said=""):
    global bad
    if not holds:
        bad += 1
        print(f"{what}: does not hold\n{said}")


def run(judge, folder, adapter, *arguments):
    """(exit status, what it said, the case's client.log) of one case with the adapter."""
    environment = dict(os.environ, AKIS_CONTROL="http://127.0.0.1:1", AKIS_TOKEN="not for you", PCSCLITE_DEBUG="0")
    # A descriptor that the judge itself was given must not get through either.
    read, write = os.pipe()
    done = subprocess.run([judge, "run", "--filter", "client.a_pin_is_sent_once", "--adapter", adapter, "--out", folder,
                           *arguments], env=environment, pass_fds=(read, write), capture_output=True, text=True,
                          timeout=120, check=False)
    os.close(read)
    os.close(write)
    said = done.stdout + done.stderr
    place = re.search(r"^Evidence: (.*)$", said, re.M)
    log = os.path.join(place.group(1), "client.a_pin_is_sent_once", "client.log") if place else ""
    return done.returncode, said, open(log, encoding="utf-8").read() if os.path.exists(log) else ""


def snoops(judge, folder, link):
    script = os.path.join(folder, "snoop.py")
    with open(script, "w", encoding="utf-8") as file:
        file.write(SNOOP)
    code, said, log = run(judge, folder, f"exec {sys.executable} {script}", "--link", link)
    claim("exit code 89 is \"unimplemented\", and no failure", " unimplemented " in said and " fell:" not in said, said)
    claim(f"{link}: nothing was judged: the run says so, and what to do",
          code == 2 and "no case of the client was judged" in said and "--link vpcd" in said, said)
    seen = json.loads(log)
    ours = {name for name in seen["environment"] if name.startswith(("AKIS_", "PCSCLITE_"))}
    claim(f"{link}: the variables are those that are named", ours <= NAMED, ours)
    pcsc, around = link == "pcsc", seen["environment"]["PCSCLITE_CSOCK_NAME"]
    claim(f"{link}: just one way to the card", ("AKIS_LINK_FD" in ours) != pcsc, ours)
    claim(f"{link}: PC/SC never leads to the machine's own pcscd", seen["pcsc"] == pcsc and (
        pcsc or around.startswith(seen["cwd"] + "/")), (around, seen["pcsc"]))
    wanted = [0, 1, 2] + ([] if pcsc else [9])
    claim(f"{link}: no descriptor but stdin, stdout, stderr and the card's", seen["fds"] == wanted, seen["fds"])
    claim(f"{link}: its folder is empty, and its configuration its own",
          not seen["here"] and seen["config"].startswith(os.path.dirname(seen["environment"]["AKIS_TRUST"]).rsplit("/", 1)[0]), seen)
    claim(f"{link}: no token lies in the world", not any("token" in name for name in seen["around"]), seen["around"])
    claim(f"{link}: nor stands in the judge's arguments", not any("token" in word for word in seen["parent"]),
          seen["parent"])


def breaks_the_protocol(judge, folder):
    """Of a client behind an adapter that is not well nothing is said; what is wrong is quoted, its secrets masked."""
    honest = f"read l; echo '{HELLO}'; read l; echo '{{\"id\": 2, \"outcome\": \"unknown_request\"}}'; read l; "
    for what, rest, told in (
            ("noise on stdout", "echo Connecting, PIN 123456; read l",
             'not of the protocol; no JSON object: "Connecting, PIN ***"'),
            ("another id", "echo '{\"id\": 7, \"outcome\": \"ok\"}'; read l", "not the request's id: "),
            ("no outcome", "echo '{\"id\": 3}'; read l", "neither outcome nor need: ")):
        code, said, _ = run(judge, folder, f"for i in 1 2 3 4 5 6 7; do echo line $i, 123456 >&2; done; {honest}{rest}")
        claim(f"{what}: the case could not be judged", code == 2 and " broken " in said and "adapter protocol: " in said,
              said)
        claim(f"{what}: the line is quoted, and no requirement fell", told in said and " fell:" not in said, said)
        claim(f"{what}: the end of client.log is told", "line 3, ***" in said and "line 2" not in said, said)
        claim(f"{what}: no secret in it", "123456" not in said, said)


def is_ended(judge, folder):
    """Whose case is ended, by the judge for its time or by a signal, leaves no secret either."""
    scratch = tempfile.mkdtemp(prefix="s")
    os.environ["TMPDIR"] = scratch
    for what, rest, told in (("hangs", "sleep 100", "it took too long and was ended"),
                             ("kills the judge's case", "kill -KILL $PPID; read l", "died of signal 9")):
        _, said, log = run(judge, folder, "read l; echo '" + HELLO + "'; read l; "
                           "echo '{\"id\": 2, \"outcome\": \"unknown_request\"}'; "
                           f"read l; echo \"$l and 123456\" >&2; {rest}", "--timeout", "5")
        claim(f"a client that {what} fails", told in said, said)
        claim(f"a client that {what} leaves no secret", "***" in log and "123456" not in log and "999999" not in log, log)
        claim(f"a client that {what} leaves no folder", not os.listdir(scratch), os.listdir(scratch))
    shutil.rmtree(scratch)


def main(judge, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for link in ("process", "socket", "pcsc"):
        snoops(judge, folder, link)
    code, said, _ = run(judge, folder, "exit 3")
    claim("an adapter that ends before hello cannot be judged", code == 2 and "before it said hello" in said, said)
    code, said, _ = run(judge, folder, f"read l; echo '{HELLO}'; read l; echo '{{\"id\": 2, \"outcome\": \"ok\"}}'; read l")
    claim("an invented request that is answered fails the case", code == 1 and "did not refuse" in said, said)
    code, said, _ = run(judge, folder, f"read l; echo '{HELLO}'; read l; exit 0")
    claim("an adapter that leaves unasked fails the case", code == 1 and "ended before it was asked to" in said, said)
    claim("and at no requirement", " fell:" not in said, said)
    knows_nothing = (f"read l; echo '{HELLO}'; read l; echo '{{\"id\": 2, \"outcome\": \"unknown_request\"}}'; "
                     "read l; echo '{\"id\": 3, \"outcome\": \"unimplemented\"}'; read l")
    code, said, _ = run(judge, folder, knows_nothing)
    claim("a client that can do nothing was not judged", code == 2 and "no case of the client" in said, said)
    code, said, _ = run(judge, folder, knows_nothing, "--strict")
    claim("with --strict an unimplemented MUST fails the run", code == 1 and "unimplemented: PIN-8:K" in said, said)
    breaks_the_protocol(judge, folder)
    is_ended(judge, folder)
    return 1 if bad else 0


sys.exit(main(*sys.argv[1:]))
