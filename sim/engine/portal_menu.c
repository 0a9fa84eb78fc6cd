/* SPDX-License-Identifier: MIT */
/* The portal's menu: PIN/PUK Bilgisi, Sertifika Listele, Askı, İptal, Yenileme. */
#include "sim/base/calendar.h"
#include "sim/engine/outcome.h"
#include "sim/engine/portal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CERTIFICATES_MAX = 64 };

static const struct json_pair nothing[] = {
    {NULL, NULL}
};

static void read_card(const struct json *json, struct akis_portal_card *card)
{
    json_text(json, "serial", card->serial, sizeof card->serial);
    json_text(json, "produced", card->produced, sizeof card->produced);
    json_text(json, "stored", card->stored, sizeof card->stored);
    json_text(json, "pin", card->pin, sizeof card->pin);
    json_text(json, "puk", card->puk, sizeof card->puk);
}

struct akis_result akis_portal_pins(struct akis_portal *portal, struct akis_portal_card *cards,
                                    size_t room, size_t *count)
{
    static const struct json_pair read_warnings[] = {
        {"okudum", "evet"},
        {NULL,     NULL  }
    };
    struct json *answer = NULL;
    const struct json *row = NULL;
    enum akis_outcome outcome = portal_ask(portal, "/nb/pin-puk", read_warnings, &answer, NULL);

    if (outcome != AKIS_OK)
        return result_of(outcome);
    for (*count = 0; *count < room && (row = json_at(answer, "cards", *count)); (*count)++)
        read_card(row, &cards[*count]);
    json_free(&answer);
    return result_of(AKIS_OK);
}

struct akis_result akis_portal_pdf(struct akis_portal *portal, struct akis_blob *pdf)
{
    return result_of(portal_fetch(portal, "POST", "/nb/pin-puk/kaydet", "application/pdf", pdf));
}

struct akis_result akis_portal_delete(struct akis_portal *portal, enum akis_delete how)
{
    const struct json_pair pairs[] = {
        {"onay",                                         "evet"},
        {how == AKIS_DELETE_ANYWAY ? "yine_de" : "onay", "evet"},
        {NULL,                                           NULL  },
    };

    return result_of(portal_ask(portal, "/nb/pin-puk/sil", pairs, NULL, NULL));
}

static void read_certificate(const struct json *json, struct akis_portal_certificate *certificate)
{
    json_text(json, "serial", certificate->serial, sizeof certificate->serial);
    json_text(json, "card", certificate->card, sizeof certificate->card);
    json_text(json, "status", certificate->status, sizeof certificate->status);
    json_text(json, "held_by", certificate->held_by, sizeof certificate->held_by);
    json_text(json, "subject", certificate->subject, sizeof certificate->subject);
    json_text(json, "not_before", certificate->not_before, sizeof certificate->not_before);
    json_text(json, "not_after", certificate->not_after, sizeof certificate->not_after);
    json_text(json, "reason", certificate->reason, sizeof certificate->reason);
    json_text(json, "pem", certificate->pem, sizeof certificate->pem);
}

struct akis_result akis_portal_list(struct akis_portal *portal,
                                    struct akis_portal_certificate *certificates, size_t room,
                                    size_t *count)
{
    struct json *answer = NULL;
    const struct json *row = NULL;
    enum akis_outcome outcome = portal_ask(portal, "/nb/sertifikalar", NULL, &answer, NULL);

    if (outcome != AKIS_OK)
        return result_of(outcome);
    for (*count = 0; *count < room && (row = json_at(answer, "certificates", *count)); (*count)++)
        read_certificate(row, &certificates[*count]);
    json_free(&answer);
    return result_of(AKIS_OK);
}

/* "/nb/sertifikalar/SERIAL[/act]"; false unless the serial is hexadecimal. */
static bool certificate_path(const char *serial, const char *act, char path[PORTAL_PATH_MAX])
{
    size_t size = strlen(serial);

    if (size == 0 || size > 40 || strspn(serial, "0123456789ABCDEFabcdef") != size)
        return false;
    snprintf(path, PORTAL_PATH_MAX, "/nb/sertifikalar/%s%s", serial, act);
    return true;
}

struct akis_result akis_portal_details(struct akis_portal *portal, const char *serial,
                                       struct akis_portal_certificate *certificate)
{
    struct json *answer = NULL;
    char path[PORTAL_PATH_MAX];

    if (!certificate_path(serial, "", path))
        return result_of(AKIS_BAD_ARGUMENT);
    enum akis_outcome outcome = portal_ask(portal, path, NULL, &answer, NULL);
    if (outcome != AKIS_OK)
        return result_of(outcome);
    read_certificate(answer, certificate);
    json_free(&answer);
    return result_of(AKIS_OK);
}

static struct akis_result act_on(struct akis_portal *portal, const char *serial, const char *act,
                                 const struct json_pair *pairs)
{
    char path[PORTAL_PATH_MAX];
    int64_t until = 0;

    if (!certificate_path(serial, act, path))
        return result_of(AKIS_BAD_ARGUMENT);
    struct akis_result result = result_of(portal_ask(portal, path, pairs, NULL, &until));
    result.until = until;
    return result;
}

struct akis_result akis_portal_suspend(struct akis_portal *portal, const char *serial)
{
    return act_on(portal, serial, "/askiya-al", nothing);
}

struct akis_result akis_portal_lift(struct akis_portal *portal, const char *serial)
{
    return act_on(portal, serial, "/askidan-indir", nothing);
}

/* The start of the certificate that follows at the end of this one, of several the first; 0: none
 * waits. */
static int64_t successor_start(struct akis_portal *portal, const char *serial)
{
    struct akis_portal_certificate *all = calloc(CERTIFICATES_MAX, sizeof *all);
    const struct akis_portal_certificate *own = NULL;
    size_t count = 0;
    int64_t start = 0;

    if (!all || akis_portal_list(portal, all, CERTIFICATES_MAX, &count).outcome != AKIS_OK)
        count = 0;
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(all[i].serial, serial) == 0)
            own = &all[i];
    }
    for (size_t i = 0; own && i < count; i++) {
        char date[20];
        int64_t begins = 0;
        snprintf(date, sizeof date, "%.19s", all[i].not_before);
        if (&all[i] != own && strcmp(all[i].not_before, own->not_after) >= 0 &&
            strcmp(all[i].status, "revoked") != 0 && calendar_parse(date, &begins) &&
            (start == 0 || begins < start))
            start = begins;
    }
    free(all);
    return start;
}

struct akis_result akis_portal_revoke(struct akis_portal *portal, const char *serial,
                                      const char *reason, enum akis_confirm confirm)
{
    const struct json_pair pairs[] = {
        {"neden",   reason                                       },
        {"onay",    confirm == AKIS_ASK_FIRST ? NULL : "evet"    },
        {"yine_de", confirm == AKIS_CONFIRMED_GAP ? "evet" : NULL},
        {NULL,      NULL                                         },
    };
    struct akis_result result = act_on(portal, serial, "/iptal", pairs);

    if (result.outcome == AKIS_CONFIRM && result.until == 0)
        result.until = successor_start(portal, serial);
    return result;
}

struct akis_result akis_portal_renew(struct akis_portal *portal, const char *card,
                                     enum akis_confirm confirm)
{
    const struct json_pair pairs[] = {
        {"kart", card                                     },
        {"onay", confirm == AKIS_ASK_FIRST ? NULL : "evet"},
        {NULL,   NULL                                     },
    };

    return result_of(portal_ask(portal, "/nb/yenileme", pairs, NULL, NULL));
}
