/* SPDX-License-Identifier: MIT */
/*
 * Signing with the card. Which key belongs to a certificate is proved by the certificate's
 * public key on every signature; one that does not verify never leaves this file (CLI-1).
 */
#include "sim/base/secret.h"
#include "sim/engine/card.h"
#include "sim/engine/keys.h"
#include "sim/engine/outcome.h"
#include "sim/engine/pki/pki.h"

#include <stdlib.h>
#include <string.h>

/* The algorithm bytes of MSE SET on v2 cards; 0: none. */
enum { ALG_RAW = 0x81, ALG_PKCS1 = 0x82, ALG_ECDSA = 0xA1 };
static const uint8_t alg_pss[] = {[AKIS_SHA1] = 0,
                                  [AKIS_SHA256] = 0x91,
                                  [AKIS_SHA384] = 0x92,
                                  [AKIS_SHA512] = 0x93,
                                  [AKIS_NO_HASH] = 0};

/* What is asked of the card. */
struct job {
    const struct akis_certificate *certificate;
    enum akis_scheme scheme;
    enum akis_hash hash;
    struct bytes digest;
    uint8_t algorithm; /* v2 */
    uint8_t room[PKI_BLOCK_MAX];
    struct buf input; /* of PSO */
};

/* v1 cards take the whole padded block; v2 cards pad by themselves. */
static enum akis_outcome prepare(struct job *job, enum wire wire)
{
    uint8_t info_room[PKI_BLOCK_MAX];
    struct buf info = buf_over(info_room, sizeof info_room);
    const unsigned bits = job->certificate->bits;
    const bool rsa = job->certificate->kind == AKIS_KEY_RSA;

    job->input = buf_over(job->room, sizeof job->room);
    if (rsa == (job->scheme == AKIS_ECDSA || job->scheme == AKIS_ECDSA_DER))
        return AKIS_UNSUPPORTED;
    if (!rsa) {
        job->algorithm = ALG_ECDSA;
        return wire == WIRE_V2 && buf_add(&job->input, job->digest) ? AKIS_OK : AKIS_UNSUPPORTED;
    }
    if (job->scheme == AKIS_RSA_RAW) {
        job->algorithm = ALG_RAW;
        return job->digest.size == (bits + 7) / 8 && buf_add(&job->input, job->digest)
                   ? AKIS_OK
                   : AKIS_BAD_ARGUMENT;
    }
    if (job->scheme == AKIS_RSA_PSS && wire == WIRE_V1)
        return pki_pad_pss(job->hash, job->digest, bits, &job->input);
    if (job->scheme == AKIS_RSA_PSS) {
        job->algorithm = alg_pss[job->hash];
        return job->algorithm && buf_add(&job->input, job->digest) ? AKIS_OK : AKIS_UNSUPPORTED;
    }
    enum akis_outcome outcome = pki_digest_info(job->hash, job->digest, &info);
    if (outcome != AKIS_OK)
        return outcome;
    job->algorithm = ALG_PKCS1;
    if (wire == WIRE_V1)
        return pki_pad_pkcs1(buf_bytes(&info), bits, &job->input);
    return buf_add(&job->input, buf_bytes(&info)) ? AKIS_OK : AKIS_BAD_ARGUMENT;
}

/* One key's signature over the prepared input. AKIS_NO_KEY: not this one. */
static enum akis_outcome sign_with(struct akis_card *card, const struct job *job, uint8_t reference,
                                   struct buf *signature)
{
    const struct command pso = {
        .ins = 0x2A, .p1 = 0x9E, .p2 = 0x9A, .data = buf_bytes(&job->input), .le = LE_ALL};
    unsigned sw = 0;
    enum akis_outcome outcome = keys_choose(card, KEY_SIGNS, job->algorithm, reference, &sw);

    if (outcome == AKIS_OK && sw == 0x9000)
        outcome = card_send(card, &pso, signature, &sw);
    if (outcome != AKIS_OK)
        return outcome;
    if (sw == 0x6A88 || sw == 0x6A82)
        return AKIS_NO_KEY;
    if (sw != 0x9000)
        return card_outcome(card, sw);
    if (!pki_key_of(bytes_of(job->certificate->der, job->certificate->size), &card->verifier))
        return AKIS_NO_MEMORY;
    return pki_verifies(card->verifier, job->scheme, job->hash, job->digest, buf_bytes(signature))
               ? AKIS_OK
               : AKIS_NO_KEY;
}

static enum akis_outcome sign_by_any(struct akis_card *card, const struct job *job,
                                     struct buf *signature)
{
    uint8_t references[CARD_KEYS_MAX];
    size_t count = 0;
    enum akis_outcome outcome = keys_for(card, job->certificate, references, &count);

    if (outcome != AKIS_OK)
        return outcome;
    outcome = AKIS_NO_KEY;
    for (size_t i = 0; i < count && outcome == AKIS_NO_KEY; i++) {
        buf_clear(signature);
        outcome = sign_with(card, job, references[i], signature);
    }
    return outcome;
}

static enum akis_outcome give_signature(enum akis_scheme scheme, struct bytes signature,
                                        struct akis_blob *blob)
{
    uint8_t room[PKI_BLOCK_MAX];
    struct buf der = buf_over(room, sizeof room);

    if (scheme != AKIS_ECDSA_DER)
        return blob_give(signature, blob);
    enum akis_outcome outcome = pki_ecdsa_der(signature, &der);
    return outcome == AKIS_OK ? blob_give(buf_bytes(&der), blob) : outcome;
}

struct akis_result akis_sign(struct akis_card *card, const struct akis_certificate *certificate,
                             enum akis_scheme scheme, enum akis_hash hash, const uint8_t *digest,
                             size_t size, struct akis_blob *signature)
{
    struct job job = {.certificate = certificate,
                      .scheme = scheme,
                      .hash = hash,
                      .digest = bytes_of(digest, size)};
    uint8_t room[1024];
    struct buf made = buf_over(room, sizeof room);
    enum akis_outcome outcome = card_enter(card);

    if (outcome != AKIS_OK)
        return result_of(outcome);
    outcome = card->identity.dead ? AKIS_CARD_DEAD : prepare(&job, card->dialect->wire);
    if (outcome == AKIS_OK)
        outcome = sign_by_any(card, &job, &made);
    if (outcome == AKIS_OK)
        outcome = give_signature(scheme, buf_bytes(&made), signature);
    secret_wipe(&job.room, sizeof job.room);
    secret_wipe(room, sizeof room); /* AKIS_RSA_RAW decrypts, too */
    struct akis_result result = card_result(card, outcome, AKIS_TRIES_UNKNOWN);
    card_leave(card);
    return result;
}

struct akis_result akis_verify(const struct akis_certificate *certificate, enum akis_scheme scheme,
                               enum akis_hash hash, const uint8_t *digest, size_t size,
                               const uint8_t *signature, size_t signature_size)
{
    const bool ec = certificate->kind == AKIS_KEY_EC;
    struct pki_key *key = NULL;

    if (scheme == AKIS_ECDSA_DER || ec != (scheme == AKIS_ECDSA))
        return result_of(AKIS_UNSUPPORTED);
    if (!pki_key_of(bytes_of(certificate->der, certificate->size), &key))
        return result_of(AKIS_FAILED);
    const bool holds = pki_verifies(key, scheme, hash, bytes_of(digest, size),
                                    bytes_of(signature, signature_size));
    pki_key_free(&key);
    return result_of(holds ? AKIS_OK : AKIS_SIGNATURE_BAD);
}

/* The digest that suits the key when the caller leaves it open. */
static enum akis_hash hash_for(const struct akis_certificate *certificate)
{
    return certificate->kind == AKIS_KEY_EC && certificate->bits > 256 ? AKIS_SHA384 : AKIS_SHA256;
}

static enum akis_scheme scheme_for(const struct akis_certificate *certificate, bool pss)
{
    if (certificate->kind == AKIS_KEY_EC)
        return AKIS_ECDSA_DER;
    return pss ? AKIS_RSA_PSS : AKIS_RSA_PKCS1;
}

struct akis_result akis_sign_cms(struct akis_card *card, const struct akis_certificate *certificate,
                                 const struct akis_cms_options *options, const uint8_t *content,
                                 size_t size, struct akis_blob *cms)
{
    struct akis_cms_options chosen = *options;
    struct akis_blob signature = {0};
    struct pki_cms *pki = NULL;
    struct akis_result result = akis_certificate_time(certificate, &card->clock);

    if (result.outcome != AKIS_OK)
        return result;
    if (chosen.hash == AKIS_NO_HASH)
        chosen.hash = hash_for(certificate);
    chosen.pss = chosen.pss && certificate->kind == AKIS_KEY_RSA;
    enum akis_outcome outcome = pki_cms_new(bytes_of(certificate->der, certificate->size), &chosen,
                                            clock_of(&card->clock), bytes_of(content, size), &pki);
    if (outcome != AKIS_OK)
        return result_of(outcome);
    const struct bytes digest = pki_cms_digest(pki);
    result = akis_sign(card, certificate, scheme_for(certificate, chosen.pss), chosen.hash,
                       digest.data, digest.size, &signature);
    if (result.outcome == AKIS_OK)
        result.outcome = pki_cms_finish(pki, bytes_of(signature.data, signature.size), cms);
    akis_blob_free(&signature);
    pki_cms_free(&pki);
    return result;
}
