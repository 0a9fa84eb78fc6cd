/* SPDX-License-Identifier: MIT */
/* A stage without a world: a foreign card in its reader is all there is. */
#ifndef CONFORMANCE_STAGE_FOREIGN_STAGE_H
#define CONFORMANCE_STAGE_FOREIGN_STAGE_H

#include "conformance/stage/stage.h"

/* Whether the case can be played on the card, after those before it. STAGE_SKIP: `why` says. */
NODISCARD enum stage_result foreign_stage_open(struct stage *stage);
/* The link, as stage_link gives it. */
NODISCARD enum stage_result foreign_stage_link(struct stage *stage);
/* Puts the card's own PIN in the place of the stories' in a VERIFY. False: no room. */
NODISCARD bool foreign_stage_translate(const struct stage *stage, struct buf *command);
/* Hears what a command of the story came to. */
void foreign_stage_hear(struct stage *stage, struct bytes command, struct bytes response);
/* Leaves the card as it was, as far as that goes. */
void foreign_stage_close(struct stage *stage);

#endif
