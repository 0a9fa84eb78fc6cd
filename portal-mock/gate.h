/* SPDX-License-Identifier: MIT */
/* The checks that the pipeline makes with the columns of a route's row: see routes.c. */
#ifndef PORTAL_MOCK_GATE_H
#define PORTAL_MOCK_GATE_H

#include "portal-mock/routes.h"

/* Locks the portal, ends idle sessions, finds the request's session and language. */
void gate_open(struct portal *portal, struct request *request);
/* The faults that hit this request: what they do to the answer; an error to give instead of it. */
enum error gate_faults(struct portal *portal, struct request *request, struct response *response);
/* The row of path and method, or NULL; writes request->parameter. */
const struct route *gate_find(struct route_table table, struct request *request);
/* The methods that the path has, as bits; 0: no such path. */
int gate_methods(struct route_table table, struct request *request);
/* The same as the header Allow says it. */
void gate_allow(struct route_table table, struct request *request, char *text, size_t size);
/* The Host that was asked for is the portal's own: a name that someone points at loopback is not.
 */
bool gate_is_own_host(const struct portal *portal, const struct request *request);
bool gate_step_holds(const struct portal *portal, const struct route *route,
                     const struct request *request);
bool gate_rate_holds(struct portal *portal, struct route_table table, const struct route *route,
                     struct request *request);
/* Reads the body into request->fields. */
enum error gate_read(const struct route *route, struct request *request);
/* A form with the token of its session and of this very path, or JSON; and from no foreign page. */
bool gate_is_own_form(const struct portal *portal, const struct route *route,
                      const struct request *request);
/* Writes the body, gives the fields back and unlocks. */
void gate_close(struct portal *portal, struct request *request, struct response *response);

#endif
