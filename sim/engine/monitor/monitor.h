/* SPDX-License-Identifier: MIT */
/* The card monitor as a terminal program. */
#ifndef SIM_ENGINE_MONITOR_MONITOR_H
#define SIM_ENGINE_MONITOR_MONITOR_H

#include "sim/engine/akis.h"

/* Runs until the user quits. False: standard input and output are no terminal. */
bool monitor_run(const struct akis_clock *clock);

#endif
