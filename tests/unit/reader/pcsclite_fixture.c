/* SPDX-License-Identifier: MIT */
/* See pcsclite_fixture.h. */
#include "tests/unit/reader/pcsclite_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

const char *const pcsclite_names[] = {"AKİS Mini Reader 00 00", "Milko Mini Reader 01 00", NULL};
const char *pcsclite_path;
struct pcsclite_server *pcsclite_server;
struct echo_card pcsclite_card;
struct pcsclite_pad pcsclite_pad;

static const uint8_t select_mf[] = {0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00};
const struct bytes pcsclite_command = {select_mf, sizeof select_mf};

bool pcsclite_fixture_start(void)
{
    static char path[64];
    const struct pcsclite_options options = {
        .path = path, .names = pcsclite_names, .pads = {pcsclite_pad}};

    (void)snprintf(path, sizeof path, "/tmp/akis-pcsclite-%d", (int)getpid());
    pcsclite_path = path;
    return pcsclite_start(&options, &pcsclite_server) == PCSCLITE_OK &&
           setenv("PCSCLITE_CSOCK_NAME", path, 1) == 0;
}

int pcsclite_put_card_in(void **state)
{
    (void)state;
    echo_card_init(&pcsclite_card);
    pcsclite_insert(pcsclite_server, 0, &pcsclite_card.link);
    return 0;
}

int pcsclite_take_card_out(void **state)
{
    (void)state;
    pcsclite_remove(pcsclite_server, 0);
    return 0;
}

struct raw pcsclite_raw(uint32_t share)
{
    struct raw raw = {.fd = raw_open(pcsclite_path)};

    raw.context = raw_establish(raw.fd, 4);
    assert_int_equal(raw_connect(raw.fd, raw.context, pcsclite_names[0], share, &raw.handle), 0);
    return raw;
}

int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void pause_ms(unsigned milliseconds)
{
    (void)usleep(milliseconds * 1000);
}
