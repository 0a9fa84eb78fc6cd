/* SPDX-License-Identifier: MIT */
/* A renewal: its certificate starts when the old one ends, to the second. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define SIGN_IN                                                                                    \
    {                                                                                              \
        SETUP, "signs in", "! login", "ok"                                                         \
    }
#define RENEW                                                                                      \
    SIGN_IN, {SETUP, "the old one", "GET /nb/sertifikalar/$cert", "200 pem=<oldpem>"},             \
        {SETUP, "its validity", "! certificate certificate=$oldpem",                               \
         "ok not_after=<end> not_before=<begin>"},                                                 \
        {SETUP, "a renewal is made", "! renew as=fresh", "ok"},                                    \
    {                                                                                              \
        SETUP, "the new one", "GET /nb/sertifikalar/$fresh_cert", "200 pem=<freshpem>"             \
    }
#define SIGN "sign.cms pin=123456 data=dGVzdA== detached=true"

CASE(it_starts_when_the_old_one_ends, TARGET_SYSTEM, new_card_timed,
     "the new certificate's first second is the old one's last, and the new key is another") = {
    RENEW,
    {CRT_5, "its first second", "! certificate certificate=$freshpem", "ok not_before=$end"},
    {CRT_5, "another certificate", "! differ $cert $fresh_cert", "ok"},
    {CRT_5, "the old one is as good as before", "! ocsp certificate=$oldpem", "ok status=good"},
};

CASE(it_lasts_three_years, TARGET_SYSTEM, new_card_timed,
     "the new certificate is good for three years") = {
    RENEW,
    {CRT_5, "its validity", "! profile certificate=$freshpem", "ok years=3"},
};

CASE(until_then_it_signs_nothing, TARGET_SYSTEM, new_card_timed,
     "before it starts the new certificate signs nothing that is accepted; the old one does") = {
    RENEW,
    {SETUP, "the old one's last second", "! clock_at $end plus=-1", "ok"},
    {CRT_5, "the old card signs", "? " SIGN, "ok cms=<cms>"},
    {CRT_5, "and it is accepted", "! cms_verify cms=$cms data=dGVzdA==", "ok"},
    {SETUP, "the new card", "! insert $fresh", "ok"},
    {SETUP, "the client notices", "? pin.status", "ok|card_dead|card_removed|no_card"},
    {SETUP, "its PIN", "! login browser=1", "ok"},
    {SETUP, "its PIN is shown", "1: POST /nb/pin-puk okudum=evet",
     "200 cards.[serial=$fresh].pin=<freshpin>"},
    {CRT_5, "the new card does not sign yet",
     "? sign.cms pin=$freshpin data=dGVzdA== detached=true",
     "not_yet_valid remedy=wait until=$end"},
};

CASE(the_last_second_counts, TARGET_SYSTEM, new_card_timed,
     "what the old certificate signs in its very last second is accepted; a second later it is "
     "not") = {
    RENEW,
    {SETUP, "its very last second", "! clock_at $end", "ok"},
    {CRT_5, "the old card signs", "? " SIGN, "ok cms=<cms>"},
    {CRT_5, "and says when", "! cms_says cms=$cms", "ok when=$end"},
    {CRT_5, "and the client accepts it",
     "? signature.verify cms=$cms data=dGVzdA==", "ok signer=$cert"},
    {SETUP, "a second later", "! later 1", "ok"},
    {CRT_5, "the old card signs no more", "? " SIGN, "expired"},
    {CRT_5, "and the client accepts it no more",
     "? signature.verify cms=$cms data=dGVzdA==", "expired"},
};

CASE(from_then_on_it_signs, TARGET_SYSTEM, new_card_timed,
     "from its very first second on the new certificate signs, and not a second before") = {
    RENEW,
    {SETUP, "its PIN is shown", "POST /nb/pin-puk okudum=evet",
     "200 cards.[serial=$fresh].pin=<freshpin>"},
    {SETUP, "its very first second", "! clock_at $end", "ok"},
    {SETUP, "the new card", "! insert $fresh", "ok"},
    {SETUP, "the client notices", "? pin.status", "ok|card_dead|card_removed|no_card"},
    {CRT_5, "the new card signs", "? sign.cms pin=$freshpin data=dGVzdA== detached=true",
     "ok cms=<cms>"},
    {CRT_5, "and it is accepted", "! cms_verify cms=$cms data=dGVzdA==", "ok"},
    {CRT_5, "by the client too",
     "? signature.verify cms=$cms data=dGVzdA==", "ok signer=$fresh_cert"},
    {SETUP, "a second before", "! clock_at $end plus=-1", "ok"},
    {CRT_5, "it is not accepted",
     "? signature.verify cms=$cms data=dGVzdA==", "not_yet_valid until=$end"},
    {CRT_5, "it does not sign", "? sign.cms pin=$freshpin data=dGVzdA== detached=true",
     "not_yet_valid remedy=wait until=$end"},
};

const struct conf_case *const renewal_cases[] = {
    &it_starts_when_the_old_one_ends, &it_lasts_three_years,  &until_then_it_signs_nothing,
    &the_last_second_counts,          &from_then_on_it_signs, NULL,
};
