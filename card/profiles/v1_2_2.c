/* SPDX-License-Identifier: MIT */
/* AKİS v1.2.2 (Infineon) */
#include "card/profiles/shared.h"

extern const struct card_profile profile_v1_2_2;
const struct card_profile profile_v1_2_2 = {
    .name = "v1.2.2",
    .title = "AKİS v1.2.2 (Infineon)",
    .atr = "3B9F968131FE45806755454B41451292318073B3A1806A",
    .family = V1,
    .commands = commands,
    .command_count = COMMANDS,
    .pin_reference = 0x80,
    .puk_reference = 0x81,
    .answer_max = V1_ANSWER_MAX,
    .kinds = v1_kinds,
};
