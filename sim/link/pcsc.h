/* SPDX-License-Identifier: MIT */
/*
 * The link through PC/SC: readers, their states, and one card in one of them. Speaks
 * to whatever pcscd, or server of its protocol, PCSCLITE_CSOCK_NAME names.
 */
#ifndef SIM_LINK_PCSC_H
#define SIM_LINK_PCSC_H

#include "sim/link/link.h"

enum {
    LINK_PCSC_NAME_SIZE = 128, /* a reader's name and its end */
    LINK_PCSC_READERS_MAX = 16,
};

struct link_pcsc_reader {
    char name[LINK_PCSC_NAME_SIZE];
    bool present;   /* a card is in it */
    bool mute;      /* … and does not answer: upside down, say */
    bool in_use;    /* a program is connected to it */
    bool exclusive; /* … and wants it alone */
    uint8_t atr[LINK_ATR_MAX];
    size_t atr_size;
    unsigned events; /* insertions and removals so far */
};

struct link_pcsc_readers {
    size_t count;
    struct link_pcsc_reader reader[LINK_PCSC_READERS_MAX];
};

/* The readers as they are now; none is LINK_OK with a count of 0. LINK_FAILED: no PC/SC. */
NODISCARD enum link_result link_pcsc_list(struct link_pcsc_readers *readers);

/* Waits until a reader comes or goes, or a card does, since `readers` was filled, and fills
 * it anew. `milliseconds` < 0 waits for ever. LINK_TIMEOUT: all as before. */
NODISCARD enum link_result link_pcsc_wait(struct link_pcsc_readers *readers, int milliseconds);

enum link_pcsc_share { LINK_PCSC_SHARED, LINK_PCSC_EXCLUSIVE };

struct link_pcsc_options {
    const char *reader; /* its whole name; NULL: the first that holds a card */
    enum link_pcsc_share share;
    unsigned patience; /* milliseconds to try again while another program has the card alone */
};

/* Opens a link. The card is first touched by link_reset. `options` NULL: all zero.
 * LINK_NO_CARD: no reader of that name, or none holds a card. LINK_FAILED: no PC/SC. */
NODISCARD enum link_result link_pcsc_new(const struct link_pcsc_options *options,
                                         struct link **link);

/* The name of the reader of a link made here; lives as long as the link. */
const char *link_pcsc_reader_name(const struct link *link);

/* What an SCARD_ code means to a link's user. */
enum link_result link_pcsc_result(long code);

#endif
