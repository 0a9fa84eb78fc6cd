#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The least an adapter is: copy it, and put your client in place of `Client`. See PROTOCOL.md.

akis-conformance run --adapter "adapters/template.py" --filter client
"""
import json
import os
import sys


class Client:
    """Your client. A method for each request it can do ("pin.verify" is pin_verify); it returns the
    answer's fields, "outcome" among them. `ask(need, **fields)` asks the judge as it would a person."""

    def __init__(self, hello, ask):
        self.portal = hello["portal"]            # https://127.0.0.1:PORT
        self.tls_root = hello["tls_root"]        # the one root to trust for it
        self.chain = hello["chain"]              # above the holders' certificates
        self.card = os.environ.get("AKIS_LINK_FD")  # or PC/SC, by PCSCLITE_CSOCK_NAME
        self.ask = ask

    def driver_check(self, request):
        return {"outcome": "ok", "installed": False, "skip": False}

    # def pin_verify(self, request):
    #     right, left = my_client.verify(request["pin"])
    #     if right:
    #         return {"outcome": "ok"}
    #     return {"outcome": "wrong_pin", "tries_left": left, "remedy": "last_try" if left == 1 else "try_again"}
    #
    # def portal_login(self, request):
    #     picture = my_client.begin(self.portal, self.tls_root)
    #     my_client.form(request["kimlik_no"], self.ask("captcha", captcha=picture), request["word"])
    #     return {"outcome": "ok" if my_client.code(self.ask("sms")) else "code_wrong"}


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

        def ask(need, **fields):
            say(number, {"need": need, **fields})
            return json.loads(sys.stdin.readline())["give"]

        if name == "hello":
            client = Client(request, ask)
            able = [known for known in KNOWN if hasattr(client, known.replace(".", "_"))]
            say(number, {"outcome": "ok", "protocol": 1, "name": "template", "version": "0", "capabilities": able})
        elif name not in KNOWN:
            say(number, {"outcome": "unknown_request"})
        else:
            client.ask = ask
            work = getattr(client, name.replace(".", "_"), None)
            say(number, work(request) if work else {"outcome": "unimplemented"})


main()
