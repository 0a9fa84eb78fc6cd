/* SPDX-License-Identifier: MIT */
/* Şifreli Giriş, the SMS code, and the end of a session. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define PICTURE                                                                                    \
    {SETUP, "the form", "GET /nbsifreli.go", "200 captcha=<captcha>"},                             \
    {                                                                                              \
        SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"                   \
    }
#define FORM                                                                                       \
    PICTURE,                                                                                       \
    {                                                                                              \
        SETUP, "the form is right",                                                                \
            "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=$word",      \
            "200"                                                                                  \
    }
#define SMS                                                                                        \
    {SETUP, "Onay", "POST /nbsifreli.go/sms", "200"},                                              \
    {                                                                                              \
        SETUP, "the phone", "! sms", "ok code=<sms>"                                               \
    }
#define CODE      "POST /nbsifreli.go/kod sms_onay_kodu=$sms"
#define MENU      "GET /nb/islemler"
#define SHUT      "401|403|303|302"
#define SAME_FAIL "401 error=login_failed message=$message"

CASE(all_three_right, TARGET_PORTAL, new_card,
     "Kimlik No, picture and word right at once lead to the SMS screen, and the code to the menu") =
    {
        PICTURE,
        {LOG_2, "all right",
         "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=$word", "200"},
        SMS,
        {LOG_3, "the code", CODE, "200 menu=/nb/islemler"},
        {LOG_3, "the menu", MENU, "200"},
};

CASE(a_wrong_one_is_not_named, TARGET_PORTAL, new_card,
     "the answer to a wrong number, picture or word is one and the same") = {
    PICTURE,
    {LOG_2, "wrong word",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=yanlış",
     "401 error=login_failed message=<message>"},
    PICTURE,
    {LOG_2, "a word that begins alike",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=zeytinyağı",
     SAME_FAIL},
    PICTURE,
    {LOG_2, "wrong picture text",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=00000 guvenlik_sozcugu=$word", SAME_FAIL},
    PICTURE,
    {LOG_2, "a number nobody has",
     "POST /nbsifreli.go kimlik_no=99999999990 resimdeki_yazi=$answer guvenlik_sozcugu=$word",
     SAME_FAIL},
    PICTURE,
    {LOG_2, "all wrong",
     "POST /nbsifreli.go kimlik_no=99999999990 resimdeki_yazi=00000 guvenlik_sozcugu=yanlış",
     SAME_FAIL},
    PICTURE,
    {LOG_2, "all right",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=$word", "200"},
};

#define FORM_OF(WORD)                                                                              \
    "POST /nbsifreli.go kimlik_no=22222222220 resimdeki_yazi=$answer guvenlik_sozcugu=" WORD

CASE(the_word_is_in_turkish_letters, TARGET_PORTAL, new_card,
     "the word is the same in capitals and small letters as Turkish has them, and however its "
     "letters are composed; a dot more or less is another word") = {
    {SETUP, "another person", "! holder word=IŞIK-İĞNE", "ok"},
    PICTURE,
    {LOG_2, "in small letters", FORM_OF("ışık-iğne"), "200"},
    PICTURE,
    {LOG_2, "a dot more", FORM_OF("işık-iğne"), "401 error=login_failed"},
    PICTURE,
    {LOG_2, "a dot less", FORM_OF("ISIK-İĞNE"), "401 error=login_failed"},
    PICTURE,
    {LOG_2, "letter and mark apart", FORM_OF("IS\u0327IK-I\u0307G\u0306NE"), "200"},
};

CASE(one_missing_is_not_enough, TARGET_PORTAL, new_card, "with one field missing nothing opens") = {
    PICTURE,
    {LOG_2, "no word", "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer", "4.."},
    PICTURE,
    {LOG_2, "an empty word",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=", "4.."},
    PICTURE,
    {LOG_2, "no picture text", "POST /nbsifreli.go kimlik_no=$id guvenlik_sozcugu=$word", "4.."},
    {LOG_2, "no SMS to be had", "POST /nbsifreli.go/sms", "4..|303"},
};

CASE(another_persons_word, TARGET_PORTAL, new_card, "another holder's word opens nothing") = {
    {SETUP, "another person", "! holder id=22222222220 word=armut", "ok"},
    PICTURE,
    {LOG_2, "theirs",
     "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=armut",
     "401 error=login_failed"},
};

CASE(nothing_opens_before_the_code, TARGET_PORTAL, new_card,
     "between form and SMS code nothing behind the login can be reached") = {
    FORM,
    {LOG_3, "menu", MENU, SHUT},
    {LOG_3, "PIN page", "GET /nb/pin-puk", SHUT},
    {LOG_3, "the PIN", "POST /nb/pin-puk okudum=evet", SHUT},
    {LOG_3, "the PDF", "POST /nb/pin-puk/kaydet", SHUT},
    {LOG_3, "deletion", "POST /nb/pin-puk/sil onay=evet yine_de=evet", SHUT},
    {LOG_3, "certificates", "GET /nb/sertifikalar", SHUT},
    {LOG_3, "one certificate", "GET /nb/sertifikalar/$cert", SHUT},
    {LOG_3, "suspension", "POST /nb/sertifikalar/$cert/askiya-al", SHUT},
    {LOG_3, "lifting", "POST /nb/sertifikalar/$cert/askidan-indir", SHUT},
    {LOG_3, "revocation", "POST /nb/sertifikalar/$cert/iptal neden=keyCompromise onay=evet", SHUT},
    {LOG_3, "Kilit Çözme", "POST /nb/kilit-cozme kart=$serial", SHUT},
    SMS,
    {LOG_3, "menu, with the code still unused", MENU, SHUT},
    {LOG_3, "the code", CODE, "200"},
    {LOG_3, "menu", MENU, "200"},
};

CASE(nothing_opens_without_a_login, TARGET_PORTAL, new_card,
     "without any login nothing behind it can be reached") = {
    {LOG_3, "menu", MENU, SHUT},
    {LOG_3, "the PIN", "POST /nb/pin-puk okudum=evet", SHUT},
    {LOG_3, "certificates", "GET /nb/sertifikalar", SHUT},
    {LOG_3, "the code without the form", "POST /nbsifreli.go/kod sms_onay_kodu=000000", "4..|303"},
};

CASE(the_code_goes_to_the_registered_phone, TARGET_PORTAL, new_card,
     "the code has six digits and goes to the registered phone alone") = {
    FORM,
    {SETUP, "Onay", "POST /nbsifreli.go/sms", "200"},
    {LOG_3, "the phone", "! sms number=$phone", "ok number=$phone code=<sms>"},
    {LOG_3, "the code", CODE, "200"},
    {LOG_3, "six digits", "! digits $sms", "ok count=6"},
};

CASE(the_code_stands_on_no_page, TARGET_PORTAL, new_card,
     "the code comes by SMS alone: neither form nor page nor refusal shows it") = {
    FORM,
    SMS,
    {LOG_3, "the form", "GET /nbsifreli.go/kod", "200 @body!~$sms"},
    {LOG_3, "a refusal", "POST /nbsifreli.go/kod sms_onay_kodu=1", "401 @body!~$sms"},
};

CASE(the_cookie_changes_at_login, TARGET_PORTAL, new_card,
     "a cookie from before the login opens nothing after it: who planted it is not in") = {
    FORM,
    SMS,
    {SETUP, "the cookie is copied", "! copy_cookies from=0 to=1", "ok"},
    {SETUP, "the code", CODE, "200"},
    {LOG_3, "the copied cookie", "1: GET /nb/islemler", SHUT},
    {LOG_3, "nor the PIN", "1: POST /nb/pin-puk okudum=evet", SHUT},
};

CASE(a_wrong_code_opens_nothing, TARGET_PORTAL, new_card,
     "a wrong code opens nothing, and leaves the right one good") = {
    FORM,
    SMS,
    {SETUP, "another code", "! other_digits $sms", "ok text=<wrong>"},
    {LOG_3, "wrong", "POST /nbsifreli.go/kod sms_onay_kodu=$wrong", "401 error=code_wrong"},
    {SETUP, "all but its last digit", "! other_end $sms", "ok text=<near>"},
    {LOG_4, "nearly right", "POST /nbsifreli.go/kod sms_onay_kodu=$near", "401 error=code_wrong"},
    {LOG_3, "menu", MENU, SHUT},
    {LOG_4, "right", CODE, "200"},
};

CASE(a_code_works_once, TARGET_PORTAL, new_card, "an SMS code works once") = {
    FORM,
    SMS,
    {SETUP, "the code", CODE, "200"},
    {SETUP, "Çıkış", "POST /nb/cikis", "200"},
    FORM,
    {LOG_4, "the used code in a new login", CODE, "4.."},
    {LOG_4, "menu", MENU, SHUT},
};

CASE(a_code_at_179_seconds, TARGET_PORTAL, new_card_timed, "an SMS code is good at 179 seconds") = {
    FORM,
    SMS,
    {SETUP, "179 seconds pass", "! later 179", "ok"},
    {LOG_4, "the code", CODE, "200"},
};

CASE(a_code_at_180_seconds, TARGET_PORTAL, new_card_timed, "an SMS code is good at 180 seconds") = {
    FORM,
    SMS,
    {SETUP, "180 seconds pass", "! later 180", "ok"},
    {LOG_4, "the code", CODE, "200"},
};

CASE(a_code_at_181_seconds, TARGET_PORTAL, new_card_timed,
     "an SMS code is void at 181 seconds, also when the clock was set back meanwhile") = {
    FORM,
    SMS,
    {SETUP, "181 seconds pass", "! later 181", "ok"},
    {LOG_4, "the code", CODE, "401 error=code_wrong"},
    {LOG_4, "menu", MENU, SHUT},
    SMS,
    {SETUP, "the clock is set back", "! later -3600", "ok"},
    {SETUP, "181 seconds pass", "! later 181", "ok"},
    {LOG_4, "another code", CODE, "401 error=code_wrong"},
};

CASE(two_wrong_codes_leave_the_right_one, TARGET_PORTAL, new_card,
     "after two wrong codes, of which one is empty and one too long, the right one is taken") = {
    FORM,
    SMS,
    {LOG_4, "none at all", "POST /nbsifreli.go/kod sms_onay_kodu=", "401"},
    {LOG_4, "the right one and more", "POST /nbsifreli.go/kod sms_onay_kodu=$sms.0", "401"},
    {LOG_4, "right", CODE, "200"},
};

CASE(three_wrong_codes_void_it, TARGET_PORTAL, new_card,
     "after three wrong codes the right one is refused") = {
    FORM,
    SMS,
    {SETUP, "another code", "! other_digits $sms", "ok text=<wrong>"},
    {LOG_4, "wrong, once", "POST /nbsifreli.go/kod sms_onay_kodu=$wrong", "401"},
    {LOG_4, "wrong, twice", "POST /nbsifreli.go/kod sms_onay_kodu=$wrong", "401"},
    {LOG_4, "wrong, thrice", "POST /nbsifreli.go/kod sms_onay_kodu=$wrong", "4.."},
    {SETUP, "the page again", "GET /nbsifreli.go/kod", "200"},
    {LOG_4, "right, too late", CODE, "4.."},
    {LOG_4, "menu", MENU, SHUT},
};

CASE(a_code_is_for_its_own_session, TARGET_PORTAL, new_card_timed,
     "a code that was sent to one session is refused in another") = {
    FORM,
    SMS,
    {SETUP, "a minute passes", "! later 61", "ok"},
    {SETUP, "a second browser", "1: GET /nbsifreli.go", "200 captcha=<captcha2>"},
    {SETUP, "its picture", "! captcha $captcha2", "ok answer=<answer2>"},
    {SETUP, "its form",
     "1: POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer2 guvenlik_sozcugu=$word", "200"},
    {LOG_4, "the first one's code", "1: POST /nbsifreli.go/kod sms_onay_kodu=$sms", "4.."},
    {LOG_4, "its menu", "1: GET /nb/islemler", SHUT},
};

CASE(a_new_code_voids_the_old, TARGET_PORTAL, new_card_timed,
     "a newer code voids the older one") = {
    FORM,
    SMS,
    {SETUP, "61 seconds pass", "! later 61", "ok"},
    {SETUP, "Onay, again", "POST /nbsifreli.go/sms", "200"},
    {SETUP, "the phone", "! sms", "ok code=<newer>"},
    {LOG_4, "the older code", CODE, "401"},
    {LOG_4, "the newer code", "POST /nbsifreli.go/kod sms_onay_kodu=$newer", "200"},
};

CASE(codes_do_not_come_in_a_flood, TARGET_PORTAL, new_card_timed,
     "another code can be asked for after 60 seconds, not before") = {
    FORM,
    SMS,
    {SETUP, "59 seconds pass", "! later 59", "ok"},
    {LOG_4, "too soon", "POST /nbsifreli.go/sms", "429 error=too_soon"},
    {SETUP, "a second more", "! later 1", "ok"},
    {LOG_4, "again", "POST /nbsifreli.go/sms", "200"},
};

CASE(logout_ends_the_session, TARGET_PORTAL, new_card,
     "after Çıkış the session's cookie opens nothing") = {
    {SETUP, "signs in", "! login", "ok"},
    {SETUP, "menu", MENU, "200"},
    {SETUP, "the cookie is copied", "! copy_cookies from=0 to=1", "ok"},
    {SETUP, "it works", "1: GET /nb/islemler", "200"},
    {LOG_8, "Çıkış", "POST /nb/cikis", "200|303"},
    {LOG_8, "menu", MENU, SHUT},
    {LOG_8, "certificates", "GET /nb/sertifikalar", SHUT},
    {LOG_8, "the PIN", "POST /nb/pin-puk okudum=evet", SHUT},
    {LOG_8, "the copied cookie", "1: GET /nb/islemler", SHUT},
};

CASE(an_idle_session_at_599_seconds, TARGET_PORTAL, new_card_timed,
     "a session that was idle for 599 seconds lives") = {
    {SETUP, "signs in", "! login", "ok"},
    {SETUP, "599 seconds pass", "! later 599", "ok"},
    {LOG_8, "menu", MENU, "200"},
    {SETUP, "599 more", "! later 599", "ok"},
    {LOG_8, "each request begins the time anew", MENU, "200"},
};

CASE(an_idle_session_at_600_seconds, TARGET_PORTAL, new_card_timed,
     "a session that was idle for 600 seconds lives") = {
    {SETUP, "signs in", "! login", "ok"},
    {SETUP, "600 seconds pass", "! later 600", "ok"},
    {LOG_8, "menu", MENU, "200"},
};

CASE(an_idle_session_at_601_seconds, TARGET_PORTAL, new_card_timed,
     "a session that was idle for 601 seconds has ended, whatever other one began before it") = {
    {SETUP, "another one begins", "1: GET /nbsifreli.go", "200"},
    {SETUP, "signs in", "! login", "ok"},
    {SETUP, "601 seconds pass", "! later 601", "ok"},
    {LOG_8, "menu", MENU, SHUT},
    {LOG_8, "the PIN", "POST /nb/pin-puk okudum=evet", SHUT},
};

CASE(logout_leaves_other_sessions, TARGET_PORTAL, new_card_timed,
     "Çıkış in one browser leaves the other one signed in, until it is idle too long itself") = {
    {SETUP, "signs in", "! login", "ok"},
    {SETUP, "a minute passes", "! later 61", "ok"},
    {SETUP, "and in a second browser", "! login browser=1", "ok"},
    {LOG_8, "Çıkış in the first", "POST /nb/cikis", "200|303"},
    {LOG_8, "the first", MENU, SHUT},
    {LOG_8, "the second", "1: GET /nb/islemler", "200"},
    {SETUP, "a later one begins", "2: GET /nbsifreli.go", "200"},
    {SETUP, "300 seconds pass", "! later 300", "ok"},
    {SETUP, "signs in", "! login", "ok"},
    {SETUP, "301 more", "! later 301", "ok"},
    {LOG_8, "the second was idle", "1: GET /nb/islemler", SHUT},
    {LOG_8, "the first was not", MENU, "200"},
};

const struct conf_case *const login_cases[] = {
    &all_three_right,
    &a_wrong_one_is_not_named,
    &the_word_is_in_turkish_letters,
    &one_missing_is_not_enough,
    &another_persons_word,
    &nothing_opens_before_the_code,
    &nothing_opens_without_a_login,
    &the_code_goes_to_the_registered_phone,
    &the_code_stands_on_no_page,
    &the_cookie_changes_at_login,
    &a_wrong_code_opens_nothing,
    &a_code_works_once,
    &a_code_at_179_seconds,
    &a_code_at_180_seconds,
    &a_code_at_181_seconds,
    &two_wrong_codes_leave_the_right_one,
    &three_wrong_codes_void_it,
    &a_code_is_for_its_own_session,
    &a_new_code_voids_the_old,
    &codes_do_not_come_in_a_flood,
    &logout_ends_the_session,
    &an_idle_session_at_599_seconds,
    &an_idle_session_at_600_seconds,
    &an_idle_session_at_601_seconds,
    &logout_leaves_other_sessions,
    NULL,
};
