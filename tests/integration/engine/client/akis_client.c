/* SPDX-License-Identifier: MIT */
/* A program of somebody else's: one header, and it tells its user what to do next. */
#include <akis/akis.h>
#include <stdio.h>

int main(void)
{
    struct akis_card *card = NULL;
    struct akis_identity identity;
    struct akis_result result = akis_card_open(NULL, NULL, &card);

    if (result.outcome != AKIS_OK) {
        printf("%s: %s\n", akis_outcome_text(result.outcome), akis_remedy_text(result.remedy));
        return 1;
    }
    akis_card_identity(card, &identity);
    result = akis_pin_status(card);
    printf("card %s, %d tries\n", identity.version, result.tries);
    akis_card_close(&card);
    return 0;
}
