/* SPDX-License-Identifier: MIT */
/*
 * The expert witness: checks signatures, certificates, OCSP responses and CRLs with OpenSSL,
 * independently of what card, portal and client say of themselves.
 */
#ifndef CONFORMANCE_STAGE_WITNESS_H
#define CONFORMANCE_STAGE_WITNESS_H

#include "sim/base/bytes.h"

enum { WITNESS_SERIAL = 65, WITNESS_STATUS = 64 };

enum witness_result {
    WITNESS_HOLDS,
    WITNESS_DIFFERS, /* the signature or response does not hold */
    WITNESS_FAILED,  /* what was given cannot be read at all */
};

/* `certificate` is DER everywhere here. */
struct witness_signature {
    struct bytes certificate;
    struct bytes data;
    struct bytes signature;
    const char *scheme; /* "pkcs1", "pss", "ecdsa" (DER) or "ecdsa-raw" (r and s) */
    const char *hash;   /* "sha256", "sha384" … */
};
enum witness_result witness_verify(const struct witness_signature *signature);

/* The certificate's serial in upper-case hexadecimal. False: no certificate. */
NODISCARD bool witness_serial(struct bytes certificate, char serial[WITNESS_SERIAL]);
/* Its first and last second. */
NODISCARD bool witness_validity(struct bytes certificate, int64_t *from, int64_t *until);
/* Reads one PEM certificate; appends its DER. */
NODISCARD bool witness_pem(const char *pem, struct buf *der);

/* What a certificate is like. Lists are joined by commas; a critical extension has a mark. */
struct witness_profile {
    char order[160]; /* of the extensions: "AKI,SKI,keyUsage!" */
    char usage[96];
    char country[8];
    char subject_id[32];
    char name[128];
    char policy[64];
    char qc[160];
    char signature[40];
    char crl_at[160]; /* addresses: of the revocation list, of OCSP, of the issuer's certificate */
    char ocsp_at[160];
    char issuer_at[160];
    int serial_bytes;
    bool ca;
};
NODISCARD bool witness_profile_read(struct bytes certificate, struct witness_profile *profile);

/* An OCSP request about the certificate, whose issuer is in the chain file; appends DER. */
NODISCARD bool witness_ocsp_ask(struct bytes certificate, const char *chain_file,
                                struct buf *request);

struct witness_state {
    char status[WITNESS_STATUS]; /* good, held, revoked, unknown */
    char reason[WITNESS_STATUS]; /* RFC 5280's name, "" when none is given */
    int64_t from;                /* thisUpdate */
    int64_t until;               /* nextUpdate; 0: none */
    int64_t since;               /* of a hold or revocation; 0: none */
};
/* Reads an OCSP response about the certificate; its signature must hold under the chain. */
enum witness_result witness_ocsp_read(struct bytes response, struct bytes certificate,
                                      const char *chain_file, struct witness_state *state);
/* What a CRL (DER), signed by an issuer in the chain file, says of the certificate. */
enum witness_result witness_crl_read(struct bytes crl, struct bytes certificate,
                                     const char *chain_file, struct witness_state *state);

/* What a CMS says of its one signature. */
struct witness_signed {
    char digest[WITNESS_STATUS];    /* OpenSSL's name of the hash: sha384 */
    char signature[WITNESS_STATUS]; /* … of the signature's algorithm: ecdsa-with-SHA384 */
    int64_t when;                   /* signingTime; 0: none */
    bool fits;                      /* that algorithm names no other hash */
};
NODISCARD bool witness_cms_read(struct bytes cms, struct witness_signed *said);
/* The same CMS with one more certificate among those that come along; appends DER. Which stands
 * first is the encoding's doing (X.690, 11.6). */
NODISCARD bool witness_cms_with(struct bytes cms, struct bytes certificate, struct buf *der);

/* Base64 there and back. False: malformed, or too little room (`text` 4/3 + 4). */
NODISCARD bool witness_base64(struct bytes data, char *text, size_t size);
NODISCARD bool witness_unbase64(const char *text, struct buf *data);

#endif
