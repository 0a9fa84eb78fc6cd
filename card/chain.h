/* SPDX-License-Identifier: MIT */
/*
 * Between the wire and the pipeline: joins the pieces of a chained command, and hands out an
 * answer that is longer than the card's 244 bytes by 61xx and GET RESPONSE (ISO/IEC 7816-4,
 * 5.3.3 and 5.3.4). What is behind it sees whole commands and whole answers.
 */
#ifndef CARD_CHAIN_H
#define CARD_CHAIN_H

#include "card/state.h"

/* One exchange on the wire. Appends at most 256 bytes and returns the status word. */
enum sw chain_exchange(struct card *card, struct bytes raw, struct buf *response);

/* Appends the next piece of the pending answer, at most `expected` bytes, and tells how it
 * ended: SW_OK, 61xx, or `done` when it was the last piece. */
enum sw chain_deliver(struct card *card, size_t expected, enum sw done, struct buf *response);

#endif
