#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The program `akis` by its command line as a client under test: each request is one run of it, with
--json, and secrets on descriptors alone. What it keeps between two runs is what akis keeps: the portal
session. A model for clients that are command lines.

akis-conformance run --adapter "adapters/akis.py BUILD/sim/engine/akis" --filter client
"""
import base64
import datetime
import json
import os
import re
import subprocess
import sys

OUTCOMES = {  # those that are not named are "failed"
    "OK": "ok", "NO_SERVICE": "no_reader", "NO_READER": "no_reader", "NO_CARD": "no_card",
    "MUTE_CARD": "mute_card", "FOREIGN_CARD": "foreign_card", "CARD_REMOVED": "card_removed",
    "CARD_BUSY": "busy", "CARD_TIMEOUT": "card_error", "CARD_GARBLED": "card_error",
    "CARD_REFUSED": "refused", "CARD_DEAD": "card_dead", "PIN_WRONG": "wrong_pin",
    "PIN_LOCKED": "pin_locked", "PIN_MALFORMED": "bad_new_pin", "PIN_NEEDED": "refused",
    "PUK_WRONG": "wrong_puk", "PUK_MALFORMED": "bad_new_pin", "PUK_NOT_USED": "use_portal",
    "USE_PUK_INSTEAD": "use_puk", "NO_CERTIFICATE": "not_found", "NO_KEY": "not_found",
    "NOT_YET_VALID": "not_yet_valid", "EXPIRED": "expired", "SUSPENDED": "held",
    "REVOKED": "revoked", "CHAIN_BROKEN": "untrusted", "SIGNATURE_BAD": "signature_bad",
    "PORTAL_UNREACHABLE": "unreachable", "PORTAL_NOT_TRUSTED": "not_trusted",
    "PORTAL_REFUSED": "refused", "LOGIN_FAILED": "login_failed", "CODE_WRONG": "code_wrong",
    "TOO_SOON": "refused", "NOT_LOGGED_IN": "not_logged_in", "NOT_FOUND": "not_found",
    "WRONG_STATE": "refused", "HELD_BY_CA": "refused", "NOT_SAVED": "refused",
    "CONFIRM": "confirm", "PAIRING_REFUSED": "pairing_refused", "OTHER_CARD": "refused",
    "UNSUPPORTED": "unimplemented", "GIVEN_UP": "given_up"}
REMEDIES = {"TRY_AGAIN": "try_again", "TRY_AGAIN_LAST": "last_try", "USE_PUK": "use_puk",
            "USE_PORTAL": "use_portal", "NEW_CARD": "new_card", "WAIT_UNTIL": "wait",
            "RENEW": "renew", "LIFT": "lift", "INSERT_CARD": "insert_card"}
STATES = {"OK": "good", "SUSPENDED": "held", "REVOKED": "revoked"}


def seconds(text):
    return int(datetime.datetime.fromisoformat(text).timestamp())


class Run:
    """One run of akis: its arguments, and the descriptors that it inherits."""

    def __init__(self, client, words):
        self.arguments = [client.program, *words, "--json", *client.options]
        self.environment = client.environment
        self.descriptors = list(client.descriptors)
        self.ours = []    # closed here once it runs
        self.pipes = []

    def secret(self, name, text):
        """A secret that is known beforehand, as a line on a descriptor of its own."""
        self.typed(name).write((text + "\n").encode())

    def typed(self, name):
        """A secret that is typed later: the pipe's end to write to."""
        reading, writing = os.pipe()
        self.inherit(reading)
        self.ours.append(reading)
        self.arguments += [f"--{name}-fd", str(reading)]
        pipe = os.fdopen(writing, "wb", buffering=0)
        self.pipes.append(pipe)
        return pipe

    def inherit(self, descriptor):
        self.descriptors.append(descriptor)

    def file(self, option, data=None):
        """A file in memory, since what the portal's PDF says is secret: with data to be read, else to
        be written, and then for content()."""
        descriptor = os.memfd_create(option)
        if data is not None:
            os.write(descriptor, data)
            self.ours.append(descriptor)
        self.inherit(descriptor)
        self.arguments += [f"--{option}", f"/proc/self/fd/{descriptor}"]
        return descriptor

    def start(self):
        process = subprocess.Popen(self.arguments, pass_fds=self.descriptors, env=self.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, start_new_session=True)
        for descriptor in self.ours:
            os.close(descriptor)
        return process

    def end(self, process):
        said, noted = process.communicate()
        for pipe in self.pipes:
            pipe.close()
        sys.stderr.write(noted.decode(errors="replace"))
        try:
            return json.loads(said)
        except ValueError:
            return {"outcome": "FAILED", "remedy": "NOTHING",
                    "message": f"akis ended with {process.returncode}"}

    def whole(self):
        return self.end(self.start())


def content(descriptor):
    with os.fdopen(descriptor, "rb") as file:
        file.seek(0)
        return base64.b64encode(file.read()).decode()


def told(data):
    """What every answer of akis says, in the protocol's words."""
    answer = {"outcome": OUTCOMES.get(data["outcome"], "failed"),
              "remedy": REMEDIES.get(data["remedy"], "none"), "message": data["message"]}
    if "tries_left" in data:
        answer["tries_left"] = data["tries_left"]
    if "until" in data:
        answer["until"] = seconds(data["until"])
    if answer["outcome"] == "refused":
        answer["reason"] = data["outcome"]
    return answer


class Client:
    """A method for each request: "pin.verify" is pin_verify."""

    def __init__(self, hello):
        self.program = os.path.abspath(sys.argv[1])
        self.always = ["--portal", hello["portal"], "--ca", hello["tls_root"], "--trust", hello["chain"],
                       "--session", os.path.abspath("session")]
        self.descriptors = [int(os.environ["AKIS_LINK_FD"])] if "AKIS_LINK_FD" in os.environ else []
        self.environment = dict(os.environ, LC_ALL="C")
        self.options = self.always
        self.reader = hello.get("reader")
        self.ask = None

    def begin(self, request, ask):
        self.options = self.always + (["--reader", self.reader] if self.reader else [])
        self.options += (["--at", str(request["now"])] if request.get("now") else [])
        self.ask = ask

    def run(self, *words, **secrets):
        run = Run(self, words)
        for name, text in secrets.items():
            run.secret(name.replace("_", "-"), text)
        return run.whole()

    def reader_list(self, _request):
        data = self.run("readers")
        return {**told(data), "readers": data.get("readers", [])}

    def reader_use(self, request):
        self.reader = request["reader"]
        return {"outcome": "ok"}

    def card_see(self, _request):
        data = self.run("status")
        answer = told(data)
        if "card" in data:
            answer.update(outcome="ok", version=data["card"].lstrip("v"))
        readers = self.run("readers").get("readers", [])
        with_card = ([each for each in readers if each["name"] == self.reader] if self.reader else
                     [each for each in readers if each["state"] != "empty"] or readers)
        if with_card:
            answer["reader"] = with_card[0]["name"]
            if "atr" in with_card[0]:
                answer["atr"] = with_card[0]["atr"]
        return answer

    def identity(self):
        """The card as status shows it, whatever its PIN; else only told()."""
        data = self.run("status")
        answer = told(data)
        if "card" in data:
            answer = {"outcome": "ok", "message": data["message"], "card": data}
        return answer

    def card_identity(self, _request):
        answer = self.identity()
        card = answer.pop("card", None)
        if card:
            answer["serial"] = card.get("serial", "")
            answer["version"] = card["card"].lstrip("v")
            answer["unlocks_by"] = "puk" if card["unlocks_by"] == "nothing" else card["unlocks_by"]
            if "produced" in card:
                answer["produced"] = card["produced"]
        return answer

    def unblock_advice(self, _request):
        answer = self.identity()
        card = answer.pop("card", None)
        if card:
            answer["remedy"] = {"puk": "use_puk", "portal": "use_portal",
                                "nothing": "new_card"}[card["unlocks_by"]]
        return answer

    def card_certificates(self, _request):
        data = self.run("certs")
        rows = [{"serial": each["serial"], "subject": each["name"], "der": each["der"],
                 "not_before": seconds(each["not_before"]), "not_after": seconds(each["not_after"])}
                for each in data.get("certificates", [])]
        return {**told(data), "certificates": rows}

    def pin_status(self, _request):
        data = self.run("pin", "status")
        answer = told(data)
        if answer["outcome"] in ("ok", "pin_locked"):
            answer.update(locked=answer["outcome"] == "pin_locked", outcome="ok",
                          tries_left=data.get("pin_tries", 0))
        return answer

    def pin_verify(self, request):
        return told(self.run("pin", "verify", pin=request["pin"]))

    def pin_change(self, request):
        return told(self.run("pin", "change", pin=request["pin"], new_pin=request["new_pin"]))

    def puk_change(self, request):
        return told(self.run("puk", "change", puk=request["puk"], new_puk=request["new_puk"]))

    def unblock_puk(self, request):
        return told(self.run("unblock", "--puk", puk=request["puk"], new_pin=request["new_pin"]))

    def unblock_portal(self, request):
        return told(self.run("unblock", "--code", request["pairing_code"], new_pin=request["new_pin"]))

    def sign(self, request, words):
        if "certificate" in request:
            words = [*words, "--cert", request["certificate"]]
        run = Run(self, ["sign", *words])
        run.secret("pin", request["pin"])
        run.file("in", base64.b64decode(request["data"]))
        signature = run.file("out")
        data = run.whole()
        return data, told(data), content(signature)

    def sign_raw(self, request):
        data, answer, signature = self.sign(
            request, ["--scheme", request["scheme"], "--hash", request["hash"]])
        if answer["outcome"] == "ok":
            answer.update(signature=signature, certificate=data["der"])
        return answer

    def sign_cms(self, request):
        _data, answer, cms = self.sign(request, ["--detached" if request["detached"] else "--attached"])
        if answer["outcome"] == "ok":
            answer["cms"] = cms
        return answer

    def verify(self, request, how):
        run = Run(self, ["verify", how])
        run.file("signature", base64.b64decode(request["cms"]))
        if "data" in request:
            run.file("in", base64.b64decode(request["data"]))
        data = run.whole()
        answer = told(data)
        if "serial" in data:
            answer.update(signer=data["serial"], subject=data["name"])
        return answer

    def signature_verify(self, request):
        return self.verify(request, "--ocsp")

    def signature_verify_crl(self, request):
        return self.verify(request, "--crl")

    def ocsp_check(self, request):
        data = self.run("ocsp", *(["--cert", request["certificate"]] if "certificate" in request else []))
        if "status" not in data:
            return told(data)
        answer = {**told(data), "outcome": "ok", "status": STATES.get(data["status"], "unknown")}
        if "reason" in data:
            answer["reason"] = data["reason"]
        return answer

    def driver_check(self, _request):
        findings = self.run("doctor").get("findings", [])
        there = any(each["part"] == "driver" and each["verdict"] == "ok" for each in findings)
        return {"outcome": "ok", "installed": there, "skip": there}

    def dialogue(self, run, needs):
        """Runs it, and types what it waits for when it has said so on stderr: for each need a
        pattern, the name, the field for what the pattern found, and the pipe."""
        process = run.start()
        for pattern, name, field, pipe in needs:
            found = None
            for line in iter(process.stderr.readline, b""):
                found = re.search(pattern, line.decode(errors="replace"))
                if found:
                    break
            if not found:
                break
            given = self.ask(name, **({field: found.group(1)} if field else {}))
            if given is not None:
                pipe.write((given + "\n").encode())
            pipe.close()
            if given is None:
                break
        return run.end(process)

    def portal_login(self, request):
        run = Run(self, ["portal", "login", "--id", request["kimlik_no"]])
        captcha, code = run.typed("captcha"), run.typed("code")
        run.secret("word", request["word"])
        picture = run.file("out")
        data = self.dialogue(run, [(r"\((\w+)\)$", "captcha", "captcha", captcha),
                                   (r"^SMS: (.*)$", "sms", "phone", code)])
        os.close(picture)
        return told(data)

    def portal_unlock(self, request):
        run = Run(self, ["portal", "unlock", request["card"]])
        code = run.typed("code")
        data = self.dialogue(run, [(r"^SMS: (.*)$", "sms", "", code)])
        answer = told(data)
        if "pairing_code" in data:
            answer["pairing_code"] = data["pairing_code"]
        return answer

    def portal_login_signed(self, request):
        words = ["portal", "login", "--signed", "--id", request["kimlik_no"]]
        if "certificate" in request:
            words += ["--cert", request["certificate"]]
        return told(self.run(*words, pin=request["pin"]))

    def portal_pins(self, _request):
        data = self.run("portal", "pins")
        rows = [{name: each[name] for name in ("serial", "stored", "pin", "puk") if name in each}
                for each in data.get("cards", [])]
        return {**told(data), "cards": rows}

    def portal_pdf(self, _request):
        run = Run(self, ["portal", "pdf"])
        pdf = run.file("out")
        answer = told(run.whole())
        text = content(pdf)
        if answer["outcome"] == "ok":
            answer["pdf"] = text
        return answer

    def portal_delete_pins(self, request):
        anyway = ["--even-unsaved"] if request["even_unsaved"] else []
        return told(self.run("portal", "delete", *anyway))

    def portal_certificates(self, _request):
        data = self.run("portal", "list")
        names = ("serial", "card", "status", "not_before", "not_after")
        return {**told(data), "certificates": [{name: each[name] for name in names}
                                               for each in data.get("certificates", [])]}

    def portal_suspend(self, request):
        return told(self.run("portal", "suspend", request["certificate"]))

    def portal_lift(self, request):
        return told(self.run("portal", "lift", request["certificate"]))

    def portal_revoke(self, request):
        sure = ["--yes"] if request["confirm"] else []
        sure += ["--even-so"] if request.get("even_so", request["confirm"]) else []
        return told(self.run("portal", "revoke", request["certificate"], "--reason", request["reason"],
                             *sure))

    def portal_logout(self, _request):
        return told(self.run("portal", "logout"))


KNOWN = """reader.list reader.use card.see card.identity card.certificates pin.status pin.verify pin.change puk.change
unblock.puk unblock.portal unblock.advice sign.raw sign.cms signature.verify signature.verify_crl portal.login
portal.login_signed portal.pins portal.pdf portal.delete_pins portal.certificates portal.suspend
portal.lift portal.revoke portal.unlock portal.logout ocsp.check driver.check""".split()


def say(number, fields):
    print(json.dumps({"id": number, **fields}), flush=True)


def main():
    client = None
    for line in sys.stdin:
        request = json.loads(line)
        number, name = request["id"], request["request"]

        def ask(need, number=number, **fields):
            say(number, {"need": need, **fields})
            return json.loads(sys.stdin.readline())["give"]

        if name == "hello":
            client = Client(request)
            version = subprocess.run([client.program, "--version"], capture_output=True, text=True,
                                     check=True).stdout.split()[-1]
            say(number, {"outcome": "ok", "protocol": 1, "name": "akis", "version": version,
                         "capabilities": KNOWN})
        elif name not in KNOWN:
            say(number, {"outcome": "unknown_request"})
        else:
            client.begin(request, ask)
            say(number, getattr(client, name.replace(".", "_"))(request))


main()
