/* SPDX-License-Identifier: MIT */
/* Papers and post: the missing reader, renewals and what they ask, personal data, the profile. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define SIGN_IN                                                                                    \
    {                                                                                              \
        SETUP, "signs in", "! login", "ok"                                                         \
    }
#define REPORT "! mail about=$serial image=yes"
#define REVOKE "POST /nb/sertifikalar/$cert/iptal neden=keyCompromise onay=evet"

/* 2026-03-02 is a Monday without a holiday near it. */
static const struct situation monday = {.clock = "2026-03-02 10:00:00"};
/* 2026-04-20 is a Monday; Thursday, 23 April, is a holiday. */
static const struct situation april = {.clock = "2026-04-20 10:00:00"};
/* 2026-03-16 is a Monday; the Ramazan feast is on 20 to 22 March, the half-day on Thursday. */
static const struct situation march = {.clock = "2026-03-16 10:00:00"};

CASE(the_fifth_business_day_is_in_time, TARGET_PORTAL, monday,
     "delivered on a Monday: reported on the next Monday, the fifth business day, to its last "
     "minute") = {
    {SETUP, "delivered", "! deliver", "ok"},
    {SETUP, "the next Monday, late", "! clock 2026-03-09T23:59:00", "ok"},
    {DEL_4, "reported", REPORT, "accepted"},
};

CASE(the_sixth_business_day_is_late, TARGET_PORTAL, monday,
     "delivered on a Monday: reported on the Tuesday after next, too late") = {
    {SETUP, "delivered", "! deliver", "ok"},
    {SETUP, "the sixth day, early", "! clock 2026-03-10T00:01:00", "ok"},
    {SETUP, "another card", "! new as=other", "ok"},
    {SETUP, "delivered now", "! deliver $other", "ok"},
    {DEL_4, "reported", REPORT, "too_late"},
    {DEL_4, "the other one", "! mail about=$other image=yes", "accepted"},
};

CASE(a_holiday_does_not_count, TARGET_PORTAL, april,
     "with 23 April in between the fifth business day is a Tuesday") = {
    {SETUP, "delivered", "! deliver", "ok"},
    {SETUP, "Tuesday the 28th", "! clock 2026-04-28T23:59:00", "ok"},
    {DEL_4, "reported", REPORT, "accepted"},
    {SETUP, "Wednesday the 29th", "! clock 2026-04-29T00:01:00", "ok"},
    {DEL_4, "another one", "! mail about=$serial image=yes", "too_late"},
};

CASE(a_feast_does_not_count, TARGET_PORTAL, march,
     "the Ramazan feast of 2026, from Friday to Sunday, does not count; the half-day before it "
     "does") = {
    {SETUP, "delivered", "! deliver", "ok"},
    {SETUP, "Tuesday the 24th", "! clock 2026-03-24T23:59:00", "ok"},
    {DEL_4, "reported", REPORT, "accepted"},
    {SETUP, "Wednesday the 25th", "! clock 2026-03-25T00:01:00", "ok"},
    {DEL_4, "another one", REPORT, "too_late"},
};

CASE(a_report_is_read_however_it_is_written, TARGET_PORTAL, monday,
     "programs that fold a message's header lines, or write their names small, are understood") = {
    {SETUP, "delivered", "! deliver", "ok"},
    {DEL_4, "folded", REPORT " form=folded", "accepted"},
    {DEL_4, "in small letters", REPORT " form=small", "accepted"},
    {DEL_4, "folded, without the image", "! mail about=$serial image=no form=folded", "no_image"},
};

CASE(the_image_is_needed, TARGET_PORTAL, monday,
     "a report without the image of the minutes is sent back") = {
    {SETUP, "delivered", "! deliver", "ok"},
    {DEL_4, "without the image", "! mail about=$serial image=no", "no_image"},
    {DEL_4, "with something else", "! mail about=$serial image=letter", "no_image"},
    {DEL_4, "with it", REPORT, "accepted"},
    {DEL_4, "about a card that does not exist", "! mail about=000000000000000000000000",
     "unknown_card"},
};

CASE(undelivered_is_not_missing, TARGET_PORTAL, monday,
     "before delivery nothing can be missing") = {
    {DEL_4, "reported", REPORT, "not_delivered"},
};

CASE(a_dead_card_is_replaced_for_a_fee, TARGET_PORTAL, old_card,
     "a dead card's replacement costs a fee and has a new key, certificate and PIN") = {
    {SETUP, "wrong PUK, once", "00 2C 00 $PIN { 39 39 39 39 39 39 39 39 36 35 34 33 32 31 }",
     "63 C."},
    {SETUP, "wrong PUK, twice", "00 2C 00 $PIN { 39 39 39 39 39 39 39 39 36 35 34 33 32 31 }",
     "63 C."},
    {SETUP, "wrong PUK, thrice", "00 2C 00 $PIN { 39 39 39 39 39 39 39 39 36 35 34 33 32 31 }",
     "63 C."},
    {SETUP, "dead", "! status", "ok dead=true"},
    {UNB_10, "without the fee", "! replace as=fresh", "refused"},
    {SETUP, "the fee is paid", "! fee", "ok"},
    {UNB_10, "with it", "! replace as=fresh", "ok"},
    {UNB_10, "another certificate", "! differ $cert $fresh_cert", "ok"},
    SIGN_IN,
    {UNB_10, "its PIN is shown", "POST /nb/pin-puk okudum=evet",
     "200 cards.[serial=$fresh].pin!= cards.[serial=$fresh].pin!=123456"},
    {UNB_10, "the list", "GET /nb/sertifikalar",
     "200 certificates.[serial=$fresh_cert].status=good"},
    {SETUP, "the old key", "GET /nb/sertifikalar/$cert", "200 pem=<old>"},
    {SETUP, "the new key", "GET /nb/sertifikalar/$fresh_cert", "200 pem=<new>"},
    {UNB_10, "another key", "! differ $old $new", "ok"},
    {UNB_10, "one fee, one card", "! replace as=third", "refused"},
};

CASE(revoking_before_the_successor_begins_asks, TARGET_PORTAL, new_card_timed,
     "revoking the valid certificate while its successor has not begun asks again and names the "
     "date") = {
    {SETUP, "a renewal", "! renew as=fresh", "ok"},
    SIGN_IN,
    {SETUP, "its start", "GET /nb/sertifikalar",
     "200 certificates.[serial=$fresh_cert].not_before=<start>"},
    {CRT_6, "Sertifikamı İptal Et", REVOKE, "409 error=confirm date=$start"},
    {CRT_6, "nothing happened", "GET /nb/sertifikalar",
     "200 certificates.[serial=$cert].status=good"},
    {CRT_6, "all the same", REVOKE " yine_de=evet", "200"},
    {CRT_6, "revoked", "GET /nb/sertifikalar", "200 certificates.[serial=$cert].status=revoked"},
};

CASE(without_a_successor_nothing_more_is_asked, TARGET_PORTAL, new_card,
     "without a successor one confirmation is enough") = {
    SIGN_IN,
    {CRT_6, "Sertifikamı İptal Et", REVOKE, "200"},
};

CASE(a_successor_that_waits_no_more_asks_nothing, TARGET_PORTAL, new_card_timed,
     "revoking asks once alone when the successor has begun, or was revoked itself") = {
    {SETUP, "a second card", "! new as=other", "ok"},
    {SETUP, "its renewal", "! renew $other as=next", "ok"},
    {SETUP, "and that one's", "! renew $next as=after", "ok"},
    {SETUP, "a renewal", "! renew as=fresh", "ok"},
    SIGN_IN,
    {CRT_6, "one that waits", "POST /nb/sertifikalar/$next_cert/iptal neden=superseded onay=evet",
     "200"},
    {CRT_6, "the one after it",
     "POST /nb/sertifikalar/$after_cert/iptal neden=superseded onay=evet", "200"},
    {CRT_5, "it waits no more", "GET /nb/sertifika-yukle",
     "200 @body~$fresh_cert @body!~$next_cert"},
    {CRT_6, "the one before it",
     "POST /nb/sertifikalar/$other_cert/iptal neden=superseded onay=evet", "200"},
    {SETUP, "the first one", "GET /nb/sertifikalar/$cert", "200 pem=<pem>"},
    {SETUP, "its end", "! certificate certificate=$pem", "ok not_after=<end>"},
    {SETUP, "its last second but one", "! clock_at $end plus=-1", "ok"},
    SIGN_IN,
    {CRT_6, "Sertifikamı İptal Et", REVOKE, "409 error=confirm date!="},
    {SETUP, "its last, and the other's first", "! later 1", "ok"},
    {CRT_5, "nothing waits", "GET /nb/sertifika-yukle", "404 error=nothing_waits"},
    {CRT_6, "Sertifikamı İptal Et", REVOKE, "200"},
};

#define TEN "abcdefghij"

CASE(data_is_changed, TARGET_PORTAL, new_card,
     "Bilgi Güncelle changes address and e-mail at once, each by itself too, and nothing by a "
     "form that is wrong") = {
    SIGN_IN,
    {CRT_7, "changed", "POST /nb/bilgi e_posta=Ayse.Y@Example.test adres=Çankırı/İğdır", "200"},
    {CRT_7, "listed", "GET /nb/bilgi",
     "200 e_posta=Ayse.Y@Example.test adres=Çankırı/İğdır telefon=$phone"},
    {CRT_7, "the address alone", "POST /nb/bilgi adres=Ankara", "200 confirm=false"},
    {CRT_7, "a wrong e-mail", "POST /nb/bilgi adres=Van e_posta=nowhere", "4.."},
    {CRT_7, "a longer one than fits",
     "POST /nb/bilgi e_posta=" TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "@example.test",
     "4.."},
    {CRT_7, "a place that is longer",
     "POST /nb/bilgi adres=" TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
         TEN TEN TEN TEN TEN TEN TEN TEN,
     "4.."},
    {CRT_7, "a number that is longer", "POST /nb/bilgi telefon=0555000000000000000000001", "4.."},
    {CRT_7, "a wrong number", "POST /nb/bilgi adres=Van telefon=none", "4.."},
    {CRT_7, "listed", "GET /nb/bilgi", "200 e_posta=Ayse.Y@Example.test adres=Ankara"},
    {CRT_7, "the e-mail alone", "POST /nb/bilgi e_posta=b@example.test", "200"},
    {CRT_7, "listed", "GET /nb/bilgi", "200 e_posta=b@example.test adres=Ankara telefon=$phone"},
};

CASE(a_new_phone_is_confirmed_by_both, TARGET_PORTAL, new_card_timed,
     "a new phone number is confirmed by codes to the old and the new one, and gets the next SMS") =
    {
        SIGN_IN,
        {SETUP, "a minute passes", "! later 61", "ok"},
        {CRT_7, "a new number", "POST /nb/bilgi telefon=05550000009", "200 confirm=true"},
        {CRT_7, "still the old one", "GET /nb/bilgi", "200 telefon=$phone"},
        {CRT_7, "a code to the old", "! sms number=$phone", "ok code=<one>"},
        {CRT_7, "a code to the new", "! sms number=05550000009", "ok code=<two>"},
        {SETUP, "other digits", "! other_digits $one", "ok text=<wrong>"},
        {SETUP, "other digits", "! other_digits $two", "ok text=<wrong2>"},
        {CRT_7, "only the new one's code", "POST /nb/bilgi/kod eski_kod=$wrong yeni_kod=$two",
         "401"},
        {CRT_7, "only the old one's code", "POST /nb/bilgi/kod eski_kod=$one yeni_kod=$wrong2",
         "401"},
        {CRT_7, "both", "POST /nb/bilgi/kod eski_kod=$one yeni_kod=$two", "200"},
        {CRT_7, "changed", "GET /nb/bilgi", "200 telefon=05550000009"},
        {SETUP, "Çıkış", "POST /nb/cikis", "200|303"},
        {CRT_7, "the next SMS goes there", "! login phone=05550000009", "ok"},
};

/* Two changes at once: whatever becomes of the second, its number has confirmed nothing. */
#define SECOND_NUMBER(SECONDS)                                                                     \
    SIGN_IN, {SETUP, "a minute passes", "! later 61", "ok"},                                       \
        {SETUP, "a new number", "POST /nb/bilgi telefon=05550000009", "200 confirm=true"},         \
        {SETUP, "a code to the old", "! sms number=$phone", "ok code=<one>"},                      \
        {SETUP, "a code to the new", "! sms number=05550000009", "ok code=<two>"},                 \
        {SETUP, "a while", "! later " SECONDS, "ok"},                                              \
        {SETUP, "yet another number", "POST /nb/bilgi telefon=05550000008", "200|4.."},            \
        {SETUP, "the codes of the first", "POST /nb/bilgi/kod eski_kod=$one yeni_kod=$two",        \
         "200|4.."},                                                                               \
        {CRT_7, "the other number is not taken", "GET /nb/bilgi", "200 telefon!=05550000008"},     \
        {SETUP, "Çıkış", "POST /nb/cikis", "200|303"},                                             \
        {SETUP, "a minute passes", "! later 61", "ok"}, FORM_RIGHT,                                \
        {SETUP, "before the next SMS", "! sms_count number=05550000008", "ok count=<before>"},     \
        {SETUP, "Onay", "POST /nbsifreli.go/sms", "200"},                                          \
    {                                                                                              \
        CRT_7, "nor gets it the next SMS", "! sms_count number=05550000008", "ok count=$before"    \
    }
#define FORM_RIGHT                                                                                 \
    {SETUP, "the form", "GET /nbsifreli.go", "200 captcha=<captcha>"},                             \
        {SETUP, "the picture is read", "! captcha $captcha", "ok answer=<answer>"},                \
    {                                                                                              \
        SETUP, "the form is right",                                                                \
            "POST /nbsifreli.go kimlik_no=$id resimdeki_yazi=$answer guvenlik_sozcugu=$word",      \
            "200"                                                                                  \
    }

CASE(a_second_number_at_once_is_not_confirmed_by_the_first, TARGET_PORTAL, new_card_timed,
     "the codes of one change of number do not confirm another one that was asked for at once") = {
    SECOND_NUMBER("1"),
};

CASE(a_second_number_later_is_not_confirmed_by_the_first, TARGET_PORTAL, new_card_timed,
     "the codes of one change of number do not confirm another one that was asked for later") = {
    SECOND_NUMBER("61"),
};

CASE(a_code_is_for_what_it_was_asked_for, TARGET_PORTAL, new_card_timed,
     "a code that was sent for Kilit Çözme confirms no new number, nor the other way round") = {
    SIGN_IN,
    {SETUP, "a new number", "POST /nb/bilgi telefon=05550000009", "200 confirm=true"},
    {SETUP, "a code to the new", "! sms number=05550000009", "ok code=<two>"},
    {SETUP, "Kilit Çözme", "POST /nb/kilit-cozme kart=$serial", "200"},
    {SETUP, "its code", "! sms number=$phone", "ok code=<unlock>"},
    {CRT_7, "for the number", "POST /nb/bilgi/kod eski_kod=$unlock yeni_kod=$two", "401"},
    {CRT_7, "nothing is changed", "GET /nb/bilgi", "200 telefon=$phone"},
    {SETUP, "a minute passes", "! later 61", "ok"},
    {SETUP, "the number again", "POST /nb/bilgi telefon=05550000009", "200 confirm=true"},
    {SETUP, "a code to the old", "! sms number=$phone", "ok code=<one>"},
    {UNB_8, "for Kilit Çözme", "POST /nb/kilit-cozme/kod sms_onay_kodu=$one", "4.. -onay_kodu"},
};

CASE(codes_of_a_change_work_once, TARGET_PORTAL, new_card_timed,
     "the codes that changed a phone number change it no second time") = {
    SIGN_IN,
    {SETUP, "a minute passes", "! later 61", "ok"},
    {SETUP, "a new number", "POST /nb/bilgi telefon=05550000009", "200 confirm=true"},
    {SETUP, "a code to the old", "! sms number=$phone", "ok code=<one>"},
    {SETUP, "a code to the new", "! sms number=05550000009", "ok code=<two>"},
    {CRT_7, "each in the other's place", "POST /nb/bilgi/kod eski_kod=$two yeni_kod=$one", "401"},
    {SETUP, "both", "POST /nb/bilgi/kod eski_kod=$one yeni_kod=$two", "200"},
    {LOG_4, "neither is left in the next one's way", "POST /nb/bilgi telefon=05550000008",
     "200 confirm=true"},
    {LOG_4, "both again", "POST /nb/bilgi/kod eski_kod=$one yeni_kod=$two", "4.."},
};

CASE(certificates_follow_the_profile, TARGET_PORTAL, every_new_card,
     "a certificate has the profile's subject, usage, policy, statements, addresses and order") = {
    SIGN_IN,
    {SETUP, "the certificate", "GET /nb/sertifikalar/$cert", "200 pem=<pem>"},
    {CRT_8, "its profile", "! profile certificate=$pem",
     "ok country=TR subject_id=$id name~TEST usage=digitalSignature,nonRepudiation "
     "policy=2.16.792.1.2.1.1.5.7.1.1 serial_bytes=6 signature=ecdsa-with-SHA384 "
     "order=AKI,SKI,keyUsage!,certificatePolicies,basicConstraints,crl,aia,qcStatements ca=false"},
    {CRT_8, "its statements", "! profile certificate=$pem",
     "ok qc~0.4.0.1862.1.1 qc~2.16.792.1.61.0.1.5070.1.1"},
    {CRT_8, "its addresses", "! profile certificate=$pem",
     "ok crl_at=/crl/issuing.crl ocsp_at=/ocsp issuer_at=/ca/issuing.cer"},
    {CRT_8, "three years", "! profile certificate=$pem", "ok years=3"},
};

const struct conf_case *const paper_cases[] = {
    &the_fifth_business_day_is_in_time,
    &the_sixth_business_day_is_late,
    &a_holiday_does_not_count,
    &a_feast_does_not_count,
    &a_report_is_read_however_it_is_written,
    &the_image_is_needed,
    &undelivered_is_not_missing,
    &a_dead_card_is_replaced_for_a_fee,
    &revoking_before_the_successor_begins_asks,
    &without_a_successor_nothing_more_is_asked,
    &a_successor_that_waits_no_more_asks_nothing,
    &data_is_changed,
    &a_new_phone_is_confirmed_by_both,
    &a_second_number_at_once_is_not_confirmed_by_the_first,
    &a_second_number_later_is_not_confirmed_by_the_first,
    &a_code_is_for_what_it_was_asked_for,
    &codes_of_a_change_work_once,
    &certificates_follow_the_profile,
    NULL,
};
