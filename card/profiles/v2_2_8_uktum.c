/* SPDX-License-Identifier: MIT */
/* AKİS v2.2.8 (UKTÜM) */
#include "card/profiles/shared.h"

extern const struct card_profile profile_v2_2_8_uktum;
const struct card_profile profile_v2_2_8_uktum = {
    .name = "v2.2.8-uktum",
    .title = "AKİS v2.2.8 (UKTÜM)",
    .atr = "3B9F978131FE4580655443E4210831C073F6218081056D",
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
