/* SPDX-License-Identifier: MIT */
/* The client under test, through its adapter. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define WRONG_ONCE   "? pin.verify pin=999999"
#define WRONG_CHANGE "? pin.change pin=999999 new_pin=654321"
#define WRONG_SIGN   "? sign.raw pin=999999 data=dGVzdA== hash=sha256 scheme=pkcs1"
/* The third wrong PIN in a row, whichever request brings it, is told with the way out. */
#define LOCK_BY(THIRD, WAY)                                                                        \
    {SETUP, "wrong, once", WRONG_ONCE, "wrong_pin"},                                               \
        {SETUP, "wrong, twice", WRONG_ONCE, "wrong_pin"},                                          \
    {                                                                                              \
        UNB_7, "wrong, thrice: the way out", THIRD, "wrong_pin|pin_locked remedy=" WAY             \
    }
#define LOCK(WAY) LOCK_BY(WRONG_ONCE, WAY)
/* What a card that takes no PIN answers, and the way out, whatever is asked of it. */
#define SHUT(WORD, WAY)                                                                            \
    {UNB_7, "a PIN", "? pin.verify pin=123456", WORD " remedy=" WAY},                              \
        {UNB_7, "a change", "? pin.change pin=123456 new_pin=654321", WORD " remedy=" WAY},        \
        {UNB_7, "a signature", "? sign.raw pin=123456 data=dGVzdA== hash=sha256 scheme=pkcs1",     \
         WORD " remedy=" WAY},                                                                     \
        {UNB_7, "a login", "? portal.login_signed kimlik_no=$id pin=123456", WORD " remedy=" WAY}, \
    {                                                                                              \
        UNB_7, "its advice", "? unblock.advice", "ok|card_dead remedy=" WAY                        \
    }
#define NOTICES                                                                                    \
    {                                                                                              \
        SETUP, "the client notices", "? pin.status", "ok|card_dead|card_removed|no_card"           \
    }

static const struct situation empty_reader = {.no_card = true};
static const struct situation in_a_reader = {.produced = "2015-06-01", .link = "pcsc"};
static const struct situation dead_card = {.produced = "2010-03-15", .state = "dead"};
static const struct situation either_wire = {.produced = "2015-06-01", .profiles = "v1.0 v2.5"};
static const struct situation ec_card = {
    .produced = "2020-01-01", .profiles = "v2.5", .key = "p384"};

CASE(a_card_is_seen, TARGET_CLIENT, every_new_card, "a card is seen: reader, ATR, version") = {
    {DEL_2, "seen", "? card.see", "ok reader!= atr=$ATR version~$AKIS"},
    {DEL_2, "who it is", "? card.identity",
     "ok serial=$serial produced=2015-06-01 unlocks_by=portal"},
    {DEL_2, "the reader list", "? reader.list", "ok readers.0.state=card readers.0.atr=$ATR"},
};

CASE(an_empty_reader_is_told, TARGET_CLIENT, empty_reader, "an empty reader is told as such") = {
    {DEL_2, "nothing there", "? card.see", "no_card remedy=insert_card"},
};

CASE(tries_are_shown, TARGET_CLIENT, every_new_card,
     "after each wrong PIN the tries left are shown, and before the last one comes a warning") = {
    {PIN_7, "asked", "? pin.status", "ok tries_left=3 locked=false"},
    {PIN_8, "wrong, once", "? pin.verify pin=999999", "wrong_pin tries_left=2 remedy!=last_try"},
    {PIN_7, "asked", "? pin.status", "ok tries_left=2 remedy!=last_try"},
    {PIN_8, "wrong, twice: the warning", "? pin.verify pin=999999",
     "wrong_pin tries_left=1 remedy=last_try"},
    {PIN_8, "the card says the same", "! status", "ok pin_tries=1"},
    {PIN_8, "asked: the warning", "? pin.status", "ok tries_left=1 locked=false remedy=last_try"},
    {PIN_8, "right", "? pin.verify pin=123456", "ok"},
    {PIN_7, "asked", "? pin.status", "ok tries_left=3"},
    {PIN_7, "it cost nothing", "! status", "ok pin_tries=3"},
};

CASE(a_pin_is_sent_once, TARGET_CLIENT, new_card, "one wrong PIN costs one try, not two") = {
    {PIN_8, "wrong", WRONG_SIGN, "wrong_pin tries_left=2"},
    {PIN_8, "two are left", "! status", "ok pin_tries=2"},
    {PIN_8, "wrong: the warning", WRONG_CHANGE, "wrong_pin tries_left=1 remedy=last_try"},
    {PIN_8, "one is left", "! status", "ok pin_tries=1"},
    {SETUP, "right", "? pin.verify pin=123456", "ok"},
    {PIN_8, "wrong", "? portal.login_signed kimlik_no=$id pin=999999", "wrong_pin tries_left=2"},
    {PIN_8, "two are left", "! status", "ok pin_tries=2"},
    {PIN_8, "wrong: the warning", "? sign.cms pin=999999 data=dGVzdA== detached=true",
     "wrong_pin tries_left=1 remedy=last_try"},
    {PIN_8, "one is left", "! status", "ok pin_tries=1"},
};

CASE(client_unlocks_by_puk, TARGET_CLIENT, every_old_card,
     "a client unlocks a card of 2010 with the PUK, that or a changed one, and sets a PIN of 4 to "
     "16 digits") = {
    {SETUP, "wrong, once", WRONG_ONCE, "wrong_pin"},
    {SETUP, "wrong, twice", WRONG_ONCE, "wrong_pin"},
    {SETUP, "wrong, thrice", WRONG_ONCE, "wrong_pin|pin_locked"},
    {UNB_1, "a PUK of 7 digits", "? unblock.puk puk=1234567 new_pin=654321", "bad_new_pin"},
    {UNB_1, "a PIN of 3", "? unblock.puk puk=12345678 new_pin=123", "bad_new_pin"},
    {UNB_1, "a PIN of 17", "? unblock.puk puk=12345678 new_pin=12345678901234567", "bad_new_pin"},
    {UNB_1, "nothing was lost", "! status", "ok pin_tries=0 puk_tries=3"},
    {UNB_1, "PUK", "? unblock.puk puk=12345678 new_pin=6543", "ok"},
    {UNB_1, "tries", "! status", "ok pin_tries=3 puk_tries=3"},
    {UNB_1, "the new PIN", "? pin.verify pin=6543", "ok"},
    {UNB_1, "another PIN", "? pin.change pin=6543 new_pin=1234567890123456", "ok"},
    {UNB_1, "it is", "? pin.verify pin=1234567890123456", "ok"},
    {UNB_1, "another PUK", "? puk.change puk=12345678 new_puk=87654321", "ok"},
    {UNB_1, "wrong by now", "? unblock.puk puk=12345678 new_pin=654321", "wrong_puk tries_left=2"},
    {UNB_1, "the new PUK", "? unblock.puk puk=87654321 new_pin=1234567890123450", "ok"},
    {UNB_1, "tries", "! status", "ok pin_tries=3 puk_tries=3"},
    {UNB_1, "the new PIN", "? pin.change pin=1234567890123450 new_pin=654321", "ok"},
    {UNB_1, "it is", "? pin.verify pin=654321", "ok"},
};

CASE(client_sends_an_old_card_to_the_puk, TARGET_CLIENT, every_old_card,
     "on a locked card of 2010 the client offers the PUK") = {
    LOCK("use_puk"),
    SHUT("pin_locked", "use_puk"),
    {UNB_7, "asked", "? pin.status", "ok locked=true tries_left=0 remedy=use_puk"},
    {UNB_7, "a code of Kilit Çözme", "? unblock.portal pairing_code=ABCDEFGH new_pin=654321",
     "use_puk remedy=use_puk"},
    {UNB_7, "nothing was lost", "! status", "ok pin_tries=0 puk_tries=3 dead=false"},
    {SETUP, "unlocked", "? unblock.puk puk=12345678 new_pin=123456", "ok"},
    LOCK_BY(WRONG_CHANGE, "use_puk"),
    {SETUP, "unlocked", "? unblock.puk puk=12345678 new_pin=123456", "ok"},
    LOCK_BY(WRONG_SIGN, "use_puk"),
};

CASE(client_sends_a_new_card_to_the_portal, TARGET_CLIENT, every_new_card,
     "on a locked card of 2015 the client sends its user to Kilit Çözme, never to the PUK") = {
    LOCK_BY(WRONG_CHANGE, "use_portal"),
    SHUT("pin_locked", "use_portal"),
    {UNB_7, "asked", "? pin.status", "ok locked=true tries_left=0 remedy=use_portal"},
    {UNB_7, "the PUK", "? unblock.puk puk=12345678 new_pin=654321", "use_portal"},
    {UNB_7, "another PUK", "? puk.change puk=12345678 new_puk=87654321", "use_portal"},
    {UNB_7, "nothing was lost", "! status", "ok pin_tries=0 puk_tries=3 dead=false"},
    {SETUP, "another card", "! new state=last-try as=last", "ok"},
    {SETUP, "it is put in", "! insert $last", "ok"},
    NOTICES,
    {UNB_7, "wrong, thrice: the way out", WRONG_SIGN, "wrong_pin|pin_locked remedy=use_portal"},
};

CASE(client_sends_a_dead_card_away, TARGET_CLIENT, dead_card,
     "on a dead card the client says that a new one is the only way, and takes the new one") = {
    SHUT("card_dead", "new_card"),
    {UNB_7, "asked", "? pin.status", "card_dead remedy=new_card"},
    {UNB_7, "the PUK", "? unblock.puk puk=12345678 new_pin=654321", "card_dead remedy=new_card"},
    {UNB_7, "another PUK", "? puk.change puk=12345678 new_puk=87654321",
     "card_dead remedy=new_card"},
    {UNB_7, "a code of Kilit Çözme", "? unblock.portal pairing_code=ABCDEFGH new_pin=654321",
     "card_dead remedy=new_card"},
    {SETUP, "a new card", "! new as=fresh", "ok"},
    {SETUP, "it is put in", "! insert $fresh", "ok"},
    NOTICES,
    {UNB_7, "it works", "? pin.verify pin=123456", "ok"},
};

CASE(client_counts_the_puk, TARGET_CLIENT, every_old_card,
     "wrong PUKs are told as such, in unlock and change, and after the third a new card is the "
     "way") = {
    LOCK("use_puk"),
    {UNB_7, "wrong PUK", "? unblock.puk puk=99999999 new_pin=654321",
     "wrong_puk tries_left=2 remedy!=last_try"},
    {UNB_7, "wrong old PUK: the warning", "? puk.change puk=99999999 new_puk=87654321",
     "wrong_puk tries_left=1 remedy=last_try"},
    {UNB_7, "wrong old PUK: dead", "? puk.change puk=99999999 new_puk=87654321",
     "wrong_puk|card_dead remedy=new_card"},
    {UNB_7, "it is", "! status", "ok dead=true"},
    {UNB_7, "its advice", "? unblock.advice", "ok|card_dead remedy=new_card"},
};

CASE(client_warns_of_the_last_puk, TARGET_CLIENT, every_old_card,
     "before the last PUK the client warns; after it a new card is the way") = {
    LOCK("use_puk"),
    {UNB_7, "wrong old PUK", "? puk.change puk=99999999 new_puk=87654321",
     "wrong_puk tries_left=2"},
    {UNB_7, "wrong PUK: the warning", "? unblock.puk puk=99999999 new_pin=654321",
     "wrong_puk tries_left=1 remedy=last_try"},
    {UNB_7, "wrong PUK: dead", "? unblock.puk puk=99999999 new_pin=654321",
     "wrong_puk|card_dead remedy=new_card"},
    {UNB_7, "it is", "! status", "ok dead=true"},
    SHUT("card_dead", "new_card"),
};

CASE(client_unlocks_through_the_portal, TARGET_CLIENT, new_card,
     "a client follows Kilit Çözme to the end: login, code, pairing, new PIN") = {
    LOCK("use_portal"),
    {SETUP, "signs in", "? portal.login kimlik_no=$id word=$word", "ok"},
    {SETUP, "Kilit Çözme", "? portal.unlock card=$serial", "ok pairing_code=<code>"},
    {UNB_7, "with a made-up code", "? unblock.portal pairing_code=ABCDEFGH new_pin=654321",
     "pairing_refused"},
    {UNB_7, "with a PIN of letters", "? unblock.portal pairing_code=$code new_pin=12AB56",
     "bad_new_pin"},
    {UNB_7, "with a PIN of 3", "? unblock.portal pairing_code=$code new_pin=123", "bad_new_pin"},
    {UNB_7, "with a PIN of 17", "? unblock.portal pairing_code=$code new_pin=12345678901234567",
     "bad_new_pin"},
    {UNB_7, "it is as it was", "! status", "ok pin_tries=0"},
    {UNB_7, "unlocks", "? unblock.portal pairing_code=$code new_pin=1234567890123456", "ok"},
    {UNB_7, "not twice", "? unblock.portal pairing_code=$code new_pin=111111", "pairing_refused"},
    {UNB_7, "the new PIN", "? pin.verify pin=1234567890123456", "ok"},
    {UNB_7, "three tries", "! status", "ok pin_tries=3"},
};

#define SIGNS(SCHEME, HASH)                                                                        \
    {CLI_1, SCHEME " over " HASH,                                                                  \
     "? sign.raw pin=123456 data=dGVzdA== hash=" HASH " scheme=" SCHEME,                           \
     "ok signature=<signature> certificate=<der>"},                                                \
        {CLI_1, "by the card's certificate", "! certificate certificate=$der", "ok serial=$cert"}, \
    {                                                                                              \
        CLI_1, "it verifies",                                                                      \
            "! verify certificate=$der data=dGVzdA== signature=$signature scheme=" SCHEME          \
            " hash=" HASH,                                                                         \
            "ok"                                                                                   \
    }

CASE(raw_signatures_verify, TARGET_CLIENT, every_new_card,
     "a raw signature verifies under the certificate that is on the card") = {
    SIGNS("pkcs1", "sha256"),
    {CLI_1, "but not for other data",
     "! verify certificate=$der data=b3RoZXI= signature=$signature scheme=pkcs1 hash=sha256",
     "wrong|unreadable"},
};

CASE(rsa_signs_in_every_way, TARGET_CLIENT, either_wire,
     "PKCS#1 v1.5 and PSS, over either hash, verify") = {
    SIGNS("pkcs1", "sha384"),
    SIGNS("pss", "sha256"),
    SIGNS("pss", "sha384"),
};

/* A card whose key is not the one of its certificate signs nothing that is told as a signature. */
#define STRANGE(KIND, HOW)                                                                         \
    {SETUP, "a card whose key is another", "! new credentials=strange as=odd" KIND, "ok"},         \
        {SETUP, "it is put in", "! insert $odd", "ok"}, NOTICES,                                   \
        {CLI_1, "no signature", "? sign.raw pin=123456 data=dGVzdA== " HOW,                        \
         "not_found|signature_bad|card_error|failed -signature"},                                  \
    {                                                                                              \
        CLI_1, "no message", "? sign.cms pin=123456 data=dGVzdA== detached=true",                  \
            "not_found|signature_bad|card_error|failed -cms"                                       \
    }

/* With the text beside it, and in it. */
#define CMS_VERIFIES                                                                               \
    {CLI_1, "signs", "? sign.cms pin=123456 data=dGVzdA== detached=true", "ok cms=<cms>"},         \
        {CLI_1, "openssl agrees", "! cms_verify cms=$cms data=dGVzdA==", "ok"},                    \
        {CLI_1, "by one hash", "! cms_says cms=$cms", "ok fits=true"},                             \
        {CLI_1, "and not for other data", "! cms_verify cms=$cms data=b3RoZXI=", "wrong"},         \
        {CLI_1, "the client agrees",                                                               \
         "? signature.verify cms=$cms data=dGVzdA==", "ok signer=$cert subject~Ayşe"},             \
        {CLI_1, "and not for other data",                                                          \
         "? signature.verify cms=$cms data=b3RoZXI=", "signature_bad|untrusted"},                  \
        {CLI_1, "nor for none", "? signature.verify cms=$cms", "signature_bad|untrusted|failed"},  \
        {CLI_1, "with its text", "? sign.cms pin=123456 data=dGVzdA== detached=false",             \
         "ok cms=<cms>"},                                                                          \
        {CLI_1, "openssl agrees", "! cms_verify cms=$cms", "ok data=dGVzdA=="},                    \
        {CLI_1, "the client agrees", "? signature.verify cms=$cms", "ok signer=$cert"},            \
        {SETUP, "a bit of the signature is turned", "! cms_bent cms=$cms", "ok cms=<cms>"},        \
    {                                                                                              \
        CLI_1, "that is none", "? signature.verify cms=$cms", "signature_bad"                      \
    }

CASE(ec_signatures_verify, TARGET_CLIENT, ec_card, "a P-384 card's signatures verify too") = {
    SIGNS("ecdsa", "sha384"),
    SIGNS("ecdsa", "sha256"),
    CMS_VERIFIES,
    STRANGE(" profile=v2.5 key=p384", "scheme=ecdsa hash=sha384"),
};

CASE(cms_verifies_with_openssl, TARGET_CLIENT, every_new_card,
     "a CMS signature verifies with openssl and the chain") = {
    CMS_VERIFIES,
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

/* The second key of the two is asked after the first and before it again. */
#define SIGNS_WITH(CERTIFICATE)                                                                    \
    {CLI_1, "signs",                                                                               \
     "? sign.raw certificate=" CERTIFICATE " pin=123456 data=dGVzdA== hash=sha256 scheme=pkcs1",   \
     "ok signature=<signature> certificate=<der>"},                                                \
        {CLI_1, "by that one", "! certificate certificate=$der", "ok serial=" CERTIFICATE},        \
    {                                                                                              \
        CLI_1, "it verifies",                                                                      \
            "! verify certificate=$der data=dGVzdA== signature=$signature scheme=pkcs1 "           \
            "hash=sha256",                                                                         \
            "ok"                                                                                   \
    }

CASE(each_certificate_has_its_key, TARGET_CLIENT, every_new_card,
     "of two keys on a card each signs for its own certificate; a key that belongs to none signs "
     "nothing") = {
    SIGNS_WITH("$cert"),
    {SETUP, "a card with two", "! new credentials=two as=two", "ok"},
    {SETUP, "it is put in", "! insert $two", "ok"},
    NOTICES,
    {CLI_1, "both are there", "? card.certificates",
     "ok certificates.0.serial=<one> certificates.1.serial=<other>"},
    SIGNS_WITH("$one"),
    SIGNS_WITH("$other"),
    SIGNS_WITH("$one"),
    {CLI_1, "and in a message",
     "? sign.cms certificate=$other pin=123456 data=dGVzdA== detached=true", "ok cms=<cms>"},
    {CLI_1, "of that one", "? signature.verify cms=$cms data=dGVzdA==", "ok signer=$other"},
    STRANGE("", "scheme=pkcs1 hash=sha256"),
    {SETUP, "a card with an old and a new one", "! new credentials=two state=expired as=worn",
     "ok"},
    {SETUP, "it is put in", "! insert $worn", "ok"},
    NOTICES,
    {SETUP, "both are there", "? card.certificates",
     "ok certificates.0.serial=<one> certificates.1.serial=<other>"},
    {CLI_1, "the old one is over",
     "? sign.cms certificate=$one pin=123456 data=dGVzdA== detached=true", "expired -cms"},
    {CLI_1, "that of today signs", "? sign.cms pin=123456 data=dGVzdA== detached=true",
     "ok cms=<cms>"},
    {CLI_1, "and no other", "? signature.verify cms=$cms data=dGVzdA==", "ok signer=$other"},
};

CASE(another_card_signs_with_its_own_key, TARGET_CLIENT, every_new_card,
     "once another card is in the reader it is that one: its date, its key, its certificate") = {
    {SETUP, "a card of another kind", "! new produced=2010-12-31 profile=v2.5 as=second", "ok"},
    {CLI_1, "the first signs", "? sign.raw pin=123456 data=dGVzdA== hash=sha256 scheme=pkcs1",
     "ok certificate=<der>"},
    {CLI_1, "by its certificate", "! certificate certificate=$der", "ok serial=$cert"},
    {CLI_1, "in a message", "? sign.cms pin=123456 data=dGVzdA== detached=true", "ok cms=<first>"},
    {SETUP, "the other is put in", "! insert $second", "ok"},
    NOTICES,
    {DEL_2, "who it is", "? card.identity", "ok serial=$second produced=2010-12-31 version=2.5"},
    {UNB_7, "its way out", "? unblock.advice", "ok remedy=use_puk"},
    {CLI_1, "the other signs", "? sign.raw pin=123456 data=dGVzdA== hash=sha256 scheme=pkcs1",
     "ok signature=<signature> certificate=<der2>"},
    {CLI_1, "by its own certificate", "! certificate certificate=$der2", "ok serial=$second_cert"},
    {CLI_1, "it verifies",
     "! verify certificate=$der2 data=dGVzdA== signature=$signature scheme=pkcs1 hash=sha256",
     "ok"},
    {CLI_1, "in a message", "? sign.cms pin=123456 data=dGVzdA== detached=true", "ok cms=<cms>"},
    {SETUP, "the first's certificate comes along", "! cms_with cms=$cms certificate=$der",
     "ok cms=<cms>"},
    {CLI_1, "it is told who signed",
     "? signature.verify cms=$cms data=dGVzdA==", "ok signer=$second_cert"},
    {SETUP, "and the other way round", "! cms_with cms=$first certificate=$der2", "ok cms=<cms>"},
    {CLI_1, "it is told who signed",
     "? signature.verify cms=$cms data=dGVzdA==", "ok signer=$cert"},
    LOCK("use_puk"),
    {SETUP, "a card a day younger", "! new produced=2011-01-01 as=third", "ok"},
    {SETUP, "it is put in", "! insert $third", "ok"},
    NOTICES,
    {DEL_2, "who it is", "? card.identity", "ok serial=$third produced=2011-01-01"},
    {UNB_7, "its way out", "? unblock.advice", "ok remedy=use_portal"},
    LOCK("use_portal"),
};

CASE(a_card_pulled_out_between, TARGET_CLIENT, in_a_reader,
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
    &rsa_signs_in_every_way,
    &ec_signatures_verify,
    &cms_verifies_with_openssl,
    &no_other_key_signs,
    &each_certificate_has_its_key,
    &another_card_signs_with_its_own_key,
    &a_card_pulled_out_between,
    NULL,
};
