/* SPDX-License-Identifier: MIT */
/* Defect: Sertifikamı İptal Et waits for no confirmation. (CRT-3) */
#include "portal-mock/fields.h"

#include <string.h>

#define fields_say(fields, name, value)                                                            \
    (strcmp(name, "onay") == 0 || fields_say(fields, name, value))
#include "portal-mock/certificates.c"
