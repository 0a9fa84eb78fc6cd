/* SPDX-License-Identifier: MIT */
/* AKİS v2.2.8 (Infineon) */
#include "card/profiles/shared.h"

extern const struct card_profile profile_v2_2_8;
const struct card_profile profile_v2_2_8 = {
    .name = "v2.2.8",
    .title = "AKİS v2.2.8 (Infineon)",
    .atr = "3B9F978131FE4580655443D2210831C073F6218081055B",
    .family = V2,
    .commands = commands,
    .command_count = COMMANDS,
    .pin_reference = 0x01,
    .puk_reference = 0x02,
    .answer_max = V2_ANSWER_MAX,
    .kinds = v2_kinds,
    .algorithms = v2_algorithms,
    .algorithm_count = V2_ALGORITHMS,
};
