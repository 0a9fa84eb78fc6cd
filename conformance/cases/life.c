/* SPDX-License-Identifier: MIT */
/* Two whole lives of a card, from delivery to its end, over a real pcscd with vpcd. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define MESSAGE "bWVyaGFiYQ=="
#define LOGIN(SHOWS)                                                                               \
    {                                                                                              \
        SHOWS, "signs in, with SMS", "? portal.login kimlik_no=$id word=$word", "ok"               \
    }
#define SIGNED(PIN)                                                                                \
    {CLI_1, "signs", "? sign.cms pin=" PIN " data=" MESSAGE " detached=true", "ok cms=<cms>"},     \
    {                                                                                              \
        CLI_1, "openssl verifies it with the chain", "! cms_verify cms=$cms data=" MESSAGE, "ok"   \
    }
#define BEGINNING(UNLOCKS)                                                                         \
    {DEL_1, "delivered: a certificate is on the card", "? card.certificates",                      \
     "ok certificates.0.serial=$cert certificates.0.der=<der>"},                                   \
        {DEL_2, "reader and card are seen", "? card.see", "ok reader!= atr=$ATR version!="},       \
        {DEL_2, "who it is", "? card.identity", "ok serial=$serial unlocks_by=" UNLOCKS},          \
        LOGIN(LOG_3),                                                                              \
        {INF_1, "the PIN is read", "? portal.pins",                                                \
         "ok cards.[serial=$serial].pin=123456 cards.[serial=$serial].pin=<pin>"},                 \
        {INF_3, "the PDF is saved", "? portal.pdf", "ok pdf~JVBER"},                               \
        {INF_4, "the PIN is deleted", "? portal.delete_pins even_unsaved=false", "ok"},            \
        {INF_4, "and gone", "? portal.pins", "ok -cards.[serial=$serial].pin"}, SIGNED("$pin"),    \
        {CRT_2, "suspended", "? portal.suspend certificate=$cert", "ok"},                          \
        {CRT_4, "OCSP says so", "! ocsp certificate=$der", "ok status=held"},                      \
        {CRT_4, "the CRL says so", "! crl certificate=$der", "ok status=held"},                    \
        {CRT_4, "the client says so", "? ocsp.check certificate=$cert", "ok status=held"},         \
        {CRT_2, "lifted", "? portal.lift certificate=$cert", "ok"},                                \
        {CRT_4, "OCSP says so", "! ocsp certificate=$der", "ok status=good"},                      \
        {CRT_4, "the CRL says so", "! crl certificate=$der", "ok status=good"},                    \
        {PIN_1, "wrong, once", "? pin.verify pin=999999", "wrong_pin tries_left=2"},               \
        {PIN_8, "wrong, twice", "? pin.verify pin=999999", "wrong_pin tries_left=1"},              \
    {                                                                                              \
        PIN_1, "wrong, thrice", "? pin.verify pin=999999", "wrong_pin|pin_locked"                  \
    }

static const struct situation born_2010 = {
    .produced = "2010-03-15", .profiles = "v1.0", .link = "vpcd", .time_limit = 120};
static const struct situation born_2015 = {
    .produced = "2015-06-01", .profiles = "v2.2.8", .link = "vpcd", .time_limit = 120};

CASE(card_of_2010, TARGET_SYSTEM, born_2010,
     "a card of 2010: delivered, used, suspended, locked, unlocked by PUK, killed, replaced") = {
    BEGINNING("puk"),
    {UNB_7, "locked: the way is the PUK", "? pin.verify pin=123456", "pin_locked remedy=use_puk"},
    {UNB_5, "the portal refuses and names the PUK", "? portal.unlock card=$serial",
     "use_puk remedy=use_puk"},
    {UNB_1, "the PUK unlocks", "? unblock.puk puk=12345678 new_pin=654321", "ok"},
    SIGNED("654321"),
    {UNB_2, "wrong PUK, once", "? unblock.puk puk=99999999 new_pin=111111",
     "wrong_puk tries_left=2"},
    {UNB_2, "wrong PUK, twice", "? unblock.puk puk=99999999 new_pin=111111",
     "wrong_puk tries_left=1"},
    {UNB_2, "wrong PUK, thrice", "? unblock.puk puk=99999999 new_pin=111111",
     "wrong_puk|card_dead"},
    {UNB_2, "dead", "? pin.verify pin=654321", "card_dead remedy=new_card"},
    {UNB_2, "the PUK does not revive it", "? unblock.puk puk=12345678 new_pin=111111", "card_dead"},
    {SETUP, "out", "! remove", "ok"},
    {SETUP, "in", "! insert", "ok"},
    {SETUP, "the client notices", "? pin.status", "ok|card_dead|card_removed|no_card"},
    {UNB_2, "nor does the reader", "? pin.verify pin=654321", "card_dead"},
    {UNB_10, "no replacement without the fee", "! replace as=fresh", "refused"},
    {SETUP, "the fee is paid", "! fee", "ok"},
    {UNB_10, "a replacement", "! replace as=fresh", "ok"},
    {UNB_10, "with another certificate", "! differ $cert $fresh_cert", "ok"},
    {SETUP, "it is put in", "! insert $fresh", "ok"},
    {SETUP, "the client notices", "? pin.status", "ok|card_dead|card_removed|no_card"},
    LOGIN(SETUP),
    {UNB_10, "its PIN is read", "? portal.pins", "ok cards.[serial=$fresh].pin=<freshpin>"},
    SIGNED("$freshpin"),
};

CASE(card_of_2015, TARGET_SYSTEM, born_2015,
     "a card of 2015: delivered, used, suspended, locked, unlocked in the portal, renewed, "
     "revoked") = {
    BEGINNING("portal"),
    {UNB_7, "locked: the way is the portal", "? pin.verify pin=123456",
     "pin_locked remedy=use_portal"},
    {UNB_5, "the PUK is refused", "? unblock.puk puk=12345678 new_pin=654321", "use_portal"},
    {UNB_4, "Kilit Çözme", "? portal.unlock card=$serial", "ok pairing_code=<code>"},
    {UNB_4, "unlocked with a new PIN", "? unblock.portal pairing_code=$code new_pin=654321", "ok"},
    SIGNED("654321"),
    {SETUP, "when the certificate ends", "! certificate certificate=$der", "ok not_after=<end>"},
    {SETUP, "a renewal", "! renew as=fresh", "ok"},
    {SETUP, "its PIN is read", "? portal.pins", "ok cards.[serial=$fresh].pin=<freshpin>"},
    {SETUP, "the clock is ours", "! clock_at $end plus=-1", "ok"},
    {CRT_5, "the old card's last second: it signs",
     "? sign.cms pin=654321 data=" MESSAGE " detached=true", "ok cms=<cms>"},
    {CRT_5, "openssl verifies it", "! cms_verify cms=$cms data=" MESSAGE, "ok"},
    {SETUP, "the new card is put in", "! insert $fresh", "ok"},
    {SETUP, "the client notices", "? pin.status", "ok|card_dead|card_removed|no_card"},
    {CRT_5, "it does not sign yet", "? sign.cms pin=$freshpin data=" MESSAGE " detached=true",
     "not_yet_valid until=$end"},
    {SETUP, "the old one has ended", "! clock_at $end plus=1", "ok"},
    SIGNED("$freshpin"),
    LOGIN(SETUP),
    {CRT_3, "revoked", "? portal.revoke certificate=$fresh_cert reason=keyCompromise confirm=true",
     "ok"},
    {CRT_3, "for ever", "? portal.lift certificate=$fresh_cert", "refused"},
    {CRT_3, "the list", "? portal.certificates",
     "ok certificates.[serial=$fresh_cert].status=revoked"},
    {CRT_4, "OCSP says so", "? ocsp.check certificate=$fresh_cert", "ok status=revoked"},
    {LOG_8, "Çıkış", "? portal.logout", "ok"},
    {LOG_8, "the session is over", "? portal.certificates", "not_logged_in"},
};

const struct conf_case *const life_cases[] = {
    &card_of_2010,
    &card_of_2015,
    NULL,
};
