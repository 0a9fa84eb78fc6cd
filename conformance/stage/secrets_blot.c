/* SPDX-License-Identifier: MIT */
/* Finds secrets in a text: as they are, and as the bytes of an APDU in hexadecimal. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/stage/secrets.h"
#include "conformance/stage/secrets_list.h"
#include "sim/base/secret.h"

static const char blot[] = "***";

enum { SURE = 6, FILE_MOST = 16 << 20 };

static bool is_number(const char *value)
{
    return value[strspn(value, "0123456789")] == '\0';
}

/* A number is a secret only when it is no part of a longer one; a short one neither of a word. */
static bool stands_alone(const char *text, const char *at, const char *value)
{
    size_t length = strlen(value);
    unsigned char before = at > text ? (unsigned char)at[-1] : ' ';
    unsigned char after = (unsigned char)at[length];

    if (!is_number(value))
        return true;
    return length >= SURE ? !isdigit(before) && !isdigit(after)
                          : !isalnum(before) && !isalnum(after);
}

/* The length of a number's bytes in hexadecimal at `at`, with blanks between them or without; 0:
 * they do not stand there. */
static size_t in_hex(const char *at, const char *value)
{
    const char *start = at;

    for (; *value; value++) {
        if (at > start && *at == ' ')
            at++;
        if (at[0] != '3' || at[1] != *value)
            return 0;
        at += 2;
    }
    return (size_t)(at - start);
}

/* In hexadecimal, too, it is no part of a longer number. */
static bool alone_in_hex(const char *text, const char *at, size_t length)
{
    const char *before = at > text && at[-1] == ' ' ? at - 1 : at;
    const char *after = at[length] == ' ' ? at + length + 1 : at + length;

    return !(before - text >= 2 && before[-2] == '3' && isdigit((unsigned char)before[-1])) &&
           !(after[0] == '3' && isdigit((unsigned char)after[1]));
}

static size_t match(const char *text, const char *at, const char *value)
{
    size_t length = strlen(value);

    if (strncmp(at, value, length) == 0 && stands_alone(text, at, value))
        return length;
    length = is_number(value) ? in_hex(at, value) : 0;
    return length > 0 && alone_in_hex(text, at, length) ? length : 0;
}

/* The longest secret at `at`; 0: none. */
static size_t longest(const struct secrets *secrets, const char *text, const char *at)
{
    size_t most = 0;

    for (size_t i = 0; i < secrets->count; i++) {
        size_t length = match(text, at, secrets->values[i]);

        most = length > most ? length : most;
    }
    return most;
}

static void write_blotted(const struct secrets *secrets, const char *text, FILE *out)
{
    for (const char *at = text; *at;) {
        size_t length = longest(secrets, text, at);

        fputs(length > 0 ? blot : "", out);
        if (length == 0)
            fputc(*at++, out);
        at += length;
    }
}

char *secrets_blot(const struct secrets *secrets, const char *text)
{
    char *result = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&result, &size);

    if (!out)
        return NULL;
    write_blotted(secrets, text, out);
    if (fclose(out) == 0)
        return result;
    free(result);
    return NULL;
}

/* Text files alone: a NUL ends what is looked at, and what is kept. */
static char *read_all(FILE *file)
{
    char *text = calloc(1, FILE_MOST + 1);

    if (text && fread(text, 1, FILE_MOST, file) == 0 && ferror(file)) {
        free(text);
        text = NULL;
    }
    return text;
}

bool secrets_blot_file(const struct secrets *secrets, const char *path)
{
    FILE *file = fopen(path, "r+e");
    char *text = file ? read_all(file) : NULL;
    bool written = text != NULL;

    if (!file)
        return true;
    if (text) {
        rewind(file);
        write_blotted(secrets, text, file);
        written = fflush(file) == 0 && ftruncate(fileno(file), ftell(file)) == 0;
        secret_wipe(text, strlen(text));
    }
    free(text);
    fclose(file);
    if (!written)
        (void)unlink(path);
    return written;
}

void secrets_blot_folder(const struct secrets *secrets, const char *folder)
{
    static const char *const names[] = {"client.log", "openssl.log", "trace.jsonl"};
    char path[4096];

    for (size_t i = 0; secrets->count > 0 && i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        if (!secrets_blot_file(secrets, path))
            fprintf(stderr, "%s could not be cleared of secrets, and is removed\n", names[i]);
    }
}
