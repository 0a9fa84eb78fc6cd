/* SPDX-License-Identifier: MIT */
/*
 * Signatures by holders' cards: a CMS SignedData (RFC 5652) over given content, by one signer whose
 * certificate comes along and chains to our roots.
 */
#include <openssl/cms.h>
#include <openssl/x509v3.h>

#include "portal-mock/ca/inspect.h"
#include "portal-mock/ca/line.h"

enum { SECURITY_LEVEL = 2 }; /* 112 bits: neither SHA-1 nor RSA-1024 (SSL_CTX_set_security_level) */

static CMS_ContentInfo *parse(struct bytes der)
{
    const unsigned char *at = der.data;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)der.size);

    if (cms && OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed &&
        sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(cms)) == 1)
        return cms;
    CMS_ContentInfo_free(cms);
    return NULL;
}

/* True when an attached content is the expected one. */
static bool same_content(CMS_ContentInfo *cms, struct bytes content)
{
    ASN1_OCTET_STRING **attached = CMS_get0_content(cms);

    return !attached || !*attached ||
           bytes_equal(
               bytes_of(ASN1_STRING_get0_data(*attached), (size_t)ASN1_STRING_length(*attached)),
               content);
}

static bool signature_holds(CMS_ContentInfo *cms, struct bytes content)
{
    ASN1_OCTET_STRING **attached = CMS_get0_content(cms);
    bool detached = !attached || !*attached;
    BIO *data = BIO_new_mem_buf(content.data, (int)content.size);
    BIO *sink = BIO_new(BIO_s_null());
    bool holds = data && sink &&
                 CMS_verify(cms, NULL, NULL, detached ? data : NULL, sink,
                            CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1;

    BIO_free(data);
    BIO_free(sink);
    return holds;
}

static X509_STORE *trust_make(struct ca *ca)
{
    X509_STORE *trust = X509_STORE_new();

    for (enum line_kind kind = LINE_P384; trust && kind < LINE_FOREIGN; kind++) {
        const struct line *line;
        if (line_find(ca, kind, &line) == CA_OK &&
            (X509_STORE_add_cert(trust, line->members[LINE_ROOT].certificate) != 1 ||
             X509_STORE_add_cert(trust, line->members[LINE_ISSUING].certificate) != 1)) {
            X509_STORE_free(trust);
            trust = NULL;
        }
    }
    return trust;
}

static bool chains(struct ca *ca, X509 *certificate)
{
    X509_STORE *trust = trust_make(ca);
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    bool trusted = false;

    if (trust && context && X509_STORE_CTX_init(context, trust, certificate, NULL) == 1) {
        X509_VERIFY_PARAM *rules = X509_STORE_CTX_get0_param(context);
        (void)X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_NO_CHECK_TIME);
        X509_VERIFY_PARAM_set_auth_level(rules, SECURITY_LEVEL);
        trusted = X509_verify_cert(context) == 1;
    }
    X509_STORE_CTX_free(context);
    X509_STORE_free(trust);
    return trusted;
}

static bool may_sign(X509 *certificate)
{
    uint32_t usage = X509_get_key_usage(certificate);

    return (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0 &&
           X509_check_ca(certificate) == 0 &&
           X509_get_ext_by_NID(certificate, NID_qcStatements, -1) >= 0;
}

/* Validity is looked at last, so that NOT_VALID says that all else is right; and here, because it
 * includes both ends (RFC 5280, 4.1.2.5), while OpenSSL leaves the last second out. */
static enum ca_signed trust_signer(struct ca *ca, X509 *certificate, int64_t now,
                                   struct ca_description *signer)
{
    struct ca_description made;

    if (!certificate_describe(certificate, &made) || !may_sign(certificate) ||
        !chains(ca, certificate))
        return CA_SIGNED_UNTRUSTED;
    *signer = made;
    return now >= made.not_before && now <= made.not_after ? CA_SIGNED_OK : CA_SIGNED_NOT_VALID;
}

enum ca_signed ca_signed_check(struct ca *ca, struct bytes cms, struct bytes content, int64_t now,
                               struct ca_description *signer)
{
    CMS_ContentInfo *parsed = parse(cms);
    enum ca_signed result = CA_SIGNED_WRONG;
    STACK_OF(X509) *signers = NULL;

    if (!parsed)
        return CA_SIGNED_MALFORMED;
    if (same_content(parsed, content) && signature_holds(parsed, content)) {
        signers = CMS_get0_signers(parsed);
        result = sk_X509_num(signers) == 1
                     ? trust_signer(ca, sk_X509_value(signers, 0), now, signer)
                     : CA_SIGNED_MALFORMED;
    }
    sk_X509_free(signers);
    CMS_ContentInfo_free(parsed);
    return result;
}
