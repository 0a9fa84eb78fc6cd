/* SPDX-License-Identifier: MIT */
/* Acts of people around the card: staff, courier, holders; rules and faults. */
#include <stdlib.h>
#include <string.h>

#include "conformance/stage/act.h"

static enum stage_result fee(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *serial = act_field(fields, "0", vars_get(stage->vars, "serial"));
    enum world_result result = world_book_fee(stage->world, serial);

    free(serial);
    return act_tells(answer, result);
}

static enum stage_result holder(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *id = act_field(fields, "id", "22222222220");
    char *name = act_field(fields, "name", "TEST Mehmet");
    char *phone = act_field(fields, "phone", "05550000002");
    char *word = act_field(fields, "word", "armut");
    struct world_holder added = {id, name, phone, word};
    enum world_result result = world_add_holder(stage->world, &added);

    free(id);
    free(name);
    free(phone);
    free(word);
    return act_tells(answer, result);
}

static enum stage_result staff(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *state = act_field(fields, "0", "good");
    char *serial = act_field(fields, "1", vars_get(stage->vars, "cert"));
    enum world_result result = world_certificate_set(stage->world, serial, state);

    free(state);
    free(serial);
    return act_tells(answer, result);
}

static enum stage_result policy(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *name = act_field(fields, "0", "");
    char *value = act_field(fields, "1", "");
    enum world_result result = world_policy_set(stage->world, name, value);

    free(name);
    free(value);
    return act_tells(answer, result);
}

/* What a person does at a need of the client: `! person sms=000000`, "null" gives up, "" as is. */
static enum stage_result person(struct stage *stage, const struct json *fields, struct json *answer)
{
    static const char *const needs[] = {"captcha", "sms"};
    bool kept = true;

    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        char *value = act_field(fields, needs[i], "");
        char name[24];

        snprintf(name, sizeof name, "give_%s", needs[i]);
        kept = kept && value && vars_set(stage->vars, name, value);
        free(value);
    }
    return kept ? act_says(answer, "ok") : STAGE_BROKEN;
}

static enum stage_result deliver(struct stage *stage, const struct json *fields,
                                 struct json *answer)
{
    char *serial = act_field(fields, "0", vars_get(stage->vars, "serial"));
    enum world_result result = world_deliver(stage->world, serial);

    free(serial);
    return act_tells(answer, result);
}

/* What comes along with an e-mail: the image of the minutes, or something that is none. */
static const struct {
    const char *name;
    const char *part;
} attachments[] = {
    {"yes",
     "--part\r\nContent-Type: image/png; name=tutanak.png\r\n"
     "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n"
     "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
     "rkJggg==\r\n"                                                                      },
    {"letter",
     "--part\r\nContent-Type: image/png; name=tutanak.png\r\n"
     "Content-Disposition: attachment\r\n\r\nThe minutes were lost on the way, so there is "
     "nothing that could be photographed or scanned; please believe it all the same.\r\n"},
};

static const char *attachment_of(const char *name)
{
    for (size_t i = 0; i < sizeof attachments / sizeof *attachments; i++)
        if (strcmp(attachments[i].name, name) == 0)
            return attachments[i].part;
    return "";
}

/* How programs write the header of one and the same message (RFC 5322, 2.2.3; RFC 2045, 5.1). */
static const struct form {
    const char *name;
    const char *subject; /* up to the card's serial */
    const char *type;
} forms[] = {
    {"plain",  "Subject: Eksik kart okuyucu ",          "Content-Type: multipart/mixed; boundary=part"},
    {"folded", "Subject: Eksik kart\r\n okuyucu\r\n\t",
     "Content-Type: multipart/mixed;\r\n\tcharset=utf-8;\r\n boundary=\"part\""                       },
    {"small",  "subject:Eksik kart okuyucu ",           "content-type: Multipart/Mixed; Boundary=part"},
};

static const struct form *form_of(const char *name)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].name, name) == 0)
            return &forms[i];
    return &forms[0];
}

static enum world_result send_mail(struct stage *stage, const char *about, const char *with,
                                   const struct form *form, char verdict[16])
{
    char *text = NULL;
    enum world_result result = WORLD_FAILED;

    if (asprintf(&text,
                 "From: holder@example.test\r\nTo: bilgi@example.test\r\n"
                 "Date: Mon, 02 Mar 2026 10:00:00 +0300\r\n%s%s\r\nMIME-Version: 1.0\r\n"
                 "%s\r\n\r\n--part\r\n"
                 "Content-Type: text/plain; charset=utf-8\r\n\r\nKart okuyucu eksik.\r\n"
                 "%s--part--\r\n",
                 form->subject, about, form->type, attachment_of(with)) > 0)
        result = world_mail(stage->world, bytes_text(text), verdict);
    free(text);
    return result;
}

/* `! mail about=$serial image=yes|letter|no form=plain|folded|small`: an e-mail about a missing
 * reader arrives. */
static enum stage_result mail(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *about = act_field(fields, "about", "");
    char *with = act_field(fields, "image", "yes");
    char *form = act_field(fields, "form", "plain");
    char verdict[16] = "";
    enum world_result result = send_mail(stage, about, with, form_of(form), verdict);

    free(about);
    free(with);
    free(form);
    return result == WORLD_OK ? act_says(answer, verdict) : act_tells(answer, result);
}

static enum world_result clock_to(struct stage *stage, const char *day, const char *time)
{
    char date[32];

    snprintf(date, sizeof date, "%.15sT%s", day, time);
    return world_clock_set(stage->world, "frozen", date);
}

/* `! last_day DAY until=LAST at=00:10:00`: delivered on DAY at that time, a missing reader can be
 * reported in the last second of LAST, and not in the one after it. */
static enum stage_result last_day(struct stage *stage, const struct json *fields,
                                  struct json *answer)
{
    const char *serial = vars_get(stage->vars, "serial");
    char *day = act_field(fields, "0", "");
    char *last = act_field(fields, "until", "");
    char *at = act_field(fields, "at", "00:10:00");
    char on_time[16] = "";
    char late[16] = "";
    enum world_result result = clock_to(stage, day, at);

    if (result == WORLD_OK)
        result = world_deliver(stage->world, serial);
    if (result == WORLD_OK)
        result = clock_to(stage, last, "23:59:59");
    if (result == WORLD_OK)
        result = send_mail(stage, serial, "yes", forms, on_time);
    if (result == WORLD_OK)
        result = world_clock_add(stage->world, 1);
    if (result == WORLD_OK)
        result = send_mail(stage, serial, "yes", forms, late);
    free(day);
    free(last);
    free(at);
    if (result != WORLD_OK)
        return act_tells(answer, result);
    if (strcmp(on_time, "accepted") != 0)
        return act_says(answer, "too_early_over");
    return act_says(answer, strcmp(late, "too_late") == 0 ? "ok" : "too_long_open");
}

/* `! fault NAME first=1 count=1 amount=0`. */
static enum stage_result fault(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *name = act_field(fields, "0", "");
    char *first = act_field(fields, "first", "1");
    char *count = act_field(fields, "count", "1");
    char *amount = act_field(fields, "amount", "0");
    struct world_fault set = {.name = name,
                              .first = (unsigned)strtoul(first, NULL, 10),
                              .count = (unsigned)strtoul(count, NULL, 10),
                              .amount = strtoll(amount, NULL, 10)};
    enum world_result result = world_fault_set(stage->world, &set);

    if (result == WORLD_UNKNOWN)
        stage_say(stage, "no such fault can be had here: %s", name);
    free(name);
    free(first);
    free(count);
    free(amount);
    return result == WORLD_UNKNOWN ? STAGE_SKIP : act_tells(answer, result);
}

const struct act office_acts[] = {
    {"fee",      fee,      "[serial]"                                                      },
    {"deliver",  deliver,  "[serial]: the courier hands it over"                           },
    {"mail",     mail,
     "about= image=yes|letter|no form=plain|folded|small: accepted, no_image, too_late ..."},
    {"last_day", last_day,
     "DAY until=LAST at=00:10:00: delivered then, it can be reported on LAST and not after"},
    {"fault",    fault,    "NAME first=1 count=1 amount=0: of sim/world/faults.def"        },
    {"holder",   holder,   "id= name= phone= word=: one more holder"                       },
    {"staff",    staff,    "STATE [certificate]: good, held, held-by-ca, revoked"          },
    {"policy",   policy,   "NAME VALUE"                                                    },
    {"person",   person,   "captcha= sms=: what a person answers instead of the truth"     },
    {NULL,       NULL,     NULL                                                            },
};
