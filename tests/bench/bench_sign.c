/* SPDX-License-Identifier: MIT */
/*
 * What signing costs on its way: the engine over a card in this process, PKCS#11 over both, and
 * SoftHSM2, each in turns with bare EVP, so that a ratio means something on a machine that has
 * other work. Memory is bench_memory's.
 */
#include "sim/engine/akis.h"
#include "sim/pkcs11/module.h"
#include "sim/world/world.h"
#include "tests/bench/softhsm.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WARM_UP = 20, TURNS = 20 };
static const double turn = 0.15; /* seconds */

typedef bool sign_fn(void *context);

/* This thread's own time: all the work is done on it, and others' load does not count. */
static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Signs for one turn; adds to count and time. */
static bool take_turn(sign_fn *sign, void *context, long *count, double *time)
{
    const double start = now();

    while (now() - start < turn) {
        if (!sign(context))
            return false;
        (*count)++;
    }
    *time += now() - start;
    return true;
}

static const unsigned char text[] = "imzalanacak metin";

struct bare {
    EVP_PKEY *key;
    const EVP_MD *md;
};

static bool sign_bare(void *context)
{
    const struct bare *bare = context;
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    unsigned char signature[512];
    size_t size = sizeof signature;
    bool done = EVP_DigestSignInit(ctx, NULL, bare->md, NULL, bare->key) == 1 &&
                EVP_DigestSign(ctx, signature, &size, text, sizeof text) == 1;

    EVP_MD_CTX_free(ctx);
    return done;
}

/* Prints signatures in a second of the processor, bare and so, and their ratio. */
static bool compare(const char *name, sign_fn *sign, void *context, struct bare *bare)
{
    long bare_count = 0, count = 0;
    double bare_time = 0, time = 0;

    for (int i = 0; i < WARM_UP; i++)
        if (!sign(context) || !sign_bare(bare))
            return false;
    for (int i = 0; i < TURNS; i++)
        if (!take_turn(sign_bare, bare, &bare_count, &bare_time) ||
            !take_turn(sign, context, &count, &time))
            return false;
    const double evp = (double)bare_count / bare_time, own = (double)count / time;
    printf("  %-8s %7.0f/s   bare EVP %7.0f/s   ratio %.2f\n", name, own, evp, own / evp);
    return true;
}

struct engine {
    struct akis_card *card;
    struct akis_certificates all;
};

static bool sign_engine(void *context)
{
    struct engine *engine = context;
    const bool rsa = engine->all.items[0].kind == AKIS_KEY_RSA;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    struct akis_blob signature = {0};

    EVP_Digest(text, sizeof text, digest, &size, rsa ? EVP_sha256() : EVP_sha384(), NULL);
    struct akis_result result =
        akis_sign(engine->card, &engine->all.items[0], rsa ? AKIS_RSA_PKCS1 : AKIS_ECDSA,
                  rsa ? AKIS_SHA256 : AKIS_SHA384, digest, size, &signature);
    akis_blob_free(&signature);
    return result.outcome == AKIS_OK;
}

struct token {
    CK_SESSION_HANDLE session;
    CK_OBJECT_HANDLE key;
    CK_MECHANISM mechanism;
};

static bool sign_token(void *context)
{
    struct token *token = context;
    CK_BYTE data[sizeof text], signature[512];
    CK_ULONG size = sizeof signature;

    memcpy(data, text, sizeof data);
    return C_SignInit(token->session, &token->mechanism, token->key) == CKR_OK &&
           C_Sign(token->session, data, sizeof data, signature, &size) == CKR_OK;
}

static struct link *link_to(struct world *world)
{
    struct link *link = NULL;

    return world_link(world, 0, &link) == WORLD_OK ? link : NULL;
}

static bool measure_engine(struct world *world, struct bare *bare)
{
    struct engine engine = {0};
    struct link *link = link_to(world);
    bool result = false;

    if (akis_card_open_link(&link, NULL, &engine.card).outcome == AKIS_OK &&
        akis_certificates(engine.card, &engine.all).outcome == AKIS_OK &&
        akis_login(engine.card, "123456").outcome == AKIS_OK)
        result = compare("engine", sign_engine, &engine, bare);
    akis_certificates_free(&engine.all);
    akis_card_close(&engine.card);
    return result;
}

static bool measure_token(struct world *world, CK_MECHANISM_TYPE type, struct bare *bare)
{
    struct token token = {
        .mechanism = {type, NULL, 0}
    };
    CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
    CK_ATTRIBUTE template = {CKA_CLASS, &class, sizeof class};
    CK_UTF8CHAR pin[] = "123456";
    CK_SLOT_ID slot = 0;
    CK_ULONG count = 0;
    struct link *link = link_to(world);
    bool result = false;

    if (C_Initialize(NULL) == CKR_OK && slot_hand_link(&link, &slot) &&
        C_OpenSession(slot, CKF_SERIAL_SESSION, NULL, NULL, &token.session) == CKR_OK &&
        C_Login(token.session, CKU_USER, pin, 6) == CKR_OK &&
        C_FindObjectsInit(token.session, &template, 1) == CKR_OK &&
        C_FindObjects(token.session, &token.key, 1, &count) == CKR_OK && count == 1 &&
        C_FindObjectsFinal(token.session) == CKR_OK)
        result = compare("PKCS#11", sign_token, &token, bare);
    C_Finalize(NULL);
    return result;
}

/* What is not installed is said, and no failure. */
static bool measure_softhsm(bool rsa, struct bare *bare)
{
    struct softhsm *softhsm = softhsm_new(rsa);
    bool result = true;

    if (softhsm)
        result = compare("SoftHSM2", softhsm_sign, softhsm, bare);
    else
        printf("  SoftHSM2 is not installed\n");
    softhsm_free(&softhsm);
    return result;
}

static bool measure(struct world *world, const char *profile, const char *key)
{
    const bool rsa = strcmp(key, "rsa2048") == 0;
    const struct world_card_order order = {.profile = profile, .key = key};
    struct bare bare = {.key = rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-384"),
                        .md = rsa ? EVP_sha256() : EVP_sha384()};
    char serial[WORLD_SERIAL];

    if (world_card_new(world, &order, serial) != WORLD_OK ||
        world_insert(world, serial, 0) != WORLD_OK)
        return false;
    printf("%s %s\n", profile, key);
    const bool done = measure_engine(world, &bare) &&
                      measure_token(world, rsa ? CKM_SHA256_RSA_PKCS : CKM_ECDSA_SHA384, &bare) &&
                      measure_softhsm(rsa, &bare);
    EVP_PKEY_free(bare.key);
    return done;
}

int main(void)
{
    struct world *world = NULL;

    if (world_new(NULL, &world) != WORLD_OK)
        return 1;
    bool done = measure(world, "v2.2.8", "rsa2048");
    done = measure(world, "v1.0", "rsa2048") && measure(world, "v2.5", "p384") && done;
    world_free(&world);
    return done ? 0 : 1;
}
