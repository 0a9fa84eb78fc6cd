/* SPDX-License-Identifier: MIT */
/* Form bodies: whatever comes, the fields are text without NULs, named once, and few. */
#include "portal-mock/fields.h"
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fields fields = {0};
    enum fields_result result = fields_from_form(bytes_of(data, size), &fields);

    if (fields.count > FIELDS_MOST)
        abort();
    for (size_t i = 0; result == FIELDS_OK && i < fields.count; i++) {
        const char *value = fields.list[i].value;
        if (u8_check((const uint8_t *)value, strlen(value)) ||
            fields_get(&fields, fields.list[i].name) != value)
            abort();
    }
    fields_free(&fields);
    return 0;
}
