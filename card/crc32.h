/* SPDX-License-Identifier: MIT */
/* CRC-32 of IEEE 802.3: finds tears and turned bits, no forgery. */
#ifndef CARD_CRC32_H
#define CARD_CRC32_H

#include "sim/base/bytes.h"

/* The check over `bytes`, continued from an earlier one; 0 begins. */
uint32_t crc32_of(uint32_t before, struct bytes bytes);

#endif
