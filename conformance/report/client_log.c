/* SPDX-License-Identifier: MIT */
/* Reads the end of a client.log. */
#include "conformance/report/client_log.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void keep(struct client_log *log, const char *line)
{
    char *kept;

    if (log->count == CLIENT_LOG_LINES)
        memmove(log->lines[0], log->lines[1], sizeof log->lines - sizeof log->lines[0]);
    else
        log->count++;
    kept = log->lines[log->count - 1];
    snprintf(kept, CLIENT_LOG_LINE, "%.*s", (int)strcspn(line, "\r\n"), line);
    for (; *kept; kept++)
        if (!isprint((unsigned char)*kept))
            *kept = '?';
}

void client_log_read(const struct result *result, struct client_log *log)
{
    struct result verdict = *result;
    char path[RESULT_PATH + 32];
    char *line = NULL;
    size_t room = 0;
    FILE *file;

    log->count = 0;
    if ((result->verdict != VERDICT_FAIL && result->verdict != VERDICT_BROKEN) ||
        !result_read(&verdict))
        return;
    snprintf(path, sizeof path, "%s/client.log", result->folder);
    file = fopen(path, "re");
    while (file && getline(&line, &room, file) > 0)
        if (line[0] != '\n')
            keep(log, line);
    free(line);
    if (file)
        fclose(file);
}
