/* SPDX-License-Identifier: MIT */
/* akissim card …, and what the CA's staff does to a card: renew, replace, fee. */
#include "sim/world/program/command.h"
#include "sim/world/program/remote.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *text_of(const json_t *object, const char *field)
{
    const char *text = json_string_value(json_object_get(object, field));

    return text ? text : "";
}

static int number_of(const json_t *object, const char *field)
{
    return (int)json_integer_value(json_object_get(object, field));
}

static void print_card(const json_t *card)
{
    const json_t *slot = json_object_get(card, "slot");
    bool dead = json_is_true(json_object_get(card, "dead"));

    (void)printf("%s  %-8s %s  ", text_of(card, "serial"), text_of(card, "profile"),
                 text_of(card, "produced"));
    if (dead)
        (void)fputs(word(WORD_CARD_DEAD), stdout);
    else
        (void)printf(word(WORD_CARD_TRIES), number_of(card, "pin_tries"),
                     number_of(card, "puk_tries"),
                     strcmp(text_of(card, "unlocks_by"), "puk") == 0 ? word(WORD_BY_PUK)
                                                                     : word(WORD_BY_PORTAL));
    if (json_is_integer(slot))
        (void)printf(word(WORD_CARD_SLOT), (int)json_integer_value(slot));
    (void)putchar('\n');
}

/* Prints the answer, as JSON or by `print`, and gives it back. */
static int finish(const struct session *session, json_t *answer, void (*print)(const json_t *))
{
    if (session->json)
        session_print_json(answer);
    else
        print(answer);
    json_decref(answer);
    return EXIT_DONE;
}

static void print_new(const json_t *card)
{
    (void)printf("%s\n", text_of(card, "serial"));
}

static void print_list(const json_t *answer)
{
    size_t i;
    const json_t *card;

    json_array_foreach(json_object_get(answer, "cards"), i, card)
    {
        print_card(card);
    }
}

static void print_slots(const json_t *answer)
{
    size_t i;
    const json_t *slot;

    json_array_foreach(json_object_get(answer, "slots"), i, slot)
    {
        const char *card = text_of(slot, "card");
        (void)printf(word(WORD_SLOT), number_of(slot, "slot"), *card ? card : "-");
    }
}

static void print_nothing(const json_t *answer)
{
    (void)answer;
}

/* The card that the user named, or the one in slot 0. */
static enum exit_code card_named(struct remote *remote, const char *named, char serial[64])
{
    json_t *answer = NULL;

    if (named) {
        (void)snprintf(serial, 64, "%s", named);
        return EXIT_DONE;
    }
    enum exit_code code = remote_ask(remote, "GET", "/v1/slots", NULL, &answer);
    if (code != EXIT_DONE)
        return code;
    const json_t *slot = json_array_get(json_object_get(answer, "slots"), 0);
    (void)snprintf(serial, 64, "%s", text_of(slot, "card"));
    json_decref(answer);
    return *serial ? EXIT_DONE : session_fail(EXIT_REFUSED, WORD_NO_CARD_IN);
}

/* One call about one card: METHOD /v1/cards/SERIAL…, or about its slot. */
static int about_card(const struct session *session, const char *named, const char *method,
                      const char *tail, void (*print)(const json_t *))
{
    struct remote *remote = NULL;
    json_t *answer = NULL;
    char serial[64];
    char path[128];
    enum exit_code code = remote_new(session, &remote);

    if (code == EXIT_DONE)
        code = card_named(remote, named, serial);
    if (code == EXIT_DONE) {
        (void)snprintf(path, sizeof path, "/v1/cards/%s%s", serial, tail);
        code = remote_ask(remote, method, path, NULL, &answer);
    }
    remote_free(&remote);
    return code == EXIT_DONE ? finish(session, answer, print) : (int)code;
}

static void put(json_t *object, const char *field, const char *text)
{
    if (text)
        json_object_set_new(object, field, json_string(text));
}

/* {"pin_tries": "4"} from "pin_tries=4"; the full name "card.pin_tries" will do too. */
static json_t *settings_of(const struct flag_list *list)
{
    json_t *settings = json_object();
    char name[64];

    for (size_t i = 0; i < list->count; i++) {
        const char *from = list->values[i];
        if (strncmp(from, "card.", 5) == 0)
            from += 5;
        size_t size = strcspn(from, "=");
        (void)snprintf(name, sizeof name, "%.*s", (int)size, from);
        put(settings, name, from[size] ? from + size + 1 : "");
    }
    return settings;
}

static int card_new(struct session *session, int argc, char **argv)
{
    static const char *const names[] = {"profile", "produced", "state",   "key",    "pin",
                                        "puk",     "holder",   "flavour", "subject"};
    const char *values[9] = {0};
    const char *slot = NULL;
    bool insert = false;
    struct flag_list set = {0};
    const struct flag flags[] = {
        {FLAG_TEXT, "--profile",  &values[0]},
        {FLAG_TEXT, "--produced", &values[1]},
        {FLAG_TEXT, "--state",    &values[2]},
        {FLAG_TEXT, "--key",      &values[3]},
        {FLAG_TEXT, "--pin",      &values[4]},
        {FLAG_TEXT, "--puk",      &values[5]},
        {FLAG_TEXT, "--holder",   &values[6]},
        {FLAG_TEXT, "--flavour",  &values[7]},
        {FLAG_TEXT, "--subject",  &values[8]},
        {FLAG_TEXT, "--slot",     &slot     },
        {FLAG_BOOL, "--insert",   &insert   },
        {FLAG_LIST, "--set",      &set      },
        {FLAG_END,  NULL,         NULL      },
    };
    struct arguments arguments;
    json_t *answer = NULL;

    if (!session_arguments(session, argc, argv, flags, &arguments))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_CARD);
    json_t *order = json_object();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        put(order, names[i], values[i]);
    json_object_set_new(order, "settings", settings_of(&set));
    if (insert || slot)
        json_object_set_new(order, "slot", json_integer(slot ? atoi(slot) : 0));
    enum exit_code code = remote_once(session, "POST", "/v1/cards", order, &answer);
    return code == EXIT_DONE ? finish(session, answer, print_new) : (int)code;
}

/* Reads [CARD] and --slot N. */
static bool read_plain(struct session *session, int argc, char **argv, const char **slot,
                       const char **card)
{
    const struct flag flags[] = {
        {FLAG_TEXT, "--slot", slot},
        {FLAG_END,  NULL,     NULL},
    };
    struct arguments arguments;

    if (!session_arguments(session, argc, argv, flags, &arguments))
        return false;
    *card = arguments.plain[0];
    if (arguments.count <= 1)
        return true;
    (void)session_fail(EXIT_USAGE, WORD_BAD_ARGUMENT, arguments.plain[1]);
    return false;
}

static int card_insert(struct session *session, int argc, char **argv)
{
    const char *slot = "0";
    const char *card;
    char path[64];
    json_t *answer = NULL;

    if (!read_plain(session, argc, argv, &slot, &card))
        return EXIT_USAGE;
    if (session->help || !card)
        return command_help(WORD_HELP_CARD) + (session->help ? EXIT_DONE : EXIT_USAGE);
    (void)snprintf(path, sizeof path, "/v1/slots/%.20s", slot);
    enum exit_code code =
        remote_once(session, "PUT", path, json_pack("{s:s}", "card", card), &answer);
    return code == EXIT_DONE ? finish(session, answer, print_slots) : (int)code;
}

static int card_remove(struct session *session, int argc, char **argv)
{
    const char *slot = "0";
    const char *stray;
    char path[64];
    json_t *answer = NULL;

    if (!read_plain(session, argc, argv, &slot, &stray))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_CARD);
    (void)snprintf(path, sizeof path, "/v1/slots/%.20s", stray ? stray : slot);
    enum exit_code code = remote_once(session, "DELETE", path, NULL, &answer);
    return code == EXIT_DONE ? finish(session, answer, print_slots) : (int)code;
}

static int card_status(struct session *session, int argc, char **argv)
{
    const char *slot;
    const char *card;

    if (!read_plain(session, argc, argv, &slot, &card))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_CARD);
    return about_card(session, card, "GET", "", print_card);
}

static int card_list(struct session *session, int argc, char **argv)
{
    const char *slot;
    const char *stray;
    json_t *answer = NULL;

    if (!read_plain(session, argc, argv, &slot, &stray))
        return EXIT_USAGE;
    if (session->help)
        return command_help(WORD_HELP_CARD);
    enum exit_code code = remote_once(session, "GET", "/v1/cards", NULL, &answer);
    return code == EXIT_DONE ? finish(session, answer, print_list) : (int)code;
}

int command_card(struct session *session, int argc, char **argv)
{
    static const struct {
        const char *name;
        command_function *run;
    } verbs[] = {
        {"new",    card_new      },
        {"insert", card_insert   },
        {"remove", card_remove   },
        {"status", card_status   },
        {"list",   card_list     },
        {"export", command_export},
        {"import", command_import},
        {"policy", command_policy},
    };

    for (size_t i = 0; argc > 0 && i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(argv[0], verbs[i].name) == 0)
            return verbs[i].run(session, argc - 1, argv + 1);
    bool asks = argc > 0 && (strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "-h") == 0);
    if (asks)
        return command_help(WORD_HELP_CARD);
    return session_fail(EXIT_USAGE, WORD_WHICH_VERB, "card",
                        "new, insert, remove, status, list, export, import, policy");
}

/* renew, replace and fee: [CARD], one call each. */
static int desk(struct session *session, int argc, char **argv, const char *tail, enum word help,
                void (*print)(const json_t *))
{
    const char *slot;
    const char *card;

    if (!read_plain(session, argc, argv, &slot, &card))
        return EXIT_USAGE;
    if (session->help)
        return command_help(help);
    return about_card(session, card, "POST", tail, print);
}

int command_renew(struct session *session, int argc, char **argv)
{
    return desk(session, argc, argv, "/renewal", WORD_HELP_RENEW, print_new);
}

int command_replace(struct session *session, int argc, char **argv)
{
    return desk(session, argc, argv, "/replacement", WORD_HELP_REPLACE, print_new);
}

int command_fee(struct session *session, int argc, char **argv)
{
    return desk(session, argc, argv, "/fee", WORD_HELP_FEE, print_nothing);
}

int command_deliver(struct session *session, int argc, char **argv)
{
    return desk(session, argc, argv, "/delivery", WORD_HELP_DESK, print_nothing);
}
