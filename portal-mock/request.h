/* SPDX-License-Identifier: MIT */
/* What was asked, free of any library's types. All views are borrowed for the call. */
#ifndef PORTAL_MOCK_REQUEST_H
#define PORTAL_MOCK_REQUEST_H

#include "portal-mock/fields.h"
#include "portal-mock/words.h"

struct session;

enum method { METHOD_GET = 1, METHOD_POST = 2, METHOD_OTHER = 0 };

enum { PARAMETER_MOST = 128, REQUEST_BODY_MOST = 4 * 1024 * 1024 };

struct request {
    /* from the listener; texts are NULL when absent */
    enum method method;
    const char *path;
    const char *query;
    const char *accept;
    const char *content_type;
    const char *cookie;
    const char *origin;
    const char *host;
    const char *user_agent;
    struct bytes body;
    bool body_cut; /* it was longer than REQUEST_BODY_MOST */

    /* from the pipeline, before the handler runs */
    struct session *session; /* NULL: none */
    struct fields fields;
    char parameter[PARAMETER_MOST]; /* what stood for {…} in the path */
    enum language language;
};

/* The method by its name; METHOD_OTHER for one that no route has. HEAD is a GET. */
enum method method_of(const char *name);
/* True when Accept asks for JSON rather than a page. */
bool request_wants_json(const struct request *request);
/* True when the body says it is of that type ("application/json"). */
bool request_is(const struct request *request, const char *type);
/* Copies the cookie's value; false when there is none of that name, or it is longer. */
NODISCARD bool request_cookie(const struct request *request, const char *name, char *value,
                              size_t size);
/* Copies a parameter of the query, as far as plain letters and digits go. */
NODISCARD bool request_query(const struct request *request, const char *name, char *value,
                             size_t size);

#endif
