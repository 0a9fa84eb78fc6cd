/* SPDX-License-Identifier: MIT */
/* A factory order as JSON: see json.h. */
#include <stdlib.h>

#include "card/json.h"
#include "card/json_field.h"
#include "sim/base/secret.h"

enum { CREDENTIALS = 16, ROOM = 65536 };

/* Where the decoded keys and certificates stand. */
struct order {
    struct card_personal personal;
    struct card_credential credentials[CREDENTIALS];
    uint8_t room[ROOM];
    struct buf used;
};

static bool read_part(const json_t *object, const char *name, struct order *order,
                      struct bytes *part)
{
    size_t start = order->used.size;

    if (!json_field_read_bytes(object, name, &order->used))
        return false;
    *part = bytes_of(order->room + start, order->used.size - start);
    return true;
}

static bool read_credentials(const json_t *array, struct order *order)
{
    size_t count = json_array_size(array);

    if (count == 0 || count > CREDENTIALS)
        return false;
    for (size_t i = 0; i < count; i++) {
        const json_t *object = json_array_get(array, i);
        struct card_credential *credential = &order->credentials[i];
        if (!read_part(object, "key", order, &credential->key) ||
            (json_object_get(object, "certificate") &&
             !read_part(object, "certificate", order, &credential->certificate)))
            return false;
    }
    order->personal.credentials = order->credentials;
    order->personal.credential_count = count;
    return true;
}

static bool read_order(const json_t *document, struct order *order)
{
    struct card_personal *personal = &order->personal;

    personal->serial = json_string_value(json_object_get(document, "serial"));
    personal->holder_id = json_string_value(json_object_get(document, "holder_id"));
    personal->pin = bytes_text(json_string_value(json_object_get(document, "pin")));
    personal->puk = bytes_text(json_string_value(json_object_get(document, "puk")));
    return json_field_read_date(document, "produced", &personal->produced) &&
           json_field_exact(document, "admin_key", personal->admin_key,
                            sizeof personal->admin_key) &&
           read_credentials(json_object_get(document, "credentials"), order);
}

enum card_result card_json_personalise(struct card *card, struct bytes json)
{
    json_t *document = json_loadb((const char *)json.data, json.size, JSON_REJECT_DUPLICATES, NULL);
    struct order *order = calloc(1, sizeof *order);
    enum card_result result = order ? CARD_BAD_ARGUMENT : CARD_NO_MEMORY;

    if (order) {
        order->used = buf_over(order->room, sizeof order->room);
        if (read_order(document, order))
            result = card_personalise(card, &order->personal);
        secret_wipe(order, sizeof *order);
    }
    free(order);
    json_decref(document);
    return result;
}
