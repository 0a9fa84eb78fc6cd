/* SPDX-License-Identifier: MIT */
/*
 * The vault: see vault.h.
 *
 *   key file   a header of one slot, then slots of 128 bytes:
 *              name (64, zero-padded) | key (32) | SHA-256 of both (32)
 *   sealed     version (1) | nonce (12) | ciphertext | tag (16); the record's name is the AAD
 *
 * A slot never crosses a sector. A slot whose hash does not hold is empty: a crash while a
 * key is written leaves no key yet, one while it is overwritten leaves none any more.
 */
#include "portal-mock/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/secret.h"

enum { KEY = 32, NONCE = 12, TAG = 16, NAME = VAULT_RECORD_MOST + 1, VERSION = 1 };
enum { OVERHEAD = 1 + NONCE + TAG, SEALED_MOST = 1 << 20 };

struct slot {
    char name[NAME];
    uint8_t key[KEY];
    uint8_t check[SHA256_DIGEST_LENGTH];
};
_Static_assert(sizeof(struct slot) == 128, "a slot is 128 bytes, without holes");

static const off_t slot_size = (off_t)sizeof(struct slot);

static const char magic[] = "AKIS vault keys, version 1\n";

struct vault {
    int file;
    struct random_port random;
    pthread_mutex_t lock; /* over the file */
};

const char *vault_result_text(enum vault_result result)
{
    switch (result) {
    case VAULT_OK:
        return "done";
    case VAULT_BAD_ARGUMENT:
        return "an argument makes no sense";
    case VAULT_DESTROYED:
        return "the record's key does not exist";
    case VAULT_DAMAGED:
        return "the sealed bytes are not this record's";
    case VAULT_STORE_FAILED:
        return "the key file cannot be used";
    case VAULT_NO_MEMORY:
        return "memory is out";
    case VAULT_CRYPTO_FAILED:
        return "OpenSSL refused";
    }
    return "?";
}

/* ---- the key file ---- */

static bool slot_read(int file, off_t at, struct slot *slot)
{
    return pread(file, slot, sizeof *slot, at) == (ssize_t)sizeof *slot;
}

static bool slot_write(int file, off_t at, const struct slot *slot)
{
    return pwrite(file, slot, sizeof *slot, at) == (ssize_t)sizeof *slot && fsync(file) == 0;
}

static void slot_hash(const struct slot *slot, uint8_t hash[SHA256_DIGEST_LENGTH])
{
    (void)EVP_Digest(slot, offsetof(struct slot, check), hash, NULL, EVP_sha256(), NULL);
}

static bool slot_holds(const struct slot *slot)
{
    uint8_t hash[SHA256_DIGEST_LENGTH];

    slot_hash(slot, hash);
    return secret_equal(hash, slot->check, sizeof hash);
}

/* Finds the record's slot. VAULT_DESTROYED: there is none, and `at` is where one may be written. */
static enum vault_result slot_find(const struct vault *vault, const char *record, off_t *at,
                                   struct slot *slot)
{
    off_t end = lseek(vault->file, 0, SEEK_END);
    off_t free_at = end - end % slot_size; /* a torn last slot is written over */

    for (off_t here = slot_size; here + slot_size <= end; here += slot_size) {
        bool holds;
        if (!slot_read(vault->file, here, slot))
            return VAULT_STORE_FAILED;
        holds = slot_holds(slot);
        if (holds && strncmp(slot->name, record, NAME) == 0) {
            *at = here;
            return VAULT_OK;
        }
        if (!holds && here < free_at)
            free_at = here;
    }
    secret_wipe(slot, sizeof *slot);
    *at = free_at;
    return end < slot_size ? VAULT_STORE_FAILED : VAULT_DESTROYED;
}

static enum vault_result slot_make(struct vault *vault, const char *record, off_t at,
                                   struct slot *slot)
{
    memset(slot, 0, sizeof *slot);
    memcpy(slot->name, record, strlen(record));
    if (!random_fill(&vault->random, slot->key, KEY))
        return VAULT_CRYPTO_FAILED;
    slot_hash(slot, slot->check);
    return slot_write(vault->file, at, slot) ? VAULT_OK : VAULT_STORE_FAILED;
}

/* The record's key; one is made when `make`. */
static enum vault_result key_get(struct vault *vault, const char *record, bool make,
                                 uint8_t key[KEY])
{
    enum vault_result result;
    struct slot slot;
    off_t at;

    (void)pthread_mutex_lock(&vault->lock);
    result = slot_find(vault, record, &at, &slot);
    if (result == VAULT_DESTROYED && make)
        result = slot_make(vault, record, at, &slot);
    (void)pthread_mutex_unlock(&vault->lock);
    if (result == VAULT_OK)
        memcpy(key, slot.key, KEY);
    secret_wipe(&slot, sizeof slot);
    return result;
}

static bool header_ready(int file)
{
    struct slot header = {0};
    struct slot found;
    struct stat status;

    memcpy(header.name, magic, sizeof magic);
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || fchmod(file, 0600) != 0)
        return false;
    if (status.st_size < slot_size) /* new, or torn while it was made */
        return slot_write(file, 0, &header);
    return slot_read(file, 0, &found) && memcmp(&found, &header, sizeof found) == 0;
}

enum vault_result vault_open(const char *path, const struct random_port *random,
                             struct vault **vault)
{
    struct vault *made = calloc(1, sizeof *made);

    if (!made)
        return VAULT_NO_MEMORY;
    made->random = *random;
    made->file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (made->file < 0 || !header_ready(made->file)) {
        if (made->file >= 0)
            (void)close(made->file);
        free(made);
        return VAULT_STORE_FAILED;
    }
    (void)pthread_mutex_init(&made->lock, NULL);
    *vault = made;
    return VAULT_OK;
}

void vault_close(struct vault **vault)
{
    if (!vault || !*vault)
        return;
    (void)close((*vault)->file);
    (void)pthread_mutex_destroy(&(*vault)->lock);
    free(*vault);
    *vault = NULL;
}

enum vault_result vault_destroy(struct vault *vault, const char *record)
{
    static const struct slot nothing;
    enum vault_result result;
    struct slot slot;
    off_t at;

    (void)pthread_mutex_lock(&vault->lock);
    result = slot_find(vault, record, &at, &slot);
    secret_wipe(&slot, sizeof slot);
    if (result == VAULT_OK)
        result = slot_write(vault->file, at, &nothing) ? VAULT_OK : VAULT_STORE_FAILED;
    else if (result == VAULT_DESTROYED)
        result = VAULT_OK;
    (void)pthread_mutex_unlock(&vault->lock);
    return result;
}

/* ---- AES-256-GCM (NIST SP 800-38D) ---- */

static bool aead_seal(const uint8_t key[KEY], struct bytes name, struct bytes plain,
                      uint8_t *sealed)
{
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    uint8_t *nonce = sealed + 1;
    uint8_t *text = nonce + NONCE;
    int size;
    bool done = cipher && EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, key, nonce) == 1 &&
                EVP_EncryptUpdate(cipher, NULL, &size, name.data, (int)name.size) == 1 &&
                EVP_EncryptUpdate(cipher, text, &size, plain.data, (int)plain.size) == 1 &&
                EVP_EncryptFinal_ex(cipher, text + size, &size) == 1 &&
                EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, TAG, text + plain.size) == 1;

    EVP_CIPHER_CTX_free(cipher);
    return done;
}

/* `tag` is a copy because OpenSSL wants to be able to write where it reads it. */
static bool aead_open(const uint8_t key[KEY], struct bytes name, struct bytes sealed,
                      uint8_t *plain)
{
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    struct bytes text = bytes_slice(sealed, 1 + NONCE, sealed.size - OVERHEAD);
    uint8_t tag[TAG];
    int size;
    bool done;

    memcpy(tag, sealed.data + sealed.size - TAG, TAG);
    done = cipher &&
           EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), NULL, key, sealed.data + 1) == 1 &&
           EVP_DecryptUpdate(cipher, NULL, &size, name.data, (int)name.size) == 1 &&
           EVP_DecryptUpdate(cipher, plain, &size, text.data, (int)text.size) == 1 &&
           EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, TAG, tag) == 1 &&
           EVP_DecryptFinal_ex(cipher, plain + size, &size) == 1;
    EVP_CIPHER_CTX_free(cipher);
    return done;
}

static bool is_name(const char *record)
{
    size_t size = strlen(record);

    return size > 0 && size <= VAULT_RECORD_MOST;
}

enum vault_result vault_seal(struct vault *vault, const char *record, struct bytes plain,
                             struct blob *sealed)
{
    struct blob made = {0};
    uint8_t key[KEY] = {0};
    enum vault_result result;

    if (!is_name(record) || plain.size > SEALED_MOST - OVERHEAD)
        return VAULT_BAD_ARGUMENT;
    result = key_get(vault, record, true, key);
    if (result == VAULT_OK) {
        made = (struct blob){calloc(1, plain.size + OVERHEAD), plain.size + OVERHEAD};
        result = made.data ? VAULT_OK : VAULT_NO_MEMORY;
    }
    if (result == VAULT_OK) {
        made.data[0] = VERSION;
        if (!random_fill(&vault->random, made.data + 1, NONCE) ||
            !aead_seal(key, bytes_text(record), plain, made.data))
            result = VAULT_CRYPTO_FAILED;
    }
    secret_wipe(key, sizeof key);
    if (result == VAULT_OK)
        *sealed = made;
    else
        blob_free(&made);
    return result;
}

enum vault_result vault_unseal(struct vault *vault, const char *record, struct bytes sealed,
                               struct blob *plain)
{
    uint8_t key[KEY] = {0};
    struct blob made = {0};
    enum vault_result result;

    if (!is_name(record))
        return VAULT_BAD_ARGUMENT;
    if (sealed.size < OVERHEAD || sealed.size > SEALED_MOST || sealed.data[0] != VERSION)
        return VAULT_DAMAGED;
    result = key_get(vault, record, false, key);
    if (result == VAULT_OK) {
        made = (struct blob){calloc(1, sealed.size), sealed.size - OVERHEAD};
        result = made.data ? VAULT_OK : VAULT_NO_MEMORY;
    }
    if (result == VAULT_OK && !aead_open(key, bytes_text(record), sealed, made.data))
        result = VAULT_DAMAGED;
    secret_wipe(key, sizeof key);
    if (result == VAULT_OK)
        *plain = made;
    else
        blob_free(&made);
    return result;
}
