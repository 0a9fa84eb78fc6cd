/* SPDX-License-Identifier: MIT */
/*
 * The qualified profile: see qualified.h. Policies and qcStatements are built as ASN.1 structures,
 * all else from OpenSSL's texts.
 */
#include "portal-mock/ca/qualified.h"

#include <openssl/asn1.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>

static const char policy_id[] = "2.16.792.1.2.1.1.5.7.1.1";
static const char etsi_compliance[] = "0.4.0.1862.1.1"; /* ETSI EN 319 412-5, 4.2.1 */
static const char turkish_statement[] = "2.16.792.1.61.0.1.5070.1.1";
static const char sentence[] =
    "Bu sertifika, 5070 sayılı Elektronik İmza Kanununa göre nitelikli elektronik sertifikadır.";

/* ---- qcStatements (RFC 3739, 3.2.6): SEQUENCE OF SEQUENCE { statementId, statementInfo } ---- */

/* Takes `value` over, whatever comes of it. */
static bool push_value(ASN1_SEQUENCE_ANY *sequence, int type, void *value)
{
    ASN1_TYPE *item = value ? ASN1_TYPE_new() : NULL;

    if (!item) {
        if (type == V_ASN1_OBJECT)
            ASN1_OBJECT_free(value);
        else
            ASN1_STRING_free(value);
        return false;
    }
    ASN1_TYPE_set(item, type, value);
    if (sk_ASN1_TYPE_push(sequence, item) > 0)
        return true;
    ASN1_TYPE_free(item);
    return false;
}

static void *utf8(const char *text)
{
    ASN1_UTF8STRING *string = ASN1_UTF8STRING_new();

    if (string && ASN1_STRING_set(string, text, (int)strlen(text)))
        return string;
    ASN1_UTF8STRING_free(string);
    return NULL;
}

/* `info`: NULL for a statement without one. */
static bool push_statement(ASN1_SEQUENCE_ANY *statements, const char *id, const char *info)
{
    ASN1_SEQUENCE_ANY *parts = sk_ASN1_TYPE_new_null();
    ASN1_TYPE *packed = NULL;

    if (parts && push_value(parts, V_ASN1_OBJECT, OBJ_txt2obj(id, 1)) &&
        (!info || push_value(parts, V_ASN1_UTF8STRING, utf8(info))))
        packed = ASN1_TYPE_pack_sequence(ASN1_ITEM_rptr(ASN1_SEQUENCE_ANY), parts, NULL);
    sk_ASN1_TYPE_pop_free(parts, ASN1_TYPE_free);
    if (packed && sk_ASN1_TYPE_push(statements, packed) > 0)
        return true;
    ASN1_TYPE_free(packed);
    return false;
}

static X509_EXTENSION *qc_statements(const struct draft *draft)
{
    ASN1_SEQUENCE_ANY *statements = sk_ASN1_TYPE_new_null();
    X509_EXTENSION *extension = NULL;
    ASN1_TYPE *packed = NULL;

    (void)draft;
    if (statements && push_statement(statements, etsi_compliance, NULL) &&
        push_statement(statements, turkish_statement, sentence))
        packed = ASN1_TYPE_pack_sequence(ASN1_ITEM_rptr(ASN1_SEQUENCE_ANY), statements, NULL);
    if (packed)
        extension =
            X509_EXTENSION_create_by_NID(NULL, NID_qcStatements, 0, packed->value.octet_string);
    ASN1_TYPE_free(packed);
    sk_ASN1_TYPE_pop_free(statements, ASN1_TYPE_free);
    return extension;
}

static bool is_qualified(const struct draft *draft)
{
    return draft->qualified;
}

/* ---- certificatePolicies (RFC 5280, 4.2.1.4) ---- */

static bool add_cps(POLICYINFO *policy, const char *plain_url)
{
    POLICYQUALINFO *qualifier = POLICYQUALINFO_new();
    char address[256];

    (void)snprintf(address, sizeof address, "%s/cps", plain_url);
    if (qualifier) {
        qualifier->pqualid = OBJ_nid2obj(NID_id_qt_cps);
        qualifier->d.cpsuri = ASN1_IA5STRING_new();
    }
    if (qualifier && qualifier->d.cpsuri &&
        ASN1_STRING_set(qualifier->d.cpsuri, address, (int)strlen(address)) &&
        sk_POLICYQUALINFO_push(policy->qualifiers, qualifier) > 0)
        return true;
    POLICYQUALINFO_free(qualifier);
    return false;
}

static bool add_notice(POLICYINFO *policy)
{
    POLICYQUALINFO *qualifier = POLICYQUALINFO_new();

    if (qualifier) {
        qualifier->pqualid = OBJ_nid2obj(NID_id_qt_unotice);
        qualifier->d.usernotice = USERNOTICE_new();
    }
    if (qualifier && qualifier->d.usernotice) {
        qualifier->d.usernotice->exptext = utf8(sentence);
        if (qualifier->d.usernotice->exptext &&
            sk_POLICYQUALINFO_push(policy->qualifiers, qualifier) > 0)
            return true;
    }
    POLICYQUALINFO_free(qualifier);
    return false;
}

static POLICYINFO *policy_make(const char *plain_url)
{
    POLICYINFO *policy = POLICYINFO_new();

    if (!policy)
        return NULL;
    policy->policyid = OBJ_txt2obj(policy_id, 1);
    policy->qualifiers = sk_POLICYQUALINFO_new_null();
    if (policy->policyid && policy->qualifiers && add_cps(policy, plain_url) && add_notice(policy))
        return policy;
    POLICYINFO_free(policy);
    return NULL;
}

X509_EXTENSION *qualified_policies(const struct draft *draft)
{
    CERTIFICATEPOLICIES *policies = sk_POLICYINFO_new_null();
    POLICYINFO *policy = policy_make(draft->plain_url);
    X509_EXTENSION *extension = NULL;

    if (policies && policy && sk_POLICYINFO_push(policies, policy) > 0) {
        policy = NULL;
        extension = X509V3_EXT_i2d(NID_certificate_policies, 0, policies);
    }
    POLICYINFO_free(policy);
    CERTIFICATEPOLICIES_free(policies);
    return extension;
}

/* ---- what depends on the draft's addresses and usage ---- */

static X509_EXTENSION *key_usage(const struct draft *draft)
{
    return extension_from_text(draft, NID_key_usage, draft->key_usage);
}

static X509_EXTENSION *list_address(const struct draft *draft)
{
    char text[256];

    (void)snprintf(text, sizeof text, "URI:%s/crl/issuing%s.crl", draft->plain_url, draft->suffix);
    return extension_from_text(draft, NID_crl_distribution_points, text);
}

static X509_EXTENSION *authority_access(const struct draft *draft)
{
    char text[512];

    (void)snprintf(text, sizeof text, "caIssuers;URI:%s/ca/issuing%s.cer,OCSP;URI:%s/ocsp",
                   draft->plain_url, draft->suffix, draft->plain_url);
    return extension_from_text(draft, NID_info_access, text);
}

const struct extension qualified_extensions[] = {
    {NID_authority_key_identifier, "keyid:always", NULL,               NULL        },
    {NID_subject_key_identifier,   "hash",         NULL,               NULL        },
    {NID_key_usage,                NULL,           key_usage,          NULL        },
    {NID_certificate_policies,     NULL,           qualified_policies, NULL        },
    {NID_basic_constraints,        "CA:FALSE",     NULL,               NULL        },
    {NID_crl_distribution_points,  NULL,           list_address,       NULL        },
    {NID_info_access,              NULL,           authority_access,   NULL        },
    {NID_qcStatements,             NULL,           qc_statements,      is_qualified},
};
const size_t qualified_extension_count = sizeof qualified_extensions / sizeof *qualified_extensions;
