# SPDX-License-Identifier: MIT
"""The judge over a card that is not of its world: in another process's reader, or on vpcd's wire.

    foreign.py AKIS-CONFORMANCE AKISSIM FOLDER socket|vpcd

What it may do without the owner's leave leaves the card as it was; what it may not, it refuses.
"""
import os
import re
import shutil
import socket
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from world import World  # noqa: E402

PIN, PUK = "24681357", "87654321"
READER = "AKIS Mini Reader 00 00"
OLD = ["--profile", "v1.0", "--produced", "2009-05-20"]


class Bench:
    """A world in a process of its own, whose reader the judge is sent to."""

    def __init__(self, tools, kind, name, *arguments):
        self.judge, akissim, folder = tools
        self.folder = os.path.join(folder, name)
        self.world = World(akissim, self.folder, "--reader", kind, "--pin", PIN, "--puk", PUK, *arguments)
        if self.world.ready.get("no_reader"):
            self.world.close()
            print("no such reader here:", self.world.ready["no_reader"])
            sys.exit(77)
        self.serial = next((card["serial"] for card in self.world.cards()), "")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.world.close()

    def card_file(self, pin=PIN, puk=PUK, produced="2009-05-20", mode=0o600):
        path = os.path.join(self.folder, "card")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"# of the test\npin={pin}\npuk={puk}\nproduced={produced}\n")
        os.chmod(path, mode)
        return path

    def run(self, *arguments, reader=READER):
        """(exit status, what it said) of a run over the reader."""
        environment = dict(os.environ, **self.world.ready["environment"])
        run = subprocess.run(
            [self.judge, "run", "--reader", reader, "--out", os.path.join(self.folder, "out"), *arguments],
            env=environment, capture_output=True, text=True, timeout=240, check=False)
        return run.returncode, run.stdout + run.stderr

    def card(self):
        card = self.world.cards()[0]
        return card["pin_tries"], card["puk_tries"], card["dead"]


bad = 0


def claim(what, holds, said=""):
    global bad
    if not holds:
        bad += 1
        print(f"{what}: does not hold\n{said}")


def verdict(said, case):
    found = re.search(rf"\s(\w+)\s+{re.escape(case)}\s", said)
    return found.group(1) if found else None


def refusals(tools, kind):
    with Bench(tools, kind, "refusals") as bench:
        def refused(what, words, *arguments, **names):
            code, said = bench.run(*arguments, **names)
            claim(what, code == 2 and words in said, said)

        refused("a reader that is not there", "there is no reader", reader="Nobody's")
        refused("an empty reader", "the reader is empty", reader=READER[:-1] + "1" if kind == "vpcd" else "Milko")
        refused("a card file that others may read", "chmod 600", "--card", bench.card_file(mode=0o644))
        refused("a file with another's serial", "another than --card tells of", "--card",
                add_line(bench.card_file(), "serial=" + "0" * 24))
        refused("another serial to destroy", "names another card", "--card", bench.card_file(), "--destroy", "0" * 24)
        claim("all tries are left", bench.card() == (3, 3, False))
        refused("a wrong PIN", "one try was spent", "--card", bench.card_file(pin="1111"))
        claim("it cost one try, not two", bench.card() == (2, 3, False))


def add_line(path, line):
    with open(path, "a", encoding="utf-8") as file:
        file.write(line + "\n")
    return path


def without_leave(tools, kind):
    with Bench(tools, kind, "looks", "--produced", "2015-06-01") as bench:
        code, said = bench.run("--filter", "PIN-5")
        claim("without a PIN nothing falls", code == 0, said)
        claim("… and what needs it says so", "it needs the card's PIN" in said, said)
        code, said = bench.run("--card", bench.card_file(produced="2015-06-01"), "--filter", "pin.",
                               "--filter", "session.", "--filter", "LOG-2")
        claim("signing is judged with the card's own PIN",
              code == 0 and verdict(said, "session.signing_needs_the_pin@v2.2.8") == "pass", said)
        claim("what spends tries is skipped with its reason",
              verdict(said, "pin.third_wrong_locks@v2.2.8") == "skipped" and "see --destroy" in said, said)
        claim("what needs a portal is skipped with its reason", "a portal behind the card" in said, said)
        claim("the card is as it was", bench.card() == (3, 3, False) and "The card is as it was." in said, said)
        claim("no file of the run holds the PIN or PUK", not holds_secret(os.path.join(bench.folder, "out")))


def holds_secret(folder):
    for parent, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(parent, name), "rb") as file:
                text = file.read()
            if any(form in text for secret in (PIN, PUK)
                   for form in (secret.encode(), " ".join(f"{ord(c):02X}" for c in secret).encode())):
                print("holds a secret:", name)
                return True
    return False


def lowered(tools, kind):
    with Bench(tools, kind, "lowered", "--state", "last-try") as bench:
        before = bench.card()
        code, said = bench.run("--card", bench.card_file(produced="2015-06-01"), "--filter", "PIN-5")
        claim("a lowered counter is not raised", code == 0 and bench.card() == before, said)
        claim("… and that is said", "the right PIN would give them back" in said, said)


def with_leave(tools, kind):
    with Bench(tools, kind, "restored", *OLD) as bench:
        for time in ("once", "twice"):
            code, said = bench.run("--card", bench.card_file(), "--destroy", bench.serial, "--filter", "PIN-1",
                                   "--filter", "UNB-1", "--filter", "UNB-11")
            claim(f"locked and unlocked {time}",
                  code == 0 and verdict(said, "pin.third_wrong_locks@v1.0") == "pass" and
                  verdict(said, "puk.puk_is_changed_with_the_old_one@v1.0") == "pass", said)
            claim(f"the card has its own PIN and PUK again, {time}",
                  bench.card() == (3, 3, False) and "The card is as it was." in said, said)
        code, said = bench.run("--card", bench.card_file(), "--destroy", bench.serial, "--filter", "UNB-2")
        claim("what kills comes last, and only once",
              code == 0 and verdict(said, "puk.third_wrong_puk_kills@v1.0") == "pass" and
              verdict(said, "puk.wrong_old_puk_counts@v1.0") == "skipped", said)
        claim("the end is told", bench.card()[2] and "out of use for ever since third_wrong_puk_kills" in said, said)
        code, said = bench.run("--card", bench.card_file(), "--destroy", bench.serial)
        claim("a dead card is refused", code == 2 and "nothing left to judge" in said, said)


def stopped(tools, kind):
    with Bench(tools, kind, "stopped", *OLD) as bench:
        environment = dict(os.environ, **bench.world.ready["environment"])
        run = subprocess.Popen([bench.judge, "run", "--reader", READER, "--out", bench.folder, "--card", bench.card_file(),
                                "--destroy", bench.serial, "--filter", "pin."], env=environment, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        said = "".join(run.stdout.readline() for _ in range(6))
        run.terminate()
        said += run.stdout.read()
        claim("who stops a run is told that it is not whole", run.wait(60) == 1, said)
        claim("… and gets the card back as it was", bench.card() == (3, 3, False) and
              "The card is as it was." in said and "the run was stopped" in said, said)
        code, said = bench.run("--card", bench.card_file(), "--filter", "session.signing_needs_the_pin")
        claim("with its own PIN", code == 0 and " 1 pass" in said, said)


def locked(tools, kind):
    with Bench(tools, kind, "locked", "--produced", "2015-06-01") as bench:
        code, said = bench.run("--card", bench.card_file(produced="2015-06-01"), "--destroy", bench.serial,
                               "--filter", "PIN-9", "--filter", "PIN-3")
        claim("a later card is locked once, at the end",
              code == 0 and verdict(said, "pin.third_wrong_locks@v2.2.8") == "pass" and
              verdict(said, "pin.locked_refuses_change@v2.2.8") == "skipped", said)
        claim("the lock is told", bench.card()[0] == 0 and "only its CA unlocks it" in said, said)


def wrong_cards(tools, kind):
    for rule, requirement in (("pin_tries=4", "PIN-1"), ("right_pin_restores=false", "PIN-2")):
        with Bench(tools, kind, "wrong-" + requirement, *OLD, "--set", "card." + rule) as bench:
            code, said = bench.run("--card", bench.card_file(), "--destroy", bench.serial, "--filter", requirement)
            claim(f"a card with {rule} falls at {requirement}", code == 1 and re.search(
                rf"fell: .*{requirement}:", said), said)


def connect(judge, arguments, card):
    """Runs the judge as vpcd's reader, `card` told of its port; (exit status, what it said)."""
    run = subprocess.Popen([judge, "run", "--vpcd", "0", *arguments], stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, text=True)
    said = run.stdout.readline()
    helper = threading.Thread(target=card, args=(int(re.search(r"127\.0\.0\.1:(\d+)", said).group(1)),))
    helper.start()
    said += run.stdout.read()
    code = run.wait(60)
    helper.join()
    return code, said


def foreign_card(port):
    """A card of another make on vpcd's wire: it tells its ATR and refuses every command."""
    atr = bytes.fromhex("3B80800101")  # ISO/IEC 14443 type A without historical bytes
    with socket.create_connection(("127.0.0.1", port)) as wire:
        stream = wire.makefile("rwb")
        while len(head := stream.read(2)) == 2:
            body = stream.read(int.from_bytes(head, "big"))
            answer = atr if body == b"\x04" else b"\x6d\x00" if len(body) > 1 else None
            if answer:
                stream.write(len(answer).to_bytes(2, "big") + answer)
                stream.flush()


def on_the_wire(tools):
    judge, akissim, folder = tools
    code, said = connect(judge, [], foreign_card)
    claim("a card of another make is reached, and called so",
          code == 2 and "not an AKİS: its ATR is 3B80800101" in said, said)
    worlds = []
    code, said = connect(judge, ["--filter", "cheat.challenges_differ"], lambda port: worlds.append(
        World(akissim, os.path.join(folder, "wire"), "--reader", f"system:{port}")))
    claim("an AKİS that connects is judged", code == 0 and " 1 pass" in said, said)
    for world in worlds:
        world.close()


def main(judge, akissim, folder, kind):
    shutil.rmtree(folder, ignore_errors=True)
    tools = (judge, akissim, folder)
    scenes = [refusals, without_leave, with_leave]
    if kind == "socket":
        scenes += [lowered, stopped, locked, wrong_cards]
        on_the_wire(tools)
    for scene in scenes:
        scene(tools, kind)
    return 1 if bad else 0


sys.exit(main(*sys.argv[1:]))
