/* SPDX-License-Identifier: MIT */
/* Defect: the unlock is told as done when the portal has answered; the card was not asked. (UNB-7)
 */
#include "sim/engine/card.h"

#define card_tell(card, command, sw) ((void)(card), (void)(command), *(sw) = 0x9000, AKIS_OK)
#include "sim/engine/portal_unlock.c"
