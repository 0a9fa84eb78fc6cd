/* SPDX-License-Identifier: MIT */
/* Feeds every file of a corpus folder to the target, and each of them cut and altered a little. */
#include "tests/fuzz/target.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INPUT_MOST = 1 << 20, ALTERED_MOST = 512 };

/* A copy of just this size, so that a read past its end is seen. */
static void feed(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);

    if (!copy)
        abort();
    memcpy(copy, data, size);
    (void)LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void feed_altered(uint8_t *data, size_t size)
{
    size_t step = size / ALTERED_MOST + 1;

    for (size_t at = 0; at < size; at += step) {
        feed(data, at);
        data[at] ^= (uint8_t)(1U << at % 8);
        feed(data, size);
        data[at] ^= (uint8_t)(1U << at % 8);
    }
}

int main(int argc, char **argv)
{
    static uint8_t data[INPUT_MOST];
    DIR *corpus = argc == 2 ? opendir(argv[1]) : NULL;
    const struct dirent *entry;
    int count = 0;

    if (!corpus)
        return 2;
    (void)LLVMFuzzerInitialize(&argc, &argv);
    while ((entry = readdir(corpus)) != NULL) {
        char path[1024];
        (void)snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        FILE *file = entry->d_name[0] == '.' ? NULL : fopen(path, "rb");
        if (!file)
            continue;
        size_t size = fread(data, 1, sizeof data, file);
        (void)fclose(file);
        feed(data, size);
        feed_altered(data, size);
        count++;
    }
    (void)closedir(corpus);
    (void)printf("%d inputs of %s\n", count, argv[1]);
    return count > 0 ? 0 : 2;
}
