/* SPDX-License-Identifier: MIT */
/* Evidence as JSON lines. */
#include "conformance/stage/evidence.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "conformance/json.h"

struct evidence {
    FILE *file;
};

struct evidence *evidence_new(const char *path)
{
    struct evidence *evidence = calloc(1, sizeof *evidence);

    if (!evidence)
        return NULL;
    evidence->file = fopen(path, "we");
    if (!evidence->file) {
        free(evidence);
        return NULL;
    }
    return evidence;
}

void evidence_free(struct evidence **evidence)
{
    if (!*evidence)
        return;
    fclose((*evidence)->file);
    free(*evidence);
    *evidence = NULL;
}

static void field(FILE *file, const char *name, const char *value)
{
    fprintf(file, ", \"%s\": ", name);
    json_write_string(file, value);
}

void evidence_add(struct evidence *evidence, const struct evidence_step *step)
{
    FILE *file = evidence->file;

    fprintf(file, "{\"held\": %s, \"when\": %" PRId64, step->held ? "true" : "false", step->when);
    fprintf(file, ", \"traced\": %" PRId64, step->traced);
    field(file, "requirement", requirement_name(step->step->shows));
    field(file, "say", step->step->say);
    field(file, "sent", step->sent);
    field(file, "expected", step->expected);
    field(file, "got", step->got);
    field(file, "why", step->why);
    fputs("}\n", file);
    fflush(file);
}

void evidence_close(struct evidence *evidence, enum verdict verdict, enum requirement shows,
                    const char *why, const char *client)
{
    FILE *file = evidence->file;

    fprintf(file, "{\"verdict\": \"%s\"", verdict_name(verdict));
    field(file, "requirement", requirement_name(shows));
    field(file, "why", why);
    field(file, "client", client);
    fputs("}\n", file);
    fflush(file);
}
