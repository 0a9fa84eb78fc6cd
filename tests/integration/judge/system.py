# SPDX-License-Identifier: MIT
"""`akissim up --reader system` and a running pcscd: the judge meets the card there.

    system.py AKIS-CONFORMANCE AKISSIM FOLDER

The pcscd runs in namespaces, so that the machine's own is not touched; skipped (77) where it cannot.
"""
import fcntl
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from world import World  # noqa: E402

READERS = "/etc/reader.conf.d/vpcd"
NAME = "Virtual PCD 00 00"


def enter_namespaces():
    """Again under unshare: mounts and the net are the test's own."""
    for flags in ("-Urmn", "-mn"):
        if subprocess.run(["unshare", flags, "true"], capture_output=True, check=False).returncode == 0:
            os.environ["IN_NAMESPACES"] = "1"
            os.execvp("unshare", ["unshare", flags, "--propagation", "private", sys.executable, *sys.argv])
    return 77


def raise_loopback():
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", 0x41))  # SIOCSIFFLAGS: up, running


def start_pcscd(folder):
    subprocess.run(["mount", "-t", "tmpfs", "none", "/run"], check=True)
    os.mkdir("/run/pcscd")
    readers = os.path.join(folder, "readers")
    os.mkdir(readers)
    shutil.copy(READERS, readers)
    with open(os.path.join(folder, "pcscd.log"), "w", encoding="utf-8") as log:
        daemon = subprocess.Popen(["pcscd", "-f", "-c", readers], stdout=log, stderr=log)
    for _ in range(100):
        if os.path.exists("/run/pcscd/pcscd.comm"):
            return daemon
        time.sleep(0.05)
    daemon.kill()
    return None


def judge_reader(judge, folder, *arguments):
    run = subprocess.run([judge, "run", "--reader", NAME, "--out", folder, *arguments], capture_output=True, text=True,
                         timeout=120, check=False)
    return run.returncode, run.stdout + run.stderr


def scene(judge, akissim, folder):
    world = World(akissim, os.path.join(folder, "world"), "--reader", "system")
    problems = []
    try:
        card = os.path.join(folder, "card")
        with open(card, "w", encoding="utf-8") as file:
            os.chmod(card, 0o600)
            file.write("pin=123456\nproduced=2015-06-01\n")
        for _ in range(60):
            code, said = judge_reader(judge, folder, "--card", card, "--filter", "PIN-5")
            if "the reader is empty" not in said:
                break
            time.sleep(0.05)
        if code != 0 or not re.search(r"pass +session\.signing_needs_the_pin@v2\.2\.8", said):
            problems.append(said)
        subprocess.run([akissim, "card", "remove", "--world", world.run_folder()], check=True, capture_output=True)
        time.sleep(0.6)  # pcscd looks every 400 ms
        code, said = judge_reader(judge, folder)
        if code != 2 or "the reader is empty" not in said:
            problems.append(said)
    finally:
        world.close()
    print("\n".join(problems))
    return 1 if problems else 0


def main(judge, akissim, folder):
    if not (shutil.which("pcscd") and shutil.which("unshare") and os.path.exists(READERS)):
        print("pcscd, vsmartcard's vpcd or unshare is not installed")
        return 77
    if "IN_NAMESPACES" not in os.environ:
        return enter_namespaces()
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    raise_loopback()
    daemon = start_pcscd(folder)
    if not daemon:
        print("pcscd does not start here")
        return 77
    try:
        return scene(judge, akissim, folder)
    finally:
        daemon.terminate()
        daemon.wait(10)


sys.exit(main(*sys.argv[1:]))
