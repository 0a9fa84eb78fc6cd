/* SPDX-License-Identifier: MIT */
/*
 * libakis: an AKİS card in a reader, and the portal that stands behind it, for programs.
 *
 * Every call answers with a struct akis_result: what happened, and what the holder can do about it.
 * Handles are opaque; each may be used from any thread, one call at a time goes through. Nothing is
 * global. A PIN or PUK is sent once for each call that is given one, and is not kept. Texts are
 * UTF-8, times seconds since 1970 (UTC). Outputs are written on AKIS_OK alone, unless said else.
 */
#ifndef SIM_ENGINE_AKIS_H
#define SIM_ENGINE_AKIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AKIS_API        __attribute__((visibility("default")))
#define AKIS_MUST_CHECK __attribute__((warn_unused_result)) AKIS_API

/* What happened: akis_outcome_text says each in words. */
enum akis_outcome {
    AKIS_OK,
    AKIS_NOTHING_NEW,
    AKIS_NO_SERVICE,
    AKIS_NO_READER,
    AKIS_NO_CARD,
    AKIS_MUTE_CARD,
    AKIS_FOREIGN_CARD,
    AKIS_CARD_REMOVED,
    AKIS_CARD_BUSY,
    AKIS_CARD_TIMEOUT,
    AKIS_CARD_GARBLED,
    AKIS_CARD_REFUSED,
    AKIS_READER_FAILED,
    AKIS_CARD_DEAD,
    AKIS_PIN_WRONG,
    AKIS_PIN_LOCKED,
    AKIS_PIN_MALFORMED,
    AKIS_PIN_NEEDED,
    AKIS_PUK_WRONG,
    AKIS_PUK_MALFORMED,
    AKIS_PUK_NOT_USED,
    AKIS_USE_PUK_INSTEAD,
    AKIS_NO_CERTIFICATE,
    AKIS_NO_KEY,
    AKIS_NOT_YET_VALID,
    AKIS_EXPIRED,
    AKIS_SUSPENDED,
    AKIS_REVOKED,
    AKIS_STATUS_UNKNOWN,
    AKIS_CHAIN_BROKEN,
    AKIS_SIGNATURE_BAD,
    AKIS_PORTAL_UNREACHABLE,
    AKIS_PORTAL_NOT_TRUSTED,
    AKIS_PORTAL_REFUSED,
    AKIS_PORTAL_GARBLED,
    AKIS_LOGIN_FAILED,
    AKIS_CODE_WRONG,
    AKIS_TOO_SOON,
    AKIS_NOT_LOGGED_IN,
    AKIS_NOT_FOUND,
    AKIS_WRONG_STATE,
    AKIS_HELD_BY_CA,
    AKIS_NOT_SAVED,
    AKIS_CONFIRM,
    AKIS_PAIRING_REFUSED,
    AKIS_OTHER_CARD,
    AKIS_UNSUPPORTED,
    AKIS_GIVEN_UP, /* a program's own: the holder did not give what was asked for */
    AKIS_BAD_ARGUMENT,
    AKIS_NO_MEMORY,
    AKIS_FAILED,
    AKIS_OUTCOMES, /* how many there are */
};
/* What the holder can do about it: akis_remedy_text says each in words. */
/* clang-format off */
enum akis_remedy {
    AKIS_DO_NOTHING, AKIS_DO_TRY_AGAIN, AKIS_DO_TRY_AGAIN_LAST, AKIS_DO_USE_PUK, AKIS_DO_USE_PORTAL,
    AKIS_DO_NEW_CARD, AKIS_DO_WAIT_UNTIL, AKIS_DO_RENEW, AKIS_DO_LIFT, AKIS_DO_ASK_CA,
    AKIS_DO_INSERT_CARD, AKIS_DO_TURN_CARD, AKIS_DO_OTHER_CARD_IN, AKIS_DO_CONNECT_READER,
    AKIS_DO_START_SERVICE, AKIS_DO_CLOSE_PROGRAMS, AKIS_DO_GIVE_PIN, AKIS_DO_LOG_IN,
    AKIS_DO_NEW_CODE, AKIS_DO_CONFIRM, AKIS_DO_SAVE_FIRST, AKIS_DO_CHECK_PORTAL, AKIS_REMEDIES,
};
/* clang-format on */

enum { AKIS_TRIES_UNKNOWN = -1, AKIS_PATH = 1024, AKIS_REASON = 32, AKIS_CAPTCHA_ID = 64 };

struct akis_result {
    enum akis_outcome outcome;
    enum akis_remedy remedy;
    int tries;     /* left for the PIN or PUK that was asked for; AKIS_TRIES_UNKNOWN: not said */
    int64_t until; /* with AKIS_DO_WAIT_UNTIL: the second from which it works; else 0 */
};

/* "PIN_WRONG", "USE_PORTAL": for programs. */
AKIS_API const char *akis_outcome_name(enum akis_outcome outcome);
AKIS_API const char *akis_remedy_name(enum akis_remedy remedy);
/* A sentence for people, in the language of the calling thread's locale (LC_MESSAGES; gettext's
 * catalogue "akis"): English when that has none. Lives as long as the program. */
AKIS_API const char *akis_outcome_text(enum akis_outcome outcome);
AKIS_API const char *akis_remedy_text(enum akis_remedy remedy);

/* Where the time comes from; {NULL, NULL} is the machine's clock. */
struct akis_clock {
    int64_t (*now)(void *context);
    void *context;
};

/* Bytes that belong to the caller after the call. */
struct akis_blob {
    uint8_t *data;
    size_t size;
};
/* Wipes, frees, empties. */
AKIS_API void akis_blob_free(struct akis_blob *blob);

/*
 * Readers. With AKIS_LINK_FD in the environment there is one reader, named "link", which
 * is the inherited socket of that number; else those of PC/SC.
 */
struct akis_reader {
    char name[128];
    char atr[67];    /* hexadecimal; "" without a card */
    bool card, mute; /* a card is in it, and does not answer */
    unsigned events; /* insertions and removals so far; 0 when nobody counts */
};
/* Fills up to `room` rows; `count` says how many there are. None is AKIS_NO_READER. */
AKIS_MUST_CHECK struct akis_result akis_readers(struct akis_reader *readers, size_t room,
                                                size_t *count);
/* Waits until a reader or card comes or goes. NOTHING_NEW after `timeout_ms`. */
AKIS_MUST_CHECK struct akis_result akis_readers_wait(int timeout_ms);

/* The guide's driver step: is a PKCS#11 module of ours registered with p11-kit, for the system
 * or this user? `file` (may be NULL) takes the registration's path. */
AKIS_API bool akis_driver_installed(char file[AKIS_PATH]);

/* A card. */
struct akis_card;
struct link;
/* Opens the card in the named reader; NULL: in the first that holds one. */
AKIS_MUST_CHECK struct akis_result akis_card_open(const char *reader,
                                                  const struct akis_clock *clock,
                                                  struct akis_card **card);
/* The same over a link of the caller's own, which it takes and frees, on failure too. */
AKIS_MUST_CHECK struct akis_result akis_card_open_link(struct link **link,
                                                       const struct akis_clock *clock,
                                                       struct akis_card **card);
/* Logs out, closes, wipes, nulls; accepts NULL. */
AKIS_API void akis_card_close(struct akis_card **card);

struct akis_identity {
    char atr[67];        /* hexadecimal */
    char version[24];    /* "v1.0", "v2.2.8", …; "v2.x" for one not known yet */
    char serial[25];     /* 24 hexadecimal digits; "" when the card does not tell */
    int64_t produced;    /* YYYYMMDD; 0 when the card does not tell */
    bool unlocks_by_puk; /* produced before 2011-01-01 */
    bool dead;           /* out of use for ever */
};
AKIS_API void akis_card_identity(struct akis_card *card, struct akis_identity *identity);

/* Keeps other programs away from the card until akis_card_end; calls may be nested. */
AKIS_MUST_CHECK struct akis_result akis_card_begin(struct akis_card *card);
AKIS_API void akis_card_end(struct akis_card *card);

/* PIN and PUK: ASCII digits, ended by NUL. */
enum { AKIS_PIN_MIN = 4, AKIS_PIN_MAX = 16, AKIS_PUK_DIGITS = 8 };

/* How the PIN stands; costs nothing. `result.tries` are left (0: AKIS_PIN_LOCKED). */
AKIS_MUST_CHECK struct akis_result akis_pin_status(struct akis_card *card);
/* Shows the PIN to the card; from then on it signs, until logout, reset or close. */
AKIS_MUST_CHECK struct akis_result akis_login(struct akis_card *card, const char *pin);
AKIS_MUST_CHECK struct akis_result akis_logout(struct akis_card *card);
AKIS_MUST_CHECK struct akis_result akis_pin_change(struct akis_card *card, const char *old_pin,
                                                   const char *new_pin);
/* Old cards alone: on newer ones nothing is sent (UNB-7), and the remedy is the portal. */
AKIS_MUST_CHECK struct akis_result akis_unblock_puk(struct akis_card *card, const char *puk,
                                                    const char *new_pin);
AKIS_MUST_CHECK struct akis_result akis_puk_change(struct akis_card *card, const char *old_puk,
                                                   const char *new_puk);

enum akis_key_kind { AKIS_KEY_RSA, AKIS_KEY_EC };
struct akis_certificate {
    uint8_t *der;
    size_t size;
    char file[9];   /* the file on the card, hexadecimal */
    char label[64]; /* from PKCS#15; "" when there is none */
    uint8_t id[32]; /* from PKCS#15, else the file's */
    size_t id_size;
    char serial[42];               /* hexadecimal */
    char name[128], issuer[128];   /* CN */
    char holder_id[24];            /* the subject's serialNumber: Kimlik No */
    int64_t not_before, not_after; /* the first and the last second at which it is valid */
    bool qualified;                /* says so, with both qcStatements */
    enum akis_key_kind kind;
    unsigned bits;
    char ocsp[256], crl[256]; /* addresses; "" when there is none */
};
struct akis_certificates {
    struct akis_certificate *items;
    size_t count;
};
/* All that the card holds, without a PIN. None is AKIS_NO_CERTIFICATE. */
AKIS_MUST_CHECK struct akis_result akis_certificates(struct akis_card *card,
                                                     struct akis_certificates *certificates);
AKIS_API void akis_certificates_free(struct akis_certificates *certificates);
/* One from DER bytes. */
AKIS_MUST_CHECK struct akis_result akis_certificate_read(const uint8_t *der, size_t size,
                                                         struct akis_certificate *certificate);
/* Its time alone: OK, NOT_YET_VALID (wait until …) or EXPIRED (CRT-5). */
AKIS_MUST_CHECK struct akis_result akis_certificate_time(const struct akis_certificate *certificate,
                                                         const struct akis_clock *clock);
/* The one to sign with: valid at `clock`, else the first; NULL when there is none. */
AKIS_API const struct akis_certificate *akis_certificate_choose(
    const struct akis_certificates *certificates, const struct akis_clock *clock);

/* Signing: with the key that belongs to the certificate, proved by its public key. */
enum akis_hash { AKIS_SHA1, AKIS_SHA256, AKIS_SHA384, AKIS_SHA512, AKIS_NO_HASH };
enum akis_scheme {
    AKIS_RSA_PKCS1, /* over a DigestInfo made here; with AKIS_NO_HASH over the bytes given */
    AKIS_RSA_PSS,   /* salt as long as the digest */
    AKIS_ECDSA,     /* r and s, each as long as the field */
    AKIS_ECDSA_DER, /* the same as SEQUENCE { r, s } */
    AKIS_RSA_RAW,   /* the private operation on a block as long as the modulus; no hash */
};
/* Signs a digest. Needs akis_login. Asks nothing of the certificate's time. */
AKIS_MUST_CHECK struct akis_result akis_sign(struct akis_card *card,
                                             const struct akis_certificate *certificate,
                                             enum akis_scheme scheme, enum akis_hash hash,
                                             const uint8_t *digest, size_t size,
                                             struct akis_blob *signature);

/* Whether the certificate's key made a signature over a digest; needs no card. AKIS_SIGNATURE_BAD:
 * no. Takes all schemes but AKIS_ECDSA_DER. */
AKIS_MUST_CHECK struct akis_result akis_verify(const struct akis_certificate *certificate,
                                               enum akis_scheme scheme, enum akis_hash hash,
                                               const uint8_t *digest, size_t size,
                                               const uint8_t *signature, size_t signature_size);

struct akis_cms_options {
    enum akis_hash hash; /* AKIS_SHA256 by default for RSA, AKIS_SHA384 for P-384: AKIS_NO_HASH */
    bool attached;       /* the content stands in it */
    bool pss;            /* RSA-PSS instead of PKCS#1 v1.5 */
};
/* CMS SignedData, CAdES-BES, DER. Refuses a certificate outside its time (CRT-5). */
AKIS_MUST_CHECK struct akis_result akis_sign_cms(struct akis_card *card,
                                                 const struct akis_certificate *certificate,
                                                 const struct akis_cms_options *options,
                                                 const uint8_t *content, size_t size,
                                                 struct akis_blob *cms);
/* Decrypts with the private key (RSA, PKCS#1 v1.5). Needs akis_login. */
AKIS_MUST_CHECK struct akis_result akis_decipher(struct akis_card *card,
                                                 const struct akis_certificate *certificate,
                                                 const uint8_t *cipher, size_t size,
                                                 struct akis_blob *plain);

/* Encrypts for the certificate's key (RSA; AKIS_RSA_PKCS1 or AKIS_RSA_RAW); needs no card. */
AKIS_MUST_CHECK struct akis_result akis_encipher(const struct akis_certificate *certificate,
                                                 enum akis_scheme scheme, const uint8_t *plain,
                                                 size_t size, struct akis_blob *cipher);

/* Judging certificates and signatures. */
struct akis_trust_options {
    const char *chain_file; /* PEM: roots, which are trusted, and issuing certificates */
    struct akis_clock clock;
};
struct akis_trust;
AKIS_MUST_CHECK struct akis_result akis_trust_new(const struct akis_trust_options *options,
                                                  struct akis_trust **trust);
AKIS_API void akis_trust_free(struct akis_trust **trust);

enum akis_check { AKIS_CHECK_CHAIN = 0, AKIS_CHECK_OCSP = 1, AKIS_CHECK_CRL = 2 };
/* Chain and time, and what `checks` (or-ed) adds: AKIS_OK, CHAIN_BROKEN, NOT_YET_VALID,
 * EXPIRED, SUSPENDED, REVOKED or STATUS_UNKNOWN. */
AKIS_MUST_CHECK struct akis_result akis_validate(struct akis_trust *trust,
                                                 const struct akis_certificate *certificate,
                                                 unsigned checks);
/* What the responder says at this moment, chain and time apart: OK, SUSPENDED, REVOKED,
 * STATUS_UNKNOWN. `reason` (may be NULL): RFC 5280's word for why, or "". */
AKIS_MUST_CHECK struct akis_result akis_ocsp(struct akis_trust *trust,
                                             const struct akis_certificate *certificate,
                                             char reason[AKIS_REASON]);
/* Verifies a CMS signature, detached (content given) or attached (content NULL), and the
 * signer as akis_validate does. `signer` is filled whenever the signature itself is good; its
 * `der` is freed with akis_certificate_clear. May be NULL. */
AKIS_MUST_CHECK struct akis_result akis_verify_cms(struct akis_trust *trust, const uint8_t *cms,
                                                   size_t cms_size, const uint8_t *content,
                                                   size_t size, unsigned checks,
                                                   struct akis_certificate *signer);
AKIS_API void akis_certificate_clear(struct akis_certificate *certificate);

/* The portal: one session. */
struct akis_portal_options {
    const char *url;     /* "https://host:port" */
    const char *ca_file; /* PEM; NULL: the system's roots */
};
struct akis_portal;
AKIS_MUST_CHECK struct akis_result akis_portal_new(const struct akis_portal_options *options,
                                                   struct akis_portal **portal);
AKIS_API void akis_portal_free(struct akis_portal **portal);
/* Whether the portal answers and is trusted; nothing is sent but the question. `date`: its
 * clock, 0 when it does not tell. */
AKIS_MUST_CHECK struct akis_result akis_portal_ping(struct akis_portal *portal, int64_t *date);
/* The session as text (secret) for another process, and back. `size`: 4096 is enough. */
AKIS_MUST_CHECK struct akis_result akis_portal_save(struct akis_portal *portal, char *text,
                                                    size_t size);
AKIS_MUST_CHECK struct akis_result akis_portal_load(struct akis_portal *portal, const char *text);

/* Şifreli Giriş, step by step: draw a picture, show three things, have the SMS sent,
 * show its code. `picture` is a PNG; `id` names it. */
AKIS_MUST_CHECK struct akis_result akis_portal_captcha(struct akis_portal *portal,
                                                       char id[AKIS_CAPTCHA_ID],
                                                       struct akis_blob *picture);
/* `phone`: the registered number, masked; may be NULL, else has room for 32 bytes. */
AKIS_MUST_CHECK struct akis_result akis_portal_password(struct akis_portal *portal,
                                                        const char *holder_id, const char *captcha,
                                                        const char *word, char *phone);
AKIS_MUST_CHECK struct akis_result akis_portal_sms(struct akis_portal *portal);
AKIS_MUST_CHECK struct akis_result akis_portal_code(struct akis_portal *portal, const char *code);
/* E-imzalı Giriş: signs the portal's challenge. Needs akis_login on the card; refuses a certificate
 * outside its time (LOG-6). */
AKIS_MUST_CHECK struct akis_result akis_portal_signed(struct akis_portal *portal,
                                                      struct akis_card *card,
                                                      const struct akis_certificate *certificate,
                                                      const char *holder_id);
/* The same for a page that waits elsewhere: `pairing` is the code it shows. */
AKIS_MUST_CHECK struct akis_result akis_portal_signed_pairing(
    struct akis_portal *portal, struct akis_card *card, const struct akis_certificate *certificate,
    const char *pairing);
AKIS_MUST_CHECK struct akis_result akis_portal_logout(struct akis_portal *portal);

struct akis_portal_card {
    char serial[25];
    char produced[24];     /* as the portal writes it */
    char stored[16];       /* issued, saved, stale, deleted */
    char pin[17], puk[17]; /* "" when not shown */
};
/* Shows the stored values; the caller thereby confirms the warnings. Wipe what came. */
AKIS_MUST_CHECK struct akis_result akis_portal_pins(struct akis_portal *portal,
                                                    struct akis_portal_card *cards, size_t room,
                                                    size_t *count);
AKIS_MUST_CHECK struct akis_result akis_portal_pdf(struct akis_portal *portal,
                                                   struct akis_blob *pdf);
enum akis_delete { AKIS_DELETE_SAVED, AKIS_DELETE_ANYWAY };
/* AKIS_NOT_SAVED when never saved and not AKIS_DELETE_ANYWAY. */
AKIS_MUST_CHECK struct akis_result akis_portal_delete(struct akis_portal *portal,
                                                      enum akis_delete how);

struct akis_portal_certificate {
    char serial[42], card[25];
    char status[16], held_by[16], reason[32]; /* good, held, revoked; by whom and why */
    char subject[160];
    char not_before[32], not_after[32]; /* as the portal writes them */
    char pem[4096];                     /* details alone */
};
AKIS_MUST_CHECK struct akis_result akis_portal_list(struct akis_portal *portal,
                                                    struct akis_portal_certificate *certificates,
                                                    size_t room, size_t *count);
AKIS_MUST_CHECK struct akis_result akis_portal_details(struct akis_portal *portal,
                                                       const char *serial,
                                                       struct akis_portal_certificate *certificate);
AKIS_MUST_CHECK struct akis_result akis_portal_suspend(struct akis_portal *portal,
                                                       const char *serial);
AKIS_MUST_CHECK struct akis_result akis_portal_lift(struct akis_portal *portal, const char *serial);
enum akis_confirm { AKIS_ASK_FIRST, AKIS_CONFIRMED, AKIS_CONFIRMED_GAP };
/* For ever. AKIS_CONFIRM without AKIS_CONFIRMED; and, naming the date, while a successor has not
 * begun, unless the holder has confirmed that gap too (CRT-6).
 * `reason`: keyCompromise, superseded, cessationOfOperation, affiliationChanged. */
AKIS_MUST_CHECK struct akis_result akis_portal_revoke(struct akis_portal *portal,
                                                      const char *serial, const char *reason,
                                                      enum akis_confirm confirm);
/* Kart Yenileme: asks for a new card, for a fee. AKIS_CONFIRM without AKIS_CONFIRMED. */
AKIS_MUST_CHECK struct akis_result akis_portal_renew(struct akis_portal *portal, const char *card,
                                                     enum akis_confirm confirm);

/* Bilgi Güncelle: what the portal knows of the holder. */
struct akis_portal_person {
    char name[128], holder_id[24], phone[32], email[128], address[256];
};
AKIS_MUST_CHECK struct akis_result akis_portal_person(struct akis_portal *portal,
                                                      struct akis_portal_person *person);
/* Changes it; NULL stays as it is. AKIS_CONFIRM: all else is changed, and the new number waits for
 * the two codes that were sent to the old one and to itself (CRT-7). */
AKIS_MUST_CHECK struct akis_result akis_portal_update(struct akis_portal *portal, const char *phone,
                                                      const char *email, const char *address);
AKIS_MUST_CHECK struct akis_result akis_portal_update_codes(struct akis_portal *portal,
                                                            const char *old_code,
                                                            const char *new_code);

/* Kilit Çözme on the page: for a card (an SMS is sent), its code, the pairing code. */
AKIS_MUST_CHECK struct akis_result akis_portal_unlock(struct akis_portal *portal,
                                                      const char *card_serial);
AKIS_MUST_CHECK struct akis_result akis_portal_unlock_code(struct akis_portal *portal,
                                                           const char *code, char pairing[16]);
/* The holder's program: takes the pairing code to the card and sets the new PIN. Needs no
 * login of its own. On cards produced before 2011-01-01: AKIS_USE_PUK_INSTEAD. */
AKIS_MUST_CHECK struct akis_result akis_unblock_portal(struct akis_card *card,
                                                       struct akis_portal *portal,
                                                       const char *pairing, const char *new_pin);
#endif
