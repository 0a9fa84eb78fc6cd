/* SPDX-License-Identifier: MIT */
/* See p11_stage.h. */
#include "tests/unit/engine/p11_stage.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct world *p11_world;
char p11_serial[WORLD_SERIAL];
CK_FUNCTION_LIST *p11;
static int fd;
static void *library;

int open_module(void **state)
{
    CK_RV (*list)(CK_FUNCTION_LIST **) = NULL;
    char text[16];

    (void)state;
    if (world_new(NULL, &p11_world) != WORLD_OK || world_link_socket(p11_world, 0, &fd) != WORLD_OK)
        return -1;
    snprintf(text, sizeof text, "%d", fd);
    setenv("AKIS_LINK_FD", text, 1);
    library = dlopen(MODULE_FILE, RTLD_NOW);
    if (!library)
        return -1;
    *(void **)&list = dlsym(library, "C_GetFunctionList");
    return list(&p11) == CKR_OK && p11->C_Initialize(NULL) == CKR_OK ? 0 : -1;
}

int close_module(void **state)
{
    (void)state;
    p11->C_Finalize(NULL);
    dlclose(library);
    unsetenv("AKIS_P11_QUIRKS");
    world_free(&p11_world);
    close(fd);
    return 0;
}

void insert(const char *profile, const char *key, const char *produced)
{
    const struct world_card_order order = {.profile = profile, .key = key, .produced = produced};

    assert_int_equal(world_card_new(p11_world, &order, p11_serial), WORLD_OK);
    assert_int_equal(world_insert(p11_world, p11_serial, 0), WORLD_OK);
}

CK_SESSION_HANDLE open_session(void)
{
    CK_SLOT_ID slots[4];
    CK_ULONG count = 4;
    CK_SESSION_HANDLE session = 0;

    assert_int_equal(p11->C_GetSlotList(CK_TRUE, slots, &count), CKR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(
        p11->C_OpenSession(slots[0], CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL, NULL, &session),
        CKR_OK);
    return session;
}

CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE type, const char *pin)
{
    char copy[32];

    snprintf(copy, sizeof copy, "%s", pin);
    return p11->C_Login(session, type, (CK_UTF8CHAR *)copy, strlen(copy));
}

unsigned tries(void)
{
    struct world_card card;

    assert_int_equal(world_card_status(p11_world, p11_serial, &card), WORLD_OK);
    return card.pin_tries;
}

CK_OBJECT_HANDLE only(CK_SESSION_HANDLE session, CK_OBJECT_CLASS class)
{
    CK_ATTRIBUTE template = {CKA_CLASS, &class, sizeof class};
    CK_OBJECT_HANDLE found = 0;
    CK_ULONG count = 0;

    if (p11->C_FindObjectsInit(session, &template, 1) != CKR_OK)
        return 0;
    p11->C_FindObjects(session, &found, 1, &count);
    p11->C_FindObjectsFinal(session);
    return count == 1 ? found : 0;
}

struct keys log_in(const char *profile, const char *key)
{
    struct keys keys;

    insert(profile, key, NULL);
    keys.session = open_session();
    assert_int_equal(login(keys.session, CKU_USER, "123456"), CKR_OK);
    keys.public_key = only(keys.session, CKO_PUBLIC_KEY);
    keys.private_key = only(keys.session, CKO_PRIVATE_KEY);
    assert_int_not_equal(keys.public_key, 0);
    assert_int_not_equal(keys.private_key, 0);
    return keys;
}
