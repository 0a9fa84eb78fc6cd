# SPDX-License-Identifier: MIT
"""A person's way through the portal in Chromium: Şifreli Giriş, PIN, certificates, Kilit Çözme, and
all that the menu offers.

Usage: life_cycle.py AKISSIM AKIS FOLDER --with-javascript | --without-javascript
FOLDER keeps the pictures of every page. Exit status 77: Chromium or chromedriver is not installed or
cannot be driven."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import webdriver
from errands import Errands
from pages import fetch_axe
from walk import IDENTITY
from webdriver import Browser
from world import World


class LifeCycle(Errands):
    """The chapters of the guide."""

    # -- Adım 6: PIN / PUK Bilgisi --

    def read_save_delete_pin(self):
        self.menu("PIN / PUK Bilgisi")
        self.look("10-pin-puk-uyarilar")
        self.claim("123456" not in self.browser.text(), "no PIN before the warnings are confirmed")
        self.browser.tick("input[name=okudum]")
        self.browser.press("PIN / PUK Bilgisini Göster")
        self.read("123456")
        self.look("11-pin-puk-bilgisi")
        self.browser.press("Parolalarımı Kaydet", leaves=False)
        self.claim("123456" in self.saved_sheet(), "the PDF holds the PIN")
        self.browser.press("Yazdırma görünümü")
        self.look("15-yazdirma-gorunumu")
        self.read("123456")
        self.menu("PIN / PUK Bilgisi")
        self.browser.tick("input[name=okudum]")
        self.browser.press("PIN / PUK Bilgisini Göster")
        self.browser.press("Parolalarımı Sil")
        self.look("12-parolalarimi-sil")
        self.claim(not self.browser.elements(".refusal"), "a question is no refusal")
        self.browser.press("Evet, sil")
        self.look("13-silindi")
        self.read("silindi")
        self.browser.go(self.world.portal + "/nb/pin-puk")
        self.browser.tick("input[name=okudum]")
        self.browser.press("PIN / PUK Bilgisini Göster")
        self.claim("123456" not in self.browser.text(), "the deleted PIN is gone")
        self.look("14-pin-puk-silinmis")

    def saved_sheet(self):
        def sheets():
            return [f for f in os.listdir(self.browser.downloads) if f.endswith(".pdf")]
        self.browser.wait(sheets, "the PDF is saved")
        path = os.path.join(self.browser.downloads, sheets()[0])
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                              check=False).stdout
        os.unlink(path)
        return text

    # -- Bilgilendirme: certificates --

    def suspend_lift(self):
        self.menu("Sertifika Listele")
        self.look("20-sertifika-listele")
        serial = self.browser.text("a.serial")
        self.browser.press(serial)
        self.look("21-sertifika-detay")
        self.claim(self.browser.text(".state") == "Geçerli", "the certificate is good")
        self.browser.press("Askıya Al")
        self.look("22-askida")
        self.claim(self.browser.text(".state") == "Askıda", "the certificate is held")
        self.browser.press("Askıdan İndir")
        self.claim(self.browser.text(".state") == "Geçerli", "the lifted certificate is good again")

    def revoke(self):
        """The certificate whose successor has not begun: it is asked twice, with the date."""
        self.browser.go(self.world.portal + "/nb/sertifikalar")
        self.browser.press("Sertifikamı İptal Et")
        self.browser.press("Sertifikamı İptal Et")
        self.look("40-iptal-onaysiz")
        self.browser.tick("input[name=onay]")
        self.browser.press("Sertifikamı İptal Et")
        self.look("41-iptal-ardil-baslamadi")
        self.claim("edildi" not in self.browser.text(".state"), "nothing is revoked unconfirmed")
        self.read("O tarihe kadar geçerli sertifikanız kalmayacak")
        self.browser.tick("input[name=onay]")
        self.browser.tick("input[name=yine_de]")
        self.browser.press("Sertifikamı İptal Et")
        self.look("42-iptal-edildi")
        self.claim(self.browser.text(".state") == "İptal edildi", "the certificate is revoked")
        self.claim(not self.browser.elements("form[action$=askidan-indir]"), "nothing lifts it")

    # -- Kilit Çözme, with the holder's program --

    def unlock(self):
        self.menu("Kilit Çözme")
        self.look("30-kilit-cozme")
        self.browser.press("Kilidi Çöz")
        self.look("31-kilit-cozme-sms")
        self.browser.fill("SMS Onay Kodu", self.world.sms())
        self.browser.press("Gönder")
        self.look("32-kilit-cozme-onay-kodu")
        code = self.browser.text(".pairing")
        status, said = self.world.client(self.akis, "unblock", "--code", code, "--new-pin-fd", "0",
                                         secret="654321\n654321\n")
        self.claim(status == 0, f"the program unlocks the card: {said}")
        self.browser.wait(lambda: self.browser.elements(".done"), "the page follows the unlock")
        self.look("33-kilit-cozuldu")
        self.claim(self.world.cards()[0]["pin_tries"] == 3, "the card has its three tries again")

    def unlock_of_an_old_card(self):
        self.world.ask("POST", "/v1/cards", {"produced": "2010-06-01", "profile": "v1.0"})
        self.browser.go(self.world.portal + "/nb/kilit-cozme")
        self.browser.press_at(".row:last-of-type button")
        self.look("34-kilit-cozme-puk")
        self.read("PUK")
        self.claim(bool(self.browser.elements(".refusal")), "the portal unlocks no card of 2010")

    # -- the rest --

    def log_out(self):
        self.menu("Çıkış")
        self.look("60-cikis")
        self.browser.go(self.world.portal + "/nb/pin-puk")
        self.look("61-oturum-yok")
        self.claim("PIN / PUK Bilgisini Göster" not in self.browser.text(), "after Çıkış nothing opens")

    def by_keyboard(self):
        """The first form without a mouse: Tab from field to field, Enter sends it."""
        self.browser.go(self.world.portal + "/nbsifreli.go")
        letters = self.captcha()
        typed = {"kimlik_no": IDENTITY, "resimdeki_yazi": letters, "guvenlik_sozcugu": self.word}
        order, passed = [], []
        while len(order) < 3 and len(order) + len(passed) < 20:
            self.browser.keys("\ue004")
            name = self.browser.run("return document.activeElement.name || ''")
            if name in typed and name not in order:
                order.append(name)
                self.browser.keys(typed[name])
            else:
                passed.append(name)
        self.claim(order == list(typed), f"Tab goes through the fields in order: {order}")
        page = self.browser.elements("html")
        self.browser.keys("\ue007")
        self.browser.arrive(page)
        self.claim(bool(self.browser.elements("form[action='/nbsifreli.go/sms']")),
                   "the form was filled in and sent by keyboard")

    def javascript_is_off(self):
        self.browser.go("data:text/html,<title>off</title><script>document.title='on'</script>")
        self.claim(self.browser.title() == "off", "the browser runs no JavaScript of pages")

    def whole(self):
        """All of it, in the order in which it happens to a holder."""
        self.from_home_to_login()
        self.log_in()
        self.read_save_delete_pin()
        self.suspend_lift()
        self.unlock()
        self.unlock_of_an_old_card()
        self.change_phone()
        self.renewal_waits()
        self.replacement_and_delivery()
        self.english()
        self.log_out()
        self.log_in_by_signature()
        self.revoke()
        self.log_out()
        self.forgotten_word()
        self.drivers()
        self.by_keyboard()


def start_browser(output, world, javascript):
    """A browser, or the end of the test where Chromium cannot be driven (no localhost, no sandbox)."""
    try:
        return Browser(output, world.public_key(), javascript)
    except webdriver.Refused as error:
        print(f"skipped: Chromium cannot be driven here: {error}; chromedriver.log says more")
        sys.exit(77)


def main():
    if not webdriver.tools() or not shutil.which("pdftotext"):
        print("skipped: chromium, chromedriver or pdftotext is not installed")
        sys.exit(77)
    akissim, akis, output = sys.argv[1:4]
    javascript = "--without-javascript" not in sys.argv
    shutil.rmtree(output, ignore_errors=True)
    os.makedirs(output)
    axe = fetch_axe(os.path.join(os.path.dirname(os.path.abspath(output)), "npm")) if javascript else None
    with tempfile.TemporaryDirectory(prefix="akis-browser-") as folder:
        world = World(akissim, folder, "--state", "locked", "--produced", "2015-06-01")
        browser = None
        try:
            browser = start_browser(output, world, javascript)
            walk = LifeCycle(world, akis, browser, axe)
            if not javascript:
                walk.javascript_is_off()
            walk.whole()
        finally:
            if browser:
                browser.close()
            status = world.close()
    for complaint in walk.inspector.complaints:
        print("PAGE:", complaint)
    print(f"{len(walk.inspector.seen)} pages, {len(walk.failures)} claims not so, "
          f"{len(walk.inspector.complaints)} complaints, axe-core {'asked' if axe else 'not at hand'}")
    sys.exit(1 if walk.failures or walk.inspector.complaints or status != 0 else 0)


main()
