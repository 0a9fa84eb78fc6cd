/* SPDX-License-Identifier: MIT */
/*
 * ECDSA on P-384 by nettle, checked by OpenSSL: random keys and digests for some seconds, or as
 * many as NETTLE_CASES says, and the edges.
 */
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "card/crypto_nettle.h"
#include "tests/unit/card/fixture.h"
#include "tests/unit/card/verify.h"

enum { FIELD = 48, KEY_ROOM = 512, SECONDS = 3, CASES = 10000, CASES_A_KEY = 16 };

static uint8_t key_room[KEY_ROOM];

static struct bytes random_key(const char *curve)
{
    EVP_PKEY *pkey = EVP_EC_gen(curve);
    PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(pkey);
    unsigned char *at = key_room;
    int size = i2d_PKCS8_PRIV_KEY_INFO(info, NULL);

    assert_in_range(size, 1, KEY_ROOM);
    i2d_PKCS8_PRIV_KEY_INFO(info, &at);
    PKCS8_PRIV_KEY_INFO_free(info);
    EVP_PKEY_free(pkey);
    return bytes_of(key_room, (size_t)size);
}

/* Where a P-384 key that OpenSSL writes has its scalar. */
static uint8_t *scalar_in(struct bytes key)
{
    static const uint8_t before[] = {0x02, 0x01, 0x01, 0x04, FIELD};

    for (size_t i = 0; i + sizeof before + FIELD <= key.size; i++) {
        if (memcmp(key.data + i, before, sizeof before) == 0)
            return key_room + i + sizeof before;
    }
    fail_msg("no scalar in the key");
    return NULL;
}

static bool signs(struct bytes key, struct bytes digest)
{
    uint8_t room[2 * FIELD];
    struct buf signature = buf_over(room, sizeof room);

    return crypto_nettle_ecdsa(key, digest, &signature) == CRYPTO_OK &&
           signature.size == sizeof room && verify_ecdsa(key, digest, buf_bytes(&signature));
}

static void openssl_verifies_what_nettle_signs(void **state)
{
    static const size_t sizes[] = {20, 28, 32, 48, 64, 1, 47, 49};
    const char *wanted = getenv("NETTLE_CASES");
    const int most = wanted ? atoi(wanted) : CASES;
    const time_t end = time(NULL) + SECONDS;
    struct bytes key = {NULL, 0};
    uint8_t digest[64];
    int cases = 0;

    (void)state;
    while (cases < most && (wanted || time(NULL) < end)) {
        const struct random_port kernel = random_kernel();
        if (cases % CASES_A_KEY == 0)
            key = random_key("P-384");
        assert_true(random_fill(&kernel, digest, sizeof digest));
        assert_true(signs(key, bytes_of(digest, sizes[cases % 8])));
        cases++;
    }
    assert_true(cases > 100);
    print_message("%d cases\n", cases);
}

static void digests_of_zeros_and_ones_are_signed(void **state)
{
    const struct bytes key = random_key("P-384");
    uint8_t digest[64];

    (void)state;
    memset(digest, 0, sizeof digest);
    assert_true(signs(key, bytes_of(digest, 48)));
    memset(digest, 0xFF, sizeof digest);
    assert_true(signs(key, bytes_of(digest, 48)));
    assert_true(signs(key, bytes_of(digest, 64)));
}

static void no_two_signatures_share_a_nonce(void **state)
{
    static const uint8_t digest[48] = {1};
    const struct bytes key = random_key("P-384");
    uint8_t one[2 * FIELD], other[2 * FIELD];
    struct buf first = buf_over(one, sizeof one), second = buf_over(other, sizeof other);

    (void)state;
    assert_int_equal(crypto_nettle_ecdsa(key, bytes_of(digest, 48), &first), CRYPTO_OK);
    assert_int_equal(crypto_nettle_ecdsa(key, bytes_of(digest, 48), &second), CRYPTO_OK);
    assert_memory_not_equal(one, other, FIELD);
}

/* The key's scalar becomes the order and `more`, or `more` alone. */
static enum crypto_result sign_with_scalar(struct bytes key, bool order, int more)
{
    static const uint8_t digest[48] = {1};
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_secp384r1);
    BIGNUM *number = BN_new();
    uint8_t room[2 * FIELD];
    struct buf signature = buf_over(room, sizeof room);

    assert_non_null(group);
    assert_true(!order || BN_copy(number, EC_GROUP_get0_order(group)));
    assert_true(more < 0 ? BN_sub_word(number, (BN_ULONG)-more)
                         : BN_add_word(number, (BN_ULONG)more));
    assert_int_equal(BN_bn2binpad(number, scalar_in(key), FIELD), FIELD);
    BN_free(number);
    EC_GROUP_free(group);
    return crypto_nettle_ecdsa(key, bytes_of(digest, sizeof digest), &signature);
}

static void a_scalar_outside_the_group_is_no_key(void **state)
{
    const struct bytes key = random_key("P-384");

    (void)state;
    assert_int_equal(sign_with_scalar(key, false, 0), CRYPTO_BAD_KEY);
    assert_int_equal(sign_with_scalar(key, false, 1), CRYPTO_OK);
    assert_int_equal(sign_with_scalar(key, true, -1), CRYPTO_OK);
    assert_int_equal(sign_with_scalar(key, true, 0), CRYPTO_BAD_KEY);
    assert_int_equal(sign_with_scalar(key, true, 1), CRYPTO_BAD_KEY);
}

static void keys_of_another_kind_are_left_to_others(void **state)
{
    static const uint8_t digest[48] = {1};
    static const char *const curves[] = {"P-256", "P-521", "secp256k1", "brainpoolP384r1"};
    uint8_t room[200];
    struct buf signature = buf_over(room, sizeof room);

    (void)state;
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++)
        assert_int_equal(
            crypto_nettle_ecdsa(random_key(curves[i]), bytes_of(digest, 48), &signature),
            CRYPTO_BAD_KEY);
    assert_int_equal(crypto_nettle_ecdsa(fixture_key("rsa1024"), bytes_of(digest, 48), &signature),
                     CRYPTO_BAD_KEY);
    assert_int_equal(crypto_nettle_ecdsa(bytes_of(NULL, 0), bytes_of(digest, 48), &signature),
                     CRYPTO_BAD_KEY);
    assert_int_equal(signature.size, 0);
}

static void a_cut_key_is_no_key(void **state)
{
    static const uint8_t digest[48] = {1};
    const struct bytes key = random_key("P-384");
    uint8_t room[2 * FIELD];
    struct buf signature = buf_over(room, sizeof room);

    (void)state;
    for (size_t size = 0; size < key.size; size++)
        assert_int_equal(
            crypto_nettle_ecdsa(bytes_slice(key, 0, size), bytes_of(digest, 48), &signature),
            CRYPTO_BAD_KEY);
}

static void without_room_nothing_is_given(void **state)
{
    static const uint8_t digest[48] = {1};
    uint8_t room[2 * FIELD - 1];
    struct buf signature = buf_over(room, sizeof room);

    (void)state;
    assert_int_equal(crypto_nettle_ecdsa(random_key("P-384"), bytes_of(digest, 48), &signature),
                     CRYPTO_FAILED);
    assert_int_equal(signature.size, 0);
    assert_int_equal(crypto_nettle_ecdsa(random_key("P-384"), bytes_of(digest, 0), &signature),
                     CRYPTO_BAD_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(openssl_verifies_what_nettle_signs),
        cmocka_unit_test(digests_of_zeros_and_ones_are_signed),
        cmocka_unit_test(no_two_signatures_share_a_nonce),
        cmocka_unit_test(a_scalar_outside_the_group_is_no_key),
        cmocka_unit_test(keys_of_another_kind_are_left_to_others),
        cmocka_unit_test(a_cut_key_is_no_key),
        cmocka_unit_test(without_room_nothing_is_given),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
