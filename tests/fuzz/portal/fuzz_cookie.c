/* SPDX-License-Identifier: MIT */
/* Cookie and query: a value found is shorter than its room and stands in the header. */
#include "portal-mock/request.h"
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    char value[16];

    if (!text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    const struct request request = {
        .cookie = text, .query = text, .accept = text, .content_type = text};
    if (request_cookie(&request, "oturum", value, sizeof value) &&
        (strlen(value) >= sizeof value || !strstr(text, value)))
        abort();
    if (request_query(&request, "islem", value, sizeof value) && !strstr(text, value))
        abort();
    (void)request_wants_json(&request);
    (void)request_is(&request, "application/json");
    free(text);
    return 0;
}
