/* SPDX-License-Identifier: MIT */
/* The client in bad company: cards that vanish or lie, a portal that is none, eyes on its memory.
 */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

static const struct situation at_an_odd_second = {.produced = "2015-06-01",
                                                  .clock = "2026-03-02 10:00:07"};

#define SIGN       "? sign.cms pin=123456 data=dGVzdA== detached=true"
#define NO_SUCCESS "card_error|card_removed|no_card|mute_card|foreign_card|failed|busy|not_found"
/* With a fault on every answer the client errs, and works again once it is gone and the card was
 * put in anew (pcscd gives up a card that lies). */
#define LIES(NAME)                                                                                 \
    {SETUP, "every answer lies", "! fault " NAME " count=100000", "ok"},                           \
        {CLI_3, "no wrong success", "? pin.verify pin=123456", NO_SUCCESS},                        \
        {CLI_3, "no wrong certificate", "? card.certificates", NO_SUCCESS " -certificates.0"},     \
        {CLI_3, "no signature", "? sign.cms pin=123456 data=dGVzdA== detached=true",               \
         NO_SUCCESS " -cms"},                                                                      \
        {SETUP, "it stops", "! fault " NAME " count=0", "ok"}, {SETUP, "out", "! remove", "ok"},   \
        {SETUP, "in again", "! insert", "ok"},                                                     \
        {CLI_3, "it works again, at once or the time after", "? pin.status", "ok|" NO_SUCCESS},    \
    {                                                                                              \
        CLI_3, "it works", "? pin.verify pin=123456", "ok"                                         \
    }

CASE(garbled_answers, TARGET_CLIENT, new_card, "garbled answers give errors, never a success") = {
    LIES("card-garbled"),
};
CASE(random_answers, TARGET_CLIENT, new_card,
     "answers of random bytes that end rightly give neither certificate nor signature") = {
    {SETUP, "every answer is another", "! fault card-random count=100000", "ok"},
    {CLI_3, "no wrong certificate", "? card.certificates", NO_SUCCESS " -certificates.0"},
    {CLI_3, "no signature", SIGN, NO_SUCCESS " -cms"},
    {CLI_3, "no login", "? portal.login_signed kimlik_no=$id pin=123456", NO_SUCCESS},
    {SETUP, "it stops", "! fault card-random count=0", "ok"},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in again", "! insert", "ok"},
    {SETUP, "at once or the time after", "? pin.status", "ok|" NO_SUCCESS},
    {CLI_3, "it works", SIGN, "ok cms=<cms>"},
    {CLI_3, "and is right", "! cms_verify cms=$cms data=dGVzdA==", "ok"},
    {CLI_3, "no try was lost", "! status", "ok pin_tries=3"},
};
CASE(short_answers, TARGET_CLIENT, new_card, "answers of one byte give errors, never a success") = {
    LIES("card-cut"),
};
CASE(endless_answers, TARGET_CLIENT, new_card, "endless 61FF ends in an error, not in a hang") = {
    LIES("card-more"),
};
CASE(mute_cards, TARGET_CLIENT, new_card, "a card that does not answer gives errors") = {
    {SETUP, "no answer to the reset", "! fault card-mute count=100000", "ok"},
    {CLI_3, "no wrong success", "? pin.verify pin=123456", NO_SUCCESS},
    {SETUP, "it stops", "! fault card-mute count=0", "ok"},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in again", "! insert", "ok"},
    {CLI_3, "again", "? pin.status", "ok|" NO_SUCCESS},
    {CLI_3, "it works", "? pin.verify pin=123456", "ok"},
};

#define PULLED(N)                                                                                  \
    {SETUP, "pulled out at a command", "! fault card-removed first=" N, "ok"},                     \
        {CLI_2, "an error, or done before", SIGN, "card_removed|no_card|ok|busy|card_error"},      \
        {SETUP, "the fault is over", "! fault card-removed count=0", "ok"},                        \
        {SETUP, "out", "! remove", "*"}, {SETUP, "in again", "! insert", "ok"},                    \
        {CLI_2, "the next try", SIGN, "ok|card_removed|no_card"},                                  \
    {                                                                                              \
        CLI_2, "works at the latest now", SIGN, "ok cms=<cms>"                                     \
    }

CASE(pulled_out_in_the_middle, TARGET_CLIENT, new_card,
     "pulled out at any command of a signature: an error, and the next try works") = {
    PULLED("1"),
    PULLED("3"),
    PULLED("10"),
    {CLI_2, "and is right", "! cms_verify cms=$cms data=dGVzdA==", "ok"},
    PULLED("14"),
    PULLED("16"),
    PULLED("17"),
    PULLED("18"),
    PULLED("20"),
    {CLI_2, "and is right", "! cms_verify cms=$cms data=dGVzdA==", "ok"},
    {CLI_2, "no try was lost", "! status", "ok pin_tries=3"},
};

CASE(torn_out_after_a_wrong_pin, TARGET_CLIENT, new_card,
     "a card torn out after a wrong PIN has lost one try, and the client sends it no second time") =
    {
        {SETUP, "works", "? pin.status", "ok"},
        {SETUP, "pulled out", "! remove", "ok"},
        {CLI_2, "an error", "? pin.verify pin=999999", "card_removed|no_card"},
        {SETUP, "in again", "! insert", "ok"},
        {CLI_2, "no try was lost", "! status", "ok pin_tries=3"},
        {SETUP, "a wrong PIN", "? pin.verify pin=999999", "wrong_pin|card_removed"},
        {CLI_2, "one try at the most", "! status", "ok pin_tries!=1 pin_tries!=0"},
};

CASE(secrets_stay_inside, TARGET_CLIENT, new_card,
     "PIN, word and SMS code stand in no output, log, argument or environment of the client") = {
    {SETUP, "a PIN", "? pin.verify pin=123456", "ok"},
    {SETUP, "a wrong one", "? pin.verify pin=84930275", "wrong_pin"},
    {SETUP, "a login", "? portal.login kimlik_no=$id word=$word", "ok"},
    {SETUP, "its code", "! sms", "ok code=<sms>"},
    {SETUP, "an unlock by PUK", "? unblock.puk puk=73829165 new_pin=84930275",
     "use_portal|pin_locked|wrong_puk|refused"},
    {CLI_4, "the PIN", "! leaks 84930275", "clean"},
    {CLI_4, "the PUK", "! leaks 73829165", "clean"},
    {CLI_4, "the SMS code", "! leaks $sms", "clean"},
};

CASE(answers_do_not_repeat_secrets, TARGET_CLIENT, new_card,
     "no answer of the client repeats a PIN or PUK that it was given") = {
    {CLI_4, "a wrong PIN", "? pin.verify pin=84930275", "wrong_pin @body!~84930275"},
    {CLI_4, "a change", "? pin.change pin=123456 new_pin=84930275", "ok @body!~84930275"},
    {CLI_4, "a PUK", "? unblock.puk puk=73829165 new_pin=84930275", "* @body!~73829165"},
};

CASE(a_foreign_portal_is_not_trusted, TARGET_CLIENT, new_card,
     "a portal whose TLS certificate is of a foreign root is told nothing") = {
    {SETUP, "another root", "! foreign_root", "ok"},
    {CLI_5, "login", "? portal.login kimlik_no=$id word=$word", "not_trusted"},
    {CLI_5, "the portal saw no form", "! requests POST", "ok count=0"},
};

CASE(an_expired_portal_is_not_trusted, TARGET_CLIENT, new_card,
     "a portal whose TLS certificate has expired is told nothing") = {
    {SETUP, "expired", "! fault tls-expired count=1", "ok"},
    {CLI_5, "login", "? portal.login kimlik_no=$id word=$word", "not_trusted"},
    {CLI_5, "the portal saw no form", "! requests POST", "ok count=0"},
};

CASE(client_asks_before_deleting_unsaved, TARGET_CLIENT, new_card,
     "a client asked to delete a PIN that was never saved asks again") = {
    {SETUP, "signs in", "? portal.login kimlik_no=$id word=$word", "ok"},
    {SETUP, "the PIN is seen", "? portal.pins", "ok"},
    {INF_5, "deletes", "? portal.delete_pins even_unsaved=false", "refused|confirm"},
    {INF_5, "it is still there", "? portal.pins",
     "ok cards.[serial=$serial].pin=123456 cards.[serial=$serial].stored=issued"},
    {INF_5, "all the same", "? portal.delete_pins even_unsaved=true", "ok"},
    {INF_5, "it is gone", "? portal.pins",
     "ok cards.[serial=$serial].stored=deleted -cards.[serial=$serial].pin"},
};

CASE(client_asks_before_revoking_early, TARGET_CLIENT, new_card_timed,
     "a client asked to revoke the valid certificate before its successor has begun asks again") = {
    {SETUP, "a renewal", "! renew as=fresh", "ok"},
    {SETUP, "the certificate", "? card.certificates", "ok certificates.0.not_after=<end>"},
    {SETUP, "signs in", "? portal.login kimlik_no=$id word=$word", "ok"},
    {CRT_6, "revokes", "? portal.revoke certificate=$cert reason=keyCompromise confirm=false",
     "confirm until=$end"},
    {CRT_6, "all the same", "? portal.revoke certificate=$cert reason=keyCompromise confirm=true",
     "ok"},
};

CASE(client_asks_about_the_gap_too, TARGET_CLIENT, at_an_odd_second,
     "who has confirmed that he revokes, but not that he will then have no certificate for a time, "
     "is asked again") = {
    {SETUP, "a renewal", "! renew as=fresh", "ok"},
    {SETUP, "the certificate", "? card.certificates", "ok certificates.0.not_after=<end>"},
    {SETUP, "signs in", "? portal.login kimlik_no=$id word=$word", "ok"},
    {CRT_6, "confirmed once",
     "? portal.revoke certificate=$cert reason=keyCompromise confirm=true even_so=false",
     "confirm until=$end"},
    {CRT_6, "nothing happened", "? portal.certificates",
     "ok certificates.[serial=$cert].status=good"},
    {CRT_6, "all the same",
     "? portal.revoke certificate=$cert reason=keyCompromise confirm=true even_so=true", "ok"},
    {CRT_6, "revoked", "? portal.certificates", "ok certificates.[serial=$cert].status=revoked"},
    {CRT_6, "for the reason given", "? ocsp.check", "ok status=revoked reason=keyCompromise"},
};

CASE(
    client_names_the_successor_that_is_meant, TARGET_CLIENT, new_card_timed,
    "of two cards with a renewal each the date is that of the one whose certificate is revoked") = {
    {SETUP, "the certificate", "? card.certificates", "ok certificates.0.not_after=<end>"},
    {SETUP, "a day passes", "! later 86400", "ok"},
    {SETUP, "a second card", "! new as=second", "ok"},
    {SETUP, "its renewal", "! renew $second as=later", "ok"},
    {SETUP, "the first one's", "! renew $serial as=fresh", "ok"},
    {SETUP, "another day", "! later 86400", "ok"},
    {SETUP, "a third card", "! new as=third", "ok"},
    {SETUP, "its renewal", "! renew $third as=last", "ok"},
    {SETUP, "signs in", "? portal.login kimlik_no=$id word=$word", "ok"},
    {CRT_6, "revokes", "? portal.revoke certificate=$cert reason=keyCompromise confirm=false",
     "confirm until=$end"},
    {CRT_6, "confirmed once",
     "? portal.revoke certificate=$cert reason=keyCompromise confirm=true even_so=false",
     "confirm until=$end"},
};

CASE(client_signs_in_with_the_card, TARGET_CLIENT, new_card,
     "a client signs in by E-imzalı Giriş, and not for another person") = {
    {LOG_6, "signs in", "? portal.login_signed kimlik_no=$id pin=123456", "ok"},
    {LOG_6, "it is in", "? portal.certificates", "ok certificates.[serial=$cert].status=good"},
    {SETUP, "Çıkış", "? portal.logout", "ok"},
    {LOG_6, "another's number", "? portal.login_signed kimlik_no=22222222220 pin=123456",
     "login_failed|refused"},
    {SETUP, "suspended", "! staff held", "ok"},
    {LOG_6, "suspended", "? portal.login_signed kimlik_no=$id pin=123456",
     "login_failed|refused|held"},
};

CASE(client_knows_the_driver_step, TARGET_CLIENT, new_card,
     "a client says whether a driver is installed, and that the step is then needless") = {
    {DEL_3, "asked", "? driver.check", "ok installed!= skip!="},
};

const struct conf_case *const hostile_cases[] = {
    &garbled_answers,
    &random_answers,
    &short_answers,
    &endless_answers,
    &mute_cards,
    &pulled_out_in_the_middle,
    &torn_out_after_a_wrong_pin,
    &secrets_stay_inside,
    &answers_do_not_repeat_secrets,
    &a_foreign_portal_is_not_trusted,
    &an_expired_portal_is_not_trusted,
    &client_asks_before_deleting_unsaved,
    &client_asks_before_revoking_early,
    &client_asks_about_the_gap_too,
    &client_names_the_successor_that_is_meant,
    &client_signs_in_with_the_card,
    &client_knows_the_driver_step,
    NULL,
};
