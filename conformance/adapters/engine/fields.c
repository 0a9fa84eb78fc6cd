/* SPDX-License-Identifier: MIT */
/* Fields of requests and answers, and the handles that most requests need. */
#include "conformance/adapters/engine/adapter.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

const char *asked(const struct adapter *adapter, const char *name)
{
    return json_string_value(json_object_get(adapter->request, name));
}

bool asked_flag(const struct adapter *adapter, const char *name)
{
    return json_is_true(json_object_get(adapter->request, name));
}

void tell(struct adapter *adapter, const char *name, const char *text)
{
    if (text && text[0] != '\0')
        json_object_set_new(adapter->answer, name, json_string(text));
}

void tell_number(struct adapter *adapter, const char *name, int64_t number)
{
    json_object_set_new(adapter->answer, name, json_integer(number));
}

void tell_flag(struct adapter *adapter, const char *name, bool flag)
{
    json_object_set_new(adapter->answer, name, json_boolean(flag));
}

void tell_bytes(json_t *object, const char *name, const uint8_t *data, size_t size)
{
    char *text = malloc(4 * (size / 3 + 1) + 1);

    if (!text)
        return;
    EVP_EncodeBlock((unsigned char *)text, data, (int)size);
    json_object_set_new(object, name, json_string(text));
    free(text);
}

bool asked_bytes(const struct adapter *adapter, const char *name, struct akis_blob *blob)
{
    const char *text = asked(adapter, name);
    size_t size = text ? strlen(text) : 0;
    uint8_t *data = text ? malloc(size + 1) : NULL;

    if (!data)
        return false;
    int made = EVP_DecodeBlock(data, (const unsigned char *)text, (int)size);
    for (size_t i = size; made > 0 && i > 0 && text[i - 1] == '='; i--)
        made--;
    if (made < 0) {
        free(data);
        return false;
    }
    *blob = (struct akis_blob){data, (size_t)made};
    return true;
}

static int64_t now_of(void *context)
{
    const struct adapter *adapter = context;

    return adapter->now;
}

struct akis_clock adapter_clock(struct adapter *adapter)
{
    return (struct akis_clock){adapter->now ? now_of : NULL, adapter};
}

struct akis_result plain(enum akis_outcome outcome)
{
    return (struct akis_result){.outcome = outcome, .tries = AKIS_TRIES_UNKNOWN};
}

/* The card that was kept open, if it is there still. */
static struct akis_result take_kept(struct adapter *adapter, struct akis_card **card)
{
    struct akis_result result = akis_card_begin(adapter->card);

    if (result.outcome != AKIS_OK)
        return result;
    akis_card_end(adapter->card);
    *card = adapter->card;
    adapter->card = NULL;
    return result;
}

struct akis_result open_card(struct adapter *adapter, struct akis_card **card)
{
    const struct akis_clock clock = adapter_clock(adapter);
    struct akis_result result = plain(AKIS_NO_CARD);

    if (adapter->card)
        result = take_kept(adapter, card);
    if (result.outcome != AKIS_NO_CARD)
        return result;
    result = akis_card_open(adapter->reader, &clock, card); /* in another reader, it may be */
    if (result.outcome == AKIS_OK)
        akis_card_close(&adapter->card);
    return result;
}

void leave_card(struct adapter *adapter, struct akis_card **card)
{
    if (!adapter->resident || !*card) {
        akis_card_close(card);
        return;
    }
    struct akis_result ignored = akis_logout(*card);
    (void)ignored;
    adapter->card = *card;
    *card = NULL;
}

struct akis_result open_portal(struct adapter *adapter)
{
    const struct akis_portal_options options = {adapter->portal_url, adapter->portal_ca};

    if (adapter->portal)
        return plain(AKIS_OK);
    return akis_portal_new(&options, &adapter->portal);
}

struct akis_result open_trust(struct adapter *adapter, struct akis_trust **trust)
{
    const struct akis_trust_options options = {adapter->chain, adapter_clock(adapter)};

    return akis_trust_new(&options, trust);
}
