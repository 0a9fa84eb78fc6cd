/* SPDX-License-Identifier: MIT */
/* What OCSP answers and revocation lists share: how long they hold. */
#ifndef PORTAL_MOCK_CA_PUBLISH_H
#define PORTAL_MOCK_CA_PUBLISH_H

#include "portal-mock/ca/line.h"

enum { PUBLISHED_FOR = 4 * 3600 }; /* seconds from thisUpdate to nextUpdate [mock] */

/* thisUpdate: now, or with the fault STALE a time that is long past nextUpdate. */
int64_t publication_time(const struct ca_publication *publication);

/* The line's revocation list of its holders' certificates, or of its root's; DER. */
NODISCARD enum ca_result list_make(struct ca *ca, const struct line *line, enum line_member issuer,
                                   const struct ca_publication *publication, struct blob *list);

#endif
