/* SPDX-License-Identifier: MIT */
/* AKİS v2.0 */
#include "card/profiles/shared.h"

extern const struct card_profile profile_v2_0;
const struct card_profile profile_v2_0 = {
    .name = "v2.0",
    .title = "AKİS v2.0",
    .atr = "3B9F968131FE458065544320201231C073F621808105B3",
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
