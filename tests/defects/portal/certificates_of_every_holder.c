/* SPDX-License-Identifier: MIT */
/* Defect: Sertifika Listele shows every holder's certificates. (CRT-1) */
#include "portal-mock/records.h"

#define certificate_each(database, holder, take, context)                                          \
    ((void)(holder), certificate_each(database, NULL, take, context))
#include "portal-mock/certificates.c"
