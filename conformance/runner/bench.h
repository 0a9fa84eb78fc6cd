/* SPDX-License-Identifier: MIT */
/*
 * The bench on which a card that is not of our world is judged: reached, asked who it is, lent
 * the stories' PIN for a destructive run, and given back. One card serves all cases, so they are
 * ordered by what they do to it: what only looks, what can be made good, what locks, what kills.
 */
#ifndef CONFORMANCE_RUNNER_BENCH_H
#define CONFORMANCE_RUNNER_BENCH_H

#include "conformance/runner/instance.h"
#include "conformance/runner/options.h"

/* Reaches the card and sets `options->stage.foreign`. False: told on stderr why not; then
 * nothing was done to the card, but that a wrong PIN cost it a try. */
NODISCARD bool bench_open(struct options *options);
/* Leaves out what is for other versions, and orders the rest. */
void bench_order(const struct options *options, struct instances *instances);
/* Gives the card its own PIN and PUK back, where it takes them; tells how it is now. False: after
 * a case it was not as any card should be, or the run was stopped. */
NODISCARD bool bench_close(struct options *options);

#endif
