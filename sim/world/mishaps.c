/* SPDX-License-Identifier: MIT */
/* Faults by name, wherever they happen: see world.h. A name that is no fault of the card or the
 * phone may be one of the portal. */
#include "sim/world/inside.h"

#include <string.h>

static enum world_result set_at_slot(struct world *world, enum fault_kind kind, unsigned slot,
                                     const struct fault *fault)
{
    enum world_result result = world_check_slot(slot);

    if (result != WORLD_OK)
        return result;
    if (!hand_start(&world->hand))
        return world_fail(WORLD_FAILED, "no thread");
    slot_fault(&world->slots[slot], kind, fault);
    if (kind == FAULT_GONE && fault->count == 0) {
        pthread_mutex_lock(&world->lock);
        outlets_plug(&world->outlets, slot);
        pthread_mutex_unlock(&world->lock);
    }
    return WORLD_OK;
}

static enum world_result set_at_portal(struct world *world, const struct world_fault *wanted)
{
    enum world_result result = office_fault_set(world, wanted);

    return result == WORLD_UNKNOWN
               ? world_fail(result, "no such fault: %.40s; akissim fault lists them", wanted->name)
               : result;
}

enum world_result world_fault_set(struct world *world, const struct world_fault *wanted)
{
    enum fault_kind kind = fault_find(wanted->name);
    struct fault fault = {wanted->first ? wanted->first : 1, wanted->count, wanted->amount};

    trace_event(world->trace, "fault set", wanted->name);
    if (kind == FAULT_KINDS)
        return set_at_portal(world, wanted);
    if (fault.amount == 0)
        fault.amount = fault_line(kind)->amount;
    if (fault_line(kind)->counts != FAULT_MESSAGES)
        return set_at_slot(world, kind, wanted->slot, &fault);
    inbox_fault(&world->inbox, kind, &fault);
    return WORLD_OK;
}

bool world_fault_at(size_t index, struct world_fault_kind *kind)
{
    static const char *const counted[] = {[FAULT_COMMANDS] = "commands",
                                          [FAULT_WRITES] = "writes",
                                          [FAULT_RESETS] = "resets",
                                          [FAULT_MESSAGES] = "messages"};

    if (index >= FAULT_KINDS)
        return office_fault_at(index - FAULT_KINDS, kind);
    const struct fault_line *line = fault_line((enum fault_kind)index);
    *kind =
        (struct world_fault_kind){line->word, counted[line->counts], line->amount, line->meaning};
    return true;
}
