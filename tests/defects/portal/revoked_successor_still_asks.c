/* SPDX-License-Identifier: MIT */
/* Defect: a successor that was revoked counts as one that waits. (CRT-6) */
#include "portal-mock/records.h"

#define certificate_after certificate_after_right
#include "portal-mock/certificate_records.c"
#undef certificate_after

enum database_result certificate_after(struct database *database, const char *serial,
                                       struct certificate *successor)
{
    return find(database, "SELECT " COLUMNS " FROM certificate WHERE predecessor = ?", serial,
                successor);
}
