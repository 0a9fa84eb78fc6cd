/* SPDX-License-Identifier: MIT */
/* What an adapter's result means for the story, and the words for it. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/stage/stage.h"

enum { QUOTED = 240 };

const char *adapter_result_text(enum adapter_result result)
{
    switch (result) {
    case ADAPTER_OK:
        return "answered";
    case ADAPTER_CANNOT_START:
        return "the adapter does not start, or ended before it said hello; client.log has its "
               "words";
    case ADAPTER_UNIMPLEMENTED:
        return "the adapter left with exit code 89: unimplemented";
    case ADAPTER_DIED:
        return "the adapter ended before it was asked to";
    case ADAPTER_TIMEOUT:
        return "no answer within 30 seconds: the client hangs, or its adapter does not flush its "
               "lines";
    case ADAPTER_GARBLED:
        return "the adapter wrote a line that is not of the protocol";
    case ADAPTER_DISHONEST:
        return "the adapter did not refuse a request that does not exist";
    }
    return "?";
}

/* The line that broke the protocol, its secrets gone before it is cut: a piece of one would not be
 * found any more. What is not ASCII may be no UTF-8 either, and is a question mark. */
static void quote(const struct stage *stage, const char *fault, char text[QUOTED])
{
    char *clean = secrets_blot(stage->secrets, fault);

    snprintf(text, QUOTED, "%s", clean ? clean : "no memory");
    if (clean && strlen(clean) >= QUOTED)
        memcpy(text + QUOTED - 4, "...", 4);
    for (char *at = text; *at; at++)
        if (!isprint((unsigned char)*at))
            *at = '?';
    free(clean);
}

static enum stage_result meaning_of(enum adapter_result result)
{
    switch (result) {
    case ADAPTER_OK:
        return STAGE_OK;
    case ADAPTER_UNIMPLEMENTED:
        return STAGE_UNIMPLEMENTED;
    case ADAPTER_DIED: /* the client may have: that is the requirement's matter */
    case ADAPTER_TIMEOUT:
        return STAGE_FELL;
    case ADAPTER_DISHONEST:
        return STAGE_ADAPTER_FELL;
    case ADAPTER_CANNOT_START:
    case ADAPTER_GARBLED:
        return STAGE_PROTOCOL;
    }
    return STAGE_BROKEN;
}

enum stage_result stage_adapter_result(struct stage *stage, enum adapter_result result,
                                       const struct adapter *adapter)
{
    const char *fault = adapter ? adapter_fault(adapter) : "";
    char text[QUOTED] = "";

    if (result == ADAPTER_UNIMPLEMENTED || result == ADAPTER_OK) {
        stage_say(stage, "%s", adapter_result_text(result));
        return meaning_of(result);
    }
    quote(stage, fault, text);
    stage_say(stage, "adapter protocol: %s%s%s", adapter_result_text(result), *fault ? "; " : "",
              text);
    return meaning_of(result);
}
