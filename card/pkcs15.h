/* SPDX-License-Identifier: MIT */
/*
 * The card's PKCS#15 file system (ISO/IEC 7816-15): who finds what where. The factory makes
 * it once and writes its lists anew with every key that comes.
 *
 *     3F00 ── 2F00 EF.DIR
 *          └─ 3D00 ── 5031 ODF · 5032 TokenInfo · 4401 AODF · 4402 PrKDF · 4403 PuKDF · 4404 CDF
 *                  └─ 2F10, 2F11 … certificates · 2F20 … public keys · 2F30 … private keys
 */
#ifndef CARD_PKCS15_H
#define CARD_PKCS15_H

#include "card/key.h"

enum {
    FID_DIR = 0x2F00,
    FID_APPLICATION = 0x3D00,
    FID_ODF = 0x5031,
    FID_TOKEN_INFO = 0x5032,
    FID_AODF = 0x4401,
    FID_PRKDF = 0x4402,
    FID_PUKDF = 0x4403,
    FID_CDF = 0x4404,
    FID_CERTIFICATE = 0x2F10, /* and 15 more */
    FID_PUBLIC = 0x2F20,
    FID_PRIVATE = 0x2F30,
    CREDENTIALS_MAX = 16,
};

/* Adds the empty structure to a card without files. False when it does not fit. */
NODISCARD bool pkcs15_create(struct card *card);

/* Writes all lists from the identity, the policy and the keys that are there; touched for
 * the journal. False when they do not fit. */
NODISCARD bool pkcs15_list(struct card *card);

/* The application's DF, or FILE_NONE. */
uint8_t pkcs15_application(const struct card *card);

#endif
