/* SPDX-License-Identifier: MIT */
/* How a foreign card is reached: in a reader of PC/SC, or as one that connects to us (vpcd). */
#ifndef CONFORMANCE_RUNNER_BENCH_REACH_H
#define CONFORMANCE_RUNNER_BENCH_REACH_H

#include "conformance/runner/card_file.h"
#include "conformance/runner/options.h"
#include "conformance/stage/foreign_talk.h"

/* Opens `talk->link` to the card that `options` name, and notes reader and ATR. False: told on
 * stderr why there is no card. */
NODISCARD bool bench_reach(const struct options *options, struct talk *talk);

#endif
