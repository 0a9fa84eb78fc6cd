/* SPDX-License-Identifier: MIT */
/* AKİS v1.2.2 (NXP) */
#include "card/profiles/shared.h"

extern const struct card_profile profile_v1_2_2_nxp;
const struct card_profile profile_v1_2_2_nxp = {
    .name = "v1.2.2-nxp",
    .title = "AKİS v1.2.2 (NXP)",
    .atr = "3B9F968131FE45806755454B41451293318073B3A1806B",
    .family = V1,
    .commands = commands,
    .command_count = COMMANDS,
    .pin_reference = 0x80,
    .puk_reference = 0x81,
    .answer_max = V1_ANSWER_MAX,
    .kinds = v1_kinds,
};
