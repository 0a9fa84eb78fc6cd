/* SPDX-License-Identifier: MIT */
/* Spellings of a secret, and a walk over files. */
#include "conformance/stage/scan.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "conformance/stage/witness.h"
#include "sim/base/hex.h"
#include "sim/base/secret.h"

enum { SPELLING_MAX = 96, SPELLINGS = 8, FILE_MAX = 64 << 20 };

struct spellings {
    uint8_t room[SPELLINGS][SPELLING_MAX];
    struct buf at[SPELLINGS];
    size_t count;
};

static struct buf *next(struct spellings *all)
{
    all->at[all->count] = buf_over(all->room[all->count], SPELLING_MAX);
    return &all->at[all->count++];
}

static bool spell_wide(struct bytes text, struct buf *out, bool big)
{
    for (size_t i = 0; i < text.size; i++) {
        uint8_t pair[2] = {big ? 0 : text.data[i], big ? text.data[i] : 0};

        if (!buf_add(out, bytes_of(pair, 2)))
            return false;
    }
    return true;
}

/* The inner part of the base64 of the digits when `before` bytes stand ahead of them: the
 * characters that the neighbours cannot change. */
static bool spell_base64(struct bytes text, size_t before, struct buf *out)
{
    uint8_t padded[40] = {0};
    char encoded[64];
    size_t first = (before * 8 + 5) / 6;
    size_t end = (before + text.size) * 8 / 6;

    if (before + text.size > sizeof padded)
        return false;
    memcpy(padded + before, text.data, text.size);
    return witness_base64(bytes_of(padded, before + text.size), encoded, sizeof encoded) &&
           buf_add(out, bytes_of(encoded + first, end - first));
}

static bool spell(const char *digits, struct spellings *all)
{
    struct bytes text = bytes_text(digits);
    char hex[SPELLING_MAX];

    all->count = 0;
    if (!buf_add(next(all), text) || !spell_wide(text, next(all), false) ||
        !spell_wide(text, next(all), true) || !hex_encode(text, hex, sizeof hex) ||
        !buf_add(next(all), bytes_text(hex)))
        return false;
    for (size_t before = 0; before < 3; before++)
        if (!spell_base64(text, before, next(all)))
            return false;
    return text.size % 2 != 0 || hex_decode(digits, next(all));
}

static bool holds(struct bytes content, const struct spellings *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->at[i].size > 3 &&
            memmem(content.data, content.size, all->at[i].data, all->at[i].size))
            return true;
    return false;
}

static bool file_holds(const char *path, size_t size, const struct spellings *all)
{
    uint8_t *content = size > 0 && size <= FILE_MAX ? malloc(size) : NULL;
    FILE *file = content ? fopen(path, "re") : NULL;
    bool found = false;

    if (file) {
        found = holds(bytes_of(content, fread(content, 1, size, file)), all);
        fclose(file);
    }
    free(content);
    return found;
}

static bool walk(const char *folder, const struct spellings *all, char path[SCAN_PATH])
{
    DIR *directory = opendir(folder);
    struct dirent *entry;
    bool found = false;

    while (directory && !found && (entry = readdir(directory)) != NULL) {
        char name[SCAN_PATH];
        struct stat status;

        if (entry->d_name[0] == '.')
            continue;
        if ((size_t)snprintf(name, sizeof name, "%s/%s", folder, entry->d_name) >= sizeof name ||
            lstat(name, &status) != 0)
            continue;
        if (S_ISDIR(status.st_mode))
            found = walk(name, all, path);
        else if (S_ISREG(status.st_mode) && file_holds(name, (size_t)status.st_size, all)) {
            memcpy(path, name, sizeof name);
            found = true;
        }
    }
    if (directory)
        closedir(directory);
    return found;
}

bool scan_finds(const char *folder, const char *digits, char path[SCAN_PATH])
{
    struct spellings all;
    bool found = !spell(digits, &all) || walk(folder, &all, path);

    secret_wipe(&all, sizeof all);
    return found;
}
