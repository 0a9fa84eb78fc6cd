/* SPDX-License-Identifier: MIT */
/*
 * What the engine asks of X.509, CMS, OCSP and of public keys; no card in sight. DER in,
 * DER out: OpenSSL's types stay inside this folder.
 */
#ifndef SIM_ENGINE_PKI_PKI_H
#define SIM_ENGINE_PKI_PKI_H

#include "sim/base/bytes.h"
#include "sim/engine/akis.h"

enum { PKI_DIGEST_MAX = 64, PKI_BLOCK_MAX = 512 };

/* Fills all but file, label and id (certificate_free gives `der` back). */
NODISCARD enum akis_outcome pki_certificate(struct bytes der, struct akis_certificate *certificate);

/* Digest of `data`. */
NODISCARD enum akis_outcome pki_digest(enum akis_hash hash, struct bytes data, struct buf *digest);
size_t pki_digest_size(enum akis_hash hash);

/* The DigestInfo of a digest (RFC 8017, 9.2 note 1); AKIS_NO_HASH: the bytes as they are. */
NODISCARD enum akis_outcome pki_digest_info(enum akis_hash hash, struct bytes digest,
                                            struct buf *info);
/* A block as long as the modulus: EMSA-PKCS1-v1_5 around `info`, or EMSA-PSS of `digest`. */
NODISCARD enum akis_outcome pki_pad_pkcs1(struct bytes info, unsigned bits, struct buf *block);
NODISCARD enum akis_outcome pki_pad_pss(enum akis_hash hash, struct bytes digest, unsigned bits,
                                        struct buf *block);
/* SEQUENCE { r, s } from r and s of equal length. */
NODISCARD enum akis_outcome pki_ecdsa_der(struct bytes raw, struct buf *der);

/* A certificate's public key, ready for use: reading one takes longer than verifying with it. */
struct pki_key;
/* Makes `key` that of the certificate, if it is not already. False: no such key. */
NODISCARD bool pki_key_of(struct bytes certificate, struct pki_key **key);
void pki_key_free(struct pki_key **key);
/* True when the key made the signature (ECDSA: r and s). One thread at a time. */
bool pki_verifies(struct pki_key *key, enum akis_scheme scheme, enum akis_hash hash,
                  struct bytes digest, struct bytes signature);

/* Base64 on one line; the caller frees it. NULL: no memory. */
char *pki_base64(struct bytes bytes);

/* Encrypts for the certificate's key: AKIS_RSA_PKCS1, or AKIS_RSA_RAW for a whole block. */
NODISCARD enum akis_outcome pki_encrypt(struct bytes certificate, enum akis_scheme scheme,
                                        struct bytes plain, struct buf *cipher);
/* Draws `size` random bytes and encrypts them to the certificate's key (RSA, PKCS#1 v1.5). */
NODISCARD enum akis_outcome pki_seal(struct bytes certificate, uint8_t *secret, size_t size,
                                     struct buf *cipher);

/* CMS in two steps: the bytes to be signed, then the whole with the signature in it. */
struct pki_cms;
NODISCARD enum akis_outcome pki_cms_new(struct bytes certificate,
                                        const struct akis_cms_options *options, int64_t now,
                                        struct bytes content, struct pki_cms **cms);
/* The digest over the signed attributes; borrowed from `cms`. */
struct bytes pki_cms_digest(const struct pki_cms *cms);
NODISCARD enum akis_outcome pki_cms_finish(struct pki_cms *cms, struct bytes signature,
                                           struct akis_blob *out);
void pki_cms_free(struct pki_cms **cms);

#endif
