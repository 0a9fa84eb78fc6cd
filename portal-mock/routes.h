/* SPDX-License-Identifier: MIT */
/*
 * The route table and its pipeline: a request is looked up, checked against its row's
 * columns in one fixed order, and handed to the row's short handler. By the time `run` is
 * called the size, the session's step, the rate, the body's form and the origin have all been
 * checked; a handler never checks them again.
 */
#ifndef PORTAL_MOCK_ROUTES_H
#define PORTAL_MOCK_ROUTES_H

#include "portal-mock/inside.h"

/* Answers into `response`, whose `data` is an empty object. Called with the portal locked. */
typedef void route_fn(struct portal *portal, struct request *request, struct response *response);

enum { ANYONE = 0 };                      /* in the column of steps: with or without a session */
enum takes { NOTHING, A_FORM, ANY_BODY }; /* A_FORM: a form or JSON, read into fields */
enum guard { OPEN, OWN_FORM };            /* OWN_FORM: a form carries its token */

struct route {
    enum method method;
    const char *path; /* {} stands for one piece, {*} for the rest */
    int steps;        /* which steps of a session may come here; ANYONE */
    enum takes takes;
    size_t most; /* bytes of body */
    enum guard guard;
    int per_minute; /* requests; of a session, or of all where ANYONE may come; 0: any */
    route_fn *run;
    const char *requirement;
};

struct route_table {
    const struct route *rows;
    size_t count;
    bool
        secure; /* the portal's own: Host is checked, and the faults that count requests hit here */
};

/* The routes of the HTTPS listener, and those of the plain one. */
struct route_table routes_secure(void);
struct route_table routes_plain(void);

/* The whole way of a request. Locks the portal. */
void route_answer(struct portal *portal, struct route_table table, struct request *request,
                  struct response *response);

#endif
