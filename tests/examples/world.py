#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A world driven from Python, with the standard library alone: a locked card, an SMS, a clock.

Usage: world.py AKISSIM
Everything goes through the control door (sim/world/CONTROL.md, control.openapi.json).
"""
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request


class World:
    """A running `akissim up`, and its control door."""

    def __init__(self, akissim, *flags):
        self.folder = tempfile.TemporaryDirectory()
        ready = os.path.join(self.folder.name, "ready.json")
        environment = dict(os.environ, XDG_RUNTIME_DIR=self.folder.name)
        self.process = subprocess.Popen([akissim, "up", "--json", "--ready-file", ready, *flags],
                                        env=environment, stdout=subprocess.DEVNULL)
        while not os.path.exists(ready):
            if self.process.poll() is not None:
                raise SystemExit("akissim up ended early")
            time.sleep(0.05)
        with open(ready, encoding="utf-8") as file:
            self.about = json.load(file)
        with open(self.about["token_file"], encoding="ascii") as file:
            self.token = file.read()

    def ask(self, method, path, **body):
        """One call; the answer's object. RuntimeError with the world's words when it refuses."""
        request = urllib.request.Request(self.about["control"] + path, method=method,
                                         data=json.dumps(body).encode() if body else None)
        request.add_header("Authorization", "Bearer " + self.token)
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            raise RuntimeError(json.load(refusal)["message"]) from None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        code = self.process.wait()
        self.folder.cleanup()
        if code:
            raise SystemExit(f"akissim up ended with {code}")


def refuses(call, *arguments, **fields):
    try:
        call(*arguments, **fields)
    except RuntimeError as refusal:
        return str(refusal)
    raise SystemExit(f"not refused: {arguments}")


def main():
    with World(sys.argv[1], "--no-card") as world:
        # A card of 2010 whose PIN is locked, in the reader.
        card = world.ask("POST", "/v1/cards", state="locked", produced="2010-12-31", slot=0)
        assert card["pin_tries"] == 0 and card["unlocks_by"] == "puk" and card["slot"] == 0, card

        # One of the next day unlocks in the portal; it cannot be ordered dead.
        other = world.ask("POST", "/v1/cards", produced="2011-01-01")
        assert other["unlocks_by"] == "portal", other
        print(refuses(world.ask, "POST", "/v1/cards", produced="2011-01-01", state="dead"))

        # Cards change places.
        world.ask("PUT", "/v1/slots/0", card=other["serial"])
        assert world.ask("GET", "/v1/cards/" + card["serial"])["slot"] is None

        # The certificate is suspended by the CA, and revoked for ever.
        certificate = "/v1/certificates/" + other["certificate"]
        world.ask("PUT", certificate, state="held-by-ca")
        world.ask("PUT", certificate, state="revoked")
        print(refuses(world.ask, "PUT", certificate, state="good"))

        # Time stands still, then a second passes.
        world.ask("PUT", "/v1/clock", mode="frozen", value="2027-01-01")
        assert world.ask("POST", "/v1/clock/add", seconds=1)["now"] == "2027-01-01T00:00:01+03:00"

        # A rule is broken, and named as broken.
        world.ask("PUT", "/v1/policy/card.pin_tries", value="4")
        broken = [rule["requirement"] for rule in world.ask("GET", "/v1/policy")["rules"]
                  if not rule["right"]]
        assert broken == ["PIN-1"], broken

        # No SMS has come yet.
        print(refuses(world.ask, "GET", "/v1/sms"))


main()
