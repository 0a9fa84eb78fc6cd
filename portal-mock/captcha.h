/* SPDX-License-Identifier: MIT */
/* Resimdeki Yazı: draws the letters and paints the picture. Who may answer it, and how often,
 * is decided elsewhere. */
#ifndef PORTAL_MOCK_CAPTCHA_H
#define PORTAL_MOCK_CAPTCHA_H

#include "portal-mock/blob.h"
#include "sim/base/random.h"

enum { CAPTCHA_LETTERS = 5, CAPTCHA_WIDTH = 220, CAPTCHA_HEIGHT = 70 };

/* Capitals and digits that no one takes for each other (no 0/O, 1/I, 2/Z, 5/S, 8/B …). */
extern const char captcha_alphabet[];

/* Draws CAPTCHA_LETTERS letters and an end. False when `random` fails. */
NODISCARD bool captcha_draw(const struct random_port *random, char text[CAPTCHA_LETTERS + 1]);

/* Paints `text` (1-8 letters of the alphabet), bent and crossed as chance says; a PNG of
 * CAPTCHA_WIDTH × CAPTCHA_HEIGHT. False on other letters, or when randomness or memory is out. */
NODISCARD bool captcha_png(const char *text, const struct random_port *random, struct blob *png);

#endif
