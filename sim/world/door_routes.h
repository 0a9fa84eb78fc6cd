/* SPDX-License-Identifier: MIT */
/* The control door's routes: what each takes, and the function that does it. */
#ifndef SIM_WORLD_DOOR_ROUTES_H
#define SIM_WORLD_DOOR_ROUTES_H

#include "sim/world/listener.h"
#include "sim/world/world.h"

#include <jansson.h>

enum { DOOR_ARGUMENTS = 2, DOOR_ARGUMENT = 64 };

/* One call, after the pipeline in door.c has checked host, token, path, method and fields. */
struct door_call {
    struct world *world;
    char arguments[DOOR_ARGUMENTS][DOOR_ARGUMENT]; /* what stood in place of {…} */
    json_t *body;                                  /* an object, empty when none was sent */
    const struct listener_request *request;
    json_t *answer; /* an empty object, to be filled */
};

typedef enum world_result door_handler(struct door_call *call);

struct door_route {
    const char *method;
    const char *path;   /* {name} stands for one segment */
    const char *fields; /* what the body may hold, separated by blanks; "" when it holds nothing */
    door_handler *handler;
    const char *summary;
};

/* All routes; `count` of them. */
const struct door_route *door_routes(size_t *count);

/* A string field of the body, or NULL. */
const char *door_text(const struct door_call *call, const char *field);
/* An integer field. False when it is missing or no integer. */
NODISCARD bool door_number(const struct door_call *call, const char *field, int64_t *number);
/* Wipes a string field of the body; it is empty afterwards. */
void door_wipe(const struct door_call *call, const char *field);
/* Sets a string of the answer; does nothing for NULL. */
void door_tell(json_t *object, const char *field, const char *text);

/* The handlers that have files of their own. */
door_handler door_cards, door_card_new, door_card, door_renew, door_replace, door_fee, door_slots,
    door_insert, door_remove, door_deliver, door_export, door_import, door_pad_type,
    door_pad_cancel, door_policy, door_policy_put, door_faults, door_fault_put;

#endif
