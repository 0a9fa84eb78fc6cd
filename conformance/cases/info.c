/* SPDX-License-Identifier: MIT */
/* PIN/PUK Bilgisi: shown, saved, deleted. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define SIGN_IN                                                                                    \
    {                                                                                              \
        SETUP, "signs in", "! login", "ok"                                                         \
    }
#define SHOW   "POST /nb/pin-puk okudum=evet"
#define SAVE   "POST /nb/pin-puk/kaydet"
#define DELETE "POST /nb/pin-puk/sil onay=evet"

CASE(the_pin_is_shown, TARGET_PORTAL, new_card,
     "after login the card's PIN is shown, and works") = {
    SIGN_IN,
    {INF_1, "PIN/PUK Bilgisi", SHOW,
     "200 cards.[serial=$serial].pin=123456 cards.[serial=$serial].stored=issued"},
    {INF_1, "the card takes it", "00 20 00 $PIN 06 31 32 33 34 35 36", "90 00"},
};

CASE(a_drawn_pin_is_shown, TARGET_PORTAL, new_card,
     "a PIN that begins with zeros is shown as it is") = {
    {SETUP, "a card with another PIN", "! new pin=007465 as=other", "ok"},
    SIGN_IN,
    {INF_1, "PIN/PUK Bilgisi", SHOW,
     "200 cards.[serial=$other].pin=007465 cards.[serial=$serial].pin=123456"},
};

CASE(the_pin_is_shown_to_its_owner_alone, TARGET_PORTAL, new_card,
     "another holder sees neither card nor PIN") = {
    {SETUP, "another person", "! holder id=22222222220 word=armut phone=05550000002", "ok"},
    {SETUP, "with a card", "! new holder=22222222220 pin=246813 as=theirs", "ok"},
    {SETUP, "the other signs in", "! login id=22222222220 word=armut phone=05550000002", "ok"},
    {INF_1, "PIN/PUK Bilgisi", SHOW,
     "200 cards.[serial=$theirs].pin=246813 @body!~123456 @body!~$serial"},
    {INF_1, "the PDF", SAVE, "200 @body~%PDF"},
    {INF_1, "its text", "! pdf", "ok text~246813 text!~123456"},
    {INF_1, "the other deletes", DELETE, "200"},
    {INF_1, "the first's card by its number", SAVE " kart=$serial", "4.."},
    {INF_1, "nor is it deleted", DELETE " yine_de=evet kart=$serial", "4.."},
    {SETUP, "the first signs in", "! login browser=1", "ok"},
    {INF_1, "theirs is untouched", "1: POST /nb/pin-puk okudum=evet",
     "200 cards.[serial=$serial].pin=123456 @body!~246813"},
};

CASE(saving_gives_a_pdf, TARGET_PORTAL, new_card,
     "Parolalarımı Kaydet gives a PDF with the PIN") = {
    SIGN_IN,
    {SETUP, "shown", SHOW, "200"},
    {INF_3, "Parolalarımı Kaydet", SAVE, "200 @body~%PDF"},
    {INF_3, "its text", "! pdf", "ok text~123456"},
    {INF_3, "its Turkish letters", "! pdf", "ok text~Ayşe text~Yılmaz"},
    {INF_3, "the page says so", "GET /nb/pin-puk", "200 cards.[serial=$serial].stored=saved"},
};

CASE(deletion_is_for_ever, TARGET_PORTAL, new_card,
     "after Parolalarımı Sil neither page nor PDF yields the PIN, in no later session either") = {
    SIGN_IN,
    {SETUP, "shown", SHOW, "200 cards.[serial=$serial].pin=123456"},
    {SETUP, "saved", SAVE, "200"},
    {INF_4, "Parolalarımı Sil", DELETE, "200 deleted=true"},
    {INF_4, "the page", SHOW, "200 -cards.[serial=$serial].pin @body!~123456"},
    {INF_4, "the list", "GET /nb/pin-puk", "200 cards.[serial=$serial].stored=deleted"},
    {INF_4, "the PDF", SAVE, "4..|200 @body!~123456"},
    {SETUP, "Çıkış", "POST /nb/cikis", "200|303"},
    SIGN_IN,
    {INF_4, "the page, later", SHOW, "200 -cards.[serial=$serial].pin @body!~123456"},
};

CASE(one_card_is_meant, TARGET_PORTAL, new_card,
     "who saves or deletes the values of one card leaves those of his other card as they were") = {
    {SETUP, "a second card", "! new pin=837465 as=other", "ok"},
    SIGN_IN,
    {SETUP, "shown", SHOW,
     "200 cards.[serial=$other].pin=837465 cards.[serial=$serial].pin=123456"},
    {INF_3, "one is saved", SAVE " kart=$other", "200 @body~%PDF"},
    {INF_3, "the sheet is of that one", "! pdf", "ok text~837465 text!~123456"},
    {INF_5, "the first was not saved", DELETE " kart=$serial", "409 error=not_saved"},
    {INF_5, "so not all were", DELETE, "409 error=not_saved"},
    {INF_4, "the saved one is deleted", DELETE " kart=$other", "200 deleted=true"},
    {INF_1, "the first is shown", SHOW,
     "200 cards.[serial=$serial].pin=123456 -cards.[serial=$other].pin @body!~837465"},
    {INF_1, "as it was", "GET /nb/pin-puk",
     "200 cards.[serial=$serial].stored=issued cards.[serial=$other].stored=deleted"},
};

CASE(deletion_takes_the_puk_too, TARGET_PORTAL, old_card,
     "after Parolalarımı Sil the PUK of a card of 2010 is gone as well") = {
    SIGN_IN,
    {SETUP, "shown", SHOW, "200 cards.[serial=$serial].puk=12345678"},
    {SETUP, "saved", SAVE, "200"},
    {INF_4, "Parolalarımı Sil", DELETE, "200"},
    {INF_4, "the page", SHOW,
     "200 -cards.[serial=$serial].pin -cards.[serial=$serial].puk @body!~12345678"},
};

CASE(the_puk_of_an_old_card_is_shown, TARGET_PORTAL, old_card,
     "the PUK of a card of 2010 is shown to its holder, and works") = {
    SIGN_IN,
    {INF_6, "PIN/PUK Bilgisi", SHOW, "200 cards.[serial=$serial].puk=12345678"},
    {INF_6, "Parolalarımı Kaydet", SAVE, "200"},
    {INF_6, "on paper too", "! pdf", "ok text~123456 text~12345678"},
    {INF_6, "the card takes it", "00 2C 00 $PIN { 31 32 33 34 35 36 37 38 36 35 34 33 32 31 }",
     "90 00"},
};

CASE(the_puk_of_a_new_card_is_not_shown, TARGET_PORTAL, new_card,
     "the PUK of a card of 2015 is not shown") = {
    SIGN_IN,
    {INF_6, "PIN/PUK Bilgisi", SHOW, "200 -cards.[serial=$serial].puk @body!~12345678"},
    {INF_6, "Parolalarımı Kaydet", SAVE, "200"},
    {INF_6, "nor on paper", "! pdf", "ok text~123456 text!~12345678"},
};

static const struct situation last_old_day = {.produced = "2010-12-31"};
static const struct situation first_new_day = {.produced = "2011-01-01"};

CASE(the_puk_of_2010_12_31_is_shown, TARGET_PORTAL, last_old_day,
     "the PUK of a card produced on 2010-12-31 is shown") = {
    SIGN_IN,
    {INF_6, "PIN/PUK Bilgisi", SHOW, "200 cards.[serial=$serial].puk=12345678"},
};

CASE(the_puk_of_2011_01_01_is_not_shown, TARGET_PORTAL, first_new_day,
     "the PUK of a card produced on 2011-01-01 is not shown") = {
    SIGN_IN,
    {INF_6, "PIN/PUK Bilgisi", SHOW, "200 -cards.[serial=$serial].puk"},
    {INF_6, "Parolalarımı Kaydet", SAVE, "200"},
    {INF_6, "nor on paper", "! pdf", "ok text~123456 text!~12345678"},
};

CASE(nothing_is_shown_before_the_warnings, TARGET_PORTAL, new_card,
     "the PIN is shown after the warnings were confirmed, not before") = {
    SIGN_IN,
    {INF_5, "the page", "GET /nb/pin-puk", "200 warnings.0!= @body!~123456"},
    {INF_5, "not confirmed", "POST /nb/pin-puk", "4.. @body!~123456"},
    {INF_5, "denied", "POST /nb/pin-puk okudum=hayır", "4.. @body!~123456"},
    {INF_5, "nor saved", SAVE, "4.. @body!~%PDF"},
    {INF_5, "confirmed", SHOW, "200 cards.[serial=$serial].pin=123456"},
};

CASE(deleting_before_saving_asks_again, TARGET_PORTAL, new_card,
     "who deletes before saving is asked again") = {
    SIGN_IN,
    {INF_5, "Parolalarımı Sil", DELETE, "409 error=not_saved"},
    {INF_5, "nothing is deleted", SHOW, "200 cards.[serial=$serial].pin=123456"},
    {INF_5, "all the same", "POST /nb/pin-puk/sil onay=evet yine_de=evet", "200 deleted=true"},
    {INF_5, "it is deleted", SHOW, "200 -cards.[serial=$serial].pin"},
};

CASE(a_changed_pin_is_not_seen, TARGET_PORTAL, new_card,
     "a PIN changed on the card is not seen: the page shows the value as issued") = {
    {SETUP, "change", "$CHANGE { $L6 31 32 33 34 35 36 $L6 36 35 34 33 32 31 }", "90 00"},
    SIGN_IN,
    {INF_7, "PIN/PUK Bilgisi", SHOW, "200 cards.[serial=$serial].pin=123456 @body!~654321"},
    {INF_7, "it says as issued", "GET /nb/pin-puk", "200 cards.[serial=$serial].stored=issued"},
};

/* Kilit Çözme of the first card, up to the portal's answer. */
#define ANSWER                                                                                     \
    {SETUP, "Kilit Çözme", "POST /nb/kilit-cozme kart=$serial", "200"},                            \
        {SETUP, "the phone", "! sms", "ok code=<sms>"},                                            \
        {SETUP, "the code", "POST /nb/kilit-cozme/kod sms_onay_kodu=$sms",                         \
         "200 onay_kodu=<code>"},                                                                  \
        {INF_7, "still shown", SHOW, "200 cards.[serial=$serial].pin=123456"},                     \
        {SETUP, "pairs", "POST /kilit/baslat onay_kodu=$code", "200 pairing=<pairing>"},           \
        {SETUP, "the card's challenge", "00 84 00 00 10", "<challenge:16> 90 00"},                 \
    {                                                                                              \
        SETUP, "the portal's answer",                                                              \
            "POST /kilit/yetki pairing=$pairing serial=$serial challenge=$challenge", "200"        \
    }

CASE(a_portal_unlock_stales_the_pin, TARGET_PORTAL, new_card,
     "after the portal gave an unlock answer it no longer shows that card's old PIN") = {
    {SETUP, "a second card", "! new pin=837465 as=other", "ok"},
    SIGN_IN,
    ANSWER,
    {INF_7, "stale", "GET /nb/pin-puk", "200 cards.[serial=$serial].stored=stale"},
    {INF_7, "shown no more", SHOW,
     "200 -cards.[serial=$serial].pin @body!~123456 cards.[serial=$serial].stored=stale "
     "cards.[serial=$other].pin=837465"},
    {INF_7, "nor saved", SAVE " kart=$serial", "4.. @body!~%PDF"},
};

CASE(a_portal_unlock_stales_a_saved_pin, TARGET_PORTAL, new_card,
     "a value that was saved is stale after the unlock too; that of the other card stays deleted") =
    {
        {SETUP, "a second card", "! new pin=837465 as=other", "ok"},
        SIGN_IN,
        {SETUP, "shown", SHOW, "200"},
        {SETUP, "saved", SAVE, "200"},
        {SETUP, "the other deleted", DELETE " kart=$other", "200"},
        ANSWER,
        {INF_7, "shown no more", SHOW,
         "200 -cards.[serial=$serial].pin @body!~123456 cards.[serial=$serial].stored=stale"},
        {INF_4, "the other", "GET /nb/pin-puk", "200 cards.[serial=$other].stored=deleted"},
        {INF_7, "nor saved", SAVE, "4.. @body!~%PDF"},
};

CASE(no_file_holds_the_pin_in_clear, TARGET_PORTAL, old_card,
     "at no time does a file of the portal hold PIN or PUK in clear") = {
    {SETUP, "a card with telling digits", "! new pin=84930275 as=other", "ok"},
    {INF_2, "before anyone looks", "! scan 84930275", "clean"},
    SIGN_IN,
    {SETUP, "shown", SHOW, "200 cards.[serial=$other].pin=84930275"},
    {SETUP, "saved", SAVE, "200"},
    {INF_2, "after it was shown and saved", "! scan 84930275", "clean"},
    {INF_2, "nor the PUK", "! scan 12345678", "clean"},
    {SETUP, "deleted", DELETE, "200"},
    {INF_4, "after it was deleted", "! scan 84930275", "clean"},
};

const struct conf_case *const info_cases[] = {
    &the_pin_is_shown,
    &a_drawn_pin_is_shown,
    &the_pin_is_shown_to_its_owner_alone,
    &saving_gives_a_pdf,
    &deletion_is_for_ever,
    &one_card_is_meant,
    &deletion_takes_the_puk_too,
    &the_puk_of_an_old_card_is_shown,
    &the_puk_of_a_new_card_is_not_shown,
    &the_puk_of_2010_12_31_is_shown,
    &the_puk_of_2011_01_01_is_not_shown,
    &nothing_is_shown_before_the_warnings,
    &deleting_before_saving_asks_again,
    &a_changed_pin_is_not_seen,
    &a_portal_unlock_stales_the_pin,
    &a_portal_unlock_stales_a_saved_pin,
    &no_file_holds_the_pin_in_clear,
    NULL,
};
