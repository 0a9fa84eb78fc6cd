# SPDX-License-Identifier: MIT
"""One person on their way through the portal: signing in, and what each later chapter needs."""
import re

from pages import Inspector

IDENTITY, WORD = "11111111110", "zeytin ağacı"


class Walk:
    """One person, one browser, one world."""

    def __init__(self, world, akis, browser, axe):
        self.world, self.akis, self.browser = world, akis, browser
        self.inspector = Inspector(browser, axe)
        self.word, self.failures = WORD, []

    def claim(self, holds, what):
        if not holds:
            self.failures.append(f"{what} (on {self.browser.url()})")
            print("NOT SO:", self.failures[-1])

    def look(self, name):
        self.inspector.look(name)

    def read(self, text):
        self.claim(text in self.browser.text(), f"the page reads “{text}”")

    # -- Adım 3 to 5: signing in --

    def from_home_to_login(self):
        self.browser.go(self.world.portal + "/")
        self.look("01-online-islemler")
        self.browser.press("Nitelikli Elektronik Sertifika İşlemleri")
        self.look("02-giris-secimi")
        self.claim(self.browser.url().endswith("/nb.go"), "the link leads to /nb.go")
        self.browser.press("Şifreli Giriş")
        self.look("03-sifreli-giris")

    def captcha(self):
        identity = re.search(r"/resim/([^.]+)\.png", self.browser.attribute("img.captcha", "src"))
        return self.world.captcha(identity.group(1))

    def enter(self, word):
        self.browser.fill("Kimlik No", IDENTITY)
        self.browser.fill("Resimdeki Yazı", self.captcha())
        self.browser.fill("Güvenlik Sözcüğü", word)
        self.browser.press("Giriş")

    def log_in(self, pictures=True):
        self.browser.go(self.world.portal + "/nbsifreli.go")
        if pictures:
            self.enter("yanlış sözcük")
            self.look("04-sifreli-giris-hatali")
            self.claim(bool(self.browser.elements(".refusal")), "a wrong word is refused")
            if not self.browser.elements("img.captcha"):
                self.browser.go(self.world.portal + "/nbsifreli.go")
        self.enter(self.word)
        if pictures:
            self.look("05-sms-onay")
        self.browser.press("Onay")
        if pictures:
            self.look("06-sms-onay-kodu")
            self.browser.fill("SMS Onay Kodu", "000000" if self.world.sms() != "000000" else "1")
            self.browser.press("Gönder")
            self.look("07-sms-onay-kodu-hatali")
            self.claim(bool(self.browser.elements(".refusal")), "a wrong code is refused")
        self.browser.fill("SMS Onay Kodu", self.world.sms())
        self.browser.press("Gönder")
        self.claim(self.browser.url().endswith("/nb/islemler"), "the login leads to the menu")
        if pictures:
            self.look("08-islemler")

    def menu(self, entry):
        self.browser.go(self.world.portal + "/nb/islemler")
        self.browser.press(entry)
