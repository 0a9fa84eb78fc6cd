/* SPDX-License-Identifier: MIT */
/* What was asked: see request.h. */
#include "portal-mock/request.h"

#include <string.h>
#include <strings.h>

enum method method_of(const char *name)
{
    if (strcmp(name, "GET") == 0 || strcmp(name, "HEAD") == 0)
        return METHOD_GET;
    return strcmp(name, "POST") == 0 ? METHOD_POST : METHOD_OTHER;
}

bool request_wants_json(const struct request *request)
{
    return request->accept && strstr(request->accept, "application/json") != NULL;
}

bool request_is(const struct request *request, const char *type)
{
    size_t size = strlen(type);

    if (!request->content_type || strncasecmp(request->content_type, type, size) != 0)
        return false;
    return strchr(" ;", request->content_type[size]) != NULL;
}

/* Copies the value of `name` from "name=value" pairs between `separator`s. */
static bool pick(const char *text, char separator, const char *name, char *value, size_t size)
{
    size_t length = strlen(name);
    const char ends[] = {separator, '\0'};

    while (text && *text) {
        text += strspn(text, " ");
        size_t pair = strcspn(text, ends);
        if (pair > length && strncmp(text, name, length) == 0 && text[length] == '=') {
            if (pair - length - 1 >= size)
                return false;
            memcpy(value, text + length + 1, pair - length - 1);
            value[pair - length - 1] = '\0';
            return true;
        }
        text += pair;
        text += *text == separator ? 1 : 0;
    }
    return false;
}

bool request_cookie(const struct request *request, const char *name, char *value, size_t size)
{
    return pick(request->cookie, ';', name, value, size);
}

bool request_query(const struct request *request, const char *name, char *value, size_t size)
{
    return pick(request->query, '&', name, value, size);
}
