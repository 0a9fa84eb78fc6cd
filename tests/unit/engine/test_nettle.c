/* SPDX-License-Identifier: MIT */
/*
 * Verification on P-384 by nettle says what OpenSSL's says: of right and of spoilt signatures, for
 * some seconds or as many as NETTLE_CASES says, and at the edges.
 */
#include "sim/base/random.h"
#include "sim/engine/pki/nettle.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { SECONDS = 3, CASES = 10000, DIGEST = 48, SIGNATURE = 2 * P384_FIELD };

struct signer {
    EVP_PKEY *key;
    uint8_t point[P384_POINT];
};

static int make_signer(void **state)
{
    static struct signer signer;
    unsigned char point[1 + P384_POINT];
    size_t size = 0;

    signer.key = EVP_EC_gen("P-384");
    if (!signer.key || EVP_PKEY_get_octet_string_param(signer.key, OSSL_PKEY_PARAM_PUB_KEY, point,
                                                       sizeof point, &size) != 1)
        return -1;
    memcpy(signer.point, point + 1, P384_POINT);
    *state = &signer;
    return 0;
}

static int free_signer(void **state)
{
    struct signer *signer = *state;

    EVP_PKEY_free(signer->key);
    return 0;
}

static void draw(uint8_t *out, size_t size)
{
    const struct random_port kernel = random_kernel();

    assert_true(random_fill(&kernel, out, size));
}

static void sign(const struct signer *signer, struct bytes digest, uint8_t signature[SIGNATURE])
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(signer->key, NULL);
    unsigned char der[160];
    const unsigned char *at = der;
    size_t size = sizeof der;

    assert_int_equal(EVP_PKEY_sign_init(context), 1);
    assert_int_equal(EVP_PKEY_sign(context, der, &size, digest.data, digest.size), 1);
    ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &at, (long)size);
    assert_int_equal(BN_bn2binpad(ECDSA_SIG_get0_r(pair), signature, P384_FIELD), P384_FIELD);
    assert_int_equal(BN_bn2binpad(ECDSA_SIG_get0_s(pair), signature + P384_FIELD, P384_FIELD),
                     P384_FIELD);
    ECDSA_SIG_free(pair);
    EVP_PKEY_CTX_free(context);
}

static bool openssl_verifies(const struct signer *signer, struct bytes digest,
                             const uint8_t signature[SIGNATURE])
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(signer->key, NULL);
    ECDSA_SIG *pair = ECDSA_SIG_new();
    unsigned char *der = NULL;

    assert_int_equal(ECDSA_SIG_set0(pair, BN_bin2bn(signature, P384_FIELD, NULL),
                                    BN_bin2bn(signature + P384_FIELD, P384_FIELD, NULL)),
                     1);
    const int size = i2d_ECDSA_SIG(pair, &der);
    const bool right = EVP_PKEY_verify_init(context) == 1 &&
                       EVP_PKEY_verify(context, der, (size_t)size, digest.data, digest.size) == 1;
    OPENSSL_free(der);
    ECDSA_SIG_free(pair);
    EVP_PKEY_CTX_free(context);
    return right;
}

static bool verifies(const struct signer *signer, struct bytes digest,
                     const uint8_t signature[SIGNATURE])
{
    return p384_verifies(signer->point, digest, bytes_of(signature, SIGNATURE));
}

static void both_libraries_say_the_same(void **state)
{
    static const size_t sizes[] = {20, 28, 32, 48, 64};
    const struct signer *signer = *state;
    const char *wanted = getenv("NETTLE_CASES");
    const int most = wanted ? atoi(wanted) : CASES;
    const time_t end = time(NULL) + SECONDS;
    uint8_t room[64], signature[SIGNATURE];
    int cases = 0, right = 0;

    while (cases < most && (wanted || time(NULL) < end)) {
        const struct bytes digest = bytes_of(room, sizes[cases % 5]);
        draw(room, sizeof room);
        sign(signer, digest, signature);
        if (cases % 2)
            signature[cases / 2 % SIGNATURE] ^= (uint8_t)(1u << cases / 2 / SIGNATURE % 8);
        const bool held = verifies(signer, digest, signature);
        assert_int_equal(held, openssl_verifies(signer, digest, signature));
        right += held;
        cases++;
    }
    assert_true(cases > 100);
    assert_int_equal(right, (cases + 1) / 2);
    print_message("%d cases\n", cases);
}

/* The order and `more`, or `more` alone. */
static void number_of(bool order, int more, uint8_t out[P384_FIELD])
{
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_secp384r1);
    BIGNUM *number = BN_new();

    assert_true(!order || BN_copy(number, EC_GROUP_get0_order(group)));
    assert_true(more < 0 ? BN_sub_word(number, (BN_ULONG)-more)
                         : BN_add_word(number, (BN_ULONG)more));
    assert_int_equal(BN_bn2binpad(number, out, P384_FIELD), P384_FIELD);
    BN_free(number);
    EC_GROUP_free(group);
}

static void numbers_outside_the_group_verify_nothing(void **state)
{
    static const struct {
        bool order;
        int more;
    } edges[] = {
        {false, 0 },
        {true,  0 },
        {true,  1 },
        {true,  -1},
        {false, 1 },
    };
    const struct signer *signer = *state;
    uint8_t digest[DIGEST] = {1}, good[SIGNATURE], bad[SIGNATURE];

    sign(signer, bytes_of(digest, DIGEST), good);
    assert_true(verifies(signer, bytes_of(digest, DIGEST), good));
    for (size_t i = 0; i < 2 * sizeof edges / sizeof *edges; i++) {
        memcpy(bad, good, SIGNATURE);
        number_of(edges[i / 2].order, edges[i / 2].more, bad + (i % 2) * P384_FIELD);
        assert_false(verifies(signer, bytes_of(digest, DIGEST), bad));
    }
    memset(bad, 0, SIGNATURE);
    assert_false(verifies(signer, bytes_of(digest, DIGEST), bad));
    memset(digest, 0, DIGEST);
    assert_false(verifies(signer, bytes_of(digest, DIGEST), bad));
    memset(bad, 0xFF, SIGNATURE);
    assert_false(verifies(signer, bytes_of(digest, DIGEST), bad));
}

/* s and order - s verify alike; the engine gives what the card gave. */
static void the_other_s_verifies_too(void **state)
{
    const struct signer *signer = *state;
    static const uint8_t digest[DIGEST] = {1};
    uint8_t signature[SIGNATURE], order[P384_FIELD];
    unsigned borrow = 0;

    sign(signer, bytes_of(digest, DIGEST), signature);
    number_of(true, 0, order);
    for (size_t i = P384_FIELD; i-- > 0;) {
        const unsigned difference = (unsigned)order[i] - signature[P384_FIELD + i] - borrow;
        signature[P384_FIELD + i] = (uint8_t)difference;
        borrow = difference >> 8 & 1u;
    }
    assert_true(openssl_verifies(signer, bytes_of(digest, DIGEST), signature));
    assert_true(verifies(signer, bytes_of(digest, DIGEST), signature));
}

static void a_signature_of_another_length_verifies_nothing(void **state)
{
    const struct signer *signer = *state;
    static const uint8_t digest[DIGEST] = {1};
    uint8_t room[SIGNATURE + 2] = {0};

    sign(signer, bytes_of(digest, DIGEST), room + 1);
    for (size_t size = 0; size <= SIGNATURE + 1; size++)
        assert_int_equal(
            p384_verifies(signer->point, bytes_of(digest, DIGEST), bytes_of(room + 1, size)),
            size == SIGNATURE);
    assert_false(p384_verifies(signer->point, bytes_of(digest, DIGEST), bytes_of(room, SIGNATURE)));
    assert_false(p384_verifies(signer->point, bytes_of(digest, 0), bytes_of(room + 1, SIGNATURE)));
}

static void a_point_off_the_curve_verifies_nothing(void **state)
{
    const struct signer *signer = *state;
    static const uint8_t digest[DIGEST] = {1};
    uint8_t point[P384_POINT], signature[SIGNATURE];

    sign(signer, bytes_of(digest, DIGEST), signature);
    const struct bytes given = bytes_of(signature, SIGNATURE);
    for (size_t i = 0; i < P384_POINT; i++) {
        memcpy(point, signer->point, P384_POINT);
        point[i] ^= 1;
        assert_false(p384_verifies(point, bytes_of(digest, DIGEST), given));
    }
    memset(point, 0, P384_POINT);
    assert_false(p384_verifies(point, bytes_of(digest, DIGEST), given));
    memset(point, 0xFF, P384_POINT);
    assert_false(p384_verifies(point, bytes_of(digest, DIGEST), given));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_libraries_say_the_same),
        cmocka_unit_test(numbers_outside_the_group_verify_nothing),
        cmocka_unit_test(the_other_s_verifies_too),
        cmocka_unit_test(a_signature_of_another_length_verifies_nothing),
        cmocka_unit_test(a_point_off_the_curve_verifies_nothing),
    };

    return cmocka_run_group_tests(tests, make_signer, free_signer);
}
