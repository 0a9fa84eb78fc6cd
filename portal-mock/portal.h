/* SPDX-License-Identifier: MIT */
/*
 * The mock portal and the CA behind it, as a service in this process: an HTTPS
 * listener for people and programs, a plain-HTTP listener for OCSP, CRL and CA
 * certificates, and a desk for what the CA's staff does. It knows no card and no
 * reader: cards are rows in its database.
 *
 * A portal may be used from any thread; it has threads of its own.
 */
#ifndef PORTAL_MOCK_PORTAL_H
#define PORTAL_MOCK_PORTAL_H

#include "portal-mock/policy.h"
#include "sim/base/clock.h"
#include "sim/base/random.h"

struct portal;

/* Where SMS messages go. Called on the portal's threads; must not call the portal. */
struct portal_phone {
    void (*send)(void *context, const char *number, const char *text);
    void *context;
};

/* Who is told of each answered request (secrets are never part of a path). May be empty. */
struct portal_watch {
    void (*request)(void *context, const char *method, const char *path, int status);
    void *context;
};

struct portal_options {
    const char *directory; /* database, key file, CA; made when missing (0700) */
    uint16_t https_port;   /* 0: the one kept in the directory, else any free one */
    uint16_t http_port;    /* likewise, for OCSP and CRL: certificates carry it */
    const char *address;   /* NULL: 127.0.0.1 */
    bool allow_foreign;    /* without it any address but loopback is refused */
    struct clock_port clock;
    struct random_port random;
    struct portal_phone phone;
    struct portal_watch watch;
    const struct portal_policy *policy; /* copied; NULL: as shipped */
    const char *key_pool; /* folder of test keys shared with other portals; NULL: keys of its own */
    const char *driver_file; /* the .deb that the driver service offers; NULL: none was built */
};

enum portal_result {
    PORTAL_OK,
    PORTAL_BAD_ARGUMENT,
    PORTAL_NOT_LOOPBACK, /* another address than loopback, and nobody allowed it */
    PORTAL_ADDRESS_IN_USE,
    PORTAL_STORE_FAILED, /* database or key file: cannot be read, written, or is foreign */
    PORTAL_NO_MEMORY,
    PORTAL_CRYPTO_FAILED,
    PORTAL_UNKNOWN, /* no such holder, card or certificate */
    PORTAL_REFUSED, /* against the rules of the CA (say, to reopen a revoked certificate) */
};

const char *portal_result_text(enum portal_result result);

/* Starts serving. The ports' contexts must outlive the portal. */
NODISCARD enum portal_result portal_new(const struct portal_options *options,
                                        struct portal **portal);
/* Stops serving, wipes, nulls; accepts NULL. */
void portal_free(struct portal **portal);

/* "https://127.0.0.1:PORT" and "http://127.0.0.1:PORT", without a slash at the end. */
const char *portal_url(const struct portal *portal);
const char *portal_plain_url(const struct portal *portal);
/* Files a client needs: the root of the portal's TLS certificate, and the certificate
 * chain above the holders' certificates (root and issuing CA), both PEM. */
const char *portal_tls_root_file(const struct portal *portal);
const char *portal_chain_file(const struct portal *portal);

/* Changes a rule while the portal runs. */
NODISCARD enum policy_result portal_policy_set(struct portal *portal, const char *name,
                                               const char *value);

/*
 * The desk: what the CA's staff does. No call of it, nor any route, ever returns a
 * stored PIN or PUK (INF-6); portal_produce gives them once, to the factory.
 */
struct portal_holder {
    const char *id;    /* Kimlik No; must pass its check digits */
    const char *name;  /* UTF-8; the certificate's CN says TEST before it */
    const char *phone; /* digits, with or without + */
    const char *word;  /* Güvenlik Sözcüğü, 4-32 characters; kept as a slow hash alone */
};
NODISCARD enum portal_result portal_add_holder(struct portal *portal,
                                               const struct portal_holder *holder);

struct portal_order {
    const char *holder_id;
    int64_t produced;     /* YYYYMMDD */
    const char *key_kind; /* "rsa2048" or "p384"; "rsa1024", for verifiers to refuse */
    int64_t not_before;   /* of the certificate; seconds since 1970 */
    int64_t not_after;
    const char *pin; /* digits; NULL: drawn by chance, 6 of them */
    const char *puk; /* 8 digits; NULL: drawn by chance */
    /* Certificates that a verifier must tell apart: a word of ca/flavour.def (NULL: "qualified")
     * and the subject's number, whose check digits may be wrong (NULL: holder_id). */
    const char *flavour;
    const char *subject_id;
};

/* What the factory writes on a card. Owned by the caller; wiped by portal_product_free. */
struct portal_product {
    char serial[25];             /* the card's: 24 hexadecimal digits */
    char certificate_serial[41]; /* hexadecimal, as Sertifika Listele shows it */
    char pin[17];
    char puk[9];
    uint8_t admin_key[32];
    uint8_t *key; /* DER PrivateKeyInfo */
    size_t key_size;
    uint8_t *certificate; /* DER */
    size_t certificate_size;
};
/* Makes a card's data: key, certificate, PIN, PUK, unlock key; one transaction. */
NODISCARD enum portal_result portal_produce(struct portal *portal, const struct portal_order *order,
                                            struct portal_product *product);
void portal_product_free(struct portal_product *product);

/* A renewal of the card: a new card's data whose certificate starts at the second at which
 * the old one ends (CRT-5). A replacement of a dead card: a new card with a new key,
 * certificate and PIN, valid from now; refused until its fee is booked (UNB-10). */
NODISCARD enum portal_result portal_renew(struct portal *portal, const char *card_serial,
                                          struct portal_product *product);
NODISCARD enum portal_result portal_book_fee(struct portal *portal, const char *card_serial);
NODISCARD enum portal_result portal_replace(struct portal *portal, const char *card_serial,
                                            struct portal_product *product);

enum portal_hold { PORTAL_HOLD_BY_HOLDER, PORTAL_HOLD_BY_CA };
/* Suspends and lifts as staff would; PORTAL_HOLD_BY_HOLDER acts as if the holder had. */
NODISCARD enum portal_result portal_suspend(struct portal *portal, const char *certificate_serial,
                                            enum portal_hold hold);
NODISCARD enum portal_result portal_lift(struct portal *portal, const char *certificate_serial);
/* `reason`: a CRLReason number of RFC 5280 (1 keyCompromise, 4 superseded, …). */
NODISCARD enum portal_result portal_revoke(struct portal *portal, const char *certificate_serial,
                                           int reason);

/* The courier hands the card over now. */
NODISCARD enum portal_result portal_deliver(struct portal *portal, const char *card_serial);

/* What came of a report about a missing reader (DEL-4): "accepted", "no_image" (sent back),
 * "too_late", "not_delivered", "unknown_card" or "malformed"; and what the sender is told. */
struct portal_report {
    char card[25];
    char verdict[16];
    char text[256];
};
/* Takes an e-mail message (RFC 5322) that arrives now. It must name the card's serial number. */
NODISCARD enum portal_result portal_take_mail(struct portal *portal, const void *message,
                                              size_t size, struct portal_report *report);

/* The letters in a captcha picture, for the control door alone: a person would read them.
 * `id` is the picture's id in its address; `answer` has room for 16 bytes. */
NODISCARD enum portal_result portal_captcha_answer(struct portal *portal, const char *id,
                                                   char answer[16]);

#endif
