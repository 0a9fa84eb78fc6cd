/* SPDX-License-Identifier: MIT */
/* Machines: what is in the holder's readers, the driver that is put in, two of a thing at once, and
 * a backup of the portal. */
#include "conformance/cases/unlock_steps.h"

#define SERVICE "/islemler/surucu_yukleme_servisi/"
#define SHOW    "POST /nb/pin-puk okudum=evet"

static const struct situation in_a_reader = {.produced = "2015-06-01", .link = "pcsc"};

#define OTHER_MAKE                                                                                 \
    {                                                                                              \
        SETUP, "a card of another make", "! fault card-foreign count=100000", "ok"                 \
    }

CASE(a_foreign_card_is_told, TARGET_CLIENT, new_card,
     "a card of another make is neither an empty reader nor a mute card, and its ATR is told") = {
    OTHER_MAKE,
    {DEL_2, "seen", "? card.see", "foreign_card atr=3B80800101"},
    {SETUP, "it is taken", "! fault card-foreign count=0", "ok"},
    {SETUP, "out", "! remove", "ok"},
    {DEL_2, "empty", "? card.see", "no_card"},
    {SETUP, "an AKİS", "! insert", "ok"},
    {DEL_2, "seen, at once or the time after", "? card.see", "ok|card_removed|no_card"},
    {DEL_2, "seen", "? card.see", "ok reader!= atr=$ATR"},
    {SETUP, "out again", "! remove", "ok"},
    OTHER_MAKE,
    {SETUP, "in its place", "! insert", "ok"},
    {SETUP, "at once or the time after", "? pin.status", "*"},
    {DEL_2, "it is not taken for the one before", "? card.see", "foreign_card atr=3B80800101"},
    {DEL_2, "nor told its PIN", "? pin.verify pin=123456", "foreign_card|card_error|failed"},
    {DEL_2, "it was not sent", "! presented", "ok count=0"},
};

CASE(a_foreign_card_is_told_no_pin, TARGET_CLIENT, new_card,
     "a PIN is not told to a card of another make, and there is no success") = {
    OTHER_MAKE,
    {DEL_2, "no success", "? pin.verify pin=123456", "foreign_card|card_error|failed"},
    {DEL_2, "the PIN was not sent", "! presented", "ok count=0"},
};

CASE(a_foreign_card_has_no_certificate, TARGET_CLIENT, new_card,
     "of a card of another make no certificate is told") = {
    OTHER_MAKE,
    {CLI_3, "none", "? card.certificates",
     "foreign_card|card_error|not_found|failed -certificates.0"},
};

CASE(a_mute_card_is_told, TARGET_CLIENT, in_a_reader,
     "a card that does not answer is neither an empty reader nor a foreign card") = {
    {SETUP, "upside down", "! fault card-mute count=100000", "ok"},
    {DEL_2, "seen", "? card.see", "mute_card"},
    {DEL_2, "the readers", "? reader.list", "ok readers.0.state=mute"},
    {SETUP, "turned round", "! fault card-mute count=0", "ok"},
    {SETUP, "out", "! remove", "ok"},
    {DEL_2, "empty", "? card.see", "no_card"},
    {SETUP, "in again", "! insert", "ok"},
    {DEL_2, "seen", "? card.see", "ok reader!= atr=$ATR"},
};

CASE(the_reader_that_is_named, TARGET_CLIENT, in_a_reader,
     "who names one of two readers is told of what is in that one, and a PIN goes to its card") = {
    {SETUP, "a second card", "! new as=second", "ok"},
    {SETUP, "in a second reader", "! insert $second slot=1", "ok"},
    {SETUP, "their names", "? reader.list", "ok readers.0.name=<first> readers.1.name=<other>"},
    {SETUP, "the second is meant", "? reader.use reader=$other", "ok"},
    {DEL_2, "it is seen", "? card.see", "ok reader=$other"},
    {SETUP, "a wrong PIN", "? pin.verify pin=999999", "wrong_pin tries_left=2"},
    {PIN_8, "its card was told", "! status $second", "ok pin_tries=2"},
    {PIN_8, "the other was not", "! status", "ok pin_tries=3"},
    {SETUP, "the second is taken", "! remove slot=1", "ok"},
    {SETUP, "at once or the time after", "? pin.status", "*"},
    {DEL_2, "it is told so", "? card.see", "no_card"},
    {SETUP, "the first is taken", "! remove", "ok"},
    {SETUP, "turned upside down", "! fault card-mute count=100000", "ok"},
    {SETUP, "and put back", "! insert", "ok"},
    {DEL_2, "the second is empty still", "? card.see", "no_card"},
    {SETUP, "the first is meant", "? reader.use reader=$first", "ok"},
    {DEL_2, "and mute", "? card.see", "mute_card"},
};

CASE(two_readers, TARGET_CLIENT, in_a_reader,
     "of two readers with a card each both are seen, and a wrong PIN is told to one card alone") = {
    {SETUP, "a second card", "! new as=second", "ok"},
    {SETUP, "in a second reader", "! insert $second slot=1", "ok"},
    {DEL_2, "both are seen", "? reader.list", "ok readers.0.state=card readers.1.state=card"},
    {SETUP, "a wrong PIN", "? pin.verify pin=999999", "wrong_pin tries_left=2"},
    {PIN_8, "one card was told", "! status", "ok pin_tries=2"},
    {PIN_8, "the other was not", "! status $second", "ok pin_tries=3"},
    {SETUP, "the second is taken", "! remove slot=1", "ok"},
    {DEL_2, "one is empty", "? reader.list", "ok readers.0.state=card readers.1.state=empty"},
    {CLI_2, "the first works on", "? pin.verify pin=123456", "ok"},
    {SETUP, "the first is taken", "! remove", "ok"},
    {SETUP, "the second put back", "! insert $second slot=1", "ok"},
    {SETUP, "at once or the time after", "? pin.status", "*"},
    {DEL_2, "the card in the second reader is seen", "? card.see", "ok reader~Milko"},
    {DEL_2, "it is that one", "? card.identity", "ok serial=$second"},
};

CASE(the_driver_is_handed_out, TARGET_PORTAL, new_card,
     "the driver service hands out a Debian package with a PKCS#11 module for p11-kit") = {
    {SETUP, "a package is there", "! driver", "ok"},
    {DEL_3, "the service", "GET " SERVICE, "200 systems.0.system=linux"},
    {DEL_3, "the package", "GET " SERVICE "linux", "200 @body~debian-binary"},
    {DEL_3, "it opens", "! unpack", "ok files~libakis-pkcs11.so files~akis.module"},
};

CASE(an_installed_driver_ends_the_step, TARGET_CLIENT, new_card,
     "the driver step is needed until the package is installed, and not any more afterwards") = {
    {SETUP, "a package is there", "! driver", "ok"},
    {DEL_3, "none is installed", "? driver.check", "ok installed=false skip=false"},
    {SETUP, "the package", "GET " SERVICE "linux", "200"},
    {SETUP, "it is installed", "! unpack", "ok"},
    {DEL_3, "the step is skipped", "? driver.check", "ok installed=true skip=true"},
};

CASE(a_backup_does_not_bring_a_deleted_pin_back, TARGET_PORTAL, new_card,
     "an earlier backup with today's keys yields what was not deleted, and not what was") = {
    {SETUP, "a card with telling digits", "! new pin=84930275 as=kept", "ok"},
    SIGN_IN,
    {SETUP, "both PINs are shown", SHOW,
     "200 cards.[serial=$kept].pin=84930275 cards.[serial=$serial].pin=123456"},
    {SETUP, "a backup", "! backup", "ok"},
    {SETUP, "one is deleted", "POST /nb/pin-puk/sil onay=evet yine_de=evet kart=$serial",
     "200 deleted=true"},
    {SETUP, "the backup is brought back", "! restore", "ok"},
    SIGN_IN,
    {INF_1, "what was kept is shown again", SHOW, "200 cards.[serial=$kept].pin=84930275"},
    {INF_4, "what was deleted is not", SHOW,
     "200 @body!~123456 cards.[serial=$serial].stored=deleted"},
};

#define WRONG_CARD                                                                                 \
    {SETUP, "Sözcüğümü Unuttum", "2: GET /nbsifreli.go/unuttum", "200 captcha=<captcha>"},         \
        {SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"},                \
    {                                                                                              \
        SETUP, "no such card",                                                                     \
            "2: POST /nbsifreli.go/unuttum kimlik_no=22222222220 kart=$serial "                    \
            "resimdeki_yazi=$answer",                                                              \
            "200"                                                                                  \
    }

CASE(a_restart_forgets_nothing, TARGET_PORTAL, new_card_timed,
     "a portal that was begun again knows what was suspended, saved and locked") = {
    {SETUP, "another person", "! holder word=armut phone=05550000002", "ok"},
    SIGN_IN,
    {SETUP, "suspended", "POST /nb/sertifikalar/$cert/askiya-al", "200"},
    {SETUP, "shown", SHOW, "200"},
    {SETUP, "saved", "POST /nb/pin-puk/kaydet", "200"},
    WRONG_CARD,
    WRONG_CARD,
    WRONG_CARD,
    WRONG_CARD,
    WRONG_CARD,
    {SETUP, "told of the lock", "! sms_count number=05550000002", "ok count=1"},
    {SETUP, "all of the portal is laid aside", "! backup", "ok"},
    {SETUP, "and begun again with it", "! restore", "ok"},
    {SETUP, "a minute later", "! clock 2026-03-02T10:01:00", "ok"},
    {LOG_5, "locked", "! login id=22222222220 word=armut phone=05550000002 browser=2",
     "refused step=/nbsifreli.go"},
    SIGN_IN,
    {CRT_2, "suspended", "GET /nb/sertifikalar", "200 certificates.[serial=$cert].status=held"},
    {CRT_4, "its certificate", "GET /nb/sertifikalar/$cert", "200 pem=<pem>"},
    {CRT_4, "OCSP", "! ocsp certificate=$pem", "ok status=held"},
    {INF_3, "saved", "GET /nb/pin-puk", "200 cards.[serial=$serial].stored=saved"},
    {INF_1, "and shown", SHOW, "200 cards.[serial=$serial].pin=123456"},
};

CASE(a_change_of_pin_ends_the_unlock, TARGET_SYSTEM, every_new_card,
     "a PIN changed in the midst of an unlock stays: the authorisation is over") = {
    SIGN_IN,
    PAGE(SETUP),
    PAIR(SETUP),
    ASK(SETUP),
    {SETUP, "the card takes the answer", ANSWER, "90 00"},
    {SETUP, "the PIN is changed", "$CHANGE { $L6 31 32 33 34 35 36 $L6 31 31 31 31 31 31 }",
     "90 00"},
    {UNB_8, "no other PIN is set", SET_PIN, "69 82|69 85"},
    {UNB_9, "the changed one holds", "00 20 00 $PIN 06 31 31 31 31 31 31", "90 00"},
};

CASE(an_unlock_is_of_its_session, TARGET_SYSTEM, new_card_timed,
     "of two sessions of one holder the end of one does not end the other's unlock") = {
    SIGN_IN,
    PAGE(SETUP),
    {SETUP, "a minute passes", "! later 61", "ok"},
    {SETUP, "signs in elsewhere", "! login browser=1", "ok"},
    {SETUP, "and out again", "1: POST /nb/cikis", "200|303"},
    PAIR(UNB_8),
    ASK(UNB_8),
    {UNB_8, "the card takes it", ANSWER, "90 00"},
    {UNB_8, "and the new PIN", SET_PIN, "90 00"},
    {UNB_8, "which is right", NEW_PIN, "90 00"},
};

const struct conf_case *const machine_cases[] = {
    &a_foreign_card_is_told,
    &a_foreign_card_is_told_no_pin,
    &a_foreign_card_has_no_certificate,
    &a_mute_card_is_told,
    &the_reader_that_is_named,
    &two_readers,
    &the_driver_is_handed_out,
    &an_installed_driver_ends_the_step,
    &a_backup_does_not_bring_a_deleted_pin_back,
    &a_restart_forgets_nothing,
    &a_change_of_pin_ends_the_unlock,
    &an_unlock_is_of_its_session,
    NULL,
};
