/* SPDX-License-Identifier: MIT */
/*
 * CMS SignedData, CAdES-BES (ETSI EN 319 122-1), around a signature that a card makes: OpenSSL
 * builds everything but the signature, the signed attributes are digested as RFC 5652, 5.4
 * says, and the card's answer is put in its place.
 */
#include "sim/engine/pki/openssl.h"
#include "sim/engine/pki/pki.h"

#include "sim/base/bytes.h"
#include "sim/engine/tlv.h"

#include <stdlib.h>
#include <string.h>

enum { SET = 0x31, SIGNED_ATTRIBUTES = 0xA0, SEQUENCE = 0x30 };

struct pki_cms {
    CMS_ContentInfo *info;
    CMS_SignerInfo *signer; /* belongs to info */
    uint8_t room[PKI_DIGEST_MAX];
    struct buf digest;
};

static const EVP_MD *md_for(enum akis_hash hash)
{
    static const char *const names[] = {
        [AKIS_SHA1] = "SHA1",     [AKIS_SHA256] = "SHA256", [AKIS_SHA384] = "SHA384",
        [AKIS_SHA512] = "SHA512", [AKIS_NO_HASH] = "",
    };

    return EVP_get_digestbyname(names[hash]);
}

/* Content type, digest of the content, time. OpenSSL has added the signing certificate. */
static bool add_attributes(struct pki_cms *cms, enum akis_hash hash, int64_t now,
                           struct bytes content)
{
    uint8_t room[PKI_DIGEST_MAX];
    struct buf digest = buf_over(room, sizeof room);
    ASN1_TIME *time = ASN1_TIME_adj(NULL, (time_t)now, 0, 0);
    bool added = time && pki_digest(hash, content, &digest) == AKIS_OK &&
                 CMS_signed_add1_attr_by_NID(cms->signer, NID_pkcs9_contentType, V_ASN1_OBJECT,
                                             OBJ_nid2obj(NID_pkcs7_data), -1) &&
                 CMS_signed_add1_attr_by_NID(cms->signer, NID_pkcs9_messageDigest,
                                             V_ASN1_OCTET_STRING, digest.data, (int)digest.size) &&
                 CMS_signed_add1_attr_by_NID(cms->signer, NID_pkcs9_signingTime,
                                             ASN1_STRING_type(time), time, -1);

    ASN1_TIME_free(time);
    return added;
}

/* RSASSA-PSS-params (RFC 4055) with the salt as long as the digest. */
static ASN1_STRING *pss_parameters(enum akis_hash hash)
{
    const EVP_MD *md = md_for(hash);
    RSA_PSS_PARAMS *params = RSA_PSS_PARAMS_new();
    ASN1_STRING *mgf_hash = NULL;
    ASN1_STRING *packed = NULL;
    X509_ALGOR *inner = X509_ALGOR_new();

    if (!params || !inner)
        goto out;
    params->hashAlgorithm = X509_ALGOR_new();
    params->maskGenAlgorithm = X509_ALGOR_new();
    params->saltLength = ASN1_INTEGER_new();
    if (!params->hashAlgorithm || !params->maskGenAlgorithm || !params->saltLength)
        goto out;
    X509_ALGOR_set_md(params->hashAlgorithm, md);
    X509_ALGOR_set_md(inner, md);
    if (!ASN1_item_pack(inner, ASN1_ITEM_rptr(X509_ALGOR), &mgf_hash) ||
        !ASN1_INTEGER_set(params->saltLength, EVP_MD_get_size(md)))
        goto out;
    X509_ALGOR_set0(params->maskGenAlgorithm, OBJ_nid2obj(NID_mgf1), V_ASN1_SEQUENCE, mgf_hash);
    mgf_hash = NULL;
    if (!ASN1_item_pack(params, ASN1_ITEM_rptr(RSA_PSS_PARAMS), &packed))
        packed = NULL;
out:
    ASN1_STRING_free(mgf_hash);
    X509_ALGOR_free(inner);
    RSA_PSS_PARAMS_free(params);
    return packed;
}

static bool set_algorithm(struct pki_cms *cms, const EVP_PKEY *key,
                          const struct akis_cms_options *options)
{
    X509_ALGOR *algorithm = NULL;
    int nid = NID_undef;

    CMS_SignerInfo_get0_algs(cms->signer, NULL, NULL, NULL, &algorithm);
    if (EVP_PKEY_get_base_id(key) == EVP_PKEY_EC) {
        if (!OBJ_find_sigid_by_algs(&nid, EVP_MD_get_type(md_for(options->hash)), EVP_PKEY_EC))
            return false;
        return X509_ALGOR_set0(algorithm, OBJ_nid2obj(nid), V_ASN1_UNDEF, NULL);
    }
    if (!options->pss)
        return X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_rsaEncryption), V_ASN1_NULL, NULL);
    ASN1_STRING *parameters = pss_parameters(options->hash);
    if (!parameters)
        return false;
    return X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_rsassaPss), V_ASN1_SEQUENCE, parameters);
}

static bool set_content(CMS_ContentInfo *info, bool attached, struct bytes content)
{
    if (!CMS_set_detached(info, !attached))
        return false;
    if (!attached)
        return true;
    ASN1_OCTET_STRING **octets = CMS_get0_content(info);
    if (!octets || !*octets || content.size > INT32_MAX)
        return false;
    (*octets)->flags &= ~(long)ASN1_STRING_FLAG_CONT;
    return ASN1_OCTET_STRING_set(*octets, content.data, (int)content.size);
}

/* The SignedAttributes in an encoded SignedData: ContentInfo, [0], SignedData, its last SET,
 * the one SignerInfo, [0]. */
static bool find_attributes(struct bytes der, struct tlv *attributes)
{
    struct tlv info, content, data, signers, signer, each;

    if (!tlv_next(&der, &info) || !tlv_find(info.value, 0xA0, &content) ||
        !tlv_find(content.value, SEQUENCE, &data))
        return false;
    signers = (struct tlv){0};
    while (tlv_next(&data.value, &each)) {
        if (each.tag == SET)
            signers = each;
    }
    return tlv_find(signers.value, SEQUENCE, &signer) &&
           tlv_find(signer.value, SIGNED_ATTRIBUTES, attributes);
}

/* RFC 5652, 5.4: digested with the tag of a SET, not with the [0] that is sent. */
static enum akis_outcome digest_attributes(struct pki_cms *cms, enum akis_hash hash)
{
    unsigned char *der = NULL;
    int size = i2d_CMS_ContentInfo(cms->info, &der);
    struct tlv attributes;
    enum akis_outcome outcome = AKIS_FAILED;

    if (size > 0 && find_attributes(bytes_of(der, (size_t)size), &attributes)) {
        der[attributes.whole.data - der] = SET;
        outcome = pki_digest(hash, attributes.whole, &cms->digest);
    }
    OPENSSL_free(der);
    return outcome;
}

static bool build(struct pki_cms *cms, X509 *x509, const struct akis_cms_options *options,
                  int64_t now, struct bytes content)
{
    EVP_PKEY *key = X509_get0_pubkey(x509);
    const unsigned flags = CMS_PARTIAL | CMS_BINARY | CMS_CADES | CMS_NOSMIMECAP |
                           (options->attached ? 0 : CMS_DETACHED);

    cms->info = CMS_sign(NULL, NULL, NULL, NULL, flags);
    if (!cms->info || !md_for(options->hash))
        return false;
    cms->signer = CMS_add1_signer(cms->info, x509, key, md_for(options->hash), flags);
    return cms->signer && set_algorithm(cms, key, options) &&
           set_content(cms->info, options->attached, content) &&
           add_attributes(cms, options->hash, now, content);
}

enum akis_outcome pki_cms_new(struct bytes certificate, const struct akis_cms_options *options,
                              int64_t now, struct bytes content, struct pki_cms **cms)
{
    const unsigned char *at = certificate.data;
    X509 *x509 = d2i_X509(NULL, &at, (long)certificate.size);
    struct pki_cms *made = calloc(1, sizeof *made);
    enum akis_outcome outcome = AKIS_FAILED;

    if (x509 && made) {
        made->digest = buf_over(made->room, sizeof made->room);
        if (build(made, x509, options, now, content))
            outcome = digest_attributes(made, options->hash);
    }
    X509_free(x509);
    ERR_clear_error();
    if (outcome == AKIS_OK)
        *cms = made;
    else
        pki_cms_free(&made);
    return outcome;
}

struct bytes pki_cms_digest(const struct pki_cms *cms)
{
    return buf_bytes(&cms->digest);
}

enum akis_outcome pki_cms_finish(struct pki_cms *cms, struct bytes signature, struct akis_blob *out)
{
    ASN1_OCTET_STRING *place = CMS_SignerInfo_get0_signature(cms->signer);
    unsigned char *der = NULL;

    if (!ASN1_OCTET_STRING_set(place, signature.data, (int)signature.size))
        return AKIS_NO_MEMORY;
    int size = i2d_CMS_ContentInfo(cms->info, &der);
    uint8_t *data = size > 0 ? malloc((size_t)size) : NULL;
    if (data) {
        memcpy(data, der, (size_t)size);
        *out = (struct akis_blob){data, (size_t)size};
    }
    OPENSSL_free(der);
    return data ? AKIS_OK : AKIS_NO_MEMORY;
}

void pki_cms_free(struct pki_cms **cms)
{
    if (!*cms)
        return;
    CMS_ContentInfo_free((*cms)->info);
    free(*cms);
    *cms = NULL;
}
