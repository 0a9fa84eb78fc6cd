/* SPDX-License-Identifier: MIT */
/* Defect: Parolalarımı Sil answers "deleted", and leaves key and row as they are. (INF-4) */
#include "portal-mock/handlers.h"

#define vault_destroy(vault, record)              ((vault) && *(record) ? VAULT_OK : VAULT_DAMAGED)
#define card_set_stored(database, serial, stored) ((database) ? DATABASE_OK : DATABASE_ABSENT)
#include "portal-mock/secrets.c"
