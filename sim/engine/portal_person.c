/* SPDX-License-Identifier: MIT */
/* Bilgi Güncelle: the holder's data at the portal, and a new telephone number's two codes. */
#include "sim/engine/outcome.h"
#include "sim/engine/portal.h"

#include <stddef.h>

struct akis_result akis_portal_person(struct akis_portal *portal, struct akis_portal_person *person)
{
    struct json *answer = NULL;
    enum akis_outcome outcome = portal_ask(portal, "/nb/bilgi", NULL, &answer, NULL);

    if (outcome != AKIS_OK)
        return result_of(outcome);
    json_text(answer, "name", person->name, sizeof person->name);
    json_text(answer, "kimlik_no", person->holder_id, sizeof person->holder_id);
    json_text(answer, "telefon", person->phone, sizeof person->phone);
    json_text(answer, "e_posta", person->email, sizeof person->email);
    json_text(answer, "adres", person->address, sizeof person->address);
    json_free(&answer);
    return result_of(AKIS_OK);
}

struct akis_result akis_portal_update(struct akis_portal *portal, const char *phone,
                                      const char *email, const char *address)
{
    struct json_pair pairs[4] = {0};
    size_t count = 0;
    struct json *answer = NULL;

    if (phone)
        pairs[count++] = (struct json_pair){"telefon", phone};
    if (email)
        pairs[count++] = (struct json_pair){"e_posta", email};
    if (address)
        pairs[count++] = (struct json_pair){"adres", address};
    enum akis_outcome outcome = portal_ask(portal, "/nb/bilgi", pairs, &answer, NULL);
    if (outcome == AKIS_OK && json_is_set(answer, "confirm"))
        outcome = AKIS_CONFIRM;
    json_free(&answer);
    return result_of(outcome);
}

struct akis_result akis_portal_update_codes(struct akis_portal *portal, const char *old_code,
                                            const char *new_code)
{
    const struct json_pair pairs[] = {
        {"eski_kod", old_code},
        {"yeni_kod", new_code},
        {NULL,       NULL    },
    };

    return result_of(portal_ask(portal, "/nb/bilgi/kod", pairs, NULL, NULL));
}
