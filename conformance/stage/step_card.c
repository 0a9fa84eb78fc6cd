/* SPDX-License-Identifier: MIT */
/* A raw command APDU to the card, and a pattern for its answer. */
#include <stdlib.h>
#include <string.h>

#include "conformance/pattern.h"
#include "conformance/stage/apdu.h"
#include "conformance/stage/decode.h"
#include "conformance/stage/foreign_stage.h"
#include "conformance/stage/step.h"
#include "sim/base/secret.h"

static void compare(struct stage *stage, const struct step *step, struct bytes response,
                    struct taken *taken)
{
    char *pattern = vars_expand(stage->vars, step->expect);
    enum pattern_result result =
        pattern ? pattern_match(pattern, response, stage->vars) : PATTERN_MALFORMED;

    switch (result) {
    case PATTERN_HOLDS:
        taken->result = STAGE_OK;
        break;
    case PATTERN_DIFFERS:
        taken->result = STAGE_FELL;
        snprintf(taken->why, sizeof taken->why, "expected %.120s, got %.240s", step->expect,
                 taken->got);
        break;
    case PATTERN_MALFORMED:
        stage_say(stage, "\"%s\" is no pattern", step->expect);
        break;
    }
    free(pattern);
}

static void exchange(struct stage *stage, const struct step *step, struct bytes command,
                     struct taken *taken)
{
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf response = buf_over(room, sizeof room);
    char text[DECODE_TEXT];
    struct link *link;
    enum link_result result;

    decode_command(command, text);
    taken->sent = strdup(text);
    taken->result = stage_link(stage, &link);
    if (taken->result != STAGE_OK)
        return;
    result = link_transmit(link, command, &response);
    if (result == LINK_OK)
        decode_response(buf_bytes(&response), text);
    else
        snprintf(text, sizeof text, "%s", link_result_text(result));
    taken->got = strdup(text);
    if (stage->options->foreign)
        foreign_stage_hear(stage, command, buf_bytes(&response));
    compare(stage, step, buf_bytes(&response), taken);
}

void step_card(struct stage *stage, const struct step *step, struct taken *taken)
{
    char *text = vars_expand(stage->vars, step->send);
    uint8_t room[512];
    struct buf command = buf_over(room, sizeof room);

    if (text && apdu_read(text, &command) &&
        (!stage->options->foreign || foreign_stage_translate(stage, &command))) {
        secrets_learn_command(stage->secrets, buf_bytes(&command));
        exchange(stage, step, buf_bytes(&command), taken);
    } else {
        stage_say(stage, "\"%s\" is no command, or names what nobody kept", step->send);
    }
    if (text)
        secret_wipe(text, strlen(text));
    free(text);
    secret_wipe(room, sizeof room);
}
