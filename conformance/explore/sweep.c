/* SPDX-License-Identifier: MIT */
/* Every letter spoilt in every way: see sweep.h. */
#include "conformance/explore/sweep.h"

static enum difference_kind judge(const struct sweep *sweep)
{
    const struct deed *deed = &sweep->deed;
    bool nothing =
        deed->event.writes == 0 && spoil_allows_state(sweep->letter, &sweep->before, &deed->after);
    bool obeyed = judge_step(deed) == DIFFERENCE_NONE;

    return spoil_allows(sweep->spoil, deed->event.word, nothing, obeyed) ? DIFFERENCE_NONE
                                                                         : DIFFERENCE_SPOILT;
}

static bool say(struct sweep *sweep)
{
    struct deed *deed = &sweep->deed;

    if (!subject_spoil(sweep->subject, sweep->letter, sweep->spoil, &deed->event))
        return true;
    deed->foreseen = model_foresee(sweep->model, sweep->age, &sweep->before,
                                   &letters[sweep->letter], &deed->forecast);
    deed->after = subject_state(sweep->subject);
    sweep->said++;
    sweep->found = judge(sweep);
    return state_pack(&deed->after) == state_pack(&sweep->before) ||
           subject_return(sweep->subject, sweep->memory);
}

bool sweep_run(struct sweep *sweep)
{
    bool going = subject_return(sweep->subject, sweep->memory);
    unsigned turn = sweep->turn;

    for (unsigned i = 0; going && !sweep->found && i < LETTERS * SPOILS; i++) {
        if (turn++ % sweep->turns != 0)
            continue;
        sweep->letter = i / SPOILS;
        sweep->spoil = (int)(i % SPOILS);
        going = say(sweep);
    }
    return going;
}
