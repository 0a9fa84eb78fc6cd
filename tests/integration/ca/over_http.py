# SPDX-License-Identifier: MIT
"""A running portal's OCSP responder, lists and certificates, asked over HTTP by OpenSSL's and
GnuTLS's programs: in every state of a card's certificate, with the clock moved, and with faults.

Usage: over_http.py AKISSIM AKIS. Exit status 77: one of the programs is not installed."""
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from world import World  # noqa: E402

TOOLS = ("openssl", "ocsptool", "certtool", "faketime")
MINUTE, YEAR = 60, 365 * 86400


class Agreement:
    def __init__(self, world, akis, folder):
        self.world, self.folder = world, folder
        self.serial = world.cards()[0]["certificate"]
        self.plain = world.ask("GET", "/v1/world")["plain_url"]
        self.wrong, self.count = [], 0
        self.faketime = []
        self.write("document", b"a document\n")
        status, said = world.client(akis, "sign", "--in", self.path("document"), "--out",
                                    self.path("document.p7s"), "--pin-fd", "0", secret="123456\n")
        self.claim("the card signs", 0, status, said)
        signer = self.said("openssl", "cms", "-verify", "-noverify", "-binary", "-inform", "der", "-in",
                           "document.p7s", "-content", "document", "-signer", "leaf.pem", "-out", "out")
        self.claim("the signature holds", True, "erification successful" in signer, signer)
        for name in ("root", "issuing"):
            self.write(name + ".cer", self.fetch(f"/ca/{name}.cer"))
            self.said("openssl", "x509", "-inform", "der", "-in", name + ".cer", "-out", name + ".pem")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def fetch(self, path):
        with urllib.request.urlopen(self.plain + path, timeout=30) as answer:
            return answer.read()

    def said(self, *command):
        """What a program says, at the time at which it is made to think it is."""
        run = subprocess.run([*self.faketime, *command], cwd=self.folder, capture_output=True,
                             timeout=60, check=False)
        return (run.stdout + run.stderr).decode(errors="replace")

    def claim(self, what, expected, found, said=""):
        self.count += 1
        if expected != found:
            self.wrong.append(what)
            print(f"NOT SO: {what}: expected {expected}, found {found}\n{said}")

    # -- one word from each verifier --

    def openssl_ocsp(self):
        said = self.said("openssl", "ocsp", "-url", self.plain + "/ocsp", "-issuer", "issuing.pem",
                         "-cert", "leaf.pem", "-CAfile", "root.pem", "-verify_other", "issuing.pem")
        for words, word in (("trylater", "later"), ("Status times invalid", "stale"),
                            ("WARNING: no nonce", "no nonce"), ("Verify Failure", "refused"),
                            ("Reason: certificateHold", "held"), (": revoked", "revoked"),
                            (": unknown", "unknown"), (": good", "good")):
            if words in said:
                return word, said
        return "other", said

    def gnutls_ocsp(self):
        said = self.said("ocsptool", "--ask=" + self.plain + "/ocsp", "--load-issuer", "issuing.pem",
                         "--load-cert", "leaf.pem", "--load-trust", "issuing.pem",
                         "--outfile", "gnutls.der")
        if "Success" not in said:
            return "refused", said
        said = self.said("ocsptool", "--response-info", "--infile", "gnutls.der")
        word = "good" if "Status: good" in said else "revoked" if "Status: revoked" in said else "other"
        return word, said

    def fetch_lists(self):
        lists = b""
        for name in ("root", "issuing"):
            self.write(name + ".crl", self.fetch(f"/crl/{name}.crl"))
            self.said("openssl", "crl", "-inform", "der", "-in", name + ".crl", "-out", name + ".list")
            lists += self.read(name + ".list")
        self.write("trust.pem", self.read("root.pem") + self.read("issuing.pem") + lists)

    def word_of_chain(self, said):
        for words, word in (("certificate revoked", "revoked"), ("CRL has expired", "stale"),
                            ("has expired", "expired"), ("CRL signature failure", "refused"),
                            ("leaf.pem: OK", "good"), ("erification successful", "good")):
            if words in said:
                return word, said
        return "other", said

    def openssl_verify(self):
        return self.word_of_chain(self.said("openssl", "verify", "-crl_check_all", "-policy_check",
                                            "-CAfile", "trust.pem", "-untrusted", "issuing.pem",
                                            "leaf.pem"))

    def openssl_cms(self):
        return self.word_of_chain(self.said(
            "openssl", "cms", "-verify", "-binary", "-inform", "der", "-in", "document.p7s", "-content",
            "document", "-CAfile", "trust.pem", "-crl_check_all", "-out", "out"))

    # -- what is claimed --

    def agree(self, when, state):
        """All four verifiers, on the state that the world was just brought into."""
        revoked = "good" if state == "good" else "revoked"
        self.fetch_lists()
        for name, ask, expected in (("openssl ocsp", self.openssl_ocsp, state),
                                    ("ocsptool", self.gnutls_ocsp, revoked),
                                    ("openssl verify", self.openssl_verify, revoked),
                                    ("openssl cms", self.openssl_cms, revoked)):
            found, said = ask()
            self.claim(f"{when}: {name}", expected, found, said)

    def set_state(self, state):
        self.world.ask("PUT", "/v1/certificates/" + self.serial, {"state": state})

    def states(self):
        self.agree("as issued", "good")
        for state, expected in (("held", "held"), ("good", "good"), ("held-by-ca", "held"),
                                ("good", "good")):
            self.set_state(state)
            self.agree(state, expected)

    def moved_clock(self):
        seconds = self.world.ask("PUT", "/v1/clock", {"mode": "offset", "value": str(YEAR)})["seconds"]
        self.fetch_lists()
        found, said = self.openssl_ocsp()
        self.claim("a verifier whose clock is a year behind", "stale", found, said)
        self.faketime = ["faketime", "-f", f"@{self.at(seconds + MINUTE)}"]  # what is fetched then is not of the future
        self.agree("a year later", "good")
        seconds = self.world.ask("PUT", "/v1/clock", {"mode": "offset", "value": str(4 * YEAR)})["seconds"]
        self.faketime = ["faketime", "-f", f"@{self.at(seconds + MINUTE)}"]  # what is fetched then is not of the future
        self.fetch_lists()
        found, said = self.openssl_verify()
        self.claim("four years later", "expired", found, said)
        self.faketime = []
        self.world.ask("PUT", "/v1/clock", {"mode": "real"})

    @staticmethod
    def at(seconds):
        return subprocess.run(["date", "-d", f"@{seconds}", "+%Y-%m-%d %H:%M:%S"], text=True,
                              capture_output=True, check=True).stdout.strip()

    def fault(self, name, count=1):
        self.world.ask("PUT", "/v1/faults/" + name, {"first": 1, "count": count})

    def faults(self):
        for name, expected in (("ocsp-stale", "stale"), ("ocsp-wrong-signer", "refused"),
                               ("ocsp-bad-signature", "refused"), ("ocsp-not-published", "later"),
                               ("ocsp-unknown", "unknown")):
            self.fault(name)
            found, said = self.openssl_ocsp()
            self.claim(name, expected, found, said)
        for name, expected in (("crl-stale", "stale"), ("crl-bad-signature", "refused")):
            self.fault(name, 2)
            self.fetch_lists()
            found, said = self.openssl_verify()
            self.claim(name, expected, found, said)
        self.fault("crl-not-published")
        try:
            self.fetch("/crl/issuing.crl")
            self.claim("crl-not-published", 404, 200)
        except urllib.error.HTTPError as error:
            self.claim("crl-not-published", 404, error.code)
        self.agree("after the faults", "good")

    def revocation(self):
        self.set_state("revoked")
        self.agree("revoked", "revoked")
        try:
            self.set_state("good")
            self.claim("a revocation cannot be lifted", 409, 200)
        except urllib.error.HTTPError as error:
            self.claim("a revocation cannot be lifted", 409, error.code)
        self.agree("still revoked", "revoked")


def main():
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print("skipped: not installed:", *missing)
        sys.exit(77)
    akissim, akis = sys.argv[1:3]
    with tempfile.TemporaryDirectory(prefix="akis-http-") as folder:
        world = World(akissim, folder)
        try:
            agreement = Agreement(world, akis, folder)
            agreement.states()
            agreement.moved_clock()
            agreement.faults()
            agreement.revocation()
        finally:
            status = world.close()
    print(f"{agreement.count} claims, {len(agreement.wrong)} not so")
    sys.exit(1 if agreement.wrong or status != 0 else 0)


main()
