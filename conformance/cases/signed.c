/* SPDX-License-Identifier: MIT */
/* E-imzalı Giriş: whose signature, over which challenge, opens what to whom. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

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

CASE(a_signature_signs_in, TARGET_PORTAL, new_card,
     "a valid certificate of this CA signs in, "
     "though its holder has a newer one, and a cookie from before the login does not") = {
    {SETUP, "a newer card", "! new as=newer", "ok"},
    SIGNED,
    {SETUP, "the cookie is copied", "! copy_cookies from=0 to=1", "ok"},
    {LOG_6, "E-imzalı Giriş", ENTER, "200 menu=/nb/islemler"},
    {LOG_6, "menu", MENU, "200"},
    {LOG_6, "the holder's", "GET /nb/bilgi", "200 kimlik_no=$id"},
    {LOG_6, "the copied cookie", "1: " MENU, SHUT},
};

CASE(not_with_anothers_number, TARGET_PORTAL, new_card,
     "with another person's Kimlik No the signature opens nothing") = {
    {SETUP, "another person", "! holder id=22222222220", "ok"},
    SIGNED,
    {LOG_6, "the other's number", "POST /nbimzali.go kimlik_no=22222222220 imza=$cms", "401"},
    SIGNED,
    {LOG_6, "no number", "POST /nbimzali.go imza=$cms", "4.."},
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
    {SETUP, "nothing at all is signed", "? sign.cms pin=123456 data= detached=true",
     "ok cms=<cms>"},
    {LOG_7, "in the challenge's place", ENTER, "401"},
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
    {SETUP, "a page", "GET /nbimzali.go", "200"},
    {SETUP, "its code", "POST /nbimzali.go/kod kimlik_no=$id", "200 onay_kodu=<code>"},
    {SETUP, "300 seconds pass", "! later 300", "ok"},
    {LOG_7, "it waits", "GET /nbimzali.go/bekle", "200 state=code"},
    {SETUP, "a second more", "! later 1", "ok"},
    {LOG_7, "too late for a program", "1: POST /imza/baslat onay_kodu=$code", "403"},
    {LOG_7, "and for the page", "GET /nbimzali.go/bekle", "200 state=failed -menu"},
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
    CHALLENGE,
    {SETUP, "something else is signed, and comes along",
     "? sign.cms pin=123456 data=b3RoZXI= detached=false", "ok cms=<cms>"},
    {LOG_7, "E-imzalı Giriş", ENTER, "401"},
    {LOG_7, "no signature at all", "POST /nbimzali.go kimlik_no=$id imza=AAAA", "4.."},
    {LOG_7, "menu", MENU, SHUT},
    CHALLENGE,
    {SETUP, "the challenge is signed, and comes along",
     "? sign.cms pin=123456 data=$data detached=false", "ok cms=<cms>"},
    {LOG_7, "E-imzalı Giriş", ENTER, "200"},
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

CASE(not_a_card_of_two_persons, TARGET_PORTAL, new_card,
     "a certificate with one person's number, issued to another, signs in neither") = {
    {SETUP, "another person", "! holder", "ok"},
    {SETUP, "such a card", "! new subject=22222222220 as=odd", "ok"},
    {SETUP, "it is put in", "! insert $odd", "ok"},
    SIGNED,
    {LOG_6, "who holds it", ENTER, "401"},
    SIGNED,
    {LOG_6, "whose number it has", "POST /nbimzali.go kimlik_no=22222222220 imza=$cms", "401"},
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

const struct conf_case *const signed_cases[] = {
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
    &not_a_card_of_two_persons,
    &a_certificate_that_comes_along_is_not_the_signer,
    &a_page_follows_its_program,
    &a_signature_is_for_the_name_it_was_asked_for,
    NULL,
};
