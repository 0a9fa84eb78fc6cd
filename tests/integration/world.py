# SPDX-License-Identifier: MIT
"""A world of akissim's for one test, and its control door: the phone, the captcha, the cards."""
import base64
import hashlib
import json
import os
import signal
import ssl
import subprocess
import time
import urllib.parse
import urllib.request


class World:
    """`arguments` go to `akissim up`; all that the world keeps is in `folder`."""

    def __init__(self, akissim, folder, *arguments):
        self.akissim, self.folder = akissim, folder
        os.makedirs(folder, mode=0o700, exist_ok=True)
        ready = os.path.join(folder, "ready.json")
        self.log = open(os.path.join(folder, "akissim.log"), "w", encoding="utf-8")
        self.process = subprocess.Popen(
            [akissim, "up", "--dir", os.path.join(folder, "world"), "--world", self.run_folder(),
             "--ready-file", ready, *arguments], stdout=self.log, stderr=subprocess.STDOUT)
        end = time.monotonic() + 60
        while not os.path.exists(ready) and self.process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        if not os.path.exists(ready):
            self.close()
            raise RuntimeError("akissim did not come up: see " + self.log.name)
        with open(ready, encoding="utf-8") as file:
            self.ready = json.load(file)
        with open(self.ready["token_file"], encoding="utf-8") as file:
            self.token = file.read().strip()
        self.portal = self.ready["environment"]["AKIS_PORTAL_URL"]

    def run_folder(self):
        return os.path.join(self.folder, "run")

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(30)
        self.log.close()
        return status

    def ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.ready["control"] + path, data, method=method,
            headers={"Authorization": "Bearer " + self.token, "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def captcha(self, identity):
        return self.ask("GET", "/v1/captchas/" + identity)["answer"]

    def sms(self):
        return self.ask("GET", "/v1/sms")["code"]

    def cards(self):
        return self.ask("GET", "/v1/cards")["cards"]

    def public_key(self):
        """Base64 of the SHA-256 of the portal's TLS key, taken from a checked connection."""
        place = urllib.parse.urlsplit(self.portal)
        pem = ssl.get_server_certificate((place.hostname, place.port),
                                         ca_certs=self.ready["environment"]["AKIS_PORTAL_CA"])
        key = subprocess.run(["openssl", "x509", "-noout", "-pubkey"], input=pem.encode(),
                             capture_output=True, check=True).stdout
        der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "der"], input=key,
                             capture_output=True, check=True).stdout
        return base64.b64encode(hashlib.sha256(der).digest()).decode()

    def client(self, akis, *arguments, secret=None):
        """Runs the holder's program in the world; (exit status, what it said)."""
        environment = dict(os.environ, **self.ready["environment"])
        run = subprocess.run([akis, *arguments], env=environment, input=secret, text=True,
                             capture_output=True, timeout=60, check=False)
        return run.returncode, run.stdout + run.stderr
