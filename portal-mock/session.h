/* SPDX-License-Identifier: MIT */
/*
 * Sessions: who has come how far. They live in memory alone, with their codes: when the
 * portal stops, they are over.
 *
 *     CAPTCHA --word right--> PASSWORD --SMS code right--> IN      Şifreli Giriş
 *     SIGNING --signature right--> IN                              E-imzalı Giriş
 *     CAPTCHA --asked for--> FORGOTTEN                             Güvenlik Sözcüğümü Unuttum
 *        each step has a new id; idle too long, or Çıkış: over
 */
#ifndef PORTAL_MOCK_SESSION_H
#define PORTAL_MOCK_SESSION_H

#include "portal-mock/records.h"
#include "sim/base/random.h"

enum step {
    STEP_CAPTCHA = 1,
    STEP_SIGNING = 2,
    STEP_FORGOTTEN = 4,
    STEP_PASSWORD = 8,
    STEP_IN = 16,
};

enum { SESSION_ID = 65, TOKEN = 33, FORM_KEY = 32, SESSIONS_MOST = 4096, MINUTE_MS = 60000 };

/* An SMS Onay Kodu and what it is for. */
enum code_use { CODE_NONE, CODE_LOGIN, CODE_UNLOCK, CODE_PHONE_OLD, CODE_PHONE_NEW, CODE_WORD };
struct code {
    enum code_use use; /* CODE_NONE: there is none, or it was used or voided */
    char digits[10];
    int64_t sent;
    int64_t tries; /* left */
};

/* Kilit Çözme, as far as it has come. */
enum unlock_state {
    UNLOCK_IDLE,
    UNLOCK_SMS,    /* a code was sent */
    UNLOCK_CODE,   /* the pairing code is shown */
    UNLOCK_PAIRED, /* the holder's program has come with it */
    UNLOCK_ISSUED, /* the card was given its cryptogram */
    UNLOCK_DONE,   /* the program says that the new PIN is set */
    UNLOCK_FAILED, /* it says that it is not, or the time was over */
};
struct unlock {
    enum unlock_state state;
    char card[CARD_SERIAL];
    char code[10];     /* ABCD-EFGH; "" once used */
    char token[TOKEN]; /* the pairing */
    int64_t until;     /* its last second */
};

/* E-imzalı Giriş: what is to be signed, and by whom, when a program signs for a page. */
enum { CHALLENGE = 80 };
struct signing {
    char challenge[CHALLENGE]; /* the content of the CMS; "" once answered */
    int64_t until;             /* its last second */
    char holder[HOLDER_ID];    /* who said that he will sign */
    char code[10];             /* the pairing code on the page; "" once used */
    char token[TOKEN];         /* the pairing */
    bool holds;                /* the program has brought a signature that holds */
};

/* How many requests may still come: credit in milliseconds, refilled by the machine's clock. */
struct limit {
    int64_t credit;
    int64_t refilled;
};
/* Takes `cost` ms. False when there is not so much. */
bool limit_take(struct limit *limit, int64_t cost);

struct session {
    char id[SESSION_ID];        /* the cookie */
    uint8_t form_key[FORM_KEY]; /* what the tokens of its forms are made with */
    enum step step;
    int64_t seen;        /* the last request */
    char captcha[TOKEN]; /* the picture's id; "" once answered */
    char letters[16];    /* in the picture */
    char holder[HOLDER_ID];
    bool warned;          /* the warnings about the PIN were confirmed */
    struct code codes[2]; /* [1]: to a new phone number, beside the one to the old */
    char new_phone[PHONE];
    const char *notice; /* what its next page says was done, once; lives for ever. NULL: nothing */
    struct unlock unlock;
    struct signing signing;
    struct limit limit;
};

struct sessions {
    struct session *list[SESSIONS_MOST];
    size_t count;
};

/* A new one at STEP_CAPTCHA; borrowed until it ends. When there is no more room the one that
 * came least far and was idle longest gives way. NULL: no memory or no randomness. */
struct session *sessions_begin(struct sessions *sessions, const struct random_port *random,
                               int64_t now);
/* The session of that cookie, or NULL. */
struct session *sessions_find(const struct sessions *sessions, const char *id);
/* Wipes it. */
void sessions_end(struct sessions *sessions, struct session *session);
/* Ends those that were idle for more than `idle` seconds. */
void sessions_expire(struct sessions *sessions, int64_t now, int64_t idle);
void sessions_end_all(struct sessions *sessions);

/* Goes to `step` with a new id and form key: what was known of the old ones is worth nothing.
 * False: no randomness; nothing has changed. */
NODISCARD bool session_raise(struct session *session, const struct random_port *random,
                             enum step step);

/* `size` - 1 random hexadecimal digits (lower case) and an end. */
NODISCARD bool token_draw(const struct random_port *random, char *text, size_t size);

#endif
