/* SPDX-License-Identifier: MIT */
/* The CRL: a client that looks a signer up in its issuer's list. */
#include "conformance/cases/cases.h"
#include "conformance/cases/situations.h"

#define SIGN         "? sign.cms pin=123456 data=dGVzdA== detached=true"
#define LOOK         "? signature.verify_crl cms=$cms data=dGVzdA=="
#define NOT_ACCEPTED "untrusted|unreachable|failed|refused|signature_bad"

CASE(the_list_says_what_a_signer_is_worth, TARGET_CLIENT, new_card,
     "by the issuer's CRL a good signer is accepted, and a held or a revoked one is not") = {
    {SETUP, "signs", SIGN, "ok cms=<cms>"},
    {CLI_3, "it is accepted", LOOK, "ok signer=$cert"},
    {CLI_3, "over other data it is not",
     "? signature.verify_crl cms=$cms data=b3RoZXI=", "signature_bad"},
    {SETUP, "the certificate is suspended", "! staff held", "ok"},
    {CLI_3, "it is not accepted", LOOK, "held"},
    {SETUP, "lifted", "! staff good", "ok"},
    {CLI_3, "it is accepted", LOOK, "ok signer=$cert"},
    {SETUP, "revoked", "! staff revoked", "ok"},
    {CLI_3, "it is not accepted", LOOK, "revoked"},
};

CASE(a_list_that_is_no_list, TARGET_CLIENT, new_card,
     "without a CRL, by one that is altered, or by an old one nobody is accepted") = {
    {SETUP, "signs", SIGN, "ok cms=<cms>"},
    {SETUP, "there is no CRL", "! fault crl-not-published count=100", "ok"},
    {CLI_3, "it is not accepted", LOOK, NOT_ACCEPTED},
    {SETUP, "an altered one", "! fault crl-bad-signature count=100", "ok"},
    {SETUP, "is there", "! fault crl-not-published count=0", "ok"},
    {CLI_3, "it is not accepted", LOOK, NOT_ACCEPTED},
    {SETUP, "an old one", "! fault crl-stale count=100", "ok"},
    {SETUP, "is there", "! fault crl-bad-signature count=0", "ok"},
    {CLI_3, "it is not accepted", LOOK, NOT_ACCEPTED},
    {SETUP, "the right one", "! fault crl-stale count=0", "ok"},
    {CLI_3, "it is accepted", LOOK, "ok signer=$cert"},
};

CASE(no_list_mends_a_date, TARGET_SYSTEM, new_card_timed,
     "who is not in the CRL is accepted from the first second of the certificate to its last, and "
     "at no other time") = {
    {SETUP, "signs in", "! login", "ok"},
    {SETUP, "the certificate", "GET /nb/sertifikalar/$cert", "200 pem=<pem>"},
    {SETUP, "its validity", "! certificate certificate=$pem",
     "ok not_after=<end> not_before=<begin>"},
    {SETUP, "signs", SIGN, "ok cms=<cms>"},
    {SETUP, "its first second", "! clock_at $begin", "ok"},
    {CRT_5, "it is accepted", LOOK, "ok signer=$cert"},
    {SETUP, "a second before", "! clock_at $begin plus=-1", "ok"},
    {CRT_5, "it is not", LOOK, "not_yet_valid until=$begin"},
    {SETUP, "its last second", "! clock_at $end", "ok"},
    {CRT_5, "it is accepted", LOOK, "ok signer=$cert"},
    {SETUP, "a second later", "! later 1", "ok"},
    {CRT_5, "it is not", LOOK, "expired"},
};

const struct conf_case *const crl_cases[] = {
    &the_list_says_what_a_signer_is_worth,
    &a_list_that_is_no_list,
    &no_list_mends_a_date,
    NULL,
};
