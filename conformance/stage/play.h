/* SPDX-License-Identifier: MIT */
/* Plays one case on a stage of its own, in this process, and leaves the evidence. */
#ifndef CONFORMANCE_STAGE_PLAY_H
#define CONFORMANCE_STAGE_PLAY_H

#include "conformance/stage/stage.h"
#include "conformance/verdict.h"

/* The evidence goes to "<options->evidence>/evidence.jsonl". */
enum verdict play(const struct conf_case *conf_case, const char *profile,
                  const struct stage_options *options);

#endif
