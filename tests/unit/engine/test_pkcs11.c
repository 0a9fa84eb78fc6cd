/* SPDX-License-Identifier: MIT */
/* The PKCS#11 module's token: what is seen, login, PIN and PUK, a card that leaves, quirks. */
#include "tests/unit/engine/p11_stage.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

enum { SIGNERS = 8, PULLS = 25, PATIENCE = 5, LAST_PATIENCE = 5000 };

static CK_FLAGS token_flags(void)
{
    CK_TOKEN_INFO info;

    assert_int_equal(p11->C_GetTokenInfo(0, &info), CKR_OK);
    return info.flags;
}

static CK_ULONG count_objects(CK_SESSION_HANDLE session)
{
    CK_OBJECT_HANDLE found[16];
    CK_ULONG count = 0;

    assert_int_equal(p11->C_FindObjectsInit(session, NULL, 0), CKR_OK);
    assert_int_equal(p11->C_FindObjects(session, found, 16, &count), CKR_OK);
    assert_int_equal(p11->C_FindObjectsFinal(session), CKR_OK);
    return count;
}

static CK_OBJECT_HANDLE private_key(CK_SESSION_HANDLE session)
{
    return only(session, CKO_PRIVATE_KEY);
}

static void certificates_are_seen_without_login_and_keys_after(void **state)
{
    (void)state;
    insert("v2.2.8", NULL, NULL);
    CK_SESSION_HANDLE session = open_session();
    assert_int_equal(count_objects(session), 2);
    assert_int_equal(private_key(session), 0);
    assert_int_equal(login(session, CKU_USER, "123456"), CKR_OK);
    assert_int_equal(count_objects(session), 3);
    assert_int_not_equal(private_key(session), 0);
    assert_int_equal(p11->C_Logout(session), CKR_OK);
    assert_int_equal(private_key(session), 0);
}

static void a_wrong_pin_is_sent_once_and_flags_tell_how_it_stands(void **state)
{
    (void)state;
    insert("v1.0", NULL, NULL);
    CK_SESSION_HANDLE session = open_session();
    assert_int_equal(token_flags() & CKF_USER_PIN_COUNT_LOW, 0);
    assert_int_equal(login(session, CKU_USER, "999999"), CKR_PIN_INCORRECT);
    assert_int_equal(tries(), 2);
    assert_true(token_flags() & CKF_USER_PIN_COUNT_LOW);
    assert_false(token_flags() & CKF_USER_PIN_FINAL_TRY);
    assert_int_equal(login(session, CKU_USER, "999999"), CKR_PIN_INCORRECT);
    assert_true(token_flags() & CKF_USER_PIN_FINAL_TRY);
    assert_int_equal(login(session, CKU_USER, "999999"), CKR_PIN_INCORRECT);
    assert_int_equal(login(session, CKU_USER, "123456"), CKR_PIN_LOCKED);
    assert_true(token_flags() & CKF_USER_PIN_LOCKED);
}

static void a_pin_that_cannot_be_one_costs_nothing(void **state)
{
    (void)state;
    insert("v2.2.8", NULL, NULL);
    CK_SESSION_HANDLE session = open_session();
    assert_int_equal(login(session, CKU_USER, "12"), CKR_PIN_INCORRECT);
    assert_int_equal(login(session, CKU_USER, "12345678901234567890"), CKR_PIN_INCORRECT);
    assert_int_equal(login(session, CKU_USER, "abcdef"), CKR_PIN_INCORRECT);
    assert_int_equal(p11->C_Login(session, CKU_USER, NULL, 0), CKR_ARGUMENTS_BAD);
    assert_int_equal(tries(), 3);
}

static void an_old_card_is_unlocked_by_login_as_officer(void **state)
{
    CK_UTF8CHAR pin[] = "654321";

    (void)state;
    insert("v2.2.8", NULL, "2010-12-31");
    CK_SESSION_HANDLE session = open_session();
    for (int i = 0; i < 3; i++)
        assert_int_equal(login(session, CKU_USER, "999999"), CKR_PIN_INCORRECT);
    assert_int_equal(login(session, CKU_SO, "11111111"), CKR_OK);
    assert_int_equal(p11->C_InitPIN(session, pin, 6), CKR_PIN_INCORRECT);
    assert_int_equal(login(session, CKU_SO, "12345678"), CKR_OK);
    assert_int_equal(p11->C_InitPIN(session, pin, 6), CKR_OK);
    assert_int_equal(p11->C_Logout(session), CKR_OK);
    assert_int_equal(login(session, CKU_USER, "654321"), CKR_OK);
}

static void a_new_card_takes_no_puk(void **state)
{
    (void)state;
    insert("v2.2.8", NULL, "2011-01-01");
    CK_SESSION_HANDLE session = open_session();
    assert_int_equal(login(session, CKU_SO, "12345678"), CKR_FUNCTION_REJECTED);
}

static void the_last_session_takes_the_login_with_it(void **state)
{
    (void)state;
    insert("v2.2.8", NULL, NULL);
    CK_SESSION_HANDLE session = open_session();
    assert_int_equal(login(session, CKU_USER, "123456"), CKR_OK);
    assert_int_equal(p11->C_CloseSession(session), CKR_OK);
    session = open_session();
    assert_int_equal(private_key(session), 0);
}

/* 0: signed; else what came instead. */
static CK_RV sign(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key)
{
    CK_MECHANISM mechanism = {CKM_SHA256_RSA_PKCS, NULL, 0};
    CK_BYTE data[] = "imza", signature[512];
    CK_ULONG size = sizeof signature;
    CK_RV rv = p11->C_SignInit(session, &mechanism, key);

    return rv == CKR_OK ? p11->C_Sign(session, data, sizeof data, signature, &size) : rv;
}

static void a_pulled_card_ends_its_sessions_and_the_next_works(void **state)
{
    (void)state;
    insert("v2.2.8", NULL, NULL);
    CK_SESSION_HANDLE session = open_session();
    assert_int_equal(login(session, CKU_USER, "123456"), CKR_OK);
    CK_OBJECT_HANDLE key = private_key(session);
    assert_int_equal(sign(session, key), CKR_OK);
    assert_int_equal(world_remove(p11_world, 0), WORLD_OK);
    assert_int_equal(sign(session, key), CKR_DEVICE_REMOVED);
    assert_int_equal(sign(session, key), CKR_SESSION_HANDLE_INVALID);
    assert_int_equal(world_insert(p11_world, p11_serial, 0), WORLD_OK);
    session = open_session();
    assert_int_equal(login(session, CKU_USER, "123456"), CKR_OK);
    assert_int_equal(sign(session, private_key(session)), CKR_OK);
    assert_int_equal(tries(), 3);
}

static atomic_bool stop;
static atomic_int signed_count, odd;

/* What a thread may be told while another pulls the card. */
static bool is_expected(CK_RV rv)
{
    return rv == CKR_DEVICE_REMOVED || rv == CKR_SESSION_HANDLE_INVALID ||
           rv == CKR_TOKEN_NOT_PRESENT || rv == CKR_USER_NOT_LOGGED_IN ||
           rv == CKR_USER_ALREADY_LOGGED_IN || rv == CKR_KEY_HANDLE_INVALID;
}

static void *keep_signing(void *argument)
{
    CK_SESSION_HANDLE session = 0;
    CK_OBJECT_HANDLE key = 0;

    (void)argument;
    while (!stop) {
        CK_RV rv = sign(session, key);
        if (rv == CKR_OK)
            signed_count++;
        else if (!is_expected(rv))
            odd = (int)rv;
        if (rv == CKR_OK)
            continue;
        p11->C_CloseSession(session);
        if (p11->C_OpenSession(0, CKF_SERIAL_SESSION, NULL, NULL, &session) != CKR_OK)
            continue;
        rv = login(session, CKU_USER, "123456");
        if (rv != CKR_OK && !is_expected(rv))
            odd = (int)rv;
        key = private_key(session);
    }
    return NULL;
}

static int number_of(const char *name, int otherwise)
{
    const char *text = getenv(name);

    return text ? atoi(text) : otherwise;
}

/* Until something was signed anew, but no longer than `patience` milliseconds. */
static void wait_for_a_signature(int patience)
{
    const int before = signed_count;

    for (int i = 0; i < patience && signed_count == before; i++)
        usleep(1000);
}

/* AKIS_TEST_PULLS: how often. AKIS_TEST_PATIENCE: how long a card stays in at most before it has
 * signed, in milliseconds; a slow machine wants more, or every card is pulled from a login. */
static void threads_sign_while_the_card_is_pulled(void **state)
{
    const int pulls = number_of("AKIS_TEST_PULLS", PULLS);
    const int patience = number_of("AKIS_TEST_PATIENCE", PATIENCE);
    pthread_t threads[SIGNERS];

    (void)state;
    insert("v2.2.8", NULL, NULL);
    p11->C_CloseSession(open_session());
    stop = false;
    for (int i = 0; i < SIGNERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, keep_signing, NULL), 0);
    for (int i = 0; i < pulls; i++) {
        wait_for_a_signature(patience);
        assert_int_equal(world_remove(p11_world, 0), WORLD_OK);
        usleep(1000);
        assert_int_equal(world_insert(p11_world, p11_serial, 0), WORLD_OK);
    }
    wait_for_a_signature(LAST_PATIENCE);
    stop = true;
    for (int i = 0; i < SIGNERS; i++)
        pthread_join(threads[i], NULL);
    print_message("%d pulls, %d signatures\n", pulls, signed_count);
    assert_int_equal(odd, 0);
    assert_true(signed_count > 0);
    assert_int_equal(tries(), 3);
}

static void quirks_are_switches(void **state)
{
    CK_ULONG count = 0;
    CK_MECHANISM_INFO info;

    (void)state;
    insert("v2.5", "p384", NULL);
    assert_int_equal(p11->C_GetSlotList(CK_TRUE, NULL, &count), CKR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(p11->C_GetMechanismInfo(0, CKM_ECDSA_SHA384, &info), CKR_OK);
    p11->C_Finalize(NULL);
    setenv("AKIS_P11_QUIRKS", "no_ecdsa_hash,empty_slot_list", 1);
    assert_int_equal(p11->C_Initialize(NULL), CKR_OK);
    assert_int_equal(p11->C_GetSlotList(CK_TRUE, NULL, &count), CKR_OK);
    assert_int_equal(count, 0);
    assert_int_equal(p11->C_GetMechanismInfo(0, CKM_ECDSA_SHA384, &info), CKR_MECHANISM_INVALID);
    assert_int_equal(p11->C_GetMechanismInfo(0, CKM_ECDSA, &info), CKR_OK);
}

/* An argument names the one test to run. */
int main(int count, char **arguments)
{
#define WITH_MODULE(test) cmocka_unit_test_setup_teardown(test, open_module, close_module)
    const struct CMUnitTest tests[] = {
        WITH_MODULE(certificates_are_seen_without_login_and_keys_after),
        WITH_MODULE(a_wrong_pin_is_sent_once_and_flags_tell_how_it_stands),
        WITH_MODULE(a_pin_that_cannot_be_one_costs_nothing),
        WITH_MODULE(an_old_card_is_unlocked_by_login_as_officer),
        WITH_MODULE(a_new_card_takes_no_puk),
        WITH_MODULE(the_last_session_takes_the_login_with_it),
        WITH_MODULE(a_pulled_card_ends_its_sessions_and_the_next_works),
        WITH_MODULE(threads_sign_while_the_card_is_pulled),
        WITH_MODULE(quirks_are_switches),
    };

    if (count > 1)
        cmocka_set_test_filter(arguments[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
