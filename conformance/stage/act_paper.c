/* SPDX-License-Identifier: MIT */
/* Acts on what the portal left behind: PDFs, files, cookies. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/stage/act.h"
#include "conformance/stage/scan.h"
#include "sim/base/secret.h"

enum { TEXT_MAX = 16384, COOKIES_MAX = 16384 };

/* The descriptor of a file in memory with these bytes; -1: none. */
static int in_memory(struct bytes bytes)
{
    int fd = memfd_create("pdf", 0);

    if (fd >= 0 &&
        (write(fd, bytes.data, bytes.size) != (ssize_t)bytes.size || lseek(fd, 0, SEEK_SET) != 0)) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Reads what `pdftotext` makes of the PDF at `fd`; false when it cannot be run. */
static bool run_pdftotext(int fd, char text[TEXT_MAX])
{
    char command[64];
    FILE *out;
    size_t size;

    snprintf(command, sizeof command, "pdftotext -layout /dev/fd/%d - 2>&1", fd);
    out = popen(command, "r");
    if (!out)
        return false;
    size = fread(text, 1, TEXT_MAX - 1, out);
    text[size] = '\0';
    return pclose(out) == 0;
}

/* `! pdf`: the text of the PDF that the portal answered with last. */
static enum stage_result pdf(struct stage *stage, const struct json *fields, struct json *answer)
{
    char text[TEXT_MAX] = "";
    int fd = in_memory(bytes_of(stage->last_body, stage->last_size));
    bool read;

    (void)fields;
    if (fd < 0)
        return STAGE_BROKEN;
    read = run_pdftotext(fd, text);
    close(fd);
    if (!read && strstr(text, "not found")) {
        stage_say(stage, "pdftotext is not installed");
        return STAGE_SKIP;
    }
    read = read && json_set_text(answer, "text", text);
    secret_wipe(text, sizeof text);
    return act_says(answer, read ? "ok" : "unreadable");
}

/* `! scan DIGITS`: clean, or found with the file. */
static enum stage_result scan(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *digits = act_field(fields, "0", "");
    char path[SCAN_PATH] = "";
    bool found = scan_finds(stage->directory, digits, path);

    free(digits);
    if (found && !json_set_text(answer, "file", path))
        return STAGE_BROKEN;
    return act_says(answer, found ? "found" : "clean");
}

/* `! copy_cookies from=0 to=1`: what a thief of a cookie does. */
static enum stage_result copy_cookies(struct stage *stage, const struct json *fields,
                                      struct json *answer)
{
    char *from = act_field(fields, "from", "0");
    char *to = act_field(fields, "to", "1");
    char *cookies = calloc(1, COOKIES_MAX);
    struct http *one;
    struct http *other;
    enum stage_result result = stage_browser(stage, (unsigned)strtoul(from, NULL, 10), &one);

    if (result == STAGE_OK)
        result = stage_browser(stage, (unsigned)strtoul(to, NULL, 10), &other);
    if (result == STAGE_OK &&
        (!cookies || http_cookies_save(one, cookies, COOKIES_MAX) != HTTP_OK ||
         http_cookies_load(other, cookies) != HTTP_OK))
        result = STAGE_BROKEN;
    if (cookies)
        secret_wipe(cookies, COOKIES_MAX);
    free(cookies);
    free(from);
    free(to);
    return result == STAGE_OK ? act_says(answer, "ok") : result;
}

/* `! digits TEXT`: how many digits, if it is digits alone. */
static enum stage_result digits(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *text = act_field(fields, "0", "");
    size_t count = strspn(text, "0123456789");
    bool told = json_set_number(answer, "count", text[count] ? -1 : (int64_t)count);

    (void)stage;
    free(text);
    return told ? act_says(answer, "ok") : STAGE_BROKEN;
}

const struct act paper_acts[] = {
    {"pdf",          pdf,          "text: what pdftotext reads in the last answer"  },
    {"scan",         scan,         "DIGITS; clean, or found with file"              },
    {"copy_cookies", copy_cookies, "from=0 to=1: one browser gets another's cookies"},
    {"digits",       digits,       "TEXT; count, -1 when it is no number"           },
    {NULL,           NULL,         NULL                                             },
};
