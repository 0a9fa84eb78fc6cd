/* SPDX-License-Identifier: MIT */
/* Defect: what a form of Bilgi Güncelle leaves out is emptied. (CRT-7) */
#include "portal-mock/handlers.h"

static const char *get(const struct fields *fields, const char *name)
{
    const char *said = fields_get(fields, name);

    return said || name[0] == 't' ? said : "";
}

#define fields_get get
#include "portal-mock/info.c"
