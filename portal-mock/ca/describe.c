/* SPDX-License-Identifier: MIT */
/* What people are shown of a certificate. */
#include <openssl/pem.h>
#include <stdio.h>
#include <string.h>

#include "portal-mock/ca/certificate.h"
#include "portal-mock/ca/inspect.h"
#include "sim/base/hex.h"

/* Fills `text`, cut at a whole character. */
static void print_name(const X509_NAME *name, char *text, size_t size)
{
    BIO *out = BIO_new(BIO_s_mem());
    unsigned long style = (XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB & ~XN_FLAG_SPC_EQ);
    char *data;
    long length;
    size_t cut;

    *text = '\0';
    if (out && X509_NAME_print_ex(out, name, 0, style) >= 0) {
        length = BIO_get_mem_data(out, &data);
        cut = (size_t)length < size ? (size_t)length : size - 1;
        while (cut < (size_t)length && cut > 0 && ((unsigned char)data[cut] & 0xC0) == 0x80)
            cut--;
        memcpy(text, data, cut);
        text[cut] = '\0';
    }
    BIO_free(out);
}

static bool print_serial(const X509 *certificate, char *text, size_t size)
{
    uint8_t number[20];
    BIGNUM *value = ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), NULL);
    int length = value && BN_num_bytes(value) <= (int)sizeof number ? BN_bn2bin(value, number) : -1;

    BN_free(value);
    return length >= 0 && hex_encode(bytes_of(number, (size_t)length), text, size);
}

static void print_subject_id(const X509 *certificate, char *text, size_t size)
{
    const X509_NAME *name = X509_get_subject_name(certificate);
    int index = X509_NAME_get_index_by_NID(name, NID_serialNumber, -1);
    const ASN1_STRING *value;

    *text = '\0';
    if (index < 0)
        return;
    value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index));
    if ((size_t)ASN1_STRING_length(value) < size) {
        memcpy(text, ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value));
        text[ASN1_STRING_length(value)] = '\0';
    }
}

static bool read_time(const ASN1_TIME *time, int64_t *when)
{
    int days;
    int seconds;
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    bool read = epoch && ASN1_TIME_diff(&days, &seconds, epoch, time) == 1;

    ASN1_TIME_free(epoch);
    if (read)
        *when = (int64_t)days * 86400 + seconds;
    return read;
}

bool certificate_describe(const X509 *certificate, struct ca_description *description)
{
    struct ca_description made;

    memset(&made, 0, sizeof made);
    if (!print_serial(certificate, made.serial, sizeof made.serial) ||
        !read_time(X509_get0_notBefore(certificate), &made.not_before) ||
        !read_time(X509_get0_notAfter(certificate), &made.not_after))
        return false;
    print_name(X509_get_subject_name(certificate), made.subject, sizeof made.subject);
    print_name(X509_get_issuer_name(certificate), made.issuer, sizeof made.issuer);
    print_subject_id(certificate, made.subject_id, sizeof made.subject_id);
    *description = made;
    return true;
}

static X509 *parse(struct bytes certificate)
{
    const unsigned char *at = certificate.data;

    return d2i_X509(NULL, &at, (long)certificate.size);
}

enum ca_result ca_describe(struct bytes certificate, struct ca_description *description)
{
    X509 *parsed = parse(certificate);
    bool described = parsed && certificate_describe(parsed, description);

    X509_free(parsed);
    return described ? CA_OK : CA_BAD_ARGUMENT;
}

enum ca_result ca_certificate_pem(struct bytes certificate, struct blob *pem)
{
    X509 *parsed = parse(certificate);
    enum ca_result result = CA_BAD_ARGUMENT;
    BIO *text = BIO_new(BIO_s_mem());
    char *data;

    if (parsed && text && PEM_write_bio_X509(text, parsed) == 1) {
        long size = BIO_get_mem_data(text, &data);
        result = blob_copy(bytes_of(data, (size_t)size), pem) ? CA_OK : CA_NO_MEMORY;
    }
    BIO_free(text);
    X509_free(parsed);
    return result;
}
