/* SPDX-License-Identifier: MIT */
/* The PKCS#11 module's calls by the letter of the standard: order, lengths, handles, answers. */
#include "tests/unit/engine/p11_stage.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROOM = 512, FORKS = 50 };

static CK_BYTE text[] = "imzalanacak metin";

static void a_length_is_told_before_anything_is_signed(void **state)
{
    const struct keys keys = log_in("v2.5", "p384");
    CK_MECHANISM mechanism = {CKM_ECDSA_SHA384, NULL, 0};
    CK_BYTE signature[ROOM];
    CK_ULONG size = 0;

    (void)state;
    assert_int_equal(p11->C_SignInit(keys.session, &mechanism, keys.private_key), CKR_OK);
    assert_int_equal(p11->C_Sign(keys.session, text, sizeof text, NULL, &size), CKR_OK);
    assert_int_equal(size, 96);
    size = 95;
    assert_int_equal(p11->C_Sign(keys.session, text, sizeof text, signature, &size),
                     CKR_BUFFER_TOO_SMALL);
    assert_int_equal(size, 96);
    assert_int_equal(p11->C_SignInit(keys.session, &mechanism, keys.private_key),
                     CKR_OPERATION_ACTIVE);
    assert_int_equal(p11->C_Sign(keys.session, text, sizeof text, signature, &size), CKR_OK);
    assert_int_equal(p11->C_Sign(keys.session, text, sizeof text, signature, &size),
                     CKR_OPERATION_NOT_INITIALIZED);
}

static void what_begins_in_parts_ends_in_parts(void **state)
{
    const struct keys keys = log_in("v2.2.8", "rsa2048");
    CK_MECHANISM mechanism = {CKM_SHA256_RSA_PKCS, NULL, 0}, digest = {CKM_SHA256, NULL, 0};
    CK_BYTE out[ROOM];
    CK_ULONG size = ROOM;

    (void)state;
    assert_int_equal(p11->C_SignInit(keys.session, &mechanism, keys.private_key), CKR_OK);
    assert_int_equal(p11->C_SignUpdate(keys.session, text, 4), CKR_OK);
    assert_int_equal(p11->C_Sign(keys.session, text, 4, out, &size), CKR_OPERATION_ACTIVE);
    assert_int_equal(p11->C_SignFinal(keys.session, out, &size), CKR_OPERATION_NOT_INITIALIZED);
    assert_int_equal(p11->C_DigestInit(keys.session, &digest), CKR_OK);
    assert_int_equal(p11->C_Digest(keys.session, text, 4, NULL, &size), CKR_OK);
    assert_int_equal(size, 32);
    assert_int_equal(p11->C_DigestFinal(keys.session, out, &size), CKR_OPERATION_ACTIVE);
    assert_int_equal(p11->C_Digest(keys.session, text, 4, out, &size),
                     CKR_OPERATION_NOT_INITIALIZED);
}

static void a_handle_is_good_for_no_other_card(void **state)
{
    const struct keys keys = log_in("v2.2.8", "rsa2048");
    CK_MECHANISM mechanism = {CKM_SHA256_RSA_PKCS, NULL, 0};

    (void)state;
    assert_int_equal(world_remove(p11_world, 0), WORLD_OK);
    insert("v2.2.8", "rsa2048", NULL);
    const CK_SESSION_HANDLE session = open_session();
    assert_int_equal(login(session, CKU_USER, "123456"), CKR_OK);
    assert_int_equal(p11->C_SignInit(session, &mechanism, keys.private_key),
                     CKR_KEY_HANDLE_INVALID);
    assert_int_equal(p11->C_SignInit(keys.session, &mechanism, keys.private_key),
                     CKR_SESSION_HANDLE_INVALID);
    assert_int_equal(p11->C_SignInit(session, &mechanism, only(session, CKO_PRIVATE_KEY)), CKR_OK);
}

static void attributes_are_told_by_size_first(void **state)
{
    const struct keys keys = log_in("v2.5", "p384");
    CK_BYTE room[ROOM];
    CK_ULONG size = 0;
    CK_ATTRIBUTE wanted[] = {
        {CKA_PUBLIC_KEY_INFO,   NULL, 0   },
        {CKA_LABEL,             room, 1   },
        {CKA_VALUE,             room, ROOM},
        {CKA_KEY_GEN_MECHANISM, room, ROOM},
    };
    CK_ATTRIBUTE nothing = {CKA_LABEL, NULL, 5};
    CK_OBJECT_HANDLE found = 0;
    CK_ULONG count = 1;

    (void)state;
    assert_int_equal(p11->C_GetAttributeValue(keys.session, keys.private_key, wanted, 1), CKR_OK);
    assert_int_equal(wanted[0].ulValueLen, 120);
    assert_int_equal(p11->C_GetAttributeValue(keys.session, keys.private_key, &wanted[1], 1),
                     CKR_BUFFER_TOO_SMALL);
    assert_int_equal(wanted[1].ulValueLen, CK_UNAVAILABLE_INFORMATION);
    assert_int_equal(p11->C_GetAttributeValue(keys.session, keys.private_key, &wanted[2], 2),
                     CKR_ATTRIBUTE_SENSITIVE);
    assert_int_equal(wanted[2].ulValueLen, CK_UNAVAILABLE_INFORMATION);
    assert_int_equal(wanted[3].ulValueLen, sizeof(CK_ULONG));
    assert_int_equal(p11->C_GetObjectSize(keys.session, keys.private_key, &size), CKR_OK);
    assert_true(size > 120);
    assert_int_equal(p11->C_GetObjectSize(keys.session, 9999, &size), CKR_OBJECT_HANDLE_INVALID);
    assert_int_equal(p11->C_FindObjectsInit(keys.session, &nothing, 1), CKR_OK);
    assert_int_equal(p11->C_FindObjects(keys.session, &found, 1, &count), CKR_OK);
    assert_int_equal(count, 0);
    assert_int_equal(p11->C_FindObjectsFinal(keys.session), CKR_OK);
}

static void new_pins_are_looked_at_before_the_card_sees_them(void **state)
{
    const struct keys keys = log_in("v2.2.8", "rsa2048");
    CK_UTF8CHAR right[] = "123456", letters[] = "abcdef", longest[] = "12345678901234567";

    (void)state;
    assert_int_equal(p11->C_SetPIN(keys.session, right, 6, letters, 6), CKR_PIN_INVALID);
    assert_int_equal(p11->C_SetPIN(keys.session, right, 6, longest, 17), CKR_PIN_LEN_RANGE);
    assert_int_equal(p11->C_SetPIN(keys.session, right, 6, right, 2), CKR_PIN_LEN_RANGE);
    assert_int_equal(p11->C_SetPIN(keys.session, letters, 6, right, 6), CKR_PIN_INCORRECT);
    assert_int_equal(p11->C_SetPIN(keys.session, NULL, 0, right, 6), CKR_ARGUMENTS_BAD);
    assert_int_equal(tries(), 3);
}

static void without_initialize_nothing_is_done(void **state)
{
    CK_MECHANISM mechanism = {CKM_RSA_PKCS_KEY_PAIR_GEN, NULL, 0};
    CK_OBJECT_HANDLE key = 0;

    (void)state;
    insert("v2.2.8", NULL, NULL);
    const CK_SESSION_HANDLE session = open_session();
    assert_int_equal(p11->C_GenerateKey(session, &mechanism, NULL, 0, &key),
                     CKR_FUNCTION_NOT_SUPPORTED);
    assert_int_equal(p11->C_GenerateKey(session + 1, &mechanism, NULL, 0, &key),
                     CKR_SESSION_HANDLE_INVALID);
    assert_int_equal(p11->C_GetFunctionStatus(session), CKR_FUNCTION_NOT_PARALLEL);
    assert_int_equal(p11->C_CancelFunction(session), CKR_FUNCTION_NOT_PARALLEL);
    assert_int_equal(p11->C_SeedRandom(session, NULL, 1), CKR_ARGUMENTS_BAD);
    assert_int_equal(p11->C_Finalize(NULL), CKR_OK);
    assert_int_equal(p11->C_GenerateKey(session, &mechanism, NULL, 0, &key),
                     CKR_CRYPTOKI_NOT_INITIALIZED);
    assert_int_equal(p11->C_GetFunctionStatus(session), CKR_CRYPTOKI_NOT_INITIALIZED);
}

static void a_slot_is_known_without_a_list(void **state)
{
    CK_SESSION_HANDLE session = 0;
    CK_TOKEN_INFO info;

    (void)state;
    insert("v2.2.8", NULL, NULL);
    assert_int_equal(p11->C_GetTokenInfo(0, &info), CKR_OK);
    assert_int_equal(p11->C_Finalize(NULL), CKR_OK);
    assert_int_equal(p11->C_Initialize(NULL), CKR_OK);
    assert_int_equal(p11->C_OpenSession(0, CKF_SERIAL_SESSION, NULL, NULL, &session), CKR_OK);
    assert_int_equal(p11->C_OpenSession(7, CKF_SERIAL_SESSION, NULL, NULL, &session),
                     CKR_SLOT_ID_INVALID);
}

static atomic_bool stop;

static void *keep_asking(void *argument)
{
    CK_INFO info;

    (void)argument;
    while (!stop)
        p11->C_GetInfo(&info);
    return NULL;
}

/* Another thread holds the module's lock most of the time when the process forks. */
static void a_child_of_fork_begins_anew(void **state)
{
    pthread_t thread;

    (void)state;
    stop = false;
    assert_int_equal(pthread_create(&thread, NULL, keep_asking, NULL), 0);
    for (int i = 0; i < FORKS; i++) {
        int status = 0;
        const pid_t child = fork();
        if (child == 0) {
            CK_INFO info;
            alarm(20);
            const bool anew = p11->C_GetInfo(&info) == CKR_CRYPTOKI_NOT_INITIALIZED &&
                              p11->C_Initialize(NULL) == CKR_OK && p11->C_GetInfo(&info) == CKR_OK;
            _exit(anew ? 0 : 1);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
    }
    stop = true;
    pthread_join(thread, NULL);
}

int main(void)
{
#define WITH_MODULE(test) cmocka_unit_test_setup_teardown(test, open_module, close_module)
    const struct CMUnitTest tests[] = {
        WITH_MODULE(a_length_is_told_before_anything_is_signed),
        WITH_MODULE(what_begins_in_parts_ends_in_parts),
        WITH_MODULE(a_handle_is_good_for_no_other_card),
        WITH_MODULE(attributes_are_told_by_size_first),
        WITH_MODULE(new_pins_are_looked_at_before_the_card_sees_them),
        WITH_MODULE(without_initialize_nothing_is_done),
        WITH_MODULE(a_slot_is_known_without_a_list),
        WITH_MODULE(a_child_of_fork_begins_anew),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
