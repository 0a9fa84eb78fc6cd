/* SPDX-License-Identifier: MIT */
/* AKİS v1.0 (UEKAE) */
#include "card/profiles/shared.h"

extern const struct card_profile profile_v1_0;
const struct card_profile profile_v1_0 = {
    .name = "v1.0",
    .title = "AKİS v1.0 (UEKAE)",
    .atr = "3BBA11008131FE4D55454B41452056312E30AE",
    .family = V1,
    .commands = commands,
    .command_count = COMMANDS,
    .pin_reference = 0x80,
    .puk_reference = 0x81,
    .answer_max = V1_ANSWER_MAX,
    .kinds = v1_kinds,
};
