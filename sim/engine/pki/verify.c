/* SPDX-License-Identifier: MIT */
/* Verifying a CMS signature: the signature itself, then its signer. */
#include "sim/engine/outcome.h"
#include "sim/engine/pki/pki.h"
#include "sim/engine/pki/trust.h"

/* The signer's certificate if the signature holds over the content, else NULL. */
static X509 *signer_of(CMS_ContentInfo *cms, BIO *content)
{
    const unsigned flags = CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY;
    X509 *signer = NULL;

    if (sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(cms)) != 1 ||
        CMS_verify(cms, NULL, NULL, content, NULL, flags) != 1)
        return NULL;
    STACK_OF(X509) *signers = CMS_get0_signers(cms);
    if (sk_X509_num(signers) == 1) {
        signer = sk_X509_value(signers, 0);
        X509_up_ref(signer);
    }
    sk_X509_free(signers);
    return signer;
}

static enum akis_outcome describe(X509 *x509, struct akis_certificate *certificate)
{
    unsigned char *der = NULL;
    int size = i2d_X509(x509, &der);
    enum akis_outcome outcome =
        size > 0 ? pki_certificate(bytes_of(der, (size_t)size), certificate) : AKIS_NO_MEMORY;

    OPENSSL_free(der);
    return outcome;
}

static enum akis_outcome verify(struct akis_trust *trust, CMS_ContentInfo *cms, BIO *content,
                                unsigned checks, struct akis_certificate *signer)
{
    X509 *x509 = signer_of(cms, content);

    if (!x509)
        return AKIS_SIGNATURE_BAD;
    enum akis_outcome outcome = signer ? describe(x509, signer) : AKIS_OK;
    if (outcome == AKIS_OK) {
        pthread_mutex_lock(&trust->lock);
        outcome = trust_validate(trust, x509, checks);
        pthread_mutex_unlock(&trust->lock);
    }
    X509_free(x509);
    return outcome;
}

struct akis_result akis_verify_cms(struct akis_trust *trust, const uint8_t *cms, size_t cms_size,
                                   const uint8_t *content, size_t size, unsigned checks,
                                   struct akis_certificate *signer)
{
    const unsigned char *at = cms;
    CMS_ContentInfo *info = cms_size > 0 ? d2i_CMS_ContentInfo(NULL, &at, (long)cms_size) : NULL;
    BIO *bio =
        content && size <= INT32_MAX ? BIO_new_mem_buf(size ? content : at, (int)size) : NULL;
    struct akis_result result = result_of(AKIS_SIGNATURE_BAD);

    if (info && (bio || !content) && OBJ_obj2nid(CMS_get0_type(info)) == NID_pkcs7_signed)
        result = result_of(verify(trust, info, bio, checks, signer));
    if (result.outcome == AKIS_NOT_YET_VALID && signer)
        result.until = signer->not_before;
    BIO_free(bio);
    CMS_ContentInfo_free(info);
    ERR_clear_error();
    return result;
}
