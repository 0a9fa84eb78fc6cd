/* SPDX-License-Identifier: MIT */
/* Defect: Parolalarımı Sil marks the row and keeps its key: a backup brings the PIN back. (INF-4)
 */
#include "portal-mock/handlers.h"

#define vault_destroy(vault, record) ((vault) && *(record) ? VAULT_OK : VAULT_DAMAGED)
#include "portal-mock/secrets.c"
