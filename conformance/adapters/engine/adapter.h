/* SPDX-License-Identifier: MIT */
/*
 * The adapter for our own engine: what its requests share. It calls libakis as any program
 * would and says what came of it in the words of conformance/PROTOCOL.md.
 */
#ifndef CONFORMANCE_ADAPTERS_ENGINE_ADAPTER_H
#define CONFORMANCE_ADAPTERS_ENGINE_ADAPTER_H

#include "sim/engine/akis.h"

#include <jansson.h>

struct adapter {
    const json_t *request; /* the one being answered */
    json_t *answer;        /* its answer so far */
    int64_t now;           /* the world's time, from the request */
    char *reader;          /* from hello or reader.use; NULL: any */
    char *portal_url;
    char *portal_ca;
    char *chain;
    struct akis_portal *portal; /* the session, once it was needed */
    bool anew;                  /* the card is opened for each request, whatever hello says */
    bool resident;              /* the card stays open from request to request */
    struct akis_card *card;     /* the open one, between requests; else NULL */
};

/* Answers a request: fills `answer` and gives the result that names its outcome. */
typedef struct akis_result request_fn(struct adapter *adapter);

/* The requests of the card and of signatures. */
request_fn reader_list, reader_use, card_see, card_identity, card_certificates, pin_status,
    pin_verify, pin_change, puk_change, unblock_puk, unblock_portal, unblock_advice, sign_raw,
    sign_cms, signature_verify, signature_verify_crl, ocsp_check, driver_check;
/* The requests of the portal. */
request_fn portal_login, portal_login_signed, portal_pins, portal_pdf, portal_delete_pins,
    portal_certificates, portal_suspend, portal_lift, portal_revoke, portal_unlock, portal_logout;

/* A field of the request; NULL when it is absent or no string. */
const char *asked(const struct adapter *adapter, const char *name);
bool asked_flag(const struct adapter *adapter, const char *name);
/* Fields of the answer. Texts that are "" are left out. */
void tell(struct adapter *adapter, const char *name, const char *text);
void tell_number(struct adapter *adapter, const char *name, int64_t number);
void tell_flag(struct adapter *adapter, const char *name, bool flag);
void tell_bytes(json_t *object, const char *name, const uint8_t *data, size_t size);
/* Decodes base64 of the request; false when absent or malformed. */
bool asked_bytes(const struct adapter *adapter, const char *name, struct akis_blob *blob);

/* Asks the judge in the middle of a request. NULL: given up; else freed by the caller. */
char *need(struct adapter *adapter, const char *what, const char *field, const char *value);

/* The world's clock as the engine takes it. */
struct akis_clock adapter_clock(struct adapter *adapter);
struct akis_result plain(enum akis_outcome outcome);
/* The card that was kept open, else one that is opened now. */
struct akis_result open_card(struct adapter *adapter, struct akis_card **card);
/* Ends what a request did with the card: closes it, or when resident logs out. Nulls. */
void leave_card(struct adapter *adapter, struct akis_card **card);
/* The certificate of that serial, or without one the one to use now; NULL: none. */
const struct akis_certificate *choose(struct adapter *adapter, const char *serial,
                                      const struct akis_certificates *all);
struct akis_result open_portal(struct adapter *adapter);
struct akis_result open_trust(struct adapter *adapter, struct akis_trust **trust);

/* The names of outcomes and remedies in the protocol. */
const char *outcome_word(enum akis_outcome outcome);
const char *remedy_word(enum akis_remedy remedy);

#endif
