/* SPDX-License-Identifier: MIT */
/* A key and its certificate: how long the CA's own ones live, and how they go. */
#include "portal-mock/ca/inside.h"

const int64_t authority_not_before = 946684800; /* 2000-01-01T00:00:00Z */
const int64_t authority_not_after = 2524607999; /* 2049-12-31T23:59:59Z */

void authority_clear(struct authority *authority)
{
    EVP_PKEY_free(authority->key);
    X509_free(authority->certificate);
    *authority = (struct authority){0};
}
