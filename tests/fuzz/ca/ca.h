/* SPDX-License-Identifier: MIT */
/* A CA for the fuzz targets, in a folder that is gone once it is made. */
#ifndef TESTS_FUZZ_CA_CA_H
#define TESTS_FUZZ_CA_CA_H

#include "portal-mock/ca/ca.h"

/* The one CA; ends the process when there is none to be had. */
struct ca *fuzz_ca(void);

/* Its issuing certificate, DER. */
struct bytes fuzz_issuing(void);

#endif
