/* SPDX-License-Identifier: MIT */
/* The standard's types and names (p11-kit's header), whose functions alone are exported. */
#ifndef SIM_PKCS11_CRYPTOKI_H
#define SIM_PKCS11_CRYPTOKI_H

#pragma GCC visibility push(default)
#include <p11-kit/pkcs11.h>
#pragma GCC visibility pop

#endif
