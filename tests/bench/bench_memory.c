/* SPDX-License-Identifier: MIT */
/*
 * What engine and module hold in a process of their own: the library is loaded by its path, with a
 * card behind a reader of another process, and after each phase the memory is told, in KiB beyond
 * the bare program's: resident, proportional (shared pages divided), private. bench_memory engine
 * LIBAKIS | module MODULE; memory.sh makes the world.
 */
#include "sim/engine/akis.h"
#include "sim/pkcs11/cryptoki.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

enum { SIGNATURES = 100 };

struct memory {
    long resident, proportional, private;
};
static struct memory bare;

static struct memory measure(void)
{
    struct memory memory = {0, 0, 0};
    FILE *file = fopen("/proc/self/smaps_rollup", "re");
    char line[128], name[32];
    long kib = 0;

    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "%31[^:]: %ld kB", name, &kib) != 2)
            continue;
        memory.resident += strcmp(name, "Rss") == 0 ? kib : 0;
        memory.proportional += strcmp(name, "Pss") == 0 ? kib : 0;
        memory.private += strncmp(name, "Private_", 8) == 0 ? kib : 0;
    }
    if (file)
        fclose(file);
    return memory;
}

static void tell(const char *phase)
{
    const struct memory now = measure();

    printf("  %-22s %8ld %8ld %8ld\n", phase, now.resident - bare.resident,
           now.proportional - bare.proportional, now.private - bare.private);
}

/* A function of the library; ends the program when it is not there. */
static bool find(void *library, const char *name, void *function)
{
    void *symbol = library ? dlsym(library, name) : NULL;

    memcpy(function, &symbol, sizeof symbol);
    return symbol != NULL;
}

static bool run_module(void *library)
{
    CK_C_GetFunctionList list = NULL;
    CK_FUNCTION_LIST *p11 = NULL;
    CK_SLOT_ID slots[8];
    CK_ULONG count = 8, found = 0, size = 0;
    CK_SESSION_HANDLE session = 0;
    CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
    CK_ATTRIBUTE template = {CKA_CLASS, &class, sizeof class};
    CK_OBJECT_HANDLE key = 0;
    CK_KEY_TYPE type = CKK_RSA;
    CK_ATTRIBUTE kind = {CKA_KEY_TYPE, &type, sizeof type};
    CK_UTF8CHAR pin[] = "123456", data[48] = "imzalanacak metin", signature[512];

    if (!find(library, "C_GetFunctionList", &list) || list(&p11) != CKR_OK ||
        p11->C_Initialize(NULL) != CKR_OK)
        return false;
    tell("initialised");
    if (p11->C_GetSlotList(CK_TRUE, slots, &count) != CKR_OK || count == 0 ||
        p11->C_OpenSession(slots[0], CKF_SERIAL_SESSION, NULL, NULL, &session) != CKR_OK)
        return false;
    tell("one session");
    if (p11->C_Login(session, CKU_USER, pin, 6) != CKR_OK ||
        p11->C_FindObjectsInit(session, &template, 1) != CKR_OK ||
        p11->C_FindObjects(session, &key, 1, &found) != CKR_OK || found != 1 ||
        p11->C_FindObjectsFinal(session) != CKR_OK ||
        p11->C_GetAttributeValue(session, key, &kind, 1) != CKR_OK)
        return false;
    tell("logged in");
    CK_MECHANISM mechanism = {type == CKK_RSA ? CKM_RSA_PKCS : CKM_ECDSA, NULL, 0};
    for (int i = 0; i < SIGNATURES; i++) {
        size = sizeof signature;
        if (p11->C_SignInit(session, &mechanism, key) != CKR_OK ||
            p11->C_Sign(session, data, sizeof data, signature, &size) != CKR_OK)
            return false;
    }
    tell("100 signatures");
    const bool ended = p11->C_Finalize(NULL) == CKR_OK;
    tell("finalised");
    return ended;
}

static bool run_engine(void *library)
{
    __typeof__(&akis_card_open) card_open = NULL;
    __typeof__(&akis_certificates) certificates = NULL;
    __typeof__(&akis_login) login = NULL;
    __typeof__(&akis_sign) sign = NULL;
    __typeof__(&akis_blob_free) blob_free = NULL;
    __typeof__(&akis_certificates_free) certificates_free = NULL;
    __typeof__(&akis_card_close) card_close = NULL;
    const uint8_t digest[48] = {1};
    struct akis_card *card = NULL;
    struct akis_certificates all = {0};

    if (!find(library, "akis_card_open", &card_open) ||
        !find(library, "akis_certificates", &certificates) ||
        !find(library, "akis_login", &login) || !find(library, "akis_sign", &sign) ||
        !find(library, "akis_blob_free", &blob_free) ||
        !find(library, "akis_certificates_free", &certificates_free) ||
        !find(library, "akis_card_close", &card_close))
        return false;
    if (card_open(NULL, NULL, &card).outcome != AKIS_OK)
        return false;
    tell("card opened");
    if (certificates(card, &all).outcome != AKIS_OK)
        return false;
    tell("certificates read");
    if (login(card, "123456").outcome != AKIS_OK)
        return false;
    tell("logged in");
    const bool rsa = all.items[0].kind == AKIS_KEY_RSA;
    for (int i = 0; i < SIGNATURES; i++) {
        struct akis_blob signature = {0};
        if (sign(card, &all.items[0], rsa ? AKIS_RSA_PKCS1 : AKIS_ECDSA,
                 rsa ? AKIS_SHA256 : AKIS_SHA384, digest, rsa ? 32 : 48, &signature)
                .outcome != AKIS_OK)
            return false;
        blob_free(&signature);
    }
    tell("100 signatures");
    certificates_free(&all);
    card_close(&card);
    tell("card closed");
    return true;
}

int main(int count, char **arguments)
{
    if (count != 3)
        return 2;
    (void)measure(); /* what stdio takes is the program's own */
    printf("%-24s %8s %8s %8s\n", arguments[1], "resident", "proport.", "private");
    (void)fflush(stdout);
    bare = measure();
    void *library = dlopen(arguments[2], RTLD_NOW);
    tell("loaded");
    const bool done =
        strcmp(arguments[1], "module") == 0 ? run_module(library) : run_engine(library);
    if (!done)
        fprintf(stderr, "the card was not to be used\n");
    return done ? 0 : 1;
}
