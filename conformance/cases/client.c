/* SPDX-License-Identifier: MIT */
/* The client under test, through its adapter. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define LOCK                                                                                       \
    {SETUP, "wrong, once", "? pin.verify pin=999999", "wrong_pin"},                                \
        {SETUP, "wrong, twice", "? pin.verify pin=999999", "wrong_pin"},                           \
    {                                                                                              \
        SETUP, "wrong, thrice", "? pin.verify pin=999999", "wrong_pin|pin_locked"                  \
    }

static const struct situation empty_reader = {.no_card = true};
static const struct situation dead_card = {.produced = "2010-03-15", .state = "dead"};
static const struct situation ec_card = {
    .produced = "2020-01-01", .profiles = "v2.5", .key = "p384"};

CASE(a_card_is_seen, TARGET_CLIENT, every_new_card, "a card is seen: reader, ATR, version") = {
    {DEL_2, "seen", "? card.see", "ok reader!= atr=$ATR version!="},
    {DEL_2, "who it is", "? card.identity",
     "ok serial=$serial produced=2015-06-01 unlocks_by=portal"},
    {DEL_2, "the reader list", "? reader.list", "ok readers.0.state=card"},
};

CASE(an_empty_reader_is_told, TARGET_CLIENT, empty_reader, "an empty reader is told as such") = {
    {DEL_2, "nothing there", "? card.see", "no_card remedy=insert_card"},
};

CASE(tries_are_shown, TARGET_CLIENT, every_new_card,
     "after each wrong PIN the tries left are shown, and before the last one comes a warning") = {
    {PIN_7, "asked", "? pin.status", "ok tries_left=3 locked=false"},
    {PIN_8, "wrong, once", "? pin.verify pin=999999", "wrong_pin tries_left=2"},
    {PIN_7, "asked", "? pin.status", "ok tries_left=2"},
    {PIN_8, "wrong, twice: the warning", "? pin.verify pin=999999",
     "wrong_pin tries_left=1 remedy=last_try"},
    {PIN_8, "the card says the same", "! status", "ok pin_tries=1"},
    {PIN_8, "right", "? pin.verify pin=123456", "ok"},
    {PIN_7, "asked", "? pin.status", "ok tries_left=3"},
    {PIN_7, "it cost nothing", "! status", "ok pin_tries=3"},
};

CASE(a_pin_is_sent_once, TARGET_CLIENT, new_card, "one wrong PIN costs one try, not two") = {
    {SETUP, "wrong", "? sign.raw pin=999999 data=dGVzdA== hash=sha256 scheme=pkcs1", "wrong_pin"},
    {PIN_8, "two are left", "! status", "ok pin_tries=2"},
    {SETUP, "wrong", "? pin.change pin=999999 new_pin=654321", "wrong_pin"},
    {PIN_8, "one is left", "! status", "ok pin_tries=1"},
};

CASE(client_unlocks_by_puk, TARGET_CLIENT, every_old_card,
     "a client unlocks a card of 2010 with the PUK") = {
    LOCK,
    {UNB_1, "PUK", "? unblock.puk puk=12345678 new_pin=654321", "ok"},
    {UNB_1, "tries", "! status", "ok pin_tries=3 puk_tries=3"},
    {UNB_1, "the new PIN", "? pin.verify pin=654321", "ok"},
};

CASE(client_sends_an_old_card_to_the_puk, TARGET_CLIENT, every_old_card,
     "on a locked card of 2010 the client offers the PUK") = {
    LOCK,
    {UNB_7, "locked", "? pin.verify pin=123456", "pin_locked remedy=use_puk"},
    {UNB_7, "its advice", "? unblock.advice", "ok remedy=use_puk"},
};

CASE(client_sends_a_new_card_to_the_portal, TARGET_CLIENT, every_new_card,
     "on a locked card of 2015 the client sends its user to Kilit Çözme, never to the PUK") = {
    LOCK,
    {UNB_7, "locked", "? pin.verify pin=123456", "pin_locked remedy=use_portal"},
    {UNB_7, "its advice", "? unblock.advice", "ok remedy=use_portal"},
    {UNB_7, "the PUK", "? unblock.puk puk=12345678 new_pin=654321", "use_portal"},
    {UNB_7, "nothing was lost", "! status", "ok pin_tries=0 puk_tries=3 dead=false"},
};

CASE(client_sends_a_dead_card_away, TARGET_CLIENT, dead_card,
     "on a dead card the client says that a new one is the only way") = {
    {UNB_7, "dead", "? pin.verify pin=123456", "card_dead remedy=new_card"},
    {UNB_7, "its advice", "? unblock.advice", "ok|card_dead remedy=new_card"},
};

CASE(client_counts_the_puk, TARGET_CLIENT, every_old_card,
     "wrong PUKs are told as such, in unlock and change, and after the third a new card is the "
     "way") = {
    LOCK,
    {UNB_7, "wrong PUK", "? unblock.puk puk=99999999 new_pin=654321", "wrong_puk tries_left=2"},
    {UNB_7, "wrong old PUK: the warning", "? puk.change puk=99999999 new_puk=87654321",
     "wrong_puk tries_left=1 remedy=last_try"},
    {UNB_7, "wrong old PUK: dead", "? puk.change puk=99999999 new_puk=87654321",
     "wrong_puk|card_dead remedy=new_card"},
    {UNB_7, "it is", "! status", "ok dead=true"},
    {UNB_7, "its advice", "? unblock.advice", "ok|card_dead remedy=new_card"},
};

CASE(client_warns_of_the_last_puk, TARGET_CLIENT, every_old_card,
     "before the last PUK the client warns; after it a new card is the way") = {
    LOCK,
    {UNB_7, "wrong old PUK", "? puk.change puk=99999999 new_puk=87654321",
     "wrong_puk tries_left=2"},
    {UNB_7, "wrong PUK: the warning", "? unblock.puk puk=99999999 new_pin=654321",
     "wrong_puk tries_left=1 remedy=last_try"},
    {UNB_7, "wrong PUK: dead", "? unblock.puk puk=99999999 new_pin=654321",
     "wrong_puk|card_dead remedy=new_card"},
    {UNB_7, "it is", "! status", "ok dead=true"},
};

CASE(client_unlocks_through_the_portal, TARGET_CLIENT, new_card,
     "a client follows Kilit Çözme to the end: login, code, pairing, new PIN") = {
    LOCK,
    {SETUP, "signs in", "? portal.login kimlik_no=$id word=$word", "ok"},
    {SETUP, "Kilit Çözme", "? portal.unlock card=$serial", "ok pairing_code=<code>"},
    {UNB_7, "unlocks", "? unblock.portal pairing_code=$code new_pin=654321", "ok"},
    {UNB_7, "the new PIN", "? pin.verify pin=654321", "ok"},
    {UNB_7, "three tries", "! status", "ok pin_tries=3"},
};

CASE(raw_signatures_verify, TARGET_CLIENT, every_new_card,
     "a raw signature verifies under the certificate that is on the card") = {
    {CLI_1, "signs", "? sign.raw pin=123456 data=dGVzdA== hash=sha256 scheme=pkcs1",
     "ok signature=<signature> certificate=<der>"},
    {CLI_1, "by the card's certificate", "! certificate certificate=$der", "ok serial=$cert"},
    {CLI_1, "it verifies",
     "! verify certificate=$der data=dGVzdA== signature=$signature scheme=pkcs1 hash=sha256", "ok"},
    {CLI_1, "but not for other data",
     "! verify certificate=$der data=b3RoZXI= signature=$signature scheme=pkcs1 hash=sha256",
     "wrong|unreadable"},
};

CASE(ec_signatures_verify, TARGET_CLIENT, ec_card, "a P-384 card's signatures verify too") = {
    {CLI_1, "signs", "? sign.raw pin=123456 data=dGVzdA== hash=sha384 scheme=ecdsa",
     "ok signature=<signature> certificate=<der>"},
    {CLI_1, "by the card's certificate", "! certificate certificate=$der", "ok serial=$cert"},
    {CLI_1, "it verifies",
     "! verify certificate=$der data=dGVzdA== signature=$signature scheme=ecdsa hash=sha384", "ok"},
};

CASE(cms_verifies_with_openssl, TARGET_CLIENT, every_new_card,
     "a CMS signature verifies with openssl and the chain") = {
    {CLI_1, "signs", "? sign.cms pin=123456 data=dGVzdA== detached=true", "ok cms=<cms>"},
    {CLI_1, "openssl agrees", "! cms_verify cms=$cms data=dGVzdA==", "ok"},
    {CLI_1, "and not for other data", "! cms_verify cms=$cms data=b3RoZXI=", "wrong"},
    {CLI_1, "the client agrees", "? signature.verify cms=$cms data=dGVzdA==", "ok signer=$cert"},
    {CLI_1, "and not for other data",
     "? signature.verify cms=$cms data=b3RoZXI=", "signature_bad|untrusted"},
};

CASE(no_other_key_signs, TARGET_CLIENT, new_card,
     "asked for a certificate that is not on the card the client signs nothing") = {
    {SETUP, "another card", "! new as=other", "ok"},
    {CLI_1, "the other's certificate",
     "? sign.raw certificate=$other_cert pin=123456 data=dGVzdA== hash=sha256 scheme=pkcs1",
     "not_found -signature"},
    {CLI_1, "no such certificate",
     "? sign.cms certificate=00FF00FF00FF pin=123456 data=dGVzdA== detached=true",
     "not_found -cms"},
};

CASE(another_card_signs_with_its_own_key, TARGET_CLIENT, every_new_card,
     "once another card is in the reader its key signs, and its certificate goes with it") = {
    {SETUP, "another card", "! new as=second", "ok"},
    {CLI_1, "the first signs", "? sign.raw pin=123456 data=dGVzdA== hash=sha256 scheme=pkcs1",
     "ok certificate=<der>"},
    {CLI_1, "by its certificate", "! certificate certificate=$der", "ok serial=$cert"},
    {SETUP, "the other is put in", "! insert $second", "ok"},
    {SETUP, "the client notices", "? pin.status", "ok|card_dead|card_removed|no_card"},
    {CLI_1, "the other signs", "? sign.raw pin=123456 data=dGVzdA== hash=sha256 scheme=pkcs1",
     "ok signature=<signature> certificate=<der2>"},
    {CLI_1, "by its own certificate", "! certificate certificate=$der2", "ok serial=$second_cert"},
    {CLI_1, "it verifies",
     "! verify certificate=$der2 data=dGVzdA== signature=$signature scheme=pkcs1 hash=sha256",
     "ok"},
};

CASE(a_card_pulled_out_between, TARGET_CLIENT, new_card,
     "a card pulled out between two requests gives an error, and the next try works") = {
    {SETUP, "works", "? pin.verify pin=123456", "ok"},
    {SETUP, "out", "! remove", "ok"},
    {CLI_2, "an error", "? pin.verify pin=123456", "no_card|card_removed"},
    {SETUP, "in", "! insert", "ok"},
    {CLI_2, "works again", "? pin.verify pin=123456", "ok|card_removed"},
    {CLI_2, "at the latest now", "? pin.verify pin=123456", "ok"},
    {CLI_2, "no try was lost", "! status", "ok pin_tries=3"},
};

const struct conf_case *const client_cases[] = {
    &a_card_is_seen,
    &an_empty_reader_is_told,
    &tries_are_shown,
    &a_pin_is_sent_once,
    &client_unlocks_by_puk,
    &client_sends_an_old_card_to_the_puk,
    &client_sends_a_new_card_to_the_portal,
    &client_sends_a_dead_card_away,
    &client_counts_the_puk,
    &client_warns_of_the_last_puk,
    &client_unlocks_through_the_portal,
    &raw_signatures_verify,
    &ec_signatures_verify,
    &cms_verifies_with_openssl,
    &no_other_key_signs,
    &another_card_signs_with_its_own_key,
    &a_card_pulled_out_between,
    NULL,
};
