# SPDX-License-Identifier: MIT
"""A browser by the W3C WebDriver protocol: just what the page tests need of it."""
import base64
import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Browser:
    """Chromium, headless, that trusts the test's TLS root blindly and runs no page's script."""

    def __init__(self, folder, scripts=False):
        self.driver = subprocess.Popen(
            [shutil.which("chromedriver"), "--port=0"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, cwd=folder)
        self.base = f"http://127.0.0.1:{self.read_port()}"
        arguments = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage",
                     "--force-device-scale-factor=1", "--hide-scrollbars",
                     f"--user-data-dir={folder}/chromium"]
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        options = {"args": arguments}
        if not scripts:
            options["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "acceptInsecureCerts": True, "goog:chromeOptions": options}}})
        self.session = f"/session/{answer['sessionId']}"

    def read_port(self):
        for line in self.driver.stdout:
            if "started successfully on port" in line:
                return int(line.strip().rstrip(".").split()[-1])
        raise RuntimeError("chromedriver did not start")

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def go(self, url):
        self.call("POST", self.session + "/url", {"url": url})

    def find(self, css):
        found = self.call("POST", self.session + "/element",
                          {"using": "css selector", "value": css})
        return f"{self.session}/element/{found[ELEMENT]}"

    def has(self, css):
        return bool(self.call("POST", self.session + "/elements",
                              {"using": "css selector", "value": css}))

    def click(self, css):
        self.call("POST", self.find(css) + "/click", {})

    def write(self, css, text):
        self.call("POST", self.find(css) + "/value", {"text": text})

    def text(self, css="main"):
        return self.call("GET", self.find(css) + "/text")

    def page_source(self):
        return self.call("GET", self.session + "/source")

    def url(self):
        return self.call("GET", self.session + "/url")

    def run(self, script):
        return self.call("POST", self.session + "/execute/sync", {"script": script, "args": []})

    def keys(self, *keys):
        """Presses keys one after the other, as a keyboard would."""
        actions = []
        for key in keys:
            actions += [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self.call("POST", self.session + "/actions", {"actions": [
            {"type": "key", "id": "keyboard", "actions": actions}]})

    def resize(self, width, height):
        self.call("POST", self.session + "/window/rect", {"width": width, "height": height})

    def shot(self, path):
        data = self.call("GET", self.session + "/screenshot")
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        try:
            self.call("DELETE", self.session)
        finally:
            self.driver.terminate()
            self.driver.wait(10)
            time.sleep(0.1)
