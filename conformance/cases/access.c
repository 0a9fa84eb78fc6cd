/* SPDX-License-Identifier: MIT */
/* Before the way in: the entry page, pictures, lockouts, check digits, the driver service. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define PICTURE                                                                                    \
    {SETUP, "the form", "GET /nbsifreli.go", "200 captcha=<captcha>"},                             \
    {                                                                                              \
        SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"                   \
    }
#define FORM(ID, WORD)                                                                             \
    "POST /nbsifreli.go kimlik_no=" ID " resimdeki_yazi=$answer guvenlik_sozcugu=" WORD
#define FAIL(SHOWS, SAY)                                                                           \
    PICTURE,                                                                                       \
    {                                                                                              \
        SHOWS, SAY, FORM("$id", "yanlış"), "401 error=login_failed message=<message>"              \
    }
#define RIGHT_WORD(SHOWS)                                                                          \
    PICTURE,                                                                                       \
    {                                                                                              \
        SHOWS, "right", FORM("$id", "$word"), "200"                                                \
    }

CASE(the_site_leads_to_the_entry, TARGET_PORTAL, new_card,
     "Online İşlemler links to the entry page, which offers both ways in") = {
    {LOG_1, "Online İşlemler", "PAGE /",
     "200 @body~/nb.go @body~Nitelikli @body~Elektronik @body~Sertifika"},
    {LOG_1, "the entry", "PAGE /nb.go", "200 @body~/nbsifreli.go @body~/nbimzali.go"},
    {LOG_1, "its names", "PAGE /nb.go", "200 @body~Şifreli @body~E-imzalı @body~TEST"},
};

CASE(a_picture_works_once, TARGET_PORTAL, new_card, "a picture's text is taken once") = {
    PICTURE,
    {SETUP, "wrong word", FORM("$id", "yanlış"), "401"},
    {LOG_5, "the same picture", FORM("$id", "$word"), "401"},
    PICTURE,
    {LOG_5, "a new picture", FORM("$id", "$word"), "200"},
};

CASE(a_picture_is_of_one_session, TARGET_PORTAL, new_card,
     "the text of one session's picture is wrong in another session") = {
    {SETUP, "a browser", "1: GET /nbsifreli.go", "200 captcha=<captcha>"},
    {SETUP, "its picture", "! captcha $captcha", "ok answer=<answer>"},
    {SETUP, "another browser", "GET /nbsifreli.go", "200"},
    {LOG_5, "the first's text",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=$word", "401"},
};

CASE(five_failures_lock, TARGET_PORTAL, new_card_timed,
     "after five wrong words, whatever wrong pictures came between, the right one is refused with "
     "the very same answer; the holder is told") = {
    FAIL(SETUP, "once"),
    FAIL(SETUP, "twice"),
    FAIL(SETUP, "thrice"),
    FAIL(SETUP, "four times"),
    PICTURE,
    {LOG_5, "the right word under a wrong picture",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=00000 guvenlik_sozcugu=$word",
     "401 error=login_failed message=$message"},
    {LOG_5, "no SMS yet", "! sms_count", "ok count=0"},
    FAIL(SETUP, "five times"),
    {LOG_5, "it takes its time", "! slow 60", "ok"},
    PICTURE,
    {LOG_5, "right, too late", FORM("$id", "$word"), "401 error=login_failed message=$message"},
    {LOG_5, "the holder is told", "! sms_count number=$phone", "ok count=1"},
    {SETUP, "899 seconds pass", "! later 899", "ok"},
    PICTURE,
    {LOG_5, "still locked", FORM("$id", "$word"), "401 error=login_failed message=$message"},
    {SETUP, "a second more", "! later 1", "ok"},
    PICTURE,
    {LOG_5, "an attempt in between prolongs nothing", FORM("$id", "$word"), "200"},
    {LOG_5, "he is told once", "! sms_count number=$phone", "ok count=1"},
};

CASE(four_failures_do_not_lock, TARGET_PORTAL, new_card_timed,
     "after four wrong words the right one works") = {
    FAIL(SETUP, "once"),
    FAIL(SETUP, "twice"),
    FAIL(SETUP, "thrice"),
    FAIL(SETUP, "four times"),
    PICTURE,
    {LOG_5, "right", FORM("$id", "$word"), "200"},
};

CASE(a_right_login_ends_the_count, TARGET_PORTAL, new_card_timed,
     "failures before a right login do not count after it") = {
    FAIL(SETUP, "once"),       FAIL(SETUP, "twice"), FAIL(SETUP, "thrice"),
    FAIL(SETUP, "four times"), RIGHT_WORD(SETUP),    FAIL(SETUP, "once again"),
    RIGHT_WORD(LOG_5),
};

CASE(the_lock_ends, TARGET_PORTAL, new_card_timed,
     "the lock ends after 15 minutes, and then it takes five failures anew") = {
    FAIL(SETUP, "once"),
    FAIL(SETUP, "twice"),
    FAIL(SETUP, "thrice"),
    FAIL(SETUP, "four times"),
    FAIL(SETUP, "five times"),
    {SETUP, "900 seconds pass", "! later 900", "ok"},
    FAIL(SETUP, "once again"),
    PICTURE,
    {LOG_5, "right", FORM("$id", "$word"), "200"},
};

CASE(the_lock_is_of_one_identity, TARGET_PORTAL, new_card_timed,
     "another holder is not locked with it") = {
    {SETUP, "another person", "! holder id=22222222220 word=armut", "ok"},
    FAIL(SETUP, "once"),
    FAIL(SETUP, "twice"),
    FAIL(SETUP, "thrice"),
    FAIL(SETUP, "four times"),
    FAIL(SETUP, "five times"),
    PICTURE,
    {LOG_5, "the other", FORM("22222222220", "armut"), "200"},
};

/* Güvenlik Sözcüğümü Unuttum asks for a card in place of the word. */
#define ASK_ANEW(CARD)                                                                             \
    {SETUP, "Sözcüğümü Unuttum", "GET /nbsifreli.go/unuttum", "200 captcha=<captcha>"},            \
        {SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"},                \
    {                                                                                              \
        SETUP, "with a card",                                                                      \
            "POST /nbsifreli.go/unuttum kimlik_no=$id kart=" CARD " resimdeki_yazi=$answer",       \
            "200|4.."                                                                              \
    }

CASE(a_forgotten_word_is_no_way_round_the_lock, TARGET_PORTAL, new_card_timed,
     "who asks for a new word with another's card gets no code; it counts as a wrong word does, "
     "and the holder is told of the lock") = {
    {SETUP, "another person", "! holder", "ok"},
    {SETUP, "with a card", "! new holder=22222222220 as=theirs", "ok"},
    FAIL(SETUP, "a wrong word"),
    ASK_ANEW("$theirs"),
    ASK_ANEW("000000000000000000000000"),
    ASK_ANEW("$theirs"),
    {LOG_5, "it takes its time", "! slow 40", "ok"},
    {LOG_5, "no code for another's card", "! sms_count", "ok count=0"},
    {LOG_5, "nor to that one", "! sms_count number=05550000002", "ok count=0"},
    ASK_ANEW("$theirs"),
    {LOG_5, "the holder is told of the lock", "! sms_count number=$phone", "ok count=1"},
    PICTURE,
    {LOG_5, "the right word", FORM("$id", "$word"), "401 error=login_failed message=$message"},
    ASK_ANEW("$serial"),
    {LOG_5, "nor a code for the right card", "! sms_count", "ok count=1"},
    {SETUP, "900 seconds pass", "! later 900", "ok"},
    ASK_ANEW("$serial"),
    {LOG_5, "then it comes", "! sms_count number=$phone", "ok count=2"},
    ASK_ANEW("$theirs"),
    ASK_ANEW("$theirs"),
    ASK_ANEW("$theirs"),
    ASK_ANEW("$theirs"),
    PICTURE,
    {LOG_5, "the right card was no failure", FORM("$id", "$word"), "200"},
};

CASE(check_digits_are_checked, TARGET_PORTAL, new_card,
     "a Kimlik No with a wrong check digit is refused at the form") = {
    PICTURE,
    {LOG_9, "wrong eleventh digit", FORM("11111111111", "$word"), "400 error=bad_kimlik_no"},
    PICTURE,
    {LOG_9, "wrong tenth digit", FORM("11111111120", "$word"), "400 error=bad_kimlik_no"},
    PICTURE,
    {LOG_9, "wrong tenth, fitting 11th", FORM("11111111121", "$word"), "400 error=bad_kimlik_no"},
    PICTURE,
    {LOG_9, "ten digits", FORM("1111111111", "$word"), "400"},
    PICTURE,
    {LOG_9, "a leading zero", FORM("01000000090", "$word"), "400"},
    PICTURE,
    {LOG_9, "right digits", FORM("$id", "$word"), "200"},
};

CASE(a_certificate_is_not_refused_for_its_number, TARGET_PORTAL, new_card,
     "a certificate whose subject number fails the check digits is as good as any") = {
    {SETUP, "such a card", "! new subject=11111111101 as=odd", "ok"},
    {SETUP, "signs in", "! login", "ok"},
    {LOG_9, "the list", "GET /nb/sertifikalar", "200 certificates.[serial=$odd_cert].status=good"},
    {LOG_9, "the details", "GET /nb/sertifikalar/$odd_cert", "200 subject~11111111101 pem=<pem>"},
    {LOG_9, "OCSP", "! ocsp certificate=$pem", "ok status=good"},
};

CASE(the_driver_service_answers, TARGET_PORTAL, new_card,
     "the driver service names every system, and refuses with a label what it does not have") = {
    {DEL_3, "the service", "GET /islemler/surucu_yukleme_servisi/",
     "200 systems.0.system=linux systems.1.system=windows systems.2.system=macos"},
    {DEL_3, "Windows", "GET /islemler/surucu_yukleme_servisi/windows", "404 error=no_driver"},
    {DEL_3, "an unknown system", "GET /islemler/surucu_yukleme_servisi/plan9", "404"},
    {DEL_3, "its page", "PAGE /islemler/surucu_yukleme_servisi/", "200 @body~TEST"},
};

const struct conf_case *const access_cases[] = {
    &the_site_leads_to_the_entry,
    &a_picture_works_once,
    &a_picture_is_of_one_session,
    &five_failures_lock,
    &four_failures_do_not_lock,
    &a_right_login_ends_the_count,
    &the_lock_ends,
    &the_lock_is_of_one_identity,
    &a_forgotten_word_is_no_way_round_the_lock,
    &check_digits_are_checked,
    &a_certificate_is_not_refused_for_its_number,
    &the_driver_service_answers,
    NULL,
};
