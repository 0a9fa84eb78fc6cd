/* SPDX-License-Identifier: MIT */
/* The CA's lines: P-384 (always there), RSA (made at first need) and a foreign one, which nobody is
 * told to trust. Each is one file in the CA's directory. */
#ifndef PORTAL_MOCK_CA_LINE_H
#define PORTAL_MOCK_CA_LINE_H

#include "portal-mock/ca/certificate.h"

/* The line, made when it does not exist. It stays as it is as long as the CA lives. */
NODISCARD enum ca_result line_use(struct ca *ca, enum line_kind kind, const struct line **line);
/* The line, if it was ever made; CA_UNKNOWN otherwise. */
NODISCARD enum ca_result line_find(struct ca *ca, enum line_kind kind, const struct line **line);

/* Between "issuing" and ".crl" in the line's addresses: "", "-rsa", "-foreign". */
const char *line_suffix(enum line_kind kind);
/* What the line signs with. */
const EVP_MD *line_digest(enum line_kind kind);

/* A serial number for the line: chance, but its first half-byte names the line, so that a
 * revocation list needs no column for it. */
NODISCARD bool line_serial(const struct ca *ca, enum line_kind kind,
                           uint8_t serial[CERTIFICATE_SERIAL]);
/* True when `serial` (6 bytes in hexadecimal) is one of the line's. */
bool line_issued(enum line_kind kind, const char *serial);

#endif
