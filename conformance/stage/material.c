/* SPDX-License-Identifier: MIT */
/* Tells PEM, hexadecimal and base64 apart. */
#include "conformance/stage/material.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/stage/witness.h"
#include "sim/base/hex.h"

static bool read_text(const char *text, struct buf *bytes)
{
    if (strncmp(text, "-----BEGIN", 10) == 0)
        return witness_pem(text, bytes);
    if (strspn(text, "0123456789ABCDEFabcdef") == strlen(text) && strlen(text) % 2 == 0)
        return hex_decode(text, bytes);
    return witness_unbase64(text, bytes);
}

bool material_read(const struct json *fields, const char *name, struct buf *bytes)
{
    char *text = json_text(fields, name);
    bool read = text && *text && read_text(text, bytes);

    free(text);
    return read;
}
