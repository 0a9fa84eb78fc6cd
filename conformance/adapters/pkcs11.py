#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Any PKCS#11 module as a client under test, and a template for adapters of your own.

akis-conformance run --link vpcd --adapter "adapters/pkcs11.py MODULE.so [--only REQUEST,…]" --filter token.
See PROTOCOL.md. What is not in REQUESTS, or not in those of --only, is answered "unimplemented".
"""
import base64
import ctypes
import json
import sys

# Places in CK_FUNCTION_LIST (PKCS#11 2.40).
INITIALIZE, SLOTS, TOKEN, SET_PIN, OPEN, CLOSE, LOGIN = 0, 4, 6, 11, 12, 13, 18
ATTRIBUTE, FIND_INIT, FIND, FIND_FINAL, SIGN_INIT, SIGN = 24, 26, 27, 28, 42, 43
USER, SERIAL_SESSION, RW_SESSION, SHA256_RSA_PKCS = 1, 4, 2, 0x40
COUNT_LOW, FINAL_TRY, LOCKED = 0x10000, 0x20000, 0x40000
OUTCOMES = {0: "ok", 0xA0: "wrong_pin", 0xA4: "pin_locked", 0xE0: "no_card", 0x32: "card_removed",
            0xA1: "bad_new_pin", 0xA2: "bad_new_pin", 0xE1: "foreign_card"}
REMEDIES = {"no_card": "insert_card", "wrong_pin": "try_again"}


class Attribute(ctypes.Structure):
    _fields_ = [("type", ctypes.c_ulong), ("value", ctypes.c_void_p), ("size", ctypes.c_ulong)]


class Failure(Exception):
    """A return value of the module's that is not CKR_OK."""


class Module:
    def __init__(self, path):
        self.library = ctypes.CDLL(path)
        self.list = ctypes.c_void_p()
        self.library.C_GetFunctionList(ctypes.byref(self.list))
        self.call(INITIALIZE, None)

    def call(self, place, *arguments):
        at = self.list.value + ctypes.sizeof(ctypes.c_void_p) * (place + 1)
        function = ctypes.CFUNCTYPE(ctypes.c_ulong)(ctypes.c_void_p.from_address(at).value)
        result = function(*arguments)
        if result:
            raise Failure(result)

    def slot(self):
        count, slots = ctypes.c_ulong(16), (ctypes.c_ulong * 16)()
        self.call(SLOTS, ctypes.c_ubyte(1), slots, ctypes.byref(count))
        if count.value == 0:
            raise Failure(0xE0)
        return ctypes.c_ulong(slots[0])

    def flags(self):
        info = ctypes.create_string_buffer(512)
        self.call(TOKEN, self.slot(), info)
        return ctypes.c_ulong.from_buffer(info, 96).value

    def with_session(self, pin, work):
        session, digits = ctypes.c_ulong(), pin.encode()
        self.call(OPEN, self.slot(), ctypes.c_ulong(SERIAL_SESSION | RW_SESSION), None, None,
                  ctypes.byref(session))
        try:
            self.call(LOGIN, session, ctypes.c_ulong(USER), digits, ctypes.c_ulong(len(digits)))
            return work(session)
        finally:
            self.call(CLOSE, session)

    def find(self, session, kind):
        value, key, count = ctypes.c_ulong(kind), ctypes.c_ulong(), ctypes.c_ulong()
        wanted = Attribute(0, ctypes.addressof(value), ctypes.sizeof(value))
        self.call(FIND_INIT, session, ctypes.byref(wanted), ctypes.c_ulong(1))
        self.call(FIND, session, ctypes.byref(key), ctypes.c_ulong(1), ctypes.byref(count))
        self.call(FIND_FINAL, session)
        return key

    def certificate(self, session):
        room = ctypes.create_string_buffer(8192)
        wanted = Attribute(0x11, ctypes.addressof(room), 8192)
        self.call(ATTRIBUTE, session, self.find(session, 1), ctypes.byref(wanted), ctypes.c_ulong(1))
        return room.raw[:wanted.size]


def verify(module, request):
    module.with_session(request["pin"], lambda session: None)
    return {}


def change(module, request):
    old, new = request["pin"].encode(), request["new_pin"].encode()
    module.with_session(request["pin"], lambda session: module.call(
        SET_PIN, session, old, ctypes.c_ulong(len(old)), new, ctypes.c_ulong(len(new))))
    return {}


def status(module, _request):
    flags = module.flags()
    tries = 0 if flags & LOCKED else 1 if flags & FINAL_TRY else 2 if flags & COUNT_LOW else 3
    return {"tries_left": tries, "locked": bool(flags & LOCKED)}


def sign(module, request):
    if request["scheme"] != "pkcs1" or request["hash"] != "sha256" or "certificate" in request:
        raise NotImplementedError
    data, room, size = base64.b64decode(request["data"]), ctypes.create_string_buffer(512), ctypes.c_ulong(512)

    def work(session):
        mechanism = (ctypes.c_ulong * 3)(SHA256_RSA_PKCS, 0, 0)
        module.call(SIGN_INIT, session, mechanism, module.find(session, 3))
        module.call(SIGN, session, data, ctypes.c_ulong(len(data)), room, ctypes.byref(size))
        return module.certificate(session)
    der = module.with_session(request["pin"], work)
    return {"signature": base64.b64encode(room.raw[:size.value]).decode(),
            "certificate": base64.b64encode(der).decode()}


REQUESTS = {"pin.verify": verify, "pin.change": change, "pin.status": status, "sign.raw": sign}
KNOWN = """reader.list reader.use card.see card.identity card.certificates puk.change unblock.puk unblock.portal
unblock.advice sign.cms signature.verify signature.verify_crl portal.login portal.login_signed portal.pins portal.pdf
portal.delete_pins portal.certificates portal.suspend portal.lift portal.revoke portal.unlock
portal.logout ocsp.check driver.check""".split()


def answer(module, request):
    name = request["request"]
    if name == "hello":
        return {"outcome": "ok", "protocol": 1, "name": sys.argv[1], "version": "0",
                "capabilities": sorted(REQUESTS)}
    if name not in REQUESTS:
        return {"outcome": "unimplemented" if name in KNOWN else "unknown_request"}
    try:
        return {"outcome": "ok", **REQUESTS[name](module, request)}
    except NotImplementedError:
        return {"outcome": "unimplemented"}
    except Failure as failure:
        outcome = OUTCOMES.get(failure.args[0], "failed")
        return {"outcome": outcome, "remedy": REMEDIES.get(outcome, "none"),
                "message": f"the module returned {failure.args[0]:#x}"}


def main():
    if sys.argv[2:3] == ["--only"]:
        for name in set(REQUESTS) - set(sys.argv[3].split(",")):
            del REQUESTS[name]
            KNOWN.append(name)
    module = Module(sys.argv[1])
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps({"id": request["id"], **answer(module, request)}), flush=True)


main()
