/* SPDX-License-Identifier: MIT */
/* The pages beside the main roads: screens on the way in, a forgotten word, signing in through a
 * program, deliveries, replacements, printing, downloads, the other language. */
#include "conformance/cases/unlock_steps.h"

#define SHUT "401|403|303|302"

CASE(the_entry_speaks_two_languages, TARGET_PORTAL, new_card,
     "the entry page is there in Turkish and, when asked for, in English, with both ways in") = {
    {LOG_1, "its style", "GET /bicim.css", "200 @body~{"},
    {LOG_1, "Turkish", "PAGE /nb.go", "200 @body~Sözcüğü @body~nbsifreli @body~nbimzali"},
    {LOG_1, "English", "GET /dil/en", "200|303"},
    {LOG_1, "the entry", "PAGE /nb.go", "200 @body!~Sözcüğü @body~nbsifreli @body~nbimzali"},
    {LOG_1, "and back", "GET /dil/tr", "200|303"},
    {LOG_1, "the entry", "PAGE /nb.go", "200 @body~Sözcüğü"},
};

CASE(the_picture_is_a_picture, TARGET_PORTAL, new_card,
     "the picture of the form can be seen, again if need be, by its own session alone") = {
    {LOG_2, "the form", "GET /nbsifreli.go", "200 captcha=<captcha> picture=<picture>"},
    {LOG_2, "its picture", "GET $picture", "200 @body~PNG"},
    {LOG_2, "once more", "GET $picture", "200 @body~PNG"},
    {LOG_2, "another session", "1: GET $picture", "4..|303"},
};

CASE(the_sms_screens_follow_the_form, TARGET_PORTAL, new_card,
     "after the form come the SMS screen, with the end of the number alone, and the code's field") =
    {
        {SETUP, "the form", "GET /nbsifreli.go", "200 captcha=<captcha>"},
        {SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"},
        {SETUP, "the form is right",
         "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=$word", "200"},
        {LOG_3, "SMS Onay Ekranı", "GET /nbsifreli.go/sms", "200 phone~* @body!~$phone"},
        {LOG_3, "once more", "GET /nbsifreli.go/sms", "200 phone~*"},
        {LOG_3, "Onay", "POST /nbsifreli.go/sms", "200 seconds=180"},
        {LOG_3, "the code's field", "PAGE /nbsifreli.go/kod", "200 @body~sms_onay_kodu"},
        {LOG_3, "once more", "PAGE /nbsifreli.go/kod", "200 @body~sms_onay_kodu"},
        {SETUP, "the phone", "! sms", "ok code=<sms>"},
        {LOG_3, "the code", "POST /nbsifreli.go/kod sms_onay_kodu=$sms", "200 menu=/nb/islemler"},
};

#define LONG_WORD "kuşkusuzluğunuzunbilincindeykenxx"

CASE(a_forgotten_word_is_set_anew, TARGET_PORTAL, new_card,
     "who forgot the word sets a new one with card number and SMS code; the old one is wrong "
     "then") = {
    {LOG_2, "Sözcüğümü Unuttum", "GET /nbsifreli.go/unuttum", "200 captcha=<captcha>"},
    {LOG_2, "once more", "GET /nbsifreli.go/unuttum", "200 captcha=<captcha>"},
    {SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"},
    {LOG_2, "no card", "POST /nbsifreli.go/unuttum kimlik_no=$id resimdeki_yazi=$answer",
     "400 error=missing_field"},
    {LOG_2, "no picture text", "POST /nbsifreli.go/unuttum kimlik_no=$id kart=$serial",
     "400 error=missing_field"},
    {LOG_2, "no number", "POST /nbsifreli.go/unuttum kart=$serial resimdeki_yazi=$answer",
     "400 error=missing_field"},
    {LOG_2, "another picture's text",
     "POST /nbsifreli.go/unuttum kimlik_no=$id kart=$serial resimdeki_yazi=$answer", "4.."},
    {LOG_2, "Sözcüğümü Unuttum", "GET /nbsifreli.go/unuttum", "200 captcha=<captcha>"},
    {SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"},
    {LOG_2, "his card",
     "POST /nbsifreli.go/unuttum kimlik_no=$id kart=$serial resimdeki_yazi=$answer",
     "200 seconds=180"},
    {LOG_2, "the fields", "GET /nbsifreli.go/unuttum/kod", "200"},
    {LOG_4, "once more", "GET /nbsifreli.go/unuttum/kod", "200"},
    {SETUP, "the phone", "! sms", "ok code=<sms>"},
    {SETUP, "another code", "! other_digits $sms", "ok text=<wrong>"},
    {LOG_4, "a wrong code",
     "POST /nbsifreli.go/unuttum/kod sms_onay_kodu=$wrong yeni_sozcuk=elma yeni_sozcuk_tekrar=elma",
     "401 error=code_wrong"},
    {LOG_2, "three letters",
     "POST /nbsifreli.go/unuttum/kod sms_onay_kodu=$sms yeni_sozcuk=üçü yeni_sozcuk_tekrar=üçü",
     "4.."},
    {LOG_2, "33 letters",
     "POST /nbsifreli.go/unuttum/kod sms_onay_kodu=$sms yeni_sozcuk=" LONG_WORD
     " yeni_sozcuk_tekrar=" LONG_WORD,
     "4.."},
    {LOG_2, "not repeated", "POST /nbsifreli.go/unuttum/kod sms_onay_kodu=$sms yeni_sozcuk=elma",
     "4.."},
    {LOG_2, "no word", "POST /nbsifreli.go/unuttum/kod sms_onay_kodu=$sms", "4.."},
    {LOG_2, "another one repeated",
     "POST /nbsifreli.go/unuttum/kod sms_onay_kodu=$sms yeni_sozcuk=elma yeni_sozcuk_tekrar=erik",
     "4.."},
    {LOG_4, "the code",
     "POST /nbsifreli.go/unuttum/kod sms_onay_kodu=$sms yeni_sozcuk=elma yeni_sozcuk_tekrar=elma",
     "200 changed=true"},
    {LOG_2, "the new word", "! login word=elma browser=1", "ok"},
    {SETUP, "the form", "2: GET /nbsifreli.go", "200 captcha=<captcha>"},
    {SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"},
    {LOG_2, "the old word",
     "2: POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=$word",
     "401 error=login_failed"},
};

CASE(
    a_page_signs_in_through_a_program, TARGET_PORTAL, new_card,
    "a page shows a code, the holder's program signs for it, and that page alone goes in, once") = {
    {SETUP, "E-imzalı Giriş", "GET /nbimzali.go", "200 challenge=<challenge>"},
    {LOG_6, "the code", "POST /nbimzali.go/kod kimlik_no=$id", "200 onay_kodu=<code>"},
    {LOG_6, "it waits", "GET /nbimzali.go/bekle", "200 state=code"},
    {LOG_6, "a made-up code", "1: POST /imza/baslat onay_kodu=AAAA-AAAA",
     "403 error=pairing_refused"},
    {LOG_6, "the program", "1: POST /imza/baslat onay_kodu=$code",
     "200 pairing=<pairing> challenge=<challenge> kimlik_no=$id"},
    {LOG_6, "the code again", "1: POST /imza/baslat onay_kodu=$code", "403"},
    {LOG_6, "it waits on", "GET /nbimzali.go/bekle", "200 state=paired"},
    {SETUP, "as data", "! base64 $challenge", "ok text=<data>"},
    {SETUP, "the card signs it", "? sign.cms pin=123456 data=$data detached=true", "ok cms=<cms>"},
    {LOG_7, "a made-up pairing",
     "1: POST /imza/sonuc pairing=00000000000000000000000000000000 imza=$cms",
     "403 error=pairing_refused"},
    {LOG_7, "the program hands it in", "1: POST /imza/sonuc pairing=$pairing imza=$cms",
     "200 state=signed"},
    {LOG_7, "once alone", "1: POST /imza/sonuc pairing=$pairing imza=$cms", "403"},
    {LOG_6, "the program is not in", "1: GET /nb/islemler", SHUT},
    {LOG_6, "the page goes in", "GET /nbimzali.go/bekle", "200 state=signed menu=/nb/islemler"},
    {LOG_6, "the menu", "GET /nb/islemler", "200"},
};

CASE(a_delivery_tells_its_last_day, TARGET_PORTAL, new_card_timed,
     "the page of deliveries tells by when a missing reader is to be reported") = {
    {SETUP, "delivered", "! deliver", "ok"},
    SIGN_IN,
    {DEL_4, "the page", "GET /nb/teslimat",
     "200 days=5 cards.[serial=$serial].delivered~2026-03-02 "
     "cards.[serial=$serial].last_day~2026-03-09"},
    {SETUP, "reported", "! mail about=$serial image=yes", "accepted"},
    {DEL_4, "once more", "GET /nb/teslimat", "200 days=5 cards.[serial=$serial].report=accepted"},
};

CASE(a_replacement_is_asked_for, TARGET_PORTAL, new_card,
     "Kart Yenileme asks once more, notes the wish and says what is to be paid") = {
    SIGN_IN,
    {UNB_10, "the page", "GET /nb/yenileme", "200 cards.[serial=$serial].asked=false"},
    {UNB_10, "asks once more", "POST /nb/yenileme kart=$serial", "409 error=confirm"},
    {UNB_10, "confirmed", "POST /nb/yenileme kart=$serial onay=evet",
     "200 cards.[serial=$serial].asked=true"},
    {UNB_10, "another's card", "POST /nb/yenileme kart=000000000000000000000000 onay=evet", "404"},
    {UNB_10, "it is noted", "GET /nb/yenileme",
     "200 cards.[serial=$serial].asked=true cards.[serial=$serial].fee_paid=false"},
};

CASE(what_waits_is_shown, TARGET_SYSTEM, new_card,
     "a certificate that waits for its start is shown with the one it follows") = {
    SIGN_IN,
    {CRT_5, "nothing waits", "GET /nb/sertifika-yukle", "404 error=nothing_waits"},
    {CRT_5, "the menu", "GET /nb/islemler", "200 @body!~sertifika-yukle"},
    {SETUP, "a renewal", "! renew as=next", "ok"},
    {CRT_5, "the menu", "GET /nb/islemler", "200 @body~sertifika-yukle"},
    {CRT_5, "it waits", "GET /nb/sertifika-yukle",
     "200 certificates.[serial=$next_cert].predecessor=$cert"},
    {CRT_5, "once more", "GET /nb/sertifika-yukle",
     "200 certificates.[serial=$next_cert].not_before!="},
};

CASE(the_pin_can_be_printed, TARGET_PORTAL, new_card,
     "the values can be laid out for a printer, after the warnings as everywhere") = {
    SIGN_IN,
    {INF_5, "before the warnings", "POST /nb/pin-puk/yazdir",
     "409 error=confirm_warnings @body!~123456"},
    {INF_3, "confirmed", "POST /nb/pin-puk/yazdir okudum=evet",
     "200 cards.[serial=$serial].pin=123456"},
    {INF_3, "once more", "POST /nb/pin-puk/yazdir", "200 cards.[serial=$serial].pin=123456"},
    {INF_3, "for the printer", "PAGE /nb/pin-puk", "200"},
};

CASE(a_certificate_can_be_downloaded, TARGET_PORTAL, new_card,
     "a certificate of the list can be had as a file, and stays what it was") = {
    {SETUP, "the card's own", "? card.certificates", "ok certificates.0.der=<der>"},
    SIGN_IN,
    {CRT_1, "the file", "GET /nb/sertifikalar/$cert/indir", "200 @body~TEST @body!~<html"},
    {CRT_1, "once more", "GET /nb/sertifikalar/$cert/indir", "200 @body!~<html"},
    {CRT_1, "one he has not", "GET /nb/sertifikalar/00/indir", "404"},
    {CRT_1, "it is good", "GET /nb/sertifikalar/$cert", "200 status=good"},
};

CASE(personal_data_is_shown, TARGET_PORTAL, new_card,
     "Bilgi Güncelle shows what is on record, and changes nothing by being looked at") = {
    SIGN_IN,
    {CRT_7, "the page", "GET /nb/bilgi", "200 telefon=$phone kimlik_no=$id name~Yılmaz"},
    {CRT_7, "once more", "GET /nb/bilgi", "200 telefon=$phone"},
    {CRT_7, "a new number", "POST /nb/bilgi telefon=05559998877", "200 confirm=true"},
    {CRT_7, "its codes", "PAGE /nb/bilgi/kod", "200 @body~eski_kod @body~yeni_kod"},
    {CRT_7, "once more", "PAGE /nb/bilgi/kod", "200 @body~eski_kod @body~yeni_kod"},
};

CASE(the_menu_names_the_roads, TARGET_PORTAL, new_card,
     "the menu leads to PIN, certificates and Kilit Çözme") = {
    SIGN_IN,
    {LOG_3, "the menu", "PAGE /nb/islemler",
     "200 @body~/nb/pin-puk @body~/nb/sertifikalar @body~/nb/kilit-cozme @body~/nb/bilgi"},
    {LOG_3, "by their names", "PAGE /nb/islemler",
     "200 @body~PUK @body~Askıya @body~Askıdan @body~İptal @body~Güncelle @body~Listele "
     "@body~Kilit @body~Çıkış"},
    {UNB_4, "Kilit Çözme, idle", "GET /nb/kilit-cozme", "200 state=idle"},
    {UNB_4, "once more", "GET /nb/kilit-cozme", "200 state=idle"},
};

CASE(an_unlock_tells_how_it_ended, TARGET_SYSTEM, new_card,
     "the program tells the page how the unlock ended, for its own pairing alone") = {
    LOCK,
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes it", ANSWER, "90 00"},
    {SETUP, "and the new PIN", SET_PIN, "90 00"},
    {UNB_9, "a made-up pairing",
     "1: POST /kilit/sonuc pairing=00000000000000000000000000000000 result=done", "403|404"},
    {UNB_9, "the end", "1: POST /kilit/sonuc pairing=$pairing result=done", "200"},
    {UNB_9, "the page says so", "GET /nb/kilit-cozme", "200 state=done"},
};

CASE(
    what_is_published_can_be_fetched, TARGET_PORTAL, new_card,
    "CA certificates, what they are for, CRL and OCSP can be had by anybody, without any login") = {
    {CRT_8, "the root", "PLAIN /ca/root.cer", "200 @body~TEST"},
    {CRT_8, "the issuing CA", "PLAIN /ca/issuing.cer", "200 @body~TEST"},
    {CRT_8, "what they are for", "PLAIN /cps", "200 @body~TEST"},
    {CRT_4, "the CRL", "PLAIN /crl/issuing.crl", "200 @body~TEST"},
    {CRT_4, "OCSP by GET, of nothing", "PLAIN /ocsp/MAMCAQA=", "200 @body!~TEST"},
};

const struct conf_case *const page_cases[] = {
    &the_entry_speaks_two_languages,
    &the_picture_is_a_picture,
    &the_sms_screens_follow_the_form,
    &a_forgotten_word_is_set_anew,
    &a_page_signs_in_through_a_program,
    &a_delivery_tells_its_last_day,
    &a_replacement_is_asked_for,
    &what_waits_is_shown,
    &the_pin_can_be_printed,
    &a_certificate_can_be_downloaded,
    &personal_data_is_shown,
    &the_menu_names_the_roads,
    &an_unlock_tells_how_it_ended,
    &what_is_published_can_be_fetched,
    NULL,
};
