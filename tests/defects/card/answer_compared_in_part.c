/* SPDX-License-Identifier: MIT */
/* Defect: of the portal's answer the first four bytes are compared. (UNB-8) */
#include "sim/base/secret.h"

#define secret_equal(one, other, size) secret_equal(one, other, 4)
#include "card/cmd_authenticate.c"
