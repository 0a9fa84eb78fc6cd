/* SPDX-License-Identifier: MIT */
/* Trust: roots and issuing certificates, the clock, and a way to ask responders. */
#ifndef SIM_ENGINE_PKI_TRUST_H
#define SIM_ENGINE_PKI_TRUST_H

#include "sim/engine/akis.h"
#include "sim/engine/pki/openssl.h"
#include "sim/http/http.h"

#include <pthread.h>

enum { TRUST_SKEW = 300 }; /* seconds by which a responder's clock may differ */

struct akis_trust {
    pthread_mutex_t lock;
    X509_STORE *store;      /* self-signed certificates of the chain file */
    STACK_OF(X509) * chain; /* all certificates of the chain file */
    struct akis_clock clock;
    struct http *http;
};

int64_t trust_now(const struct akis_trust *trust);
/* The certificate of the chain file that issued it, or NULL. Borrowed. */
X509 *trust_issuer(const struct akis_trust *trust, X509 *x509);
/* Chain and time at the trust's clock. */
enum akis_outcome trust_chain(struct akis_trust *trust, X509 *x509);
/* An ASN.1 time in seconds; 0 when it is none. */
int64_t trust_seconds(const ASN1_TIME *time);

/* State by OCSP: AKIS_OK, SUSPENDED, REVOKED or STATUS_UNKNOWN. `reason`: its CRLReason, or -1. */
enum akis_outcome trust_ocsp(struct akis_trust *trust, X509 *x509, int *reason);
/* State by the CRL that the certificate names. */
enum akis_outcome trust_crl(struct akis_trust *trust, X509 *x509);
/* All that `checks` asks for. */
enum akis_outcome trust_validate(struct akis_trust *trust, X509 *x509, unsigned checks);
/* What a CRLReason means: certificateHold suspends, all else revokes. */
enum akis_outcome trust_revoked(int reason);

#endif
