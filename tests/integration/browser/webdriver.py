# SPDX-License-Identifier: MIT
"""A browser driven by chromedriver, by the W3C WebDriver protocol over plain HTTP; and what a
person does with it: find by what is read on the page, click, type, look."""
import base64
import json
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PHONE, DESKTOP = (390, 844), (1280, 800)


class Refused(Exception):
    """chromedriver's answer was an error: its name and message."""


def tools():
    """(chromium, chromedriver), or None where one of them is not installed."""
    found = shutil.which("chromium") or shutil.which("chromium-browser"), shutil.which("chromedriver")
    return found if all(found) else None


class Browser:
    def __init__(self, folder, public_key, javascript=True):
        """`public_key`: Base64 of the SHA-256 of the one TLS key that is accepted."""
        os.makedirs(os.path.join(folder, "downloads"), exist_ok=True)
        self.folder, self.downloads = folder, os.path.join(folder, "downloads")
        chromium, driver = tools()
        with open(os.path.join(folder, "chromedriver.log"), "w", encoding="utf-8") as log:
            # Not a context manager: it lives as long as the browser.
            self.driver = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE, stderr=log,
                                           text=True)
        self.base = self._port()
        flags = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                 "--no-proxy-server", "--disable-background-networking", "--lang=tr",
                 f"--ignore-certificate-errors-spki-list={public_key}"]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")
        preferences = {"download.default_directory": self.downloads,
                       "plugins.always_open_pdf_externally": True}
        if not javascript:
            preferences["profile.managed_default_content_settings.javascript"] = 2
        answer = self._send("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": chromium, "args": flags, "prefs": preferences}}}})
        self.base += "/session/" + answer["sessionId"]

    def _port(self):
        for line in self.driver.stdout:
            found = re.search(r"successfully on port (\d+)", line)
            if found:
                return "http://127.0.0.1:" + found.group(1)
        raise Refused("chromedriver did not start")

    def _send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"},
                                         method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            value = json.load(error)["value"]
            raise Refused(f"{value['error']}: {value['message'].splitlines()[0]}") from None

    def close(self):
        try:
            self._send("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait(20)
            self.driver.stdout.close()

    def go(self, url):
        self._send("POST", "/url", {"url": url})

    def url(self):
        return self._send("GET", "/url")

    def title(self):
        return self._send("GET", "/title")

    def run(self, script, *arguments):
        return self._send("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def cdp(self, command, **parameters):
        return self._send("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def elements(self, css):
        return [e[ELEMENT] for e in
                self._send("POST", "/elements", {"using": "css selector", "value": css})]

    def text(self, css="body"):
        """The visible text of the first such element; "" when there is none."""
        found = self.elements(css)
        return self._send("GET", f"/element/{found[0]}/text") if found else ""

    def attribute(self, css, name):
        return self._send("GET", f"/element/{self.elements(css)[0]}/attribute/{name}")

    def labelled(self, label):
        """The field whose label reads so, as a person finds it."""
        for element in self.elements("label"):
            if self._send("GET", f"/element/{element}/text").strip() == label:
                name = self._send("GET", f"/element/{element}/attribute/for")
                return self.elements(f"#{name}" if name else "label input")[0]
        raise Refused(f"no field is labelled {label}")

    def fill(self, label, text):
        field = self.labelled(label)
        self._send("POST", f"/element/{field}/clear", {})
        self._send("POST", f"/element/{field}/value", {"text": text})

    def tick(self, css):
        """Clicks what leads nowhere else: a box, a button that saves a file."""
        self._send("POST", f"/element/{self.elements(css)[0]}/click", {})

    def press(self, name, within="main", leaves=True):
        """Clicks the first button or link of that name, and waits for the page that it leads to."""
        for element in self.elements(f"{within} button, {within} a"):
            text = self._send("GET", f"/element/{element}/text")
            if text.strip().split("\n")[0] == name:
                self._follow(element) if leaves else self._send("POST", f"/element/{element}/click", {})
                return
        raise Refused(f"no button or link is called {name} on {self.url()}")

    def press_at(self, css):
        """Clicks the first such element, and waits for the page that it leads to."""
        self._follow(self.elements(css)[0])

    def _follow(self, element):
        page = self.elements("html")
        self._send("POST", f"/element/{element}/click", {})
        self.arrive(page)

    def arrive(self, page):
        """Waits until another page than `page` (its html element) stands there, whole."""
        def stands():
            now = self.elements("html")
            return now and now != page and self.run("return document.readyState") == "complete"
        self.wait(stands, "another page")

    def keys(self, text):
        """Types into whatever has the focus."""
        actions = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._send("POST", "/actions", {"actions": [{"type": "key", "id": "k", "actions": actions}]})

    def size(self, width, height):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=width < 600)

    def scheme(self, name):
        """What the person's system prefers: "dark" or "light"."""
        self.cdp("Emulation.setEmulatedMedia",
                 features=[{"name": "prefers-color-scheme", "value": name}])

    def shoot(self, name):
        picture = self.cdp("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        with open(os.path.join(self.folder, name + ".png"), "wb") as file:
            file.write(base64.b64decode(picture["data"]))

    def wait(self, claim, what, seconds=20):
        end = time.monotonic() + seconds
        while not self._holds(claim):
            if time.monotonic() > end:
                raise Refused(f"waited {seconds} s in vain: {what}")
            time.sleep(0.1)

    @staticmethod
    def _holds(claim):
        """A page that goes while it is looked at is not there yet."""
        try:
            return claim()
        except Refused:
            return False
