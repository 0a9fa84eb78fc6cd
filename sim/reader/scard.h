/* SPDX-License-Identifier: MIT */
/*
 * PC/SC's numbers, as its workgroup and pcsc-lite publish them: what a server says and
 * what clients ask. No library of PC/SC is needed to be one.
 */
#ifndef SIM_READER_SCARD_H
#define SIM_READER_SCARD_H

#include <stdint.h>

/* Results, without the part 0x80100000 that all but the first have on the wire. */
enum scard {
    SCARD_OK = 0x00,
    SCARD_CANCELLED = 0x02,
    SCARD_INVALID_HANDLE = 0x03,
    SCARD_NO_MEMORY = 0x06,
    SCARD_INSUFFICIENT_BUFFER = 0x08,
    SCARD_UNKNOWN_READER = 0x09,
    SCARD_SHARING_VIOLATION = 0x0B,
    SCARD_NO_SMARTCARD = 0x0C,
    SCARD_PROTO_MISMATCH = 0x0F,
    SCARD_INVALID_VALUE = 0x11,
    SCARD_NOT_TRANSACTED = 0x16,
    SCARD_READER_UNAVAILABLE = 0x17,
    SCARD_SERVICE_STOPPED = 0x1E,
    SCARD_UNSUPPORTED_FEATURE = 0x1F,
    SCARD_UNRESPONSIVE_CARD = 0x66,
    SCARD_UNPOWERED_CARD = 0x67,
    SCARD_RESET_CARD = 0x68,
    SCARD_REMOVED_CARD = 0x69,
};

/* As it goes over the wire. */
static inline uint32_t scard_wire(enum scard result)
{
    return result == SCARD_OK ? 0 : UINT32_C(0x80100000) | (uint32_t)result;
}

enum scard_share { SHARE_EXCLUSIVE = 1, SHARE_SHARED = 2, SHARE_DIRECT = 3 };

enum scard_disposition { LEAVE_CARD, RESET_CARD, UNPOWER_CARD, EJECT_CARD };

enum scard_protocol {
    PROTOCOL_NONE = 0,
    PROTOCOL_T0 = 1,
    PROTOCOL_T1 = 2,
    PROTOCOL_RAW = 4,
    PROTOCOL_ANY_OLD = 0x1000,
};

/* A reader's state, as clients see it. */
enum scard_state {
    STATE_ABSENT = 0x02,
    STATE_PRESENT = 0x04,
    STATE_SWALLOWED = 0x08, /* mute */
    STATE_POWERED = 0x10,
    STATE_NEGOTIABLE = 0x20,
};

#endif
