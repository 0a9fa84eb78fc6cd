/* SPDX-License-Identifier: MIT */
/* Every door of the portal: what stands behind the login is shut to all who have not come through
 * it, and each step of the way in is open only to those who took the one before. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define SHUT "401|403|303|302"
#define DOOR(SENT)                                                                                 \
    {                                                                                              \
        LOG_3, "shut", SENT, SHUT " @body!~code_wrong"                                             \
    }
/* All that is behind the login. */
#define DOORS                                                                                      \
    DOOR("GET /nb/islemler"), DOOR("GET /nb/bilgi"), DOOR("POST /nb/bilgi telefon=05551112233"),   \
        DOOR("GET /nb/bilgi/kod"), DOOR("POST /nb/bilgi/kod eski_kod=111111 yeni_kod=111111"),     \
        DOOR("GET /nb/teslimat"), DOOR("GET /nb/yenileme"),                                        \
        DOOR("POST /nb/yenileme kart=$serial"), DOOR("GET /nb/sertifika-yukle"),                   \
        DOOR("GET /nb/pin-puk"), DOOR("POST /nb/pin-puk okudum=evet"),                             \
        DOOR("POST /nb/pin-puk/yazdir"), DOOR("POST /nb/pin-puk/kaydet"),                          \
        DOOR("POST /nb/pin-puk/sil onay=evet yine_de=evet"), DOOR("GET /nb/sertifikalar"),         \
        DOOR("GET /nb/sertifikalar/$cert"), DOOR("GET /nb/sertifikalar/$cert/indir"),              \
        DOOR("POST /nb/sertifikalar/$cert/askiya-al"),                                             \
        DOOR("POST /nb/sertifikalar/$cert/askidan-indir"),                                         \
        DOOR("POST /nb/sertifikalar/$cert/iptal neden=keyCompromise onay=evet"),                   \
        DOOR("GET /nb/kilit-cozme"), DOOR("POST /nb/kilit-cozme kart=$serial"),                    \
        DOOR("POST /nb/kilit-cozme/kod sms_onay_kodu=111111"), DOOR("POST /nb/cikis")

CASE(no_door_opens_to_a_stranger, TARGET_PORTAL, new_card,
     "nobody without a session gets past the login") = {DOORS};

CASE(no_door_opens_before_the_sms_code, TARGET_PORTAL, new_card,
     "the form alone, all of it right, opens nothing behind the login") = {
    {SETUP, "the form", "GET /nbsifreli.go", "200 captcha=<captcha>"},
    {SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"},
    {SETUP, "the form is right",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=$word", "200"},
    DOORS,
};

CASE(the_way_in_has_no_short_cut, TARGET_PORTAL, new_card,
     "picture, form, SMS screen and code are each open only to a session that has come so far") = {
    {LOG_2, "no picture without the form", "GET /resim/00000000000000000000000000000000",
     "4..|303"},
    {LOG_2, "no form without its picture",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=00000 guvenlik_sozcugu=$word", "4..|303"},
    {LOG_2, "no forgotten word without its picture",
     "POST /nbsifreli.go/unuttum kimlik_no=$id kart=$serial resimdeki_yazi=00000", "4..|303"},
    {LOG_3, "no SMS screen", "GET /nbsifreli.go/sms", "4..|303"},
    {LOG_3, "no SMS", "POST /nbsifreli.go/sms", "4..|303"},
    {LOG_3, "no field for the code", "GET /nbsifreli.go/kod", "4..|303"},
    {LOG_3, "no code", "POST /nbsifreli.go/kod sms_onay_kodu=000000", "4..|303"},
    {LOG_4, "no code for a forgotten word", "GET /nbsifreli.go/unuttum/kod", "4..|303"},
    {LOG_4, "nor its field",
     "POST /nbsifreli.go/unuttum/kod sms_onay_kodu=000000 yeni_sozcuk=elma yeni_sozcuk_tekrar=elma",
     "4..|303"},
    {LOG_7, "no answer without a challenge", "POST /nbimzali.go kimlik_no=$id imza=AAAA",
     "4..|303"},
    {LOG_6, "no pairing code for signing", "POST /nbimzali.go/kod kimlik_no=$id", "4..|303"},
    {LOG_6, "and nothing to wait for", "GET /nbimzali.go/bekle", "4..|303"},
};

CASE(the_form_opens_no_side_door, TARGET_PORTAL, new_card,
     "whoever has filled in the form has not signed in by card, nor forgotten the word") = {
    {SETUP, "the form", "GET /nbsifreli.go", "200 captcha=<captcha>"},
    {SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"},
    {SETUP, "the form is right",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=$word", "200"},
    {LOG_4, "no code for a forgotten word", "GET /nbsifreli.go/unuttum/kod", "4..|303"},
    {LOG_4, "nor its field",
     "POST /nbsifreli.go/unuttum/kod sms_onay_kodu=000000 yeni_sozcuk=elma yeni_sozcuk_tekrar=elma",
     "4..|303"},
    {LOG_7, "no answer without a challenge", "POST /nbimzali.go kimlik_no=$id imza=AAAA",
     "4..|303"},
    {LOG_6, "no pairing code for signing", "POST /nbimzali.go/kod kimlik_no=$id", "4..|303"},
    {LOG_6, "and nothing to wait for", "GET /nbimzali.go/bekle", "4..|303"},
    {LOG_2, "the form again, unasked",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=00000 guvenlik_sozcugu=$word", "4..|303"},
};

const struct conf_case *const gate_cases[] = {
    &no_door_opens_to_a_stranger,
    &no_door_opens_before_the_sms_code,
    &the_way_in_has_no_short_cut,
    &the_form_opens_no_side_door,
    NULL,
};
