/* SPDX-License-Identifier: MIT */
/* A card file: whatever it holds, it is refused or a card that works. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "card/store_sqlite.h"
#include "tests/fuzz/card/home.h"
#include "tests/fuzz/target.h"

static char directory[64];

static void clean(void)
{
    (void)rmdir(directory);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    (void)snprintf(directory, sizeof directory, "%s/akis-fuzz-XXXXXX",
                   access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    must(mkdtemp(directory) != NULL);
    return atexit(clean);
}

static void use(struct store_sqlite *store)
{
    struct home home;
    struct card *card = NULL;

    home_open(&home);
    home.ports.store = store_sqlite_port(store);
    if (card_new(NULL, NULL, &home.ports, &card) == CARD_OK) {
        (void)card_power_on(card);
        home_say(card, bytes_of("\x00\xCA\x01\x06\x4D", 5));
        home_say(card, bytes_of("\x00\x20\x00\x80\x04"
                                "9999",
                                9));
    }
    card_free(&card);
    home_close(&home);
}

static void remove_all(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    char name[160];

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        (void)snprintf(name, sizeof name, "%s%s", path, ends[i]);
        (void)unlink(name);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct store_sqlite *store = NULL;
    char path[96];

    (void)snprintf(path, sizeof path, "%s/card", directory);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    must(fd >= 0 && write(fd, data, size) == (ssize_t)size && close(fd) == 0);
    if (store_sqlite_open(path, &store) == STORE_SQLITE_OK)
        use(store);
    store_sqlite_close(&store);
    remove_all(path);
    return 0;
}
