/* SPDX-License-Identifier: MIT */
/* Defect: a new PUK may have as many digits as it likes. (UNB-11) */
#include "card/pin.h"

#define pin_well_formed pin_well_formed_right
#include "card/pin.c"
#undef pin_well_formed

bool pin_well_formed(const struct card *card, enum pin_role role, struct bytes digits)
{
    return pin_well_formed_right(card, role == ROLE_PUK && digits.size != 8 ? ROLE_PIN : role,
                                 digits);
}
