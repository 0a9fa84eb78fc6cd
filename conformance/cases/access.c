/* SPDX-License-Identifier: MIT */
/* The ways in: the entry page, lockouts, check digits, E-imzalı Giriş, the driver service. */
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
#define SHUT "401|403|303|302"
/* E-imzalı Giriş: a challenge in $challenge, and its signature by the card in $cms. */
#define CHALLENGE                                                                                  \
    {SETUP, "a challenge", "GET /nbimzali.go", "200 challenge=<challenge>"},                       \
    {                                                                                              \
        SETUP, "as data", "! base64 $challenge", "ok text=<data>"                                  \
    }
#define SIGNED                                                                                     \
    CHALLENGE,                                                                                     \
    {                                                                                              \
        SETUP, "the card signs it", "? sign.cms pin=123456 data=$data detached=true",              \
            "ok cms=<cms>"                                                                         \
    }
#define ENTER "POST /nbimzali.go kimlik_no=$id imza=$cms"
#define MENU  "GET /nb/islemler"

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
     "after five wrong words the right one is refused with the very same answer; the holder is "
     "told") = {
    FAIL(SETUP, "once"),
    FAIL(SETUP, "twice"),
    FAIL(SETUP, "thrice"),
    FAIL(SETUP, "four times"),
    {SETUP, "no SMS yet", "! sms_count", "ok count=0"},
    FAIL(SETUP, "five times"),
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
    {LOG_9, "a leading zero", FORM("01111111110", "$word"), "400"},
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

CASE(a_signature_signs_in, TARGET_PORTAL, new_card, "a valid certificate of this CA signs in") = {
    SIGNED,
    {LOG_6, "E-imzalı Giriş", ENTER, "200 menu=/nb/islemler"},
    {LOG_6, "menu", MENU, "200"},
};

CASE(not_with_anothers_number, TARGET_PORTAL, new_card,
     "with another person's Kimlik No the signature opens nothing") = {
    {SETUP, "another person", "! holder id=22222222220", "ok"},
    SIGNED,
    {LOG_6, "the other's number", "POST /nbimzali.go kimlik_no=22222222220 imza=$cms", "401"},
    {LOG_6, "menu", MENU, SHUT},
};

CASE(not_with_a_held_certificate, TARGET_PORTAL, new_card,
     "a suspended certificate does not sign in") = {
    SIGNED,
    {SETUP, "suspended", "! staff held", "ok"},
    {LOG_6, "E-imzalı Giriş", ENTER, "401 error=signature_refused"},
    {LOG_6, "menu", MENU, SHUT},
    {SETUP, "lifted", "! staff good", "ok"},
    SIGNED,
    {LOG_6, "again", ENTER, "200"},
};

CASE(not_with_a_revoked_certificate, TARGET_PORTAL, new_card,
     "a revoked certificate does not sign in") = {
    SIGNED,
    {SETUP, "revoked", "! staff revoked", "ok"},
    {LOG_6, "E-imzalı Giriş", ENTER, "401 error=signature_refused"},
    {LOG_6, "menu", MENU, SHUT},
};

CASE(not_after_its_end, TARGET_PORTAL, new_card_timed,
     "in its last second a certificate signs in, a second later it does not") = {
    {SETUP, "the certificate", "? card.certificates", "ok certificates.0.der=<der>"},
    {SETUP, "its end", "! certificate certificate=$der", "ok not_after=<end>"},
    {SETUP, "its last second", "! clock_at $end", "ok"},
    SIGNED,
    {LOG_6, "E-imzalı Giriş", ENTER, "200"},
    {SETUP, "its last second", "! clock_at $end", "ok"},
    SIGNED,
    {SETUP, "a second later", "! later 1", "ok"},
    {LOG_6, "E-imzalı Giriş", ENTER, "401 error=signature_refused"},
};

CASE(not_before_its_start, TARGET_PORTAL, new_card_timed,
     "a second before its start a certificate does not sign in, in its first second it does") = {
    {SETUP, "the certificate", "? card.certificates", "ok certificates.0.der=<der>"},
    {SETUP, "its start", "! certificate certificate=$der", "ok not_before=<start>"},
    {SETUP, "a second before", "! clock_at $start plus=-1", "ok"},
    CHALLENGE,
    {SETUP, "signed by a client with a fast clock",
     "? sign.cms pin=123456 data=$data detached=true now=$start", "ok cms=<cms>"},
    {LOG_6, "E-imzalı Giriş", ENTER, "401 error=signature_refused"},
    {SETUP, "its first second", "! clock_at $start", "ok"},
    SIGNED,
    {LOG_6, "E-imzalı Giriş", ENTER, "200"},
};

CASE(a_challenge_is_answered_once, TARGET_PORTAL, new_card,
     "a replayed signature opens nothing") = {
    SIGNED,
    {SETUP, "E-imzalı Giriş", ENTER, "200"},
    {SETUP, "Çıkış", "POST /nb/cikis", "200|303"},
    {SETUP, "a new challenge", "GET /nbimzali.go", "200 challenge=<challenge2>"},
    {LOG_7, "challenges differ", "! differ $challenge $challenge2", "ok"},
    {LOG_7, "the old signature", ENTER, "401"},
    {LOG_7, "menu", MENU, SHUT},
};

CASE(a_challenge_is_asked_once, TARGET_PORTAL, new_card,
     "after a refused answer the same challenge is not answered again") = {
    SIGNED,
    {SETUP, "with another's number", "POST /nbimzali.go kimlik_no=22222222220 imza=$cms", "401"},
    {LOG_7, "then with the right one", ENTER, "401"},
    {LOG_7, "menu", MENU, SHUT},
};

CASE(a_challenge_at_300_and_301_seconds, TARGET_PORTAL, new_card_timed,
     "a challenge is good for 300 seconds, and not for 301") = {
    SIGNED,
    {SETUP, "300 seconds pass", "! later 300", "ok"},
    {LOG_7, "E-imzalı Giriş", ENTER, "200"},
    SIGNED,
    {SETUP, "301 seconds pass", "! later 301", "ok"},
    {LOG_7, "E-imzalı Giriş", ENTER, "401"},
};

CASE(a_challenge_is_of_one_session, TARGET_PORTAL, new_card,
     "a signature over one session's challenge opens no other session") = {
    SIGNED,
    {SETUP, "another browser", "1: GET /nbimzali.go", "200"},
    {LOG_7, "the first one's signature", "1: POST /nbimzali.go kimlik_no=$id imza=$cms", "401"},
    {LOG_7, "menu", "1: GET /nb/islemler", SHUT},
    {LOG_7, "in its own session", ENTER, "200"},
};

CASE(other_data_does_not_sign_in, TARGET_PORTAL, new_card,
     "a signature over something else opens nothing") = {
    CHALLENGE,
    {SETUP, "something else is signed", "? sign.cms pin=123456 data=b3RoZXI= detached=true",
     "ok cms=<cms>"},
    {LOG_7, "E-imzalı Giriş", ENTER, "401"},
    {LOG_7, "no signature at all", "POST /nbimzali.go kimlik_no=$id imza=AAAA", "4.."},
    {LOG_7, "menu", MENU, SHUT},
};

CASE(not_another_cas_certificate, TARGET_PORTAL, new_card,
     "a certificate of a CA of the same name that is not this one does not sign in") = {
    {SETUP, "such a card", "! new flavour=wrong-issuer as=foreign", "ok"},
    {SETUP, "it is put in", "! insert $foreign", "ok"},
    SIGNED,
    {LOG_6, "E-imzalı Giriş", ENTER, "401"},
    {LOG_6, "menu", MENU, SHUT},
};

CASE(not_another_persons_certificate, TARGET_PORTAL, new_card,
     "another holder's certificate does not sign in for this one") = {
    {SETUP, "another person", "! holder id=22222222220", "ok"},
    {SETUP, "with a card", "! new holder=22222222220 as=theirs", "ok"},
    {SETUP, "it is put in", "! insert $theirs", "ok"},
    SIGNED,
    {LOG_6, "E-imzalı Giriş", ENTER, "401"},
    {LOG_6, "menu", MENU, SHUT},
};

/* What comes along with a signature says nothing of who made it. A bag is in the order of its
 * certificates' bytes, so that one of the two signers has the other's certificate in front. */
#define BAG(OTHER)                                                                                 \
    SIGNED,                                                                                        \
    {                                                                                              \
        SETUP, "the other's certificate too", "! cms_with cms=$cms certificate=" OTHER,            \
            "ok cms=<cms>"                                                                         \
    }
#define THEIR_NUMBER     "22222222220"
#define ENTER_AS(NUMBER) "POST /nbimzali.go kimlik_no=" NUMBER " imza=$cms"
#define NOTICED                                                                                    \
    {                                                                                              \
        SETUP, "the client notices", "? pin.status", "ok|card_removed|no_card"                     \
    }

CASE(a_certificate_that_comes_along_is_not_the_signer, TARGET_PORTAL, new_card,
     "a signature that brings another holder's certificate along signs in its signer alone") = {
    {SETUP, "another person", "! holder id=" THEIR_NUMBER, "ok"},
    {SETUP, "with a card", "! new holder=" THEIR_NUMBER " as=theirs", "ok"},
    {SETUP, "the first's certificate", "? card.certificates", "ok certificates.0.der=<first>"},
    {SETUP, "the other card", "! insert $theirs", "ok"},
    NOTICED,
    {SETUP, "its certificate", "? card.certificates", "ok certificates.0.der=<second>"},
    BAG("$first"),
    {LOG_6, "the second signs, for the first", ENTER_AS("$id"), "401"},
    {LOG_6, "menu", MENU, SHUT},
    BAG("$first"),
    {LOG_6, "the second signs, for himself", ENTER_AS(THEIR_NUMBER), "200 menu=/nb/islemler"},
    {SETUP, "Çıkış", "POST /nb/cikis", "200|303"},
    {SETUP, "the first card again", "! insert $serial", "ok"},
    NOTICED,
    BAG("$second"),
    {LOG_6, "the first signs, for the second", ENTER_AS(THEIR_NUMBER), "401"},
    {LOG_6, "menu", MENU, SHUT},
    BAG("$second"),
    {LOG_6, "the first signs, for himself", ENTER, "200 menu=/nb/islemler"},
};

/* The page's way: a code on it, with which a program signs. */
#define PAGE                                                                                       \
    {SETUP, "the page", "GET /nbimzali.go", "200"},                                                \
        {LOG_6, "its holder", "POST /nbimzali.go/kod kimlik_no=$id", "200 onay_kodu=<code>"},      \
        {SETUP, "the page waits", FOLLOW, "200 state=code -menu"},                                 \
        {LOG_6, "the program comes with the code", "1: POST /imza/baslat onay_kodu=$code",         \
         "200 kimlik_no=$id challenge=<challenge> pairing=<pairing>"},                             \
        {SETUP, "as data", "! base64 $challenge", "ok text=<data>"},                               \
        {SETUP, "the card signs it", "? sign.cms pin=123456 data=$data detached=true",             \
         "ok cms=<cms>"},                                                                          \
    {                                                                                              \
        LOG_6, "the program hands it in", "1: POST /imza/sonuc pairing=$pairing imza=$cms",        \
            "200 state=signed"                                                                     \
    }
#define FOLLOW "GET /nbimzali.go/bekle"

CASE(a_page_follows_its_program, TARGET_PORTAL, new_card,
     "a page whose code a program signed for signs in, and the program does not") = {
    PAGE,
    {SETUP, "not yet in", MENU, SHUT},
    {LOG_6, "the page follows", FOLLOW, "200 state=signed menu=/nb/islemler"},
    {LOG_6, "menu", MENU, "200"},
    {LOG_6, "the program's own", "1: GET /nb/islemler", SHUT},
    {LOG_7, "the pairing again", "1: POST /imza/sonuc pairing=$pairing imza=$cms", "4.."},
};

CASE(a_signature_is_for_the_name_it_was_asked_for, TARGET_PORTAL, new_card,
     "a page that names another person after the program signed is not signed in as that one") = {
    {SETUP, "another person", "! holder id=22222222220", "ok"},
    PAGE,
    {SETUP, "the other's number", "POST /nbimzali.go/kod kimlik_no=22222222220", "200|4.."},
    {LOG_6, "the page follows", FOLLOW, "200|4.. -menu"},
    {LOG_6, "menu", MENU, SHUT},
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
    &a_signature_signs_in,
    &not_with_anothers_number,
    &not_with_a_held_certificate,
    &not_with_a_revoked_certificate,
    &not_after_its_end,
    &not_before_its_start,
    &a_challenge_is_answered_once,
    &a_challenge_is_asked_once,
    &a_challenge_at_300_and_301_seconds,
    &a_challenge_is_of_one_session,
    &other_data_does_not_sign_in,
    &not_another_cas_certificate,
    &not_another_persons_certificate,
    &a_certificate_that_comes_along_is_not_the_signer,
    &a_page_follows_its_program,
    &a_signature_is_for_the_name_it_was_asked_for,
    &the_driver_service_answers,
    NULL,
};
