/* SPDX-License-Identifier: MIT */
/* What goes wrong by name (sim/world/faults.def, portal-mock/faults.def) and is in no other suite:
 * a reader, a phone and a portal in trouble, and a client or login that comes through. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define SIGN         "? sign.cms pin=123456 data=dGVzdA== detached=true"
#define ENTER        "? portal.login kimlik_no=$id word=$word"
#define LIST         "? portal.certificates"
#define VERIFY       "? pin.verify pin=999999"
#define NO_CARD      "card_removed|no_card|card_error|busy|failed|mute_card|no_reader"
#define NO_PORTAL    "unreachable|failed|refused|not_logged_in"
#define WRONG        NO_CARD "|foreign_card|not_found"
#define NOT_ACCEPTED "untrusted|unreachable|failed|refused|signature_bad"
#define RIGHTED                                                                                    \
    {SETUP, "the reader is right again, at once or the time after", "? pin.status",                \
     "ok|" NO_CARD},                                                                               \
    {                                                                                              \
        CLI_2, "it works", SIGN, "ok cms=<cms>"                                                    \
    }
#define FORM                                                                                       \
    {SETUP, "the form", "GET /nbsifreli.go", "200 captcha=<captcha>"},                             \
        {SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"},                \
    {                                                                                              \
        SETUP, "the form is right",                                                                \
            "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=$word",      \
            "200"                                                                                  \
    }
#define ASK  "POST /nbsifreli.go/sms"
#define CODE "POST /nbsifreli.go/kod sms_onay_kodu=$sms"

CASE(
    torn_out_before_the_answer, TARGET_CLIENT, new_card,
    "a card that obeys and is gone before its answer has cost one try: the PIN is not sent again") =
    {
        {SETUP, "works", "? pin.status", "ok"},
        {SETUP, "pulled out", "! fault card-torn", "ok"},
        {CLI_2, "an error", "? pin.verify pin=999999", NO_CARD},
        {SETUP, "a moment", "! wait 300", "ok"},
        {SETUP, "in again", "! insert", "ok"},
        {CLI_2, "one at the most", "! status", "ok pin_tries!=1"},
        RIGHTED,
};

CASE(an_answer_never_comes, TARGET_CLIENT, new_card,
     "an answer that never comes is an error, and the PIN is not sent again") = {
    {SETUP, "works", "? pin.status", "ok"},
    {SETUP, "no answer", "! fault card-timeout", "ok"},
    {CLI_2, "an error", "? pin.verify pin=999999", NO_CARD},
    {CLI_2, "one at the most", "! status", "ok pin_tries!=1"},
};

CASE(a_slow_card_is_waited_for, TARGET_CLIENT, new_card,
     "a card that takes its time is waited for") = {
    {SETUP, "slow", "! fault card-slow count=3 amount=150", "ok"},
    {CLI_2, "signs", SIGN, "ok cms=<cms>"},
    {CLI_2, "rightly", "! cms_verify cms=$cms data=dGVzdA==", "ok"},
};

/* Somebody resets the card before the N-th command of a signature. */
#define RESET_BEFORE(N)                                                                            \
    {SETUP, "a reset in between", "! fault card-reset first=" N, "ok"},                            \
        {CLI_2, "an error, or done", SIGN, "ok|refused|" WRONG},                                   \
        {PIN_8, "its PIN was sent once at the most", "! presented", "ok more!=2 more!=3"},         \
        {SETUP, "it is over", "! fault card-reset count=0", "ok"}, RIGHTED,                        \
    {                                                                                              \
        PIN_8, "its PIN was sent once", "! presented", "ok more=1"                                 \
    }

CASE(somebody_resets_the_card, TARGET_CLIENT, new_card,
     "another program's reset costs what was verified and nothing more") = {
    {SETUP, "works", "? pin.status", "ok"},
    RESET_BEFORE("2"),
    RESET_BEFORE("10"),
    RESET_BEFORE("14"),
    RESET_BEFORE("16"),
    RESET_BEFORE("17"),
    RESET_BEFORE("18"),
    RESET_BEFORE("22"),
    RESET_BEFORE("25"),
    {CLI_2, "no try was lost", "! status", "ok pin_tries=3"},
};

CASE(somebody_holds_the_card, TARGET_CLIENT, new_card,
     "a card that another program holds is busy, and free again afterwards") = {
    {SETUP, "works", "? pin.status", "ok"},
    {SETUP, "held", "! fault card-busy", "ok"},
    {CLI_2, "an error, or done", SIGN, "ok|" NO_CARD},
    {SETUP, "pcscd looks for the card anew", "! wait 1500", "ok"},
    RIGHTED,
    {CLI_2, "no try was lost", "! status", "ok pin_tries=3"},
};

CASE(the_reader_is_unplugged, TARGET_CLIENT, new_card,
     "a reader that vanishes is an error, and works when it is back") = {
    {SETUP, "works", "? pin.status", "ok"},
    {SETUP, "unplugged", "! fault reader-gone", "ok"},
    {CLI_2, "an error", SIGN, NO_CARD},
    {SETUP, "a moment", "! wait 300", "ok"},
    {SETUP, "plugged in again", "! fault reader-gone count=0", "ok"},
    {SETUP, "out", "! remove", "*"},
    {SETUP, "in", "! insert", "ok"},
    RIGHTED,
    {CLI_2, "no try was lost", "! status", "ok pin_tries=3"},
};

CASE(a_late_code_is_good_from_when_it_was_made, TARGET_PORTAL, new_card_timed,
     "a message that comes 100 seconds late leaves 80 for its code") = {
    {SETUP, "the net is slow", "! fault sms-late amount=100", "ok"},
    FORM,
    {SETUP, "Onay", ASK, "200"},
    {LOG_3, "nothing yet", "! sms_count", "ok count=0"},
    {SETUP, "100 seconds", "! later 100", "ok"},
    {SETUP, "it comes", "! sms", "ok code=<sms>"},
    {SETUP, "81 more", "! later 81", "ok"},
    {LOG_4, "181 since it was made", CODE, "401"},
};

CASE(a_late_code_has_what_is_left, TARGET_PORTAL, new_card_timed,
     "a message that comes 100 seconds late is good for 80 more") = {
    {SETUP, "the net is slow", "! fault sms-late amount=100", "ok"},
    FORM,
    {SETUP, "Onay", ASK, "200"},
    {SETUP, "100 seconds", "! later 100", "ok"},
    {SETUP, "it comes", "! sms", "ok code=<sms>"},
    {SETUP, "80 more", "! later 80", "ok"},
    {LOG_4, "180 since it was made", CODE, "200"},
};

CASE(a_lost_code_is_asked_for_again, TARGET_PORTAL, new_card_timed,
     "when the message is lost a second one can be asked for") = {
    {SETUP, "it is lost", "! fault sms-lost", "ok"},
    FORM,
    {SETUP, "Onay", ASK, "200"},
    {LOG_3, "nothing came", "! sms_count", "ok count=0"},
    {SETUP, "a minute", "! later 61", "ok"},
    {LOG_4, "once more", ASK, "200"},
    {LOG_4, "it comes", "! sms", "ok code=<sms>"},
    {LOG_4, "the code", CODE, "200"},
};

CASE(a_code_twice_is_one_code, TARGET_PORTAL, new_card_timed,
     "a message that comes twice is one code, which works once") = {
    {SETUP, "twice", "! fault sms-doubled", "ok"},
    FORM,
    {SETUP, "Onay", ASK, "200"},
    {LOG_4, "two messages", "! sms_count", "ok count=2"},
    {SETUP, "the first", "! sms nth=1", "ok code=<sms>"},
    {SETUP, "the second, the same", "! sms", "ok code=$sms"},
    {LOG_4, "the code", CODE, "200"},
    {SETUP, "Çıkış", "POST /nb/cikis", "200"},
    FORM,
    {LOG_4, "the second message in a new login", CODE, "4.."},
};

CASE(codes_overtake_each_other, TARGET_PORTAL, new_card_timed,
     "of two messages in the wrong order the newer code works, not the one that came last") = {
    {SETUP, "the first is overtaken", "! fault sms-swapped", "ok"},
    FORM,
    {SETUP, "Onay", ASK, "200"},
    {SETUP, "a minute", "! later 61", "ok"},
    {SETUP, "once more", ASK, "200"},
    {SETUP, "what came last was made first", "! sms", "ok code=<old>"},
    {SETUP, "what came before", "! sms nth=1", "ok code=<sms>"},
    {LOG_4, "they differ", "! differ $old $sms", "ok"},
    {LOG_4, "the older", "POST /nbsifreli.go/kod sms_onay_kodu=$old", "401"},
    {LOG_4, "the newer", CODE, "200"},
};

/* The client's next question after a fault of the portal's: it errs or is answered, and afterwards
 * it goes on. */
#define STUMBLES(FAULT)                                                                            \
    {SETUP, "signs in", ENTER, "ok"}, {SETUP, "the portal stumbles", "! fault " FAULT, "ok"},      \
        {CLI_3, "an error, no made-up list", LIST, NO_PORTAL " -certificates.0"},                  \
        {SETUP, "signs in again", ENTER, "ok"},                                                    \
    {                                                                                              \
        CLI_3, "it goes on", LIST, "ok certificates.[serial=$cert].status=good"                    \
    }

CASE(the_portal_errs, TARGET_CLIENT, new_card, "a 500 of the portal's is an error") = {
    STUMBLES("status-500"),
};
CASE(the_portal_breaks_off, TARGET_CLIENT, new_card,
     "half an answer of the portal's is an error") = {
    STUMBLES("cut-body"),
};
CASE(the_portal_counts_wrong, TARGET_CLIENT, new_card,
     "an answer shorter than announced is an error") = {
    STUMBLES("wrong-length"),
};
CASE(the_portal_forgets, TARGET_CLIENT, new_card,
     "a session that the portal forgot has to be begun again") = {
    {SETUP, "signs in", ENTER, "ok"},
    {SETUP, "forgotten", "! fault session-dropped", "ok"},
    {CLI_3, "not logged in", LIST, "not_logged_in -certificates.0"},
    {SETUP, "signs in again", ENTER, "ok"},
    {CLI_3, "it goes on", LIST, "ok certificates.[serial=$cert].status=good"},
};
CASE(the_portal_is_slow, TARGET_CLIENT, new_card, "a slow portal is waited for") = {
    {SETUP, "signs in", ENTER, "ok"},
    {SETUP, "slow", "! fault slow amount=500", "ok"},
    {CLI_3, "it is waited for", LIST, "ok certificates.[serial=$cert].status=good"},
};
CASE(a_portal_of_a_foreign_root, TARGET_CLIENT, new_card,
     "a portal that shows a certificate of another root, or for another host, is told nothing") = {
    {SETUP, "another root's certificate", "! fault tls-foreign", "ok"},
    {CLI_5, "login", ENTER, "not_trusted"},
    {SETUP, "the right root's", "! fault tls-other-host", "ok"},
    {SETUP, "of another host", "! fault tls-foreign count=0", "ok"},
    {CLI_5, "login", ENTER, "not_trusted"},
    {CLI_5, "the portal saw no form", "! requests POST", "ok count=0"},
    {SETUP, "the right one", "! fault tls-other-host count=0", "ok"},
    {CLI_5, "login", ENTER, "ok"},
    {SETUP, "another one takes its place", "! fault tls-foreign", "ok"},
    {CLI_5, "nor is it told more", LIST, "not_trusted -certificates.0"},
};

/* Who errs is told so, and is not in. */
#define REFUSED(WORD)                                                                              \
    {CLI_3, "it is told", ENTER, WORD},                                                            \
    {                                                                                              \
        CLI_3, "nothing is open", LIST, "not_logged_in -certificates.0"                            \
    }

CASE(
    what_the_portal_refuses_is_told, TARGET_CLIENT, new_card_timed,
    "what the portal refuses is told as refused, by its reason, and nothing of it has happened") = {
    {CLI_3, "a wrong word", "? portal.login kimlik_no=$id word=elma", "login_failed"},
    {CLI_3, "nothing is open", LIST, "not_logged_in -certificates.0"},
    {SETUP, "a misread picture", "! person captcha=00000", "ok"},
    REFUSED("login_failed"),
    {SETUP, "a mistyped code", "! person captcha= sms=000000", "ok"},
    REFUSED("code_wrong"),
    {SETUP, "nobody types a code", "! person sms=null", "ok"},
    REFUSED("given_up"),
    {SETUP, "all is right", "! person sms=", "ok"},
    {CLI_3, "it is in", ENTER, "ok"},
    {CLI_3, "its certificate", LIST,
     "ok certificates.[serial=$cert].status=good certificates.[serial=$cert].card=$serial"},
    {CLI_3, "nobody's certificate", "? portal.suspend certificate=00FF00FF00FF", "not_found"},
    {CLI_3, "nothing to lift", "? portal.lift certificate=$cert", "refused"},
    {CLI_3, "a card that is none", "? portal.unlock card=0011223344556677889900AA", "not_found"},
    {SETUP, "a mistyped code", "! person sms=000000", "ok"},
    {CLI_3, "no pairing code", "? portal.unlock card=$serial", "code_wrong -pairing_code"},
    {SETUP, "a minute", "! later 61", "ok"},
    {SETUP, "the code is right", "! person sms=", "ok"},
    {CLI_3, "Kilit Çözme", "? portal.unlock card=$serial", "ok pairing_code=<code>"},
    {SETUP, "another card", "! new as=second", "ok"},
    {SETUP, "it is put in", "! insert $second", "ok"},
    {SETUP, "the client notices", "? pin.status", "ok|" NO_CARD},
    {CLI_3, "the code is for the first", "? unblock.portal pairing_code=$code new_pin=654321",
     "refused|pairing_refused"},
    {CLI_3, "its PIN is as it was", "? pin.verify pin=123456", "ok"},
    {SETUP, "suspended by the CA", "! staff held-by-ca", "ok"},
    {CLI_3, "not to be lifted", "? portal.lift certificate=$cert", "refused"},
    {CLI_3, "still held", LIST, "ok certificates.[serial=$cert].status=held"},
    {SETUP, "revoked", "! staff revoked", "ok"},
    {CLI_3, "not to be lifted", "? portal.lift certificate=$cert", "refused"},
    {CLI_3, "nor suspended", "? portal.suspend certificate=$cert", "refused"},
    {CLI_3, "it is revoked", LIST, "ok certificates.[serial=$cert].status=revoked"},
    {SETUP, "a card of 2010", "! new produced=2010-03-15 as=old", "ok"},
    {CLI_3, "its PUK is told as such", "? portal.pins",
     "ok cards.[serial=$old].pin=123456 cards.[serial=$old].puk=12345678 "
     "cards.[serial=$serial].pin=123456 -cards.[serial=$serial].puk"},
    {SETUP, "Çıkış", "? portal.logout", "ok"},
    {CLI_3, "nothing is open", "? portal.pins", "not_logged_in -cards.0"},
};

/* Pulled out in the unlock itself: what comes of it is an error, told as one, and it is begun
 * again. */
#define UNLOCK_PULLED(FAULT)                                                                       \
    {SETUP, "a minute", "! later 61", "ok"},                                                       \
        {CLI_2, "Kilit Çözme", "? portal.unlock card=$serial", "ok pairing_code=<code>"},          \
        {SETUP, "pulled out at a command", "! fault " FAULT, "ok"},                                \
        {CLI_2, "an error", "? unblock.portal pairing_code=$code new_pin=654321", NO_CARD},        \
        {CLI_2, "locked or unlocked", "! status", "ok pin_tries!=1 pin_tries!=2"},                 \
        {SETUP, "out", "! remove", "*"}, {SETUP, "in again", "! insert", "ok"},                    \
    {                                                                                              \
        SETUP, "the client notices", "? pin.status", "ok|" NO_CARD                                 \
    }

CASE(an_unlock_is_broken_off, TARGET_CLIENT, new_card_timed,
     "a card pulled out in the middle of Kilit Çözme gives an error, and the next try works") = {
    {SETUP, "wrong, once", VERIFY, "wrong_pin"},
    {SETUP, "wrong, twice", VERIFY, "wrong_pin"},
    {SETUP, "wrong, thrice", VERIFY, "wrong_pin|pin_locked"},
    {SETUP, "signs in", ENTER, "ok"},
    UNLOCK_PULLED("card-removed first=1"),
    UNLOCK_PULLED("card-removed first=2"),
    UNLOCK_PULLED("card-removed first=3"),
    UNLOCK_PULLED("card-torn first=3"),
    {SETUP, "a minute", "! later 61", "ok"},
    {CLI_2, "Kilit Çözme", "? portal.unlock card=$serial", "ok pairing_code=<code>"},
    {CLI_2, "the next try", "? unblock.portal pairing_code=$code new_pin=654321", "ok"},
    {CLI_2, "works", "? pin.verify pin=654321", "ok"},
    {CLI_2, "three tries", "! status", "ok pin_tries=3"},
};

/* No answer of OCSP's that does not hold is taken for good. */
#define DOUBTED(FAULT)                                                                             \
    {SETUP, "the responder lies", "! fault " FAULT, "ok"},                                         \
        {CLI_3, "not good", "? ocsp.check", "* status!=good"},                                     \
        {SETUP, "it stops", "! fault " FAULT " count=0", "ok"},                                    \
    {                                                                                              \
        CLI_3, "good again", "? ocsp.check", "ok status=good"                                      \
    }

CASE(a_doubtful_ocsp_answer, TARGET_CLIENT, new_card,
     "an OCSP answer that is old, of tomorrow, a stranger's, altered, to another question, about "
     "another certificate, or none, is not taken for good") = {
    {CLI_3, "good", "? ocsp.check", "ok status=good"},
    DOUBTED("ocsp-stale count=100"),
    DOUBTED("clock-skew amount=86400"),
    DOUBTED("ocsp-wrong-signer count=100"),
    DOUBTED("ocsp-bad-signature count=100"),
    DOUBTED("ocsp-other-nonce count=100"),
    DOUBTED("ocsp-other-serial count=100"),
    DOUBTED("ocsp-unknown count=100"),
    DOUBTED("ocsp-not-published count=100"),
};

CASE(a_signature_of_unknown_standing, TARGET_CLIENT, new_card,
     "a signature is not accepted while nobody says what its certificate is worth") = {
    {SETUP, "signs", SIGN, "ok cms=<cms>"},
    {SETUP, "it is accepted", "? signature.verify cms=$cms data=dGVzdA==", "ok signer=$cert"},
    {SETUP, "OCSP is silent", "! fault ocsp-not-published count=100", "ok"},
    {SETUP, "and there is no CRL", "! fault crl-not-published count=100", "ok"},
    {CLI_3, "it is not", "? signature.verify cms=$cms data=dGVzdA==", NOT_ACCEPTED},
    {SETUP, "an altered CRL", "! fault crl-bad-signature count=100", "ok"},
    {SETUP, "is there", "! fault crl-not-published count=0", "ok"},
    {CLI_3, "it is not", "? signature.verify cms=$cms data=dGVzdA==", NOT_ACCEPTED},
    {SETUP, "an old CRL", "! fault crl-stale count=100", "ok"},
    {SETUP, "is there", "! fault crl-bad-signature count=0", "ok"},
    {CLI_3, "it is not", "? signature.verify cms=$cms data=dGVzdA==", NOT_ACCEPTED},
    {SETUP, "all is well", "! fault ocsp-not-published count=0", "ok"},
    {SETUP, "again", "! fault crl-stale count=0", "ok"},
    {CLI_3, "it is accepted", "? signature.verify cms=$cms data=dGVzdA==", "ok signer=$cert"},
    {SETUP, "the certificate is suspended", "! staff held", "ok"},
    {CLI_3, "it is not", "? signature.verify cms=$cms data=dGVzdA==", "held"},
    {CLI_3, "so says OCSP", "? ocsp.check", "ok status=held reason=certificateHold"},
    {SETUP, "lifted", "! staff good", "ok"},
    {CLI_3, "it is accepted", "? signature.verify cms=$cms data=dGVzdA==", "ok signer=$cert"},
    {SETUP, "revoked", "! staff revoked", "ok"},
    {CLI_3, "it is not", "? signature.verify cms=$cms data=dGVzdA==", "revoked"},
    {CLI_3, "so says OCSP", "? ocsp.check", "ok status=revoked"},
    {SETUP, "a card of another CA of that name", "! new flavour=wrong-issuer as=foreign", "ok"},
    {SETUP, "it is put in", "! insert $foreign", "ok"},
    {SETUP, "the client notices", "? pin.status", "ok|" NO_CARD},
    {CLI_3, "nobody vouches for it", "? ocsp.check", "* status!=good"},
    {SETUP, "signs", SIGN, "ok cms=<cms>"},
    {CLI_3, "it is not accepted", "? signature.verify cms=$cms data=dGVzdA==", "untrusted"},
};

CASE(long_answers, TARGET_CLIENT, new_card,
     "answers with bytes before them give errors, never a success") = {
    {SETUP, "every answer is longer", "! fault card-long count=100000", "ok"},
    {CLI_3, "no wrong success", "? pin.verify pin=999999", WRONG "|wrong_pin"},
    {CLI_3, "no wrong certificate", "? card.certificates", WRONG " -certificates.0"},
    {CLI_3, "no signature", SIGN, WRONG " -cms"},
    {SETUP, "it stops", "! fault card-long count=0", "ok"},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in again", "! insert", "ok"},
    RIGHTED,
};

const struct conf_case *const trouble_cases[] = {
    &torn_out_before_the_answer,
    &an_answer_never_comes,
    &a_slow_card_is_waited_for,
    &somebody_resets_the_card,
    &somebody_holds_the_card,
    &the_reader_is_unplugged,
    &a_late_code_is_good_from_when_it_was_made,
    &a_late_code_has_what_is_left,
    &a_lost_code_is_asked_for_again,
    &a_code_twice_is_one_code,
    &codes_overtake_each_other,
    &the_portal_errs,
    &the_portal_breaks_off,
    &the_portal_counts_wrong,
    &the_portal_forgets,
    &the_portal_is_slow,
    &a_portal_of_a_foreign_root,
    &what_the_portal_refuses_is_told,
    &an_unlock_is_broken_off,
    &a_doubtful_ocsp_answer,
    &a_signature_of_unknown_standing,
    &long_answers,
    NULL,
};
