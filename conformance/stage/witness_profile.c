/* SPDX-License-Identifier: MIT */
/* What a certificate is like: subject, usage, policy, order of its extensions, by OpenSSL. */
#include "conformance/stage/witness.h"

#include <stdio.h>
#include <string.h>

#include <openssl/x509.h>
#include <openssl/x509v3.h>

struct extension_name {
    int nid;
    const char *name;
};

static const struct extension_name extension_names[] = {
    {NID_authority_key_identifier, "AKI"                },
    {NID_subject_key_identifier,   "SKI"                },
    {NID_key_usage,                "keyUsage"           },
    {NID_certificate_policies,     "certificatePolicies"},
    {NID_basic_constraints,        "basicConstraints"   },
    {NID_crl_distribution_points,  "crl"                },
    {NID_info_access,              "aia"                },
    {NID_qcStatements,             "qcStatements"       },
};

static const char *extension_name(int nid)
{
    for (size_t i = 0; i < sizeof extension_names / sizeof *extension_names; i++)
        if (extension_names[i].nid == nid)
            return extension_names[i].name;
    return "other";
}

/* "AKI,SKI,keyUsage!": a mark after what is critical. */
static void tell_order(X509 *certificate, char *text, size_t size)
{
    size_t used = 0;

    text[0] = '\0';
    for (int i = 0; i < X509_get_ext_count(certificate) && used < size; i++) {
        X509_EXTENSION *extension = X509_get_ext(certificate, i);
        int nid = OBJ_obj2nid(X509_EXTENSION_get_object(extension));

        used += (size_t)snprintf(text + used, size - used, "%s%s%s", i > 0 ? "," : "",
                                 extension_name(nid),
                                 X509_EXTENSION_get_critical(extension) ? "!" : "");
    }
}

static void tell_usage(X509 *certificate, char *text, size_t size)
{
    static const struct extension_name bits[] = {
        {KU_DIGITAL_SIGNATURE, "digitalSignature"},
        {KU_NON_REPUDIATION,   "nonRepudiation"  },
        {KU_KEY_ENCIPHERMENT,  "keyEncipherment" },
        {KU_KEY_CERT_SIGN,     "keyCertSign"     },
    };
    uint32_t usage = X509_get_key_usage(certificate);
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < sizeof bits / sizeof *bits && used < size; i++)
        if (usage & (uint32_t)bits[i].nid)
            used += (size_t)snprintf(text + used, size - used, "%s%s", used > 0 ? "," : "",
                                     bits[i].name);
}

static void tell_name(X509 *certificate, int nid, char *text, int size)
{
    text[0] = '\0';
    (void)X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), nid, text, size);
}

static void tell_policy(X509 *certificate, char *text, int size)
{
    CERTIFICATEPOLICIES *policies =
        X509_get_ext_d2i(certificate, NID_certificate_policies, NULL, NULL);

    text[0] = '\0';
    if (policies && sk_POLICYINFO_num(policies) > 0)
        (void)OBJ_obj2txt(text, size, sk_POLICYINFO_value(policies, 0)->policyid, 1);
    CERTIFICATEPOLICIES_free(policies);
}

/* The object identifiers in qcStatements: SEQUENCE OF SEQUENCE { OID, … }. */
static void tell_statements(X509 *certificate, char *text, size_t size)
{
    int at = X509_get_ext_by_NID(certificate, NID_qcStatements, -1);
    const ASN1_OCTET_STRING *data =
        at >= 0 ? X509_EXTENSION_get_data(X509_get_ext(certificate, at)) : NULL;
    const unsigned char *der = data ? ASN1_STRING_get0_data(data) : NULL;
    ASN1_SEQUENCE_ANY *all =
        der ? d2i_ASN1_SEQUENCE_ANY(NULL, &der, ASN1_STRING_length(data)) : NULL;
    size_t used = 0;

    text[0] = '\0';
    for (int i = 0; all && i < sk_ASN1_TYPE_num(all) && used < size; i++) {
        ASN1_TYPE *entry = sk_ASN1_TYPE_value(all, i);
        const unsigned char *inner = entry->value.sequence->data;
        ASN1_SEQUENCE_ANY *one = d2i_ASN1_SEQUENCE_ANY(NULL, &inner, entry->value.sequence->length);
        char oid[64] = "";

        if (one && sk_ASN1_TYPE_num(one) > 0 && sk_ASN1_TYPE_value(one, 0)->type == V_ASN1_OBJECT)
            (void)OBJ_obj2txt(oid, sizeof oid, sk_ASN1_TYPE_value(one, 0)->value.object, 1);
        used += (size_t)snprintf(text + used, size - used, "%s%s", i > 0 ? "," : "", oid);
        sk_ASN1_TYPE_pop_free(one, ASN1_TYPE_free);
    }
    sk_ASN1_TYPE_pop_free(all, ASN1_TYPE_free);
}

static void tell_address(const GENERAL_NAME *name, char *text, size_t size)
{
    if (name->type == GEN_URI)
        (void)snprintf(text, size, "%.*s", ASN1_STRING_length(name->d.uniformResourceIdentifier),
                       (const char *)ASN1_STRING_get0_data(name->d.uniformResourceIdentifier));
}

/* Of several the last. */
static void tell_list_address(X509 *certificate, char *text, size_t size)
{
    CRL_DIST_POINTS *points =
        X509_get_ext_d2i(certificate, NID_crl_distribution_points, NULL, NULL);

    for (int i = 0; i < sk_DIST_POINT_num(points); i++) {
        const DIST_POINT_NAME *point = sk_DIST_POINT_value(points, i)->distpoint;
        const GENERAL_NAMES *names = point && point->type == 0 ? point->name.fullname : NULL;
        for (int j = 0; names && j < sk_GENERAL_NAME_num(names); j++)
            tell_address(sk_GENERAL_NAME_value(names, j), text, size);
    }
    CRL_DIST_POINTS_free(points);
}

static void tell_access_address(X509 *certificate, int method, char *text, size_t size)
{
    AUTHORITY_INFO_ACCESS *all = X509_get_ext_d2i(certificate, NID_info_access, NULL, NULL);

    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(all); i++) {
        const ACCESS_DESCRIPTION *one = sk_ACCESS_DESCRIPTION_value(all, i);
        if (OBJ_obj2nid(one->method) == method)
            tell_address(one->location, text, size);
    }
    AUTHORITY_INFO_ACCESS_free(all);
}

bool witness_profile_read(struct bytes der, struct witness_profile *profile)
{
    const unsigned char *at = der.data;
    X509 *certificate = der.size > 0 ? d2i_X509(NULL, &at, (long)der.size) : NULL;

    if (!certificate)
        return false;
    memset(profile, 0, sizeof *profile);
    tell_order(certificate, profile->order, sizeof profile->order);
    tell_usage(certificate, profile->usage, sizeof profile->usage);
    tell_name(certificate, NID_countryName, profile->country, sizeof profile->country);
    tell_name(certificate, NID_serialNumber, profile->subject_id, sizeof profile->subject_id);
    tell_name(certificate, NID_commonName, profile->name, sizeof profile->name);
    tell_policy(certificate, profile->policy, sizeof profile->policy);
    tell_statements(certificate, profile->qc, sizeof profile->qc);
    tell_list_address(certificate, profile->crl_at, sizeof profile->crl_at);
    tell_access_address(certificate, NID_ad_OCSP, profile->ocsp_at, sizeof profile->ocsp_at);
    tell_access_address(certificate, NID_ad_ca_issuers, profile->issuer_at,
                        sizeof profile->issuer_at);
    profile->serial_bytes = ASN1_STRING_length(X509_get0_serialNumber(certificate));
    snprintf(profile->signature, sizeof profile->signature, "%s",
             OBJ_nid2ln(X509_get_signature_nid(certificate)));
    profile->ca = X509_check_ca(certificate) > 0;
    X509_free(certificate);
    return true;
}
