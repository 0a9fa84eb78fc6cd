/* SPDX-License-Identifier: MIT */
/* What the PKCS#11 module does with keys: every mechanism there and back, and what it refuses. */
#include "tests/unit/engine/p11_stage.h"

#include <string.h>

enum { ROOM = 512 };

static CK_BYTE text[] = "imzalanacak metin";
static CK_RSA_PKCS_PSS_PARAMS pss384 = {CKM_SHA384, CKG_MGF1_SHA384, 48};

static CK_RV verify(const struct keys *keys, CK_MECHANISM *mechanism, CK_BYTE *data, CK_ULONG size,
                    CK_BYTE *signature, CK_ULONG signature_size)
{
    assert_int_equal(p11->C_VerifyInit(keys->session, mechanism, keys->public_key), CKR_OK);
    return p11->C_Verify(keys->session, data, size, signature, signature_size);
}

/* Signs `size` bytes of text; the module itself verifies that, and nothing else. */
static void sign_and_verify(const struct keys *keys, CK_MECHANISM mechanism, CK_ULONG size)
{
    CK_BYTE data[64] = {1, 2, 3}, signature[ROOM];
    CK_ULONG signature_size = ROOM;

    assert_int_equal(p11->C_SignInit(keys->session, &mechanism, keys->private_key), CKR_OK);
    assert_int_equal(p11->C_Sign(keys->session, data, size, signature, &signature_size), CKR_OK);
    assert_int_equal(verify(keys, &mechanism, data, size, signature, signature_size), CKR_OK);
    assert_int_equal(verify(keys, &mechanism, data, size, signature, signature_size - 1),
                     CKR_SIGNATURE_LEN_RANGE);
    signature[signature_size / 2] ^= 1;
    assert_int_equal(verify(keys, &mechanism, data, size, signature, signature_size),
                     CKR_SIGNATURE_INVALID);
    signature[signature_size / 2] ^= 1;
    data[0] ^= 1;
    assert_int_equal(verify(keys, &mechanism, data, size, signature, signature_size),
                     CKR_SIGNATURE_INVALID);
}

static void every_rsa_mechanism_signs_and_verifies(void **state)
{
    static const CK_MECHANISM_TYPE hashed[] = {CKM_SHA1_RSA_PKCS, CKM_SHA256_RSA_PKCS,
                                               CKM_SHA384_RSA_PKCS, CKM_SHA512_RSA_PKCS};
    static const char *const profiles[] = {"v1.0", "v2.2.8"};
    static CK_RSA_PKCS_PSS_PARAMS pss[] = {
        {CKM_SHA256, CKG_MGF1_SHA256, 32},
        {CKM_SHA384, CKG_MGF1_SHA384, 48},
        {CKM_SHA512, CKG_MGF1_SHA512, 64},
    };
    static const CK_MECHANISM_TYPE types[] = {CKM_SHA256_RSA_PKCS_PSS, CKM_SHA384_RSA_PKCS_PSS,
                                              CKM_SHA512_RSA_PKCS_PSS};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const struct keys keys = log_in(profiles[i], "rsa2048");
        for (size_t k = 0; k < 4; k++)
            sign_and_verify(&keys, (CK_MECHANISM){hashed[k], NULL, 0}, 50);
        for (size_t k = 0; k < 3; k++) {
            sign_and_verify(&keys, (CK_MECHANISM){types[k], &pss[k], sizeof pss[k]}, 50);
            sign_and_verify(&keys, (CK_MECHANISM){CKM_RSA_PKCS_PSS, &pss[k], sizeof pss[k]},
                            pss[k].sLen);
        }
        sign_and_verify(&keys, (CK_MECHANISM){CKM_RSA_PKCS, NULL, 0}, 50);
        sign_and_verify(&keys, (CK_MECHANISM){CKM_RSA_X_509, NULL, 0}, 50);
    }
}

static void every_curve_mechanism_signs_and_verifies(void **state)
{
    static const CK_MECHANISM_TYPE types[] = {CKM_ECDSA, CKM_ECDSA_SHA256, CKM_ECDSA_SHA384,
                                              CKM_ECDSA_SHA512};
    const struct keys keys = log_in("v2.5", "p384");

    (void)state;
    for (size_t k = 0; k < 4; k++)
        sign_and_verify(&keys, (CK_MECHANISM){types[k], NULL, 0}, 32);
}

static void a_public_key_verifies_without_login(void **state)
{
    struct keys keys = log_in("v2.5", "p384");
    CK_MECHANISM mechanism = {CKM_ECDSA_SHA384, NULL, 0};
    CK_BYTE signature[ROOM];
    CK_ULONG size = ROOM;

    (void)state;
    assert_int_equal(p11->C_SignInit(keys.session, &mechanism, keys.private_key), CKR_OK);
    assert_int_equal(p11->C_SignUpdate(keys.session, text, 5), CKR_OK);
    assert_int_equal(p11->C_SignUpdate(keys.session, text + 5, sizeof text - 5), CKR_OK);
    assert_int_equal(p11->C_SignFinal(keys.session, signature, &size), CKR_OK);
    assert_int_equal(p11->C_Logout(keys.session), CKR_OK);
    assert_int_equal(verify(&keys, &mechanism, text, sizeof text, signature, size), CKR_OK);
    assert_int_equal(p11->C_VerifyInit(keys.session, &mechanism, keys.public_key), CKR_OK);
    assert_int_equal(p11->C_VerifyUpdate(keys.session, text, 9), CKR_OK);
    assert_int_equal(p11->C_VerifyUpdate(keys.session, text + 9, sizeof text - 9), CKR_OK);
    assert_int_equal(p11->C_VerifyFinal(keys.session, signature, size), CKR_OK);
}

static void what_a_public_key_encrypts_the_card_decrypts(void **state)
{
    static const CK_MECHANISM_TYPE types[] = {CKM_RSA_PKCS, CKM_RSA_X_509};
    static const char *const profiles[] = {"v1.0", "v2.2.8"};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        const struct keys keys = log_in(profiles[i / 2], "rsa2048");
        CK_MECHANISM mechanism = {types[i % 2], NULL, 0};
        CK_BYTE cipher[ROOM], plain[ROOM];
        CK_ULONG cipher_size = 10, plain_size = 0;
        assert_int_equal(p11->C_EncryptInit(keys.session, &mechanism, keys.public_key), CKR_OK);
        assert_int_equal(p11->C_Encrypt(keys.session, text, sizeof text, cipher, &cipher_size),
                         CKR_BUFFER_TOO_SMALL);
        assert_int_equal(cipher_size, 256);
        assert_int_equal(p11->C_Encrypt(keys.session, text, sizeof text, cipher, &cipher_size),
                         CKR_OK);
        assert_int_equal(p11->C_DecryptInit(keys.session, &mechanism, keys.private_key), CKR_OK);
        assert_int_equal(p11->C_Decrypt(keys.session, cipher, cipher_size, NULL, &plain_size),
                         CKR_OK);
        assert_in_range(plain_size, sizeof text, 256);
        assert_int_equal(p11->C_Decrypt(keys.session, cipher, cipher_size, plain, &plain_size),
                         CKR_OK);
        assert_true(plain_size >= sizeof text);
        assert_memory_equal(plain + plain_size - sizeof text, text, sizeof text);
        assert_int_equal(plain_size, i % 2 ? 256 : sizeof text);
    }
}

/* A raw block that begins like a padded one comes back whole. */
static void raw_decryption_strips_nothing(void **state)
{
    const struct keys keys = log_in("v2.2.8", "rsa2048");
    CK_MECHANISM mechanism = {CKM_RSA_X_509, NULL, 0};
    CK_BYTE block[256], cipher[256], plain[256];
    CK_ULONG size = 256;

    (void)state;
    memset(block, 0xA5, sizeof block);
    block[0] = 0x00;
    block[1] = 0x02;
    block[100] = 0x00;
    assert_int_equal(p11->C_EncryptInit(keys.session, &mechanism, keys.public_key), CKR_OK);
    assert_int_equal(p11->C_Encrypt(keys.session, block, 256, cipher, &size), CKR_OK);
    assert_int_equal(p11->C_DecryptInit(keys.session, &mechanism, keys.private_key), CKR_OK);
    assert_int_equal(p11->C_Decrypt(keys.session, cipher, 256, plain, &size), CKR_OK);
    assert_memory_equal(plain, block, 256);
}

/* Begins each use of a mechanism in a session of its own. */
static void try_uses(const struct keys *keys, CK_MECHANISM_TYPE type)
{
    CK_MECHANISM mechanism = {type, NULL, 0};
    CK_MECHANISM_INFO info;
    CK_SESSION_HANDLE session = open_session();

    assert_int_equal(p11->C_GetMechanismInfo(0, type, &info), CKR_OK);
    assert_int_equal(p11->C_EncryptInit(session, &mechanism, keys->public_key) == CKR_OK,
                     (info.flags & CKF_ENCRYPT) != 0);
    assert_int_equal(p11->C_DecryptInit(session, &mechanism, keys->private_key) == CKR_OK,
                     (info.flags & CKF_DECRYPT) != 0);
    assert_int_equal(p11->C_DigestInit(session, &mechanism) == CKR_OK,
                     (info.flags & CKF_DIGEST) != 0);
    assert_int_equal(p11->C_SignInit(session, &mechanism, keys->private_key) ==
                         CKR_MECHANISM_INVALID,
                     (info.flags & CKF_SIGN) == 0);
    assert_int_equal(p11->C_VerifyInit(session, &mechanism, keys->public_key) ==
                         CKR_MECHANISM_INVALID,
                     (info.flags & CKF_VERIFY) == 0);
    assert_int_equal(p11->C_CloseSession(session), CKR_OK);
}

static void mechanisms_say_what_they_do(void **state)
{
    const struct keys keys = log_in("v2.2.8", "rsa2048");
    CK_MECHANISM_TYPE types[64];
    CK_ULONG count = 64;

    (void)state;
    assert_int_equal(p11->C_GetMechanismList(0, types, &count), CKR_OK);
    assert_true(count > 10);
    for (CK_ULONG i = 0; i < count; i++)
        try_uses(&keys, types[i]);
}

static void keys_are_used_for_what_they_are(void **state)
{
    struct keys keys = log_in("v2.5", "p384");
    CK_MECHANISM ecdsa = {CKM_ECDSA, NULL, 0}, rsa = {CKM_RSA_PKCS, NULL, 0};
    CK_MECHANISM pss = {CKM_RSA_PKCS_PSS, &pss384, sizeof pss384};

    (void)state;
    assert_int_equal(p11->C_SignInit(keys.session, &ecdsa, keys.public_key),
                     CKR_KEY_FUNCTION_NOT_PERMITTED);
    assert_int_equal(p11->C_VerifyInit(keys.session, &ecdsa, keys.private_key),
                     CKR_KEY_FUNCTION_NOT_PERMITTED);
    assert_int_equal(p11->C_VerifyInit(keys.session, &ecdsa, only(keys.session, CKO_CERTIFICATE)),
                     CKR_KEY_HANDLE_INVALID);
    assert_int_equal(p11->C_SignInit(keys.session, &rsa, keys.private_key),
                     CKR_KEY_TYPE_INCONSISTENT);
    assert_int_equal(p11->C_VerifyInit(keys.session, &pss, keys.public_key),
                     CKR_KEY_TYPE_INCONSISTENT);
    assert_int_equal(p11->C_SignInit(keys.session, &ecdsa, 9999), CKR_KEY_HANDLE_INVALID);
    assert_int_equal(p11->C_SignInit(keys.session, NULL, keys.private_key), CKR_ARGUMENTS_BAD);
    assert_int_equal(p11->C_Logout(keys.session), CKR_OK);
    assert_int_equal(p11->C_SignInit(keys.session, &ecdsa, keys.private_key),
                     CKR_USER_NOT_LOGGED_IN);
}

static void pss_takes_no_parameters_that_the_card_cannot_keep(void **state)
{
    const struct keys keys = log_in("v2.2.8", "rsa2048");
    CK_RSA_PKCS_PSS_PARAMS odd[] = {
        {CKM_SHA384, CKG_MGF1_SHA256, 48},
        {CKM_SHA384, CKG_MGF1_SHA384, 20},
        {CKM_SHA256, CKG_MGF1_SHA256, 32},
        {CKM_MD5,    CKG_MGF1_SHA256, 32},
    };

    (void)state;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        CK_MECHANISM mechanism = {CKM_SHA384_RSA_PKCS_PSS, &odd[i], sizeof odd[i]};
        assert_int_equal(p11->C_SignInit(keys.session, &mechanism, keys.private_key),
                         CKR_MECHANISM_PARAM_INVALID);
    }
    CK_MECHANISM none = {CKM_SHA384_RSA_PKCS_PSS, NULL, 0};
    CK_MECHANISM short_one = {CKM_SHA384_RSA_PKCS_PSS, &pss384, sizeof pss384 - 1};
    assert_int_equal(p11->C_SignInit(keys.session, &none, keys.private_key),
                     CKR_MECHANISM_PARAM_INVALID);
    assert_int_equal(p11->C_SignInit(keys.session, &short_one, keys.private_key),
                     CKR_MECHANISM_PARAM_INVALID);
}

int main(void)
{
#define WITH_MODULE(test) cmocka_unit_test_setup_teardown(test, open_module, close_module)
    const struct CMUnitTest tests[] = {
        WITH_MODULE(every_rsa_mechanism_signs_and_verifies),
        WITH_MODULE(every_curve_mechanism_signs_and_verifies),
        WITH_MODULE(a_public_key_verifies_without_login),
        WITH_MODULE(what_a_public_key_encrypts_the_card_decrypts),
        WITH_MODULE(raw_decryption_strips_nothing),
        WITH_MODULE(mechanisms_say_what_they_do),
        WITH_MODULE(keys_are_used_for_what_they_are),
        WITH_MODULE(pss_takes_no_parameters_that_the_card_cannot_keep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
