/* SPDX-License-Identifier: MIT */
/* A request to the portal: "POST /path name=value"; "2: GET …" uses a second browser. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "conformance/stage/fields.h"
#include "conformance/stage/judgement.h"
#include "conformance/stage/site.h"
#include "sim/base/secret.h"

enum { METHOD_MAX = 8, PATH_MAX_LENGTH = 300 };

struct ask {
    unsigned browser;
    char method[METHOD_MAX];
    char *path;
    const char *fields; /* what is left of the step */
};

/* Cuts the next word off `text` into `word`. */
static bool cut_word(const char **text, char *word, size_t size)
{
    size_t length = strcspn(*text, " ");

    if (length == 0 || length >= size)
        return false;
    memcpy(word, *text, length);
    word[length] = '\0';
    *text += length;
    *text += strspn(*text, " ");
    return true;
}

static bool read_ask(struct stage *stage, const char *send, struct ask *ask)
{
    char path[PATH_MAX_LENGTH];

    memset(ask, 0, sizeof *ask);
    if (isdigit((unsigned char)send[0]) && send[1] == ':') {
        ask->browser = (unsigned)(send[0] - '0');
        send += 2;
        send += strspn(send, " ");
    }
    if (!cut_word(&send, ask->method, sizeof ask->method) || !cut_word(&send, path, sizeof path))
        return false;
    ask->path = vars_expand(stage->vars, path);
    ask->fields = send;
    return ask->path != NULL;
}

static char *show_ask(struct stage *stage, const struct ask *ask, const struct json *fields)
{
    char *shown = fields ? secrets_show(stage->secrets, fields) : NULL;
    char *text = NULL;

    if (asprintf(&text, "%s %s%s%s", ask->method, ask->path, shown ? " " : "", shown ? shown : "") <
        0)
        text = NULL;
    free(shown);
    return text;
}

/* Keeps the body for acts that look at it. */
static bool keep_body(struct stage *stage, const struct http_response *response)
{
    uint8_t *copy = malloc(response->size + 1);

    if (!copy)
        return false;
    if (response->size > 0)
        memcpy(copy, response->body, response->size);
    if (stage->last_body)
        secret_wipe(stage->last_body, stage->last_size);
    free(stage->last_body);
    stage->last_body = copy;
    stage->last_size = response->size;
    return true;
}

static int64_t milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void send_ask(struct stage *stage, const struct step *step, const struct ask *ask,
                     const struct json *fields, struct taken *taken)
{
    struct site_answer got;
    int64_t start = milliseconds();

    taken->sent = show_ask(stage, ask, fields);
    taken->result = site_send(stage, ask->browser, ask->method, ask->path, fields, &got);
    stage->last_took = milliseconds() - start;
    if (taken->result == STAGE_OK && !keep_body(stage, &got.response))
        taken->result = STAGE_BROKEN;
    if (taken->result == STAGE_OK) {
        struct answer answer = {got.word, got.json, bytes_of(got.response.body, got.response.size)};

        judge_answer(stage, step, &answer, taken);
    }
    site_answer_clear(&got);
}

void step_portal(struct stage *stage, const struct step *step, struct taken *taken)
{
    struct ask ask;
    struct json *fields = NULL;
    bool read = read_ask(stage, step->send, &ask);

    if (read && strcmp(ask.method, "POST") == 0) {
        fields = json_new();
        read = fields && fields_read(ask.fields, FIELDS_TEXT, stage->vars, fields);
    }
    if (read)
        send_ask(stage, step, &ask, fields, taken);
    else
        stage_say(stage, "\"%s\" is no request, or names what nobody kept", step->send);
    json_free(&fields);
    free(ask.path);
}
