/* SPDX-License-Identifier: MIT */
/*
 * Many worlds at once, in numbers: bench_worlds [WORLDS VERIFIES CYCLES STACKS]. Not a test,
 * but it exits 1 when an answer is wrong or something is left behind.
 *
 *   100 worlds in one process, 1,000 VERIFYs on each at the same time
 *   10,000 clients that connect and die
 *   32 worlds, each with a client of its own, by socket and by private pcscd
 */
#include "sim/link/pcsc.h"
#include "sim/world/world.h"
#include "tests/unit/reader/raw_client.h"

#include <dirent.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { WORLDS_MAX = 1000, SOON = 10000 /* milliseconds */ };

static const uint8_t verify[] = {0x00, 0x20, 0x00, 0x80, 0x06, '1', '2', '3', '4', '5', '6'};
static char keys[] = "/tmp/bench-keys-XXXXXX";

struct seat {
    struct world *world;
    char path[256];
    double ready; /* seconds from world_new to a card in an open reader */
    unsigned verifies;
    bool right;
};

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool open_world(struct seat *seat)
{
    const struct world_options options = {.keys = keys};
    const struct world_card_order order = {.profile = "v1.0"};
    char serial[WORLD_SERIAL];
    double start = seconds_now();

    if (world_new(&options, &seat->world) != WORLD_OK ||
        world_card_new(seat->world, &order, serial) != WORLD_OK ||
        world_insert(seat->world, serial, 0) != WORLD_OK ||
        world_reader_own(seat->world, seat->path, sizeof seat->path) != WORLD_OK)
        return false;
    seat->ready = seconds_now() - start;
    return true;
}

static void *verify_often(void *context)
{
    struct seat *seat = context;
    int fd = raw_open(seat->path);
    uint32_t card_context = raw_establish(fd, 4);
    uint8_t room[258];
    size_t size = 0;
    int32_t handle;

    seat->right = raw_connect(fd, card_context, "AKIS Mini Reader 00 00", 2, &handle) == 0;
    for (unsigned i = 0; seat->right && i < seat->verifies; i++)
        seat->right = raw_transmit(fd, handle, bytes_of(verify, sizeof verify), room, &size) == 0 &&
                      size == 2 && memcmp(room, "\x90\x00", 2) == 0;
    close(fd);
    return NULL;
}

static bool verify_everywhere(struct seat *seats, unsigned count, unsigned verifies)
{
    static pthread_t threads[WORLDS_MAX];
    double start = seconds_now();
    bool right = true;

    for (unsigned i = 0; i < count; i++) {
        seats[i].verifies = verifies;
        if (pthread_create(&threads[i], NULL, verify_often, &seats[i]) != 0)
            return false;
    }
    for (unsigned i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
        right = right && seats[i].right;
    }
    (void)printf("%u worlds x %u VERIFYs at once: %s, %.0f /s\n", count, verifies,
                 right ? "all right" : "WRONG", count * verifies / (seconds_now() - start));
    return right;
}

static size_t open_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;

    while (folder && readdir(folder))
        count++;
    if (folder)
        closedir(folder);
    return count;
}

static long resident_kilobytes(void)
{
    FILE *file = fopen("/proc/self/statm", "re");
    long pages = 0;

    if (file && fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    if (file)
        (void)fclose(file);
    return pages * sysconf(_SC_PAGESIZE) / 1024;
}

/* Half of them die in a transaction. */
static void die_once(const char *path, unsigned number)
{
    int fd = raw_open(path);
    uint32_t context = raw_establish(fd, 4);
    int32_t handle = 0;

    if (raw_connect(fd, context, "AKIS Mini Reader 00 00", 2, &handle) == 0 && number % 2)
        (void)raw_begin(fd, handle);
    close(fd);
}

static bool die_often(const char *path, unsigned cycles)
{
    size_t descriptors;
    long memory;

    for (unsigned i = 0; i < cycles / 10; i++)
        die_once(path, i);
    usleep(200000);
    descriptors = open_descriptors();
    memory = resident_kilobytes();
    for (unsigned i = 0; i < cycles; i++)
        die_once(path, i);
    for (unsigned wait = 0; wait < 100 && open_descriptors() > descriptors; wait++)
        usleep(10000);
    (void)printf("%u clients came and died: %+ld descriptors, %+ld kB\n", cycles,
                 (long)open_descriptors() - (long)descriptors, resident_kilobytes() - memory);
    return open_descriptors() <= descriptors;
}

static int by_time(const void *one, const void *other)
{
    double left = ((const struct seat *)one)->ready;
    double right = ((const struct seat *)other)->ready;

    return (left > right) - (left < right);
}

/* The card in the first reader answers through libpcsclite. */
static bool try_client(const char *path)
{
    struct link_pcsc_readers readers;
    struct link *link = NULL;
    uint8_t room[LINK_RESPONSE_MAX];
    struct buf answer = buf_over(room, sizeof room);
    bool right = true;

    setenv("PCSCLITE_CSOCK_NAME", path, 1);
    if (link_pcsc_list(&readers) != LINK_OK)
        return false;
    while (!readers.reader[0].present)
        if (link_pcsc_wait(&readers, SOON) != LINK_OK)
            return false;
    if (link_pcsc_new(NULL, &link) != LINK_OK || link_reset(link, &answer) != LINK_OK)
        return false;
    for (int i = 0; right && i < 100; i++) {
        buf_clear(&answer);
        right = link_transmit(link, bytes_of(verify, sizeof verify), &answer) == LINK_OK &&
                answer.size == 2 && room[0] == 0x90;
    }
    link_free(&link);
    return right;
}

typedef enum world_result open_reader(struct world *world, char *path, size_t size);

/* A world, its reader and a client that verifies 100 times, all in a process of its own. */
static bool one_stack(open_reader *open)
{
    const struct world_options options = {.keys = keys};
    const struct world_card_order order = {.profile = "v1.0"};
    struct world *world = NULL;
    char serial[WORLD_SERIAL];
    char path[256];
    bool right;

    if (world_new(&options, &world) != WORLD_OK ||
        world_card_new(world, &order, serial) != WORLD_OK ||
        open(world, path, sizeof path) != WORLD_OK || world_insert(world, serial, 0) != WORLD_OK)
        return false;
    right = try_client(path);
    world_free(&world);
    return right;
}

static bool many_stacks(const char *what, open_reader *open, unsigned count)
{
    double start = seconds_now();
    unsigned right = 0;
    int status;

    for (unsigned i = 0; i < count; i++) {
        (void)fflush(NULL);
        if (fork() == 0)
            _exit(one_stack(open) ? 0 : 1);
    }
    for (unsigned i = 0; i < count; i++)
        if (wait(&status) > 0 && status == 0)
            right++;
    (void)printf("%u worlds by %s, each with a client: %u right, %.2f s\n", count, what, right,
                 seconds_now() - start);
    return right == count;
}

static unsigned argument(int argc, char **argv, int index, unsigned usual)
{
    return argc > index ? (unsigned)strtoul(argv[index], NULL, 10) : usual;
}

int main(int argc, char **argv)
{
    static struct seat seats[WORLDS_MAX];
    unsigned count = argument(argc, argv, 1, 100);
    unsigned stacks = argument(argc, argv, 4, 32);
    bool right = mkdtemp(keys) != NULL;

    right = right && many_stacks("socket (first: RSA keys are drawn)", world_reader_own, stacks);
    right = right && many_stacks("socket", world_reader_own, stacks);
    right = many_stacks("private pcscd", world_reader_private, stacks) && right;
    for (unsigned i = 0; right && i < count && i < WORLDS_MAX; i++)
        right = open_world(&seats[i]);
    if (!right) {
        (void)fprintf(stderr, "a world did not open, or a stack failed\n");
        return 1;
    }
    right = verify_everywhere(seats, count, argument(argc, argv, 2, 1000)) && right;
    right = die_often(seats[0].path, argument(argc, argv, 3, 10000)) && right;
    qsort(seats, count, sizeof *seats, by_time);
    (void)printf(
        "a world from start to a card in an open reader: %.1f ms (median), %.1f ms (most)\n",
        seats[count / 2].ready * 1000, seats[count - 1].ready * 1000);
    for (unsigned i = 0; i < count; i++)
        world_free(&seats[i].world);
    return right ? 0 : 1;
}
