/* SPDX-License-Identifier: MIT */
/* Shared test keys: see pool.h. A file appears whole or not at all.
 */
#include "portal-mock/ca/pool.h"

#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "portal-mock/ca/keys.h"

enum { PATH_ROOM = 1024 };

static EVP_PKEY *load(const char *path)
{
    FILE *file = fopen(path, "re");

    if (!file)
        return NULL;
    EVP_PKEY *key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
    (void)fclose(file);
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
    bool written = PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL) == 1;
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

EVP_PKEY *pool_draw(struct ca *ca, enum ca_key_kind kind)
{
    char path[PATH_ROOM];

    if (!ca->key_pool || kind == CA_KEY_P384)
        return key_draw(kind);
    (void)mkdir(ca->key_pool, 0700);
    int size =
        snprintf(path, sizeof path, "%s/%d-%u.pem", ca->key_pool, (int)kind, next_number(ca, kind));
    EVP_PKEY *key = size < PATH_ROOM ? load(path) : NULL;
    if (key)
        return key;
    key = key_draw(kind);
    if (key && size < PATH_ROOM)
        save(ca->key_pool, path, key);
    return key;
}
