/* SPDX-License-Identifier: MIT */
/* Shared test keys: see pool.h. A file appears whole or not at all.
 */
#include "portal-mock/ca/pool.h"

#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "portal-mock/ca/keys.h"
#include "sim/base/secret.h"

enum { PATH_ROOM = 1024, DER_ROOM = 4096 };

/* DER, since over PEM OpenSSL 3.0 takes four times as long: as long as to draw a P-384 key. */
static EVP_PKEY *load(const char *path, enum ca_key_kind kind)
{
    unsigned char der[DER_ROOM];
    const unsigned char *at = der;
    FILE *file = fopen(path, "re");

    if (!file)
        return NULL;
    size_t size = fread(der, 1, sizeof der, file);
    (void)fclose(file);
    EVP_PKEY *key =
        d2i_PrivateKey(kind == CA_KEY_P384 ? EVP_PKEY_EC : EVP_PKEY_RSA, NULL, &at, (long)size);
    secret_wipe(der, sizeof der);
    return key;
}

static void save(const char *directory, const char *path, const EVP_PKEY *key)
{
    char draft[PATH_ROOM + 16];

    (void)snprintf(draft, sizeof draft, "%s/.draft-XXXXXX", directory);
    int fd = mkstemp(draft);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");

    if (!file)
        return;
    bool written = i2d_PrivateKey_fp(file, key) == 1;
    written = fclose(file) == 0 && written;
    if (!written || rename(draft, path) != 0)
        (void)unlink(draft);
}

static unsigned next_number(struct ca *ca, enum ca_key_kind kind)
{
    pthread_mutex_lock(&ca->lock);
    unsigned number = ca->drawn[kind]++;
    pthread_mutex_unlock(&ca->lock);
    return number;
}

EVP_PKEY *pool_named(const struct ca *ca, enum ca_key_kind kind, const char *name)
{
    char path[PATH_ROOM];

    if (!ca->key_pool)
        return key_draw(kind);
    (void)mkdir(ca->key_pool, 0700);
    int size = snprintf(path, sizeof path, "%s/%s.der", ca->key_pool, name);
    EVP_PKEY *key = size < PATH_ROOM ? load(path, kind) : NULL;
    if (key)
        return key;
    key = key_draw(kind);
    if (key && size < PATH_ROOM)
        save(ca->key_pool, path, key);
    return key;
}

EVP_PKEY *pool_draw(struct ca *ca, enum ca_key_kind kind)
{
    char name[32];

    (void)snprintf(name, sizeof name, "%d-%u", (int)kind, next_number(ca, kind));
    return pool_named(ca, kind, name);
}
