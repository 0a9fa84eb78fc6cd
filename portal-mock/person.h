/* SPDX-License-Identifier: MIT */
/* What counts as a person's telephone number, e-mail address and address. */
#ifndef PORTAL_MOCK_PERSON_H
#define PORTAL_MOCK_PERSON_H

#include <stdbool.h>

/* 4 to 20 digits, with or without + before them. */
bool person_is_phone(const char *text);
/* something@something.something, printable ASCII without blanks, below 128 characters. */
bool person_is_email(const char *text);
/* One or more lines of text below 256 bytes, without control characters but line ends. */
bool person_is_line(const char *text);

#endif
