/* SPDX-License-Identifier: MIT */
/* The list behind secrets.h, for the two files that share it. */
#ifndef CONFORMANCE_STAGE_SECRETS_LIST_H
#define CONFORMANCE_STAGE_SECRETS_LIST_H

#include <stddef.h>

enum { SECRETS_MAX = 128, SECRET_SIZE = 64 };

struct secrets {
    char values[SECRETS_MAX][SECRET_SIZE];
    size_t count;
};

#endif
