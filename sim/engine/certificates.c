/* SPDX-License-Identifier: MIT */
/* The card's certificates: PKCS#15 says where, else the usual files are looked into. */
#include "sim/engine/card.h"
#include "sim/engine/outcome.h"
#include "sim/engine/pkcs15.h"
#include "sim/engine/pki/pki.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CERTIFICATES_MAX = 16, FIRST_FILE = 0x2F10, LAST_FILE = 0x2F1F };

/* The files where AKİS cards keep certificates when no directory tells. */
static size_t usual_files(struct pkcs15_certificate *rows)
{
    size_t count = 0;

    for (unsigned fid = FIRST_FILE; fid <= LAST_FILE; fid++, count++) {
        rows[count] = (struct pkcs15_certificate){.fid = fid, .id_size = 2};
        rows[count].id[0] = (uint8_t)(fid >> 8);
        rows[count].id[1] = (uint8_t)fid;
    }
    return count;
}

static enum akis_outcome read_one(struct akis_card *card, const struct pkcs15_certificate *row,
                                  struct akis_certificate *certificate)
{
    uint8_t *room = malloc(CARD_FILE_MAX);
    struct buf content = buf_over(room, CARD_FILE_MAX);
    enum akis_outcome outcome = AKIS_NO_MEMORY;

    if (room)
        outcome = card_read_file(card, row->fid, CARD_ONE_OBJECT, &content);
    if (outcome == AKIS_OK)
        outcome = pki_certificate(buf_bytes(&content), certificate);
    free(room);
    if (outcome != AKIS_OK)
        return outcome;
    snprintf(certificate->file, sizeof certificate->file, "%04X", row->fid & 0xFFFF);
    memcpy(certificate->label, row->label, sizeof certificate->label);
    memcpy(certificate->id, row->id, sizeof certificate->id);
    certificate->id_size = row->id_size;
    return AKIS_OK;
}

/* True when the way to the card is gone: no use in trying the next file. */
static bool is_fatal(const struct akis_card *card, enum akis_outcome outcome)
{
    return outcome == AKIS_NO_MEMORY || outcome == AKIS_CARD_DEAD || !card->awake;
}

static enum akis_outcome read_all(struct akis_card *card, struct akis_certificates *all)
{
    struct pkcs15_certificate rows[CERTIFICATES_MAX];
    size_t count = 0;
    enum akis_outcome outcome = pkcs15_certificates(card, rows, CERTIFICATES_MAX, &count);
    const bool listed = outcome == AKIS_OK && count > 0;

    if (outcome != AKIS_OK)
        return outcome;
    if (!listed)
        count = usual_files(rows);
    for (size_t i = 0; i < count; i++) {
        outcome = read_one(card, &rows[i], &all->items[all->count]);
        if (outcome == AKIS_OK)
            all->count++;
        else if (is_fatal(card, outcome))
            return outcome;
        else if (!listed)
            break;
    }
    return all->count > 0 ? AKIS_OK : AKIS_NO_CERTIFICATE;
}

struct akis_result akis_certificates(struct akis_card *card, struct akis_certificates *certificates)
{
    struct akis_certificates all = {calloc(CERTIFICATES_MAX, sizeof *all.items), 0};
    enum akis_outcome outcome = all.items ? card_enter(card) : AKIS_NO_MEMORY;

    if (outcome != AKIS_OK) {
        free(all.items);
        return result_of(outcome);
    }
    outcome = card->identity.dead ? AKIS_CARD_DEAD : card_select_application(card);
    if (outcome == AKIS_OK)
        outcome = read_all(card, &all);
    card_leave(card);
    if (outcome == AKIS_OK)
        *certificates = all;
    else
        akis_certificates_free(&all);
    return result_of(outcome);
}

void akis_certificates_free(struct akis_certificates *certificates)
{
    for (size_t i = 0; i < certificates->count; i++)
        akis_certificate_clear(&certificates->items[i]);
    free(certificates->items);
    *certificates = (struct akis_certificates){0};
}

struct akis_result akis_certificate_read(const uint8_t *der, size_t size,
                                         struct akis_certificate *certificate)
{
    return result_of(pki_certificate(bytes_of(der, size), certificate));
}

struct akis_result akis_certificate_time(const struct akis_certificate *certificate,
                                         const struct akis_clock *clock)
{
    const int64_t now = clock_of(clock);

    if (now > certificate->not_after)
        return result_of(AKIS_EXPIRED);
    if (now >= certificate->not_before)
        return result_of(AKIS_OK);
    struct akis_result result = result_of(AKIS_NOT_YET_VALID);
    result.until = certificate->not_before;
    return result;
}

const struct akis_certificate *akis_certificate_choose(const struct akis_certificates *certificates,
                                                       const struct akis_clock *clock)
{
    for (size_t i = 0; i < certificates->count; i++) {
        const struct akis_certificate *each = &certificates->items[i];
        if (akis_certificate_time(each, clock).outcome == AKIS_OK)
            return each;
    }
    return certificates->count > 0 ? &certificates->items[0] : NULL;
}
