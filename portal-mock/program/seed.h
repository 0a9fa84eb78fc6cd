/* SPDX-License-Identifier: MIT */
/*
 * A portal's first holders and cards, from a JSON file:
 *
 *   {"holders": [{"id": "11111111110", "name": "TEST Ayşe Yılmaz", "phone": "05550000001",
 *                 "word": "zeytin ağacı"}],
 *    "cards": [{"holder": "11111111110", "produced": "2015-06-01", "key": "p384",
 *               "not_before": "2026-01-01", "not_after": "2028-12-31 23:59:59",
 *               "pin": "123456", "puk": "12345678"}]}
 *
 * Of a card only the holder and the date must be given. What the factory would write on it goes
 * into cards/SERIAL.json (0600) in the portal's directory.
 */
#ifndef PORTAL_MOCK_PROGRAM_SEED_H
#define PORTAL_MOCK_PROGRAM_SEED_H

#include "portal-mock/portal.h"

/* Reads the file and does as it says; holders that are there already are left as they are, and then
 * their cards too. False with a sentence in `why`. */
NODISCARD bool seed_run(struct portal *portal, const char *file, const char *directory,
                        char why[256]);

#endif
