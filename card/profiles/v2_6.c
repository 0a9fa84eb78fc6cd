/* SPDX-License-Identifier: MIT */
/* AKİS, the newest e-signature card seen (RSA and P-384) */
#include "card/profiles/shared.h"

extern const struct card_profile profile_v2_6;
const struct card_profile profile_v2_6 = {
    .name = "v2.6",
    .title = "AKİS, the newest e-signature card seen (RSA and P-384)",
    .atr = "3B9F978131FE4580655443D3230231C073F62180810552",
    .family = V2,
    .commands = commands,
    .command_count = COMMANDS,
    .pin_reference = 0x01,
    .puk_reference = 0x02,
    .answer_max = V2_ANSWER_MAX,
    .kinds = v2_ec_kinds,
    .algorithms = v2_algorithms,
    .algorithm_count = V2_ALGORITHMS,
};
