/* SPDX-License-Identifier: MIT */
/* Certificates in the portal: listed, suspended, lifted, revoked; what OCSP and CRL say. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define SIGN_IN                                                                                    \
    {                                                                                              \
        SETUP, "signs in", "! login", "ok"                                                         \
    }
#define DETAIL                                                                                     \
    {                                                                                              \
        SETUP, "the details", "GET /nb/sertifikalar/$cert", "200 pem=<pem>"                        \
    }
#define LIST          "GET /nb/sertifikalar"
#define ONE           "GET /nb/sertifikalar/$cert"
#define SUSPEND       "POST /nb/sertifikalar/$cert/askiya-al"
#define LIFT          "POST /nb/sertifikalar/$cert/askidan-indir"
#define REVOKE        "POST /nb/sertifikalar/$cert/iptal neden=keyCompromise onay=evet"
#define STATUS(STATE) "200 certificates.[serial=$cert].status=" STATE
#define OCSP          "! ocsp certificate=$pem"
#define CRL           "! crl certificate=$pem"

CASE(certificates_are_listed, TARGET_PORTAL, new_card,
     "Sertifika Listele shows the card's certificate, and its serial number the details") = {
    SIGN_IN,
    {CRT_1, "the list", LIST,
     "200 certificates.[serial=$cert].status=good certificates.[serial=$cert].card=$serial"},
    {CRT_1, "the details", ONE,
     "200 serial=$cert subject~$id issuer~TEST not_before!= not_after!= pem=<pem>"},
    {CRT_1, "the certificate itself", "! certificate certificate=$pem", "ok serial=$cert"},
};

CASE(all_of_the_holders_certificates, TARGET_PORTAL, new_card,
     "a holder with two cards sees both certificates, and nobody else's") = {
    {SETUP, "a second card", "! new as=second", "ok"},
    {SETUP, "another person", "! holder id=22222222220 word=armut phone=05550000002", "ok"},
    {SETUP, "with a card", "! new holder=22222222220 as=theirs", "ok"},
    {SETUP, "that was renewed", "! renew $theirs as=next", "ok"},
    SIGN_IN,
    {CRT_1, "the list", LIST,
     "200 certificates.[serial=$cert].status=good certificates.[serial=$second_cert].status=good "
     "@body!~$theirs_cert"},
    {CRT_1, "another's details", "GET /nb/sertifikalar/$theirs_cert", "404"},
    {CRT_1, "another's file", "GET /nb/sertifikalar/$theirs_cert/indir", "404"},
    {CRT_1, "what waits for another", "GET /nb/sertifika-yukle", "404"},
    {INF_1, "the PINs' cards", "GET /nb/pin-puk", "200 @body~$second @body!~$theirs"},
    {UNB_4, "the cards to unlock", "GET /nb/kilit-cozme", "200 @body~$second @body!~$theirs"},
    {UNB_10, "the cards to replace", "GET /nb/yenileme", "200 @body~$second @body!~$theirs"},
    {DEL_4, "the deliveries", "GET /nb/teslimat", "200 @body~$second @body!~$theirs"},
    {CRT_1, "details of none", "GET /nb/sertifikalar/00FF00FF00FF", "404"},
};

CASE(others_certificates_cannot_be_touched, TARGET_PORTAL, new_card,
     "a holder can neither suspend, lift nor revoke another's certificate") = {
    {SETUP, "another person", "! holder id=22222222220 word=armut phone=05550000002", "ok"},
    {SETUP, "with a card", "! new holder=22222222220 as=theirs", "ok"},
    SIGN_IN,
    {CRT_3, "revoke", "POST /nb/sertifikalar/$theirs_cert/iptal neden=keyCompromise onay=evet",
     "404|403"},
    {UNB_10, "replace", "POST /nb/yenileme kart=$theirs onay=evet", "404|403"},
    {CRT_2, "suspend", "POST /nb/sertifikalar/$theirs_cert/askiya-al", "404|403"},
    {SETUP, "the other signs in", "! login browser=1 id=22222222220 word=armut phone=05550000002",
     "ok"},
    {CRT_2, "theirs is untouched", "1: " LIST,
     "200 certificates.[serial=$theirs_cert].status=good"},
    {UNB_10, "nor was it asked for", "1: GET /nb/yenileme",
     "200 cards.[serial=$theirs].asked=false"},
    {SETUP, "they suspend it", "1: POST /nb/sertifikalar/$theirs_cert/askiya-al", "200"},
    {CRT_2, "lift", "POST /nb/sertifikalar/$theirs_cert/askidan-indir", "404|403"},
    {CRT_2, "it stays so", "1: " LIST, "200 certificates.[serial=$theirs_cert].status=held"},
};

CASE(suspended_and_lifted, TARGET_PORTAL, new_card,
     "a suspended certificate is held by its holder, and good as before when lifted") = {
    SIGN_IN,
    {CRT_2, "Askıya Al", SUSPEND, "200"},
    {CRT_2, "the list", LIST, STATUS("held")},
    {CRT_2, "twice", SUSPEND, "409 error=wrong_state"},
    {CRT_2, "Askıdan İndir", LIFT, "200"},
    {CRT_2, "the list", LIST, STATUS("good")},
    {CRT_2, "twice", LIFT, "409 error=wrong_state"},
    {CRT_2, "and once more", SUSPEND, "200"},
    {CRT_2, "the list", LIST, STATUS("held")},
};

CASE(a_hold_of_the_ca_stays, TARGET_PORTAL, new_card,
     "a hold set by the CA the holder cannot lift") = {
    {SETUP, "the CA's staff", "! staff held-by-ca", "ok"},
    SIGN_IN,
    {CRT_2, "the list", LIST, STATUS("held")},
    {CRT_2, "Askıdan İndir", LIFT, "409 error=held_by_ca"},
    {CRT_2, "the list", LIST, STATUS("held")},
    {SETUP, "the CA lifts it", "! staff good", "ok"},
    {CRT_2, "the list", LIST, STATUS("good")},
};

CASE(a_hold_of_the_ca_goes_before_the_holders, TARGET_PORTAL, new_card,
     "the CA can hold a certificate that its holder has suspended, and then he cannot lift it") = {
    SIGN_IN,
    {SETUP, "Askıya Al", SUSPEND, "200"},
    {CRT_2, "the CA's staff", "! staff held-by-ca", "ok"},
    {CRT_2, "Askıdan İndir", LIFT, "409 error=held_by_ca"},
    {CRT_2, "the list", LIST, STATUS("held")},
    {CRT_2, "Askıya Al gives it not back", SUSPEND, "409 error=wrong_state"},
    {CRT_2, "Askıdan İndir", LIFT, "409 error=held_by_ca"},
    {SETUP, "the CA lifts it", "! staff good", "ok"},
    {CRT_2, "the list", LIST, STATUS("good")},
};

CASE(revoked_is_for_ever, TARGET_PORTAL, new_card,
     "after Sertifikamı İptal Et no later step makes the certificate good") = {
    SIGN_IN,
    {CRT_3, "Sertifikamı İptal Et", REVOKE, "200"},
    {CRT_3, "the list", LIST, STATUS("revoked")},
    {CRT_3, "Askıdan İndir", LIFT, "409 error=wrong_state"},
    {CRT_3, "Askıya Al", SUSPEND, "409 error=wrong_state"},
    {CRT_3, "again", REVOKE, "409 error=wrong_state"},
    {CRT_3, "the staff neither", "! staff good", "refused|bad_argument"},
    {CRT_3, "nor a renewal, without the fee", "! renew as=next", "refused"},
    {CRT_3, "the list", LIST, STATUS("revoked")},
    {CRT_3, "the details", ONE, "200 status=revoked reason=keyCompromise"},
};

CASE(revoking_is_confirmed, TARGET_PORTAL, new_card,
     "without confirmation, or with a reason that is none, nothing is revoked") = {
    SIGN_IN,
    {CRT_3, "no confirmation", "POST /nb/sertifikalar/$cert/iptal neden=keyCompromise", "4.."},
    {CRT_3, "no reason", "POST /nb/sertifikalar/$cert/iptal neden=weather onay=evet", "4.."},
    {CRT_3, "none at all", "POST /nb/sertifikalar/$cert/iptal onay=evet", "4.."},
    {CRT_3, "denied", "POST /nb/sertifikalar/$cert/iptal neden=superseded onay=hayır", "4.."},
    {CRT_3, "the list", LIST, STATUS("good")},
};

CASE(a_held_one_can_be_revoked, TARGET_PORTAL, new_card,
     "a suspended certificate can be revoked, and then not be lifted") = {
    SIGN_IN,
    {SETUP, "Askıya Al", SUSPEND, "200"},
    {CRT_3, "Sertifikamı İptal Et", REVOKE, "200"},
    {CRT_3, "Askıdan İndir", LIFT, "409"},
    {CRT_3, "the list", LIST, STATUS("revoked")},
};

CASE(a_replacement_costs_a_fee, TARGET_PORTAL, new_card,
     "a revoked certificate is replaced against a fee, on a new card") = {
    SIGN_IN,
    {SETUP, "Sertifikamı İptal Et", REVOKE, "200"},
    {CRT_3, "without the fee", "! replace as=fresh", "refused"},
    {SETUP, "another card", "! new as=other", "ok"},
    {SETUP, "a fee for that one", "! fee $other", "ok"},
    {CRT_3, "for this one still none", "! replace as=fresh", "refused"},
    {SETUP, "the fee is paid", "! fee", "ok"},
    {CRT_3, "with the fee", "! replace as=fresh", "ok"},
    {CRT_3, "the list", LIST,
     "200 certificates.[serial=$cert].status=revoked "
     "certificates.[serial=$fresh_cert].status=good"},
    {CRT_3, "one fee, one card", "! replace as=again", "refused"},
    {CRT_3, "the first's reason stays", ONE, "200 status=revoked reason=keyCompromise"},
};

CASE(ocsp_and_crl_follow, TARGET_PORTAL, new_card,
     "OCSP and CRL say good, then held, then good again, then revoked with its reason") = {
    SIGN_IN,
    DETAIL,
    {CRT_4, "OCSP", OCSP, "ok status=good"},
    {CRT_4, "CRL", CRL, "ok status=good"},
    {SETUP, "Askıya Al", SUSPEND, "200"},
    {CRT_4, "OCSP", OCSP, "ok status=held reason=certificateHold"},
    {CRT_4, "CRL", CRL, "ok status=held reason=certificateHold"},
    {SETUP, "Askıdan İndir", LIFT, "200"},
    {CRT_4, "OCSP", OCSP, "ok status=good"},
    {CRT_4, "CRL", CRL, "ok status=good"},
    {SETUP, "Sertifikamı İptal Et", REVOKE, "200"},
    {CRT_4, "OCSP", OCSP, "ok status=revoked reason=keyCompromise"},
    {CRT_4, "CRL", CRL, "ok status=revoked reason=keyCompromise"},
};

/* 2026-03-02 in Istanbul: made at 10:00, revoked a minute later, asked another minute later, and
 * told for four hours. */
#define HELD_FOR_4_HOURS " from=1772434920 until=1772449320"
#define SINCE_10_01      " since=1772434860"
#define REVOKED(SERIAL, NAME)                                                                      \
    {                                                                                              \
        SETUP, NAME, "POST /nb/sertifikalar/" SERIAL "/iptal onay=evet neden=" NAME, "200"         \
    }
#define REASON(SERIAL, NAME)                                                                       \
    {CRT_3, "the details", "GET /nb/sertifikalar/" SERIAL, "200 reason=" NAME " pem=<pem>"},       \
        {CRT_4, "OCSP", OCSP, "ok status=revoked reason=" NAME SINCE_10_01 HELD_FOR_4_HOURS},      \
    {                                                                                              \
        CRT_4, "CRL", CRL, "ok status=revoked reason=" NAME SINCE_10_01 HELD_FOR_4_HOURS           \
    }

CASE(each_reason_is_told, TARGET_PORTAL, new_card_timed,
     "of several revoked certificates OCSP and CRL tell each one's reason, for four hours, and "
     "that the others are good") = {
    {SETUP, "a second card", "! new as=second", "ok"},
    {SETUP, "a third card", "! new as=third", "ok"},
    {SETUP, "a fourth card", "! new as=fourth", "ok"},
    {SETUP, "a minute later", "! later 60", "ok"},
    SIGN_IN,
    REVOKED("$second_cert", "affiliationChanged"),
    REVOKED("$third_cert", "superseded"),
    REVOKED("$fourth_cert", "cessationOfOperation"),
    {SETUP, "a minute later", "! later 60", "ok"},
    REASON("$second_cert", "affiliationChanged"),
    REASON("$third_cert", "superseded"),
    REASON("$fourth_cert", "cessationOfOperation"),
    DETAIL,
    {CRT_4, "OCSP", OCSP, "ok status=good" HELD_FOR_4_HOURS},
    {CRT_4, "OCSP by GET", OCSP " by=get", "ok status=good" HELD_FOR_4_HOURS},
    {CRT_4, "CRL", CRL, "ok status=good" HELD_FOR_4_HOURS},
};

const struct conf_case *const certificate_cases[] = {
    &certificates_are_listed,
    &all_of_the_holders_certificates,
    &others_certificates_cannot_be_touched,
    &suspended_and_lifted,
    &a_hold_of_the_ca_stays,
    &a_hold_of_the_ca_goes_before_the_holders,
    &revoked_is_for_ever,
    &revoking_is_confirmed,
    &a_held_one_can_be_revoked,
    &a_replacement_costs_a_fee,
    &ocsp_and_crl_follow,
    &each_reason_is_told,
    NULL,
};
