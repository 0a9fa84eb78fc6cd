/* SPDX-License-Identifier: MIT */
/* Loads SoftHSM2 by path, gives it a folder, a token, a key pair; then signs. */
#include "tests/bench/softhsm.h"

#include <dlfcn.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct softhsm {
    void *library;
    CK_FUNCTION_LIST *calls;
    CK_SESSION_HANDLE session;
    CK_OBJECT_HANDLE key;
    bool rsa;
    char folder[32];
};

static CK_UTF8CHAR pin[] = "123456";
enum { PIN_SIZE = sizeof pin - 1 };

/* Debian's and others' places. */
static void *load(void)
{
    static const char *const paths[] = {"/usr/lib/softhsm/libsofthsm2.so",
                                        "/usr/local/lib/softhsm/libsofthsm2.so", "libsofthsm2.so"};
    void *library = NULL;

    for (size_t i = 0; !library && i < sizeof paths / sizeof *paths; i++)
        library = dlopen(paths[i], RTLD_NOW | RTLD_LOCAL);
    return library;
}

static bool configure(struct softhsm *softhsm)
{
    char path[48];

    snprintf(softhsm->folder, sizeof softhsm->folder, "/tmp/softhsm-XXXXXX");
    if (!mkdtemp(softhsm->folder))
        return false;
    snprintf(path, sizeof path, "%s/conf", softhsm->folder);
    FILE *file = fopen(path, "we");
    if (!file)
        return false;
    fprintf(file, "directories.tokendir = %s\nlog.level = ERROR\n", softhsm->folder);
    return fclose(file) == 0 && setenv("SOFTHSM2_CONF", path, 1) == 0;
}

static bool log_in(struct softhsm *softhsm)
{
    CK_FUNCTION_LIST *const p11 = softhsm->calls;
    CK_UTF8CHAR label[32];
    CK_SLOT_ID slots[4];
    CK_ULONG count = 4;

    memset(label, ' ', sizeof label);
    return p11->C_Initialize(NULL) == CKR_OK && p11->C_GetSlotList(0, slots, &count) == CKR_OK &&
           p11->C_InitToken(slots[0], pin, PIN_SIZE, label) == CKR_OK && (count = 4) &&
           p11->C_GetSlotList(1, slots, &count) == CKR_OK && count > 0 &&
           p11->C_OpenSession(slots[0], CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL, NULL,
                              &softhsm->session) == CKR_OK &&
           p11->C_Login(softhsm->session, CKU_SO, pin, PIN_SIZE) == CKR_OK &&
           p11->C_InitPIN(softhsm->session, pin, PIN_SIZE) == CKR_OK &&
           p11->C_Logout(softhsm->session) == CKR_OK &&
           p11->C_Login(softhsm->session, CKU_USER, pin, PIN_SIZE) == CKR_OK;
}

static bool generate(struct softhsm *softhsm)
{
    static unsigned char p384[] = {0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22};
    CK_ULONG bits = 2048;
    CK_BBOOL yes = 1;
    CK_OBJECT_HANDLE public_key = 0;
    CK_MECHANISM mechanism = {softhsm->rsa ? CKM_RSA_PKCS_KEY_PAIR_GEN : CKM_EC_KEY_PAIR_GEN, NULL,
                              0};
    CK_ATTRIBUTE rsa = {CKA_MODULUS_BITS, &bits, sizeof bits};
    CK_ATTRIBUTE curve = {CKA_EC_PARAMS, p384, sizeof p384};
    CK_ATTRIBUTE template[] = {
        {CKA_TOKEN,   &yes, sizeof yes},
        {CKA_PRIVATE, &yes, sizeof yes},
        {CKA_SIGN,    &yes, sizeof yes},
    };

    return softhsm->calls->C_GenerateKeyPair(softhsm->session, &mechanism,
                                             softhsm->rsa ? &rsa : &curve, 1, template, 3,
                                             &public_key, &softhsm->key) == CKR_OK;
}

struct softhsm *softhsm_new(bool rsa)
{
    struct softhsm *softhsm = calloc(1, sizeof *softhsm);
    CK_C_GetFunctionList list = NULL;

    if (!softhsm)
        return NULL;
    softhsm->rsa = rsa;
    softhsm->library = load();
    void *symbol = softhsm->library ? dlsym(softhsm->library, "C_GetFunctionList") : NULL;
    memcpy(&list, &symbol, sizeof list);
    if (!list || list(&softhsm->calls) != CKR_OK || !configure(softhsm) || !log_in(softhsm) ||
        !generate(softhsm))
        softhsm_free(&softhsm);
    return softhsm;
}

bool softhsm_sign(void *context)
{
    static const char text[] = "imzalanacak metin";
    const struct softhsm *softhsm = context;
    CK_MECHANISM mechanism = {softhsm->rsa ? CKM_SHA256_RSA_PKCS : CKM_ECDSA, NULL, 0};
    CK_BYTE data[EVP_MAX_MD_SIZE], signature[512];
    CK_ULONG size = sizeof signature;
    unsigned data_size = sizeof text;

    memcpy(data, text, sizeof text);
    if (!softhsm->rsa && EVP_Digest(text, sizeof text, data, &data_size, EVP_sha384(), NULL) != 1)
        return false;
    return softhsm->calls->C_SignInit(softhsm->session, &mechanism, softhsm->key) == CKR_OK &&
           softhsm->calls->C_Sign(softhsm->session, data, data_size, signature, &size) == CKR_OK;
}

void softhsm_free(struct softhsm **softhsm)
{
    char command[64];

    if (!*softhsm)
        return;
    if ((*softhsm)->calls)
        (*softhsm)->calls->C_Finalize(NULL);
    snprintf(command, sizeof command, "rm -rf '%s'", (*softhsm)->folder);
    if ((*softhsm)->folder[0] && system(command) != 0)
        fprintf(stderr, "left behind: %s\n", (*softhsm)->folder);
    if ((*softhsm)->library)
        dlclose((*softhsm)->library);
    free(*softhsm);
    *softhsm = NULL;
}
