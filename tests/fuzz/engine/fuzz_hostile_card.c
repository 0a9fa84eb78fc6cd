/* SPDX-License-Identifier: MIT */
/* The client engine against a card that answers anything (CLI-3). */
#include "tests/fuzz/engine/hostile_link.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct hostile_link hostile;

    hostile_drive(hostile_link_start(&hostile, bytes_of(data, size)));
    return 0;
}
