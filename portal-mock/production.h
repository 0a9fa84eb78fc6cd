/* SPDX-License-Identifier: MIT */
/* Production of a card's data: key, certificate, PIN, PUK, unlock key; all of it or nothing. */
#ifndef PORTAL_MOCK_PRODUCTION_H
#define PORTAL_MOCK_PRODUCTION_H

#include "portal-mock/inside.h"

struct production {
    const char *holder;
    int64_t produced; /* YYYYMMDD */
    const char *key_kind;
    int64_t not_before;
    int64_t not_after;
    const char *pin;         /* NULL: drawn */
    const char *puk;         /* NULL: drawn */
    const char *predecessor; /* the certificate it renews; "" for none */
    const char *flavour;     /* as in portal_order; NULL: "qualified" */
    const char *subject_id;  /* as in portal_order; NULL: the holder's */
    const char *replaces;    /* the card whose fee it uses up and whose certificate it ends; NULL */
};

/* Called without the lock: to draw an RSA key takes its time. */
NODISCARD enum portal_result production_run(struct portal *portal, const struct production *asked,
                                            struct portal_product *product);

#endif
