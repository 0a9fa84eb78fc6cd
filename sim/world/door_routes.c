/* SPDX-License-Identifier: MIT */
/* The control door's table, and the handlers on clock, phone, readers and staff. */
#include "sim/world/door_routes.h"

#include "sim/base/calendar.h"
#include "sim/base/secret.h"
#include "sim/world/inside.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *door_text(const struct door_call *call, const char *field)
{
    return json_string_value(json_object_get(call->body, field));
}

bool door_number(const struct door_call *call, const char *field, int64_t *number)
{
    json_t *value = json_object_get(call->body, field);

    if (!json_is_integer(value))
        return false;
    *number = json_integer_value(value);
    return true;
}

void door_wipe(const struct door_call *call, const char *field)
{
    const char *text = door_text(call, field);

    if (text)
        secret_wipe((char *)(uintptr_t)text, strlen(text)); /* the body is ours */
}

void door_tell(json_t *object, const char *field, const char *text)
{
    if (text)
        json_object_set_new(object, field, json_string(text));
}

static void tell_time(json_t *object, const char *field, int64_t when)
{
    char text[32];

    calendar_print(when, text, sizeof text);
    door_tell(object, field, text);
}

static enum world_result clock_get(struct door_call *call)
{
    int64_t now = world_now(call->world);

    door_tell(call->answer, "mode", world_clock_mode(call->world));
    tell_time(call->answer, "now", now);
    json_object_set_new(call->answer, "seconds", json_integer(now));
    return WORLD_OK;
}

static enum world_result clock_put(struct door_call *call)
{
    const char *mode = door_text(call, "mode");
    enum world_result result =
        world_clock_set(call->world, mode ? mode : "", door_text(call, "value"));

    return result == WORLD_OK ? clock_get(call) : result;
}

static enum world_result clock_add(struct door_call *call)
{
    int64_t seconds = 0;
    bool given = door_number(call, "seconds", &seconds);
    enum world_result result = given ? world_clock_add(call->world, seconds)
                                     : world_fail(WORLD_BAD_ARGUMENT, "seconds: a whole number");

    return result == WORLD_OK ? clock_get(call) : result;
}

static enum world_result world_get(struct door_call *call)
{
    json_t *environment = json_object();
    struct world_variable variable;

    for (size_t i = 0; world_variable_at(call->world, i, &variable); i++)
        if (variable.value[0])
            door_tell(environment, variable.name, variable.value);
    door_tell(call->answer, "version", AKIS_VERSION);
    json_object_set_new(call->answer, "pid", json_integer(getpid()));
    door_tell(call->answer, "directory", world_directory(call->world));
    door_tell(call->answer, "plain_url", world_plain_url(call->world));
    json_object_set_new(call->answer, "environment", environment);
    (void)door_slots(call);
    return clock_get(call);
}

static enum world_result sms_get(struct door_call *call)
{
    const char *nth = listener_query(call->request, "nth");
    struct world_sms sms;
    enum world_result result = world_sms_read(call->world, listener_query(call->request, "number"),
                                              nth ? (size_t)strtoul(nth, NULL, 10) : 0, &sms);

    if (result != WORLD_OK)
        return result;
    tell_time(call->answer, "when", sms.when);
    door_tell(call->answer, "number", sms.number);
    door_tell(call->answer, "text", sms.text);
    door_tell(call->answer, "code", sms.code);
    secret_wipe(&sms, sizeof sms);
    return WORLD_OK;
}

static enum world_result captcha_get(struct door_call *call)
{
    char answer[16];
    enum world_result result = world_captcha(call->world, call->arguments[0], answer);

    if (result == WORLD_OK)
        door_tell(call->answer, "answer", answer);
    return result;
}

static enum world_result certificate_put(struct door_call *call)
{
    const char *state = door_text(call, "state");

    return world_certificate_set(call->world, call->arguments[0], state ? state : "");
}

static enum world_result holder_post(struct door_call *call)
{
    struct world_holder holder = {
        .id = door_text(call, "id"),
        .name = door_text(call, "name"),
        .phone = door_text(call, "phone"),
        .word = door_text(call, "word"),
    };

    return world_add_holder(call->world, &holder);
}

static enum world_result reader_list(struct door_call *call)
{
    json_t *list = json_array();
    struct world_offer offer;

    for (size_t i = 0; world_offer_at(i, &offer); i++)
        json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "kind", offer.kind, "possible",
                                              offer.possible, "why", offer.why));
    json_object_set_new(call->answer, "readers", list);
    return WORLD_OK;
}

static enum world_result start_own(struct door_call *call, char *path, size_t size)
{
    enum world_result result = WORLD_OK;

    if (json_is_true(json_object_get(call->body, "pin_pad")))
        result = world_pinpad_fit(call->world);
    return result == WORLD_OK ? world_reader_own(call->world, path, size) : result;
}

static enum world_result reader_post(struct door_call *call)
{
    const char *kind = door_text(call, "kind");
    int64_t port = 35963; /* vpcd's own */
    char path[600] = "";
    enum world_result result;

    if (json_object_get(call->body, "port") && !door_number(call, "port", &port))
        port = 0;
    if (kind && strcmp(kind, "socket") == 0)
        result = start_own(call, path, sizeof path);
    else if (json_object_get(call->body, "pin_pad"))
        result = world_fail(WORLD_BAD_ARGUMENT, "pin_pad: a socket reader alone can have one");
    else if (kind && strcmp(kind, "vpcd") == 0)
        result = world_reader_private(call->world, path, sizeof path);
    else if (kind && strcmp(kind, "system") == 0 && port >= 1 && port <= 65534)
        result = world_reader_vpcd(call->world, (uint16_t)port);
    else
        result = world_fail(WORLD_BAD_ARGUMENT, "a reader is socket, vpcd, or system with a port");
    if (result == WORLD_OK && path[0])
        door_tell(call->answer, "socket", path);
    return result;
}

static enum world_result mail_post(struct door_call *call)
{
    const char *message = door_text(call, "message");
    char verdict[16];
    enum world_result result = world_mail(call->world, bytes_text(message), verdict);

    if (result == WORLD_OK)
        door_tell(call->answer, "verdict", verdict);
    return result;
}

#define ORDER "holder profile key produced state pin puk flavour subject settings slot"
static const struct door_route routes[] = {
    {"GET",    "/v1/world",                      "",                        world_get,       "the world, and a client's environment"},
    {"GET",    "/v1/cards",                      "",                        door_cards,      "all cards, oldest first"              },
    {"POST",   "/v1/cards",                      ORDER,                     door_card_new,   "makes a card; inserts it with slot"   },
    {"POST",   "/v1/cards/import",               "card certificate",        door_import,     "a card from elsewhere"                },
    {"GET",    "/v1/cards/{serial}/export",      "",                        door_export,     "as JSON; ?secrets=true: whole"        },
    {"GET",    "/v1/cards/{serial}",             "",                        door_card,       "one card"                             },
    {"POST",   "/v1/cards/{serial}/renewal",     "",                        door_renew,      "a card that follows this one"         },
    {"POST",   "/v1/cards/{serial}/replacement", "",                        door_replace,    "a card instead of this one"           },
    {"POST",   "/v1/cards/{serial}/fee",         "",                        door_fee,        "books the replacement's fee"          },
    {"POST",   "/v1/cards/{serial}/delivery",    "",                        door_deliver,    "the courier hands it over"            },
    {"POST",   "/v1/mail",                       "message",                 mail_post,       "an e-mail to the CA arrives"          },
    {"GET",    "/v1/slots",                      "",                        door_slots,      "what is in the reader"                },
    {"PUT",    "/v1/slots/{slot}",               "card",                    door_insert,     "puts a card in"                       },
    {"DELETE", "/v1/slots/{slot}",               "",                        door_remove,     "takes the card out"                   },
    {"POST",   "/v1/slots/{slot}/pad",           "digits",                  door_pad_type,   "types on the PIN pad"                 },
    {"DELETE", "/v1/slots/{slot}/pad",           "",                        door_pad_cancel, "the PIN pad's cancel key"             },
    {"GET",    "/v1/readers",                    "",                        reader_list,     "which readers this machine can offer" },
    {"POST",   "/v1/readers",                    "kind port pin_pad",       reader_post,     "shows the slots to programs"          },
    {"GET",    "/v1/sms",                        "",                        sms_get,         "a message: ?number=, ?nth="           },
    {"GET",    "/v1/captchas/{id}",              "",                        captcha_get,     "the letters in a picture"             },
    {"GET",    "/v1/clock",                      "",                        clock_get,       "the world's time"                     },
    {"PUT",    "/v1/clock",                      "mode value",              clock_put,       "real, offset or frozen"               },
    {"POST",   "/v1/clock/add",                  "seconds",                 clock_add,       "moves the clock on"                   },
    {"PUT",    "/v1/certificates/{serial}",      "state",                   certificate_put, "as staff sets it"                     },
    {"POST",   "/v1/holders",                    "id name phone word",      holder_post,     "registers a holder"                   },
    {"GET",    "/v1/faults",                     "",                        door_faults,     "what can be made to go wrong"         },
    {"PUT",    "/v1/faults/{name}",              "slot first count amount", door_fault_put,
     "sets or clears a fault"                                                                                                       },
    {"GET",    "/v1/policy",                     "",                        door_policy,     "every rule and its value"             },
    {"PUT",    "/v1/policy/{name}",              "value",                   door_policy_put, "sets a rule"                          },
};

const struct door_route *door_routes(size_t *count)
{
    *count = sizeof routes / sizeof *routes;
    return routes;
}
