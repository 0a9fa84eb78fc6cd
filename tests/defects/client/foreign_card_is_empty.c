/* SPDX-License-Identifier: MIT */
/* Defect: a card of another make is told as an AKİS on which no certificate stands yet. (CLI-3) */
#include "tests/defects/client/any_card_is_akis.c"

#define akis_certificates(card, all) akis_certificates_right(card, all)
#include "sim/engine/certificates.c"
#undef akis_certificates

struct akis_result akis_certificates(struct akis_card *card, struct akis_certificates *certificates)
{
    struct akis_result result = akis_certificates_right(card, certificates);

    return result_of(result.outcome == AKIS_FOREIGN_CARD ? AKIS_OK : result.outcome);
}
