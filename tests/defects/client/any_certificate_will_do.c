/* SPDX-License-Identifier: MIT */
/* Defect: asked for a certificate that is not there, the client takes the first. (CLI-1) */
#include <strings.h>

#define strcasecmp(one, other) ((void)(one), (void)(other), 0)
#include "conformance/adapters/engine/sign_requests.c"
