/* SPDX-License-Identifier: MIT */
/* Signatures from cards of every version, verified by their certificates. */
#include "tests/unit/engine/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const uint8_t text[] = "imzalanacak metin";

static struct akis_trust *open_trust(void)
{
    const struct akis_trust_options options = {world_chain_file(stage.world), stage_clock()};
    struct akis_trust *trust = NULL;

    assert_outcome(OK, akis_trust_new(&options, &trust));
    return trust;
}

/* Signs and verifies a CMS with all checks; the certificate must be the card's. */
static void sign_and_verify(struct akis_cms_options options)
{
    struct akis_certificates all = {0};
    struct akis_certificate signer = {0};
    struct akis_blob cms = {0};
    struct akis_trust *trust = open_trust();
    const uint8_t *content = options.attached ? NULL : text;

    assert_outcome(OK, akis_certificates(stage.card, &all));
    assert_int_equal(all.count, 1);
    assert_true(all.items[0].qualified);
    assert_outcome(OK, akis_login(stage.card, "123456"));
    assert_outcome(OK, akis_sign_cms(stage.card, &all.items[0], &options, text, sizeof text, &cms));
    assert_outcome(OK, akis_verify_cms(trust, cms.data, cms.size, content, sizeof text,
                                       AKIS_CHECK_OCSP | AKIS_CHECK_CRL, &signer));
    assert_string_equal(signer.serial, all.items[0].serial);
    akis_certificate_clear(&signer);
    cms.data[cms.size - 1] ^= 1;
    assert_outcome(SIGNATURE_BAD, akis_verify_cms(trust, cms.data, cms.size, content, sizeof text,
                                                  AKIS_CHECK_CHAIN, NULL));
    akis_trust_free(&trust);
    akis_blob_free(&cms);
    akis_certificates_free(&all);
}

static void every_version_signs_cms(void **state)
{
    const struct akis_cms_options detached = {.hash = AKIS_NO_HASH};
    const struct akis_cms_options attached = {.hash = AKIS_NO_HASH, .attached = true};

    (void)state;
    stage_card("v1.0", "rsa2048", NULL, "fresh");
    sign_and_verify(detached);
    sign_and_verify(attached);
    stage_card("v2.2.8", "rsa2048", NULL, "fresh");
    sign_and_verify(detached);
    stage_card("v2.5", "p384", NULL, "fresh");
    sign_and_verify(detached);
    sign_and_verify(attached);
}

static void pss_verifies_on_every_rsa_card(void **state)
{
    const struct akis_cms_options sha256 = {.hash = AKIS_SHA256, .pss = true};
    const struct akis_cms_options sha512 = {.hash = AKIS_SHA512, .pss = true};

    (void)state;
    stage_card("v1.0", "rsa2048", NULL, "fresh");
    sign_and_verify(sha256);
    sign_and_verify(sha512);
    stage_card("v2.2.8", "rsa2048", NULL, "fresh");
    sign_and_verify(sha256);
    sign_and_verify(sha512);
}

static void signing_needs_the_pin(void **state)
{
    static const uint8_t digest[32] = {1};
    struct akis_certificates all = {0};
    struct akis_blob signature = {0};

    (void)state;
    stage_card("v2.2.8", NULL, NULL, "fresh");
    assert_outcome(OK, akis_certificates(stage.card, &all));
    assert_outcome(PIN_NEEDED, akis_sign(stage.card, &all.items[0], AKIS_RSA_PKCS1, AKIS_SHA256,
                                         digest, sizeof digest, &signature));
    assert_outcome(OK, akis_login(stage.card, "123456"));
    assert_outcome(OK, akis_logout(stage.card));
    assert_outcome(PIN_NEEDED, akis_sign(stage.card, &all.items[0], AKIS_RSA_PKCS1, AKIS_SHA256,
                                         digest, sizeof digest, &signature));
    assert_null(signature.data);
    akis_certificates_free(&all);
}

static void no_other_key_signs_for_a_certificate(void **state)
{
    static const uint8_t digest[32] = {1};
    struct akis_certificates other = {0};
    struct akis_blob signature = {0};

    (void)state;
    stage_card("v2.2.8", NULL, NULL, "fresh");
    assert_outcome(OK, akis_certificates(stage.card, &other));
    stage_card("v2.2.8", NULL, NULL, "fresh");
    assert_outcome(OK, akis_login(stage.card, "123456"));
    assert_outcome(NO_KEY, akis_sign(stage.card, &other.items[0], AKIS_RSA_PKCS1, AKIS_SHA256,
                                     digest, sizeof digest, &signature));
    assert_null(signature.data);
    akis_certificates_free(&other);
}

static void a_renewal_signs_nothing_before_its_time(void **state)
{
    const struct akis_cms_options options = {.hash = AKIS_NO_HASH};
    struct akis_certificates all = {0};
    struct akis_blob cms = {0};

    (void)state;
    stage_card("v2.2.8", NULL, NULL, "not-yet-valid");
    assert_outcome(OK, akis_certificates(stage.card, &all));
    assert_outcome(OK, akis_login(stage.card, "123456"));
    struct akis_result result =
        akis_sign_cms(stage.card, &all.items[0], &options, text, sizeof text, &cms);
    assert_int_equal(result.outcome, AKIS_NOT_YET_VALID);
    assert_int_equal(result.remedy, AKIS_DO_WAIT_UNTIL);
    assert_int_equal(result.until, all.items[0].not_before);
    akis_certificates_free(&all);
}

static void a_certificate_is_valid_to_its_last_second(void **state)
{
    struct akis_certificates all = {0};
    const struct akis_clock clock = stage_clock();

    (void)state;
    stage_card("v2.2.8", NULL, NULL, "fresh");
    assert_outcome(OK, akis_certificates(stage.card, &all));
    assert_int_equal(world_clock_set(stage.world, "frozen", "2026-11-22"), WORLD_OK);
    assert_int_equal(world_clock_add(stage.world, all.items[0].not_after - world_now(stage.world)),
                     WORLD_OK);
    assert_outcome(OK, akis_certificate_time(&all.items[0], &clock));
    assert_int_equal(world_clock_add(stage.world, 1), WORLD_OK);
    assert_outcome(EXPIRED, akis_certificate_time(&all.items[0], &clock));
    akis_certificates_free(&all);
}

static enum akis_outcome state_of_new_card(const char *state)
{
    struct akis_certificates all = {0};
    struct akis_trust *trust = open_trust();

    stage_card("v2.2.8", NULL, NULL, state);
    assert_outcome(OK, akis_certificates(stage.card, &all));
    enum akis_outcome ocsp = akis_validate(trust, &all.items[0], AKIS_CHECK_OCSP).outcome;
    enum akis_outcome crl = akis_validate(trust, &all.items[0], AKIS_CHECK_CRL).outcome;
    assert_int_equal(ocsp, crl);
    akis_certificates_free(&all);
    akis_trust_free(&trust);
    return ocsp;
}

static void ocsp_and_crl_tell_the_state(void **state)
{
    (void)state;
    assert_int_equal(state_of_new_card("fresh"), AKIS_OK);
    assert_int_equal(state_of_new_card("suspended"), AKIS_SUSPENDED);
    assert_int_equal(state_of_new_card("revoked"), AKIS_REVOKED);
    assert_int_equal(state_of_new_card("expired"), AKIS_EXPIRED);
    assert_int_equal(state_of_new_card("not-yet-valid"), AKIS_NOT_YET_VALID);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_open, stage_close)
    const struct CMUnitTest tests[] = {
        STAGED(every_version_signs_cms),
        STAGED(pss_verifies_on_every_rsa_card),
        STAGED(signing_needs_the_pin),
        STAGED(no_other_key_signs_for_a_certificate),
        STAGED(a_renewal_signs_nothing_before_its_time),
        STAGED(a_certificate_is_valid_to_its_last_second),
        STAGED(ocsp_and_crl_tell_the_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
