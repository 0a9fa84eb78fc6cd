/* SPDX-License-Identifier: MIT */
/*
 * What must be shown again but never stand in clear: AES-256-GCM under a random key per
 * record. The keys are in a file of their own (0600), which no backup holds; to destroy a
 * record's key is to erase the record, wherever copies of its sealed bytes lie.
 *
 * A vault may be used from any thread.
 */
#ifndef PORTAL_MOCK_VAULT_H
#define PORTAL_MOCK_VAULT_H

#include "portal-mock/blob.h"
#include "sim/base/random.h"

struct vault;

enum { VAULT_RECORD_MOST = 63 }; /* characters of a record's name */

enum vault_result {
    VAULT_OK,
    VAULT_BAD_ARGUMENT,
    VAULT_DESTROYED, /* there is no key for this record (any more) */
    VAULT_DAMAGED,   /* the sealed bytes were altered, or belong to another record */
    VAULT_STORE_FAILED,
    VAULT_NO_MEMORY,
    VAULT_CRYPTO_FAILED,
};
const char *vault_result_text(enum vault_result result);

/* Opens the key file at `path`, made when missing. `random` outlives the vault. */
NODISCARD enum vault_result vault_open(const char *path, const struct random_port *random,
                                       struct vault **vault);
/* Wipes, nulls; accepts NULL. */
void vault_close(struct vault **vault);

/*
 * Seals `plain` for the record named `record` (say, the card's serial). The record's key is made
 * and safe on the disk before this returns; a record sealed twice keeps its key. The sealed bytes
 * are the caller's to keep. Commit them after this call: a key without a record is harmless.
 */
NODISCARD enum vault_result vault_seal(struct vault *vault, const char *record, struct bytes plain,
                                       struct blob *sealed);
/* Opens what was sealed for this record. Wipe `plain` with blob_free. */
NODISCARD enum vault_result vault_unseal(struct vault *vault, const char *record,
                                         struct bytes sealed, struct blob *plain);
/* Overwrites the record's key in the file, for ever; VAULT_OK also when there was none. Call it
 * before the row is marked as deleted: a crash in between finds VAULT_DESTROYED. */
NODISCARD enum vault_result vault_destroy(struct vault *vault, const char *record);

#endif
