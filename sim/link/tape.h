/* SPDX-License-Identifier: MIT */
/*
 * A tape of what went over a link, and a link that plays one back. Text, a line for
 * each step, so that it can be read, compared and written by hand:
 *
 *   reset 3BBA11008131FE4D55454B41452056312E30AE
 *   > 0084000008
 *   < 01020304050607089000
 *   > 0020008006............     data of PIN commands is not kept: ".." is any byte
 *   ! card removed               a result other than ok, in the words of link_result_text
 *   off
 */
#ifndef SIM_LINK_TAPE_H
#define SIM_LINK_TAPE_H

#include "sim/link/link.h"

/* Wraps `inner`, which it owns from then on (also when it fails), and writes each step to
 * the file `path`, made anew with mode 0600. LINK_FAILED: no file or no memory. */
NODISCARD enum link_result link_tape_record(struct link *inner, const char *path,
                                            struct link **link);

/* Plays the tape `path`: each step must be the next on the tape, else LINK_FAILED, then and
 * ever after. LINK_FAILED too: no file, or a line that is none of the above. */
NODISCARD enum link_result link_tape_play(const char *path, struct link **link);

/* True when every step was played. Only for links made by link_tape_play. */
bool link_tape_at_end(struct link *link);

#endif
