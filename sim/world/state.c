/* SPDX-License-Identifier: MIT */
/* The states of cards: see state.h. */
#include "sim/world/state.h"

#include "sim/base/secret.h"
#include "sim/link/link.h"

#include <string.h>

enum { DAY = 86400, MONTH = 30 * DAY, TERM = 3 * 365 * DAY, ROUNDS_MAX = 16 };

static const struct state states[] = {
    {"fresh",         STATE_FRESH,    STATE_GOOD         },
    {"last-try",      STATE_LAST_TRY, STATE_GOOD         },
    {"locked",        STATE_LOCKED,   STATE_GOOD         },
    {"dead",          STATE_DEAD,     STATE_GOOD         },
    {"suspended",     STATE_FRESH,    STATE_SUSPENDED    },
    {"revoked",       STATE_FRESH,    STATE_REVOKED      },
    {"expired",       STATE_FRESH,    STATE_EXPIRED      },
    {"not-yet-valid", STATE_FRESH,    STATE_NOT_YET_VALID},
};

const struct state *state_find(const char *name)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i].name, name) == 0)
            return &states[i];
    return NULL;
}

const char *state_name_at(size_t index)
{
    return index < sizeof states / sizeof *states ? states[index].name : NULL;
}

void state_validity(enum state_certificate state, int64_t now, int64_t *not_before,
                    int64_t *not_after)
{
    int64_t start = now - MONTH;

    if (state == STATE_EXPIRED)
        start = now - TERM - MONTH;
    if (state == STATE_NOT_YET_VALID)
        start = now + MONTH;
    *not_before = start;
    *not_after = start + TERM;
}

/* The PIN's reference: UEKAE's family ("v1.…") takes 80, the later one 01. */
static uint8_t pin_reference(const struct card_view *view)
{
    return strncmp(view->profile, "v1.", 3) == 0 ? 0x80 : 0x01;
}

/* Sends INS 00 ref Lc and a secret that differs from the right one in its first digit. */
static void send_wrong(struct card *card, uint8_t ins, uint8_t reference, const char *right,
                       const char *more)
{
    uint8_t command[LINK_COMMAND_MAX];
    uint8_t answer[LINK_RESPONSE_MAX];
    struct buf apdu = buf_over(command, sizeof command);
    struct buf response = buf_over(answer, sizeof answer);
    uint8_t size = (uint8_t)(strlen(right) + strlen(more));
    uint8_t first = right[0] == '9' ? '8' : '9';
    uint8_t header[] = {0x00, ins, 0x00, reference, size, first};

    bool fits = buf_add(&apdu, bytes_of(header, sizeof header)) &&
                buf_add(&apdu, bytes_text(right + 1)) && buf_add(&apdu, bytes_text(more));
    if (fits)
        card_transmit(card, buf_bytes(&apdu), &response);
    secret_wipe(command, sizeof command);
}

static bool wrong_pins(struct card *card, unsigned tries_left, const char *pin)
{
    struct card_view view;

    card_look(card, &view);
    for (int i = 0; i < ROUNDS_MAX && view.pin_tries > tries_left; i++) {
        send_wrong(card, 0x20, pin_reference(&view), pin, "");
        card_look(card, &view);
    }
    return view.pin_tries == tries_left;
}

static bool wrong_puks(struct card *card, const char *pin, const char *puk)
{
    struct card_view view;

    card_look(card, &view);
    for (int i = 0; i < ROUNDS_MAX && view.life != CARD_DEAD; i++) {
        send_wrong(card, 0x2C, pin_reference(&view), puk, pin);
        card_look(card, &view);
    }
    return view.life == CARD_DEAD;
}

bool state_reach(struct card *card, enum state_card state, const char *pin, const char *puk)
{
    bool reached = true;

    (void)card_power_on(card);
    switch (state) {
    case STATE_FRESH:
        break;
    case STATE_LAST_TRY:
        reached = wrong_pins(card, 1, pin);
        break;
    case STATE_LOCKED:
        reached = wrong_pins(card, 0, pin);
        break;
    case STATE_DEAD:
        reached = wrong_puks(card, pin, puk);
        break;
    }
    card_power_off(card);
    return reached;
}
