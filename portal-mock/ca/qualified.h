/* SPDX-License-Identifier: MIT */
/* The qualified profile (PORTAL-FACTS): the extensions of a holder's certificate, in their order.
 */
#ifndef PORTAL_MOCK_CA_QUALIFIED_H
#define PORTAL_MOCK_CA_QUALIFIED_H

#include "portal-mock/ca/certificate.h"

/* The extensions of a holder's certificate. Reads of the draft: plain_url, suffix, key_usage,
 * qualified. */
extern const struct extension qualified_extensions[];
extern const size_t qualified_extension_count;

/* certificatePolicies with the CPS address and the Turkish notice: in CA certificates too. */
X509_EXTENSION *qualified_policies(const struct draft *draft);

#endif
