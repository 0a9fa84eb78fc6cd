/* SPDX-License-Identifier: MIT */
/* Card against model, one transition at a time: see judge.h. */
#include "conformance/explore/judge.h"

enum difference_kind judge_step(const struct deed *deed)
{
    const struct forecast *forecast = &deed->forecast;

    if (!deed->foreseen)
        return DIFFERENCE_NO_ROW;
    if (!model_allows_word(forecast, deed->event.word))
        return DIFFERENCE_WORD;
    if (state_pack(&forecast->after[forecast->parts]) != state_pack(&deed->after))
        return DIFFERENCE_STATE;
    return DIFFERENCE_NONE;
}

/* True when a loss of power after that part leaves the card as it came up. */
static bool left_by(const struct model *model, enum age age, const struct deed *deed, unsigned part)
{
    struct state left = model_without_power(model, age, &deed->forecast.after[part]);

    return state_pack(&left) == state_pack(&deed->after);
}

enum difference_kind judge_cut(const struct model *model, enum age age, const struct deed *deed,
                               int cut)
{
    unsigned part = cut == CUT_AFTER ? deed->forecast.parts : 0;

    if (!deed->foreseen)
        return DIFFERENCE_NONE;
    if (cut == CUT_AFTER && !model_allows_word(&deed->forecast, deed->event.word))
        return DIFFERENCE_WORD;
    while (part <= deed->forecast.parts && !left_by(model, age, deed, part))
        part++;
    if (part > deed->forecast.parts)
        return DIFFERENCE_CUT;
    if (deed->forecast.wrong_guess && deed->event.compared && part == 0)
        return DIFFERENCE_GUESS;
    return DIFFERENCE_NONE;
}
