/* SPDX-License-Identifier: MIT */
/* JSON bodies: as fields, and as a tree that is printed and read again. */
#include "portal-mock/fields.h"
#include "portal-mock/json.h"
#include "tests/fuzz/target.h"

#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fields fields = {0};
    struct text printed = {0};
    enum fields_result result = fields_from_json(bytes_of(data, size), &fields);
    struct node *tree = node_parse(bytes_of(data, size));

    if (result == FIELDS_OK && size > 0 && !node_is_object(tree))
        abort();
    if (tree) {
        node_print(tree, &printed);
        struct node *again = printed.failed ? NULL : node_parse(text_bytes(&printed));
        if (!printed.failed && !again)
            abort();
        node_free(again);
    }
    text_free(&printed);
    node_free(tree);
    fields_free(&fields);
    return 0;
}
