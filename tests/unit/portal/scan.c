/* SPDX-License-Identifier: MIT */
/* Looks for secrets on the disk: see scan.h. */
#include "tests/unit/portal/scan.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

enum { FILE_MOST = 16 << 20, DRESS_MOST = 512, DRESSES = 16 };

struct dress {
    const char *name;
    uint8_t bytes[DRESS_MOST];
    size_t size;
};

struct wardrobe {
    struct dress dresses[DRESSES];
    size_t count;
};

static void hang(struct wardrobe *wardrobe, const char *name, const void *bytes, size_t size)
{
    struct dress *dress = &wardrobe->dresses[wardrobe->count++];

    dress->name = name;
    dress->size = size;
    memcpy(dress->bytes, bytes, size);
}

/* With `shift` bytes before it, only the letters that depend on the secret alone. */
static void hang_base64(struct wardrobe *wardrobe, struct bytes secret, size_t shift)
{
    uint8_t whole[256] = {0};
    uint8_t text[DRESS_MOST];
    size_t first = shift ? 4 * shift / 3 + 1 : 0;
    size_t letters = (shift + secret.size) * 8 / 6;

    memcpy(whole + shift, secret.data, secret.size);
    (void)EVP_EncodeBlock(text, whole, (int)(shift + secret.size));
    hang(wardrobe, "Base64", text + first, letters - first);
}

static void hang_bytes(struct wardrobe *wardrobe, struct bytes secret)
{
    char small[DRESS_MOST];
    char large[DRESS_MOST];

    for (size_t i = 0; i < secret.size; i++) {
        (void)sprintf(small + 2 * i, "%02x", secret.data[i]);
        (void)sprintf(large + 2 * i, "%02X", secret.data[i]);
    }
    hang(wardrobe, "as it is", secret.data, secret.size);
    hang(wardrobe, "hexadecimal", small, 2 * secret.size);
    hang(wardrobe, "hexadecimal", large, 2 * secret.size);
    for (size_t shift = 0; shift < 3; shift++)
        hang_base64(wardrobe, secret, shift);
}

static void hang_text(struct wardrobe *wardrobe, const char *secret)
{
    size_t size = strlen(secret);
    uint8_t wide[DRESS_MOST] = {0};
    uint8_t packed[DRESS_MOST] = {0};

    for (size_t i = 0; i < size; i++) {
        wide[2 * i] = (uint8_t)secret[i];
        packed[i / 2] |= (uint8_t)((secret[i] & 0x0F) << (i % 2 ? 0 : 4));
    }
    hang(wardrobe, "UTF-16", wide, 2 * size - 1); /* in the other order the zeros come first */
    if (strspn(secret, "0123456789") == size)
        hang(wardrobe, "BCD", packed, size / 2);
}

static size_t scan_file(const char *path, const struct wardrobe *wardrobe)
{
    uint8_t *content = malloc(FILE_MOST);
    FILE *file = fopen(path, "rb");
    size_t size = content && file ? fread(content, 1, FILE_MOST, file) : 0;
    size_t found = 0;

    for (size_t i = 0; i < wardrobe->count; i++) {
        const struct dress *dress = &wardrobe->dresses[i];
        if (!memmem(content, size, dress->bytes, dress->size))
            continue;
        (void)fprintf(stderr, "%s holds the secret, %s\n", path, dress->name);
        found++;
    }
    if (file)
        (void)fclose(file);
    free(content);
    return found;
}

static size_t scan_folder(const char *folder, const struct wardrobe *wardrobe)
{
    DIR *listing = opendir(folder);
    const struct dirent *entry;
    size_t found = 0;

    while (listing && (entry = readdir(listing)) != NULL) {
        char path[1024];
        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        found += entry->d_type == DT_DIR ? scan_folder(path, wardrobe) : scan_file(path, wardrobe);
    }
    if (listing)
        (void)closedir(listing);
    return found;
}

size_t scan_text(const char *folder, const char *secret)
{
    struct wardrobe wardrobe = {.count = 0};

    hang_bytes(&wardrobe, bytes_text(secret));
    hang_text(&wardrobe, secret);
    return scan_folder(folder, &wardrobe);
}

size_t scan_bytes(const char *folder, struct bytes secret)
{
    struct wardrobe wardrobe = {.count = 0};

    hang_bytes(&wardrobe, secret);
    return scan_folder(folder, &wardrobe);
}
