/* SPDX-License-Identifier: MIT */
/*
 * The CA behind the portal: keys, certificates, OCSP answers, revocation lists. It
 * keeps its keys and its own certificates in a directory; which holder's certificate
 * is good, held or revoked it asks through a port, and the time it is told.
 *
 * A CA may be used from any thread.
 */
#ifndef PORTAL_MOCK_CA_CA_H
#define PORTAL_MOCK_CA_CA_H

#include "portal-mock/blob.h"
#include "sim/base/random.h"

struct ca;

enum ca_result {
    CA_OK,
    CA_BAD_ARGUMENT,
    CA_STORE_FAILED,  /* the directory cannot be made, read or written, or is foreign */
    CA_CRYPTO_FAILED, /* OpenSSL refused */
    CA_NO_MEMORY,
    CA_UNKNOWN, /* no such published file, or it is not published now */
};
const char *ca_result_text(enum ca_result result);

struct ca_options {
    const char *directory; /* made when missing (0700); keys in it are 0600 */
    const char *plain_url; /* "http://127.0.0.1:PORT", written into certificates */
    const char *key_pool;  /* folder of test keys shared with other CAs; NULL: keys of its own */
    struct random_port random; /* for serial numbers; outlives the CA. Keys use OpenSSL's own */
};
/* Makes the CA, or loads the one in the directory. */
NODISCARD enum ca_result ca_new(const struct ca_options *options, struct ca **ca);
/* Wipes, nulls; accepts NULL. */
void ca_free(struct ca **ca);

/* Root and issuing certificate of each line in use, PEM, one after the other: what a
 * verifier is given to trust. Grows when the RSA line issues for the first time. */
NODISCARD enum ca_result ca_chain_pem(struct ca *ca, struct blob *pem);

/* ---- issuing ---- */

enum ca_key_kind { CA_KEY_RSA2048, CA_KEY_P384, CA_KEY_RSA1024 };
/* "rsa2048", "p384", "rsa1024". False for another word. */
NODISCARD bool ca_key_kind_parse(const char *word, enum ca_key_kind *kind);

enum ca_flavour {
#define FLAVOUR(name, word, line, digest, usage, qc, meaning) CA_FLAVOUR_##name,
#include "portal-mock/ca/flavour.def"
#undef FLAVOUR
};
/* By the words of flavour.def. */
NODISCARD bool ca_flavour_parse(const char *word, enum ca_flavour *flavour);

struct ca_request {
    const char *subject_id; /* Kimlik No; its check digits are not looked at */
    const char *name;       /* UTF-8; "TEST " is put before it unless it stands there */
    int64_t not_before;     /* seconds since 1970 */
    int64_t not_after;      /* the last second of validity (OpenSSL: the first without) */
    enum ca_key_kind key;
    enum ca_flavour flavour;
};

enum { CA_SERIAL_TEXT = 13 }; /* 6 bytes as upper-case hexadecimal digits, and an end */

struct ca_issued {
    char serial[CA_SERIAL_TEXT];
    struct blob key;         /* DER PrivateKeyInfo */
    struct blob certificate; /* DER */
};
/*
 * Draws a key and issues its certificate (PORTAL-FACTS: the qualified profile). The serial is
 * random: the caller keeps it and, should he hold it already, asks again.
 */
NODISCARD enum ca_result ca_issue(struct ca *ca, const struct ca_request *request,
                                  struct ca_issued *issued);
/* Wipes and empties. */
void ca_issued_free(struct ca_issued *issued);

/* What a page shows of a certificate. */
struct ca_description {
    char subject[256]; /* "C=TR, serialNumber=…, CN=…", UTF-8, cut to fit */
    char issuer[256];
    char subject_id[32]; /* the subject's serialNumber */
    char serial[41];
    int64_t not_before;
    int64_t not_after;
};
NODISCARD enum ca_result ca_describe(struct bytes certificate, struct ca_description *description);
/* A DER certificate as PEM. */
NODISCARD enum ca_result ca_certificate_pem(struct bytes certificate, struct blob *pem);

/* ---- publishing ---- */

enum ca_state { CA_STATE_UNKNOWN, CA_STATE_GOOD, CA_STATE_HELD, CA_STATE_REVOKED };
struct ca_status {
    enum ca_state state;
    int reason;    /* of REVOKED: CRLReason of RFC 5280, 5.3.1 (0: none given) */
    int64_t since; /* of HELD and REVOKED: when it began */
};
/* Takes one certificate's status; false: stop. */
typedef bool ca_visit_fn(void *visitor, const char *serial, const struct ca_status *status);
/* Who knows the certificates. Serials are as ca_issue wrote them. */
struct ca_status_port {
    /* Fills in the status, CA_STATE_UNKNOWN for a serial never issued. False: cannot be told now.
     */
    bool (*find)(void *context, const char *serial, struct ca_status *status);
    /* Visits every certificate that is held or revoked (others too, if simpler). False as above. */
    bool (*each)(void *context, ca_visit_fn *visit, void *visitor);
    void *context;
};

enum ca_fault {
#define CA_FAULT(name, word, meaning) CA_FAULT_##name,
#include "portal-mock/ca/fault.def"
#undef CA_FAULT
};
/* By the words of fault.def. */
NODISCARD bool ca_fault_parse(const char *word, enum ca_fault *fault);

/* Under what circumstances something is published. */
struct ca_publication {
    int64_t now;
    struct ca_status_port status;
    enum ca_fault fault; /* zero: none */
};

/*
 * Answers an OCSP request (RFC 6960). Always an OCSPResponse to send, also to a malformed request
 * (malformedRequest), to a foreign issuer (unauthorized) and when the port cannot tell (tryLater).
 */
NODISCARD enum ca_result ca_ocsp_answer(struct ca *ca, struct bytes request,
                                        const struct ca_publication *publication,
                                        struct blob *response);

/*
 * The file at `path` of the plain listener: "/crl/issuing.crl", "/crl/root.crl", "/ca/issuing.cer",
 * "/ca/root.cer" and those of the other lines ("/crl/issuing-rsa.crl", …), all DER.
 * `content_type` lives for ever. CA_UNKNOWN: 404.
 */
NODISCARD enum ca_result ca_published_file(struct ca *ca, const char *path,
                                           const struct ca_publication *publication,
                                           const char **content_type, struct blob *file);

/* ---- TLS ---- */

enum ca_tls_kind { CA_TLS_RIGHT, CA_TLS_EXPIRED, CA_TLS_FOREIGN, CA_TLS_ELSEWHERE };
/* A server's identity for 127.0.0.1, ::1 and localhost, under a root of its own; PEM with an end
 * (data[size] is 0). The right one is valid 2000-2049, and the same at each call. */
struct ca_tls {
    struct blob key;
    struct blob certificate;
    struct blob root;
};
/* FOREIGN: under a root that is not in `root`, which is the right one always. */
NODISCARD enum ca_result ca_tls_identity(struct ca *ca, enum ca_tls_kind kind, struct ca_tls *tls);
void ca_tls_free(struct ca_tls *tls);

/* ---- signatures (E-imzalı Giriş) ---- */

enum ca_signed {
    CA_SIGNED_OK,
    CA_SIGNED_MALFORMED, /* no CMS SignedData with one signer and his certificate */
    CA_SIGNED_WRONG,     /* not over this content, or not by this certificate */
    CA_SIGNED_UNTRUSTED, /* does not chain to our roots, or not a signing certificate */
    CA_SIGNED_NOT_VALID, /* outside the certificate's validity */
};
/*
 * Checks a CMS SignedData (attached or detached) over `content` at `now`. Whether the certificate
 * is held or revoked is the caller's to look up, by `signer->serial`. `signer` is filled in on
 * CA_SIGNED_OK and CA_SIGNED_NOT_VALID.
 */
NODISCARD enum ca_signed ca_signed_check(struct ca *ca, struct bytes cms, struct bytes content,
                                         int64_t now, struct ca_description *signer);

#endif
