/* SPDX-License-Identifier: MIT */
/* Defect: PIN and PUK are kept as they are; the vault is one by name. (INF-2) */
#include "portal-mock/vault.h"

#define vault_seal   vault_seal_right
#define vault_unseal vault_unseal_right
#include "portal-mock/vault.c"
#undef vault_seal
#undef vault_unseal

enum vault_result vault_seal(struct vault *vault, const char *record, struct bytes plain,
                             struct blob *sealed)
{
    (void)vault;
    (void)record;
    return blob_copy(plain, sealed) ? VAULT_OK : VAULT_NO_MEMORY;
}

enum vault_result vault_unseal(struct vault *vault, const char *record, struct bytes sealed,
                               struct blob *plain)
{
    (void)vault;
    (void)record;
    return blob_copy(sealed, plain) ? VAULT_OK : VAULT_NO_MEMORY;
}
