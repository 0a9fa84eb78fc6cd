# SPDX-License-Identifier: MIT
"""The rest of the menu, and the other way in."""
import base64
import json
import os
import re
import ssl
import tempfile
import urllib.request

from walk import IDENTITY, Walk

NEW_PHONE, NEW_WORD = "05559998877", "ıhlamur çayı"
TURKISH = re.compile(r"\w*[çğıöşüÇĞİÖŞÜ]\w*")
NAMES = {"Ayşe", "Yılmaz", "Çınarlı", "Iğdır"}


class Errands(Walk):
    def sms_to(self, number):
        return self.world.ask("GET", "/v1/sms?number=" + number)["code"]

    def change_phone(self):
        old = self.world.ask("GET", "/v1/sms")["number"]
        self.menu("Bilgi Güncelle")
        self.look("70-bilgi-guncelle")
        self.browser.fill("Cep telefonu", NEW_PHONE)
        self.browser.fill("Adres", "Çınarlı Sokak 5, Iğdır")
        self.browser.press("Güncelle")
        self.look("71-bilgi-guncelle-kod")
        self.browser.fill("Eski numaraya gelen SMS Onay Kodu", self.sms_to(old))
        self.browser.fill("Yeni numaraya gelen SMS Onay Kodu", self.sms_to(NEW_PHONE))
        self.browser.press("Onayla")
        self.look("72-bilgi-guncellendi")
        self.read("Bilgileriniz güncellendi.")
        self.menu("Bilgi Güncelle")
        self.claim(self.browser.attribute("#telefon", "value") == NEW_PHONE, "the new phone is kept")
        self.claim("Iğdır" in self.browser.run("return document.getElementById('adres').value"),
                   "the new address is kept")

    def renewal_waits(self):
        serial = self.world.cards()[0]["serial"]
        self.world.ask("POST", f"/v1/cards/{serial}/renewal", {})
        self.menu("Sertifika Yükle")
        self.look("73-sertifika-yukle")
        self.read("Eski sertifikanızı süresi dolmadan imha etmeyiniz")

    def replacement_and_delivery(self):
        self.menu("Kart Yenileme")
        self.look("74-kart-yenileme")
        self.menu("Teslimat")
        self.look("75-teslimat")

    def drivers(self):
        self.browser.go(self.world.portal + "/")
        self.browser.press("Sürücü Yükleme Servisi")
        self.look("76-surucu-yukleme-servisi")

    def forgotten_word(self):
        self.browser.go(self.world.portal + "/nbsifreli.go")
        self.browser.press("Güvenlik Sözcüğümü Unuttum")
        self.look("77-sozcugumu-unuttum")
        self.browser.fill("Kimlik No", IDENTITY)
        self.browser.fill("Kart seri numarası", self.world.cards()[0]["serial"])
        self.browser.fill("Resimdeki Yazı", self.captcha())
        self.browser.press("Devam")
        self.look("78-yeni-sozcuk")
        self.browser.fill("SMS Onay Kodu", self.sms_to(NEW_PHONE))
        self.browser.fill("Yeni Güvenlik Sözcüğü (4-32 karakter)", NEW_WORD)
        self.browser.fill("Yeni Güvenlik Sözcüğü, yeniden", NEW_WORD)
        self.browser.press("Değiştir")
        self.look("79-sozcuk-degisti")
        self.read("Güvenlik Sözcüğünüz değiştirildi.")
        self.word = NEW_WORD

    # -- English, on request --

    def english(self):
        """Every page that can be asked for: nothing Turkish stands on it but names."""
        self.browser.press("English", "header")
        for number, path in enumerate(("islemler", "pin-puk", "sertifikalar", "kilit-cozme", "bilgi",
                                       "teslimat", "yenileme", "sertifika-yukle")):
            self.browser.go(self.world.portal + "/nb/" + path)
            self.look(f"5{number}-english-{path}")
            self.claim(self.browser.attribute("html", "lang") == "en", "the page says it is English")
            left = sorted(set(TURKISH.findall(self.browser.text("main"))) - NAMES)
            self.claim(not left, f"no Turkish is left on the English page: {left}")
        self.browser.press("Türkçe", "header")

    # -- E-imzalı Giriş: the holder's program signs --

    def tell_portal(self, path, body):
        """As the program does: JSON over TLS that it checks."""
        trust = ssl.create_default_context(cafile=self.world.ready["environment"]["AKIS_PORTAL_CA"])
        request = urllib.request.Request(self.world.portal + path, json.dumps(body).encode(),
                                         {"Content-Type": "application/json",
                                          "Accept": "application/json"})
        with urllib.request.urlopen(request, timeout=30, context=trust) as answer:
            return json.load(answer)

    def sign(self, challenge):
        with tempfile.TemporaryDirectory(prefix="akis-sign-") as folder:
            document, signature = os.path.join(folder, "document"), os.path.join(folder, "signature")
            with open(document, "w", encoding="ascii") as file:
                file.write(challenge)
            status, said = self.world.client(self.akis, "sign", "--in", document, "--out", signature,
                                             "--pin-fd", "0", secret="654321\n")
            self.claim(status == 0, f"the program signs: {said}")
            with open(signature, "rb") as file:
                return base64.b64encode(file.read()).decode()

    def log_in_by_signature(self):
        self.browser.go(self.world.portal + "/nb.go")
        self.browser.press("E-imzalı Giriş")
        self.look("80-e-imzali-giris")
        self.browser.fill("Kimlik No", IDENTITY)
        self.browser.press("Onay Kodu Al")
        self.look("81-e-imzali-giris-onay-kodu")
        told = self.tell_portal("/imza/baslat", {"onay_kodu": self.browser.text(".pairing")})
        self.tell_portal("/imza/sonuc", {"pairing": told["pairing"],
                                         "imza": self.sign(told["challenge"])})
        self.browser.wait(lambda: self.browser.url().endswith("/nb/islemler"),
                          "the page follows the signature")
        self.look("82-e-imza-ile-girildi")
