/* SPDX-License-Identifier: MIT */
/* Signatures handed in at E-imzalı Giriş: none that the CA's own keys did not make is accepted. */
#include <stdlib.h>

#include "tests/fuzz/ca/ca.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    (void)fuzz_ca();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ca_description signer;
    enum ca_signed result =
        ca_signed_check(fuzz_ca(), bytes_of(data, size), bytes_text("x\n"), 1795305600, &signer);

    if (result == CA_SIGNED_OK || result == CA_SIGNED_NOT_VALID)
        abort();
    return 0;
}
