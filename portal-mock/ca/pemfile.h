/* SPDX-License-Identifier: MIT */
/* A file that holds keys and their certificates, PEM, one pair after the other: written whole or
 * not at all, and readable by its owner alone. */
#ifndef PORTAL_MOCK_CA_PEMFILE_H
#define PORTAL_MOCK_CA_PEMFILE_H

#include "portal-mock/ca/inside.h"

/* Writes `directory`/`name`: 0600, replaced in one step, safe on the disk when this returns. */
NODISCARD enum ca_result pemfile_save(const char *directory, const char *name,
                                      const struct authority *authorities, size_t count);
/* CA_UNKNOWN when there is no such file; CA_STORE_FAILED when it is not such a file. */
NODISCARD enum ca_result pemfile_load(const char *directory, const char *name,
                                      struct authority *authorities, size_t count);

#endif
