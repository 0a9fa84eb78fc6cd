/* SPDX-License-Identifier: MIT */
/*
 * The messages between libpcsclite and its server, protocol 4.4 to 4.6, in the byte order
 * and layout of the machine: the wire never leaves it. PROTOCOL.md tells the rest.
 */
#ifndef SIM_READER_PCSCLITE_WIRE_H
#define SIM_READER_PCSCLITE_WIRE_H

#include <assert.h>
#include <stdint.h>

enum {
    WIRE_MAJOR = 4,
    WIRE_MINOR_LEAST = 4,
    WIRE_MINOR_FIXED_STATES = 5, /* up to here WAIT is answered by the states */
    WIRE_MINOR_MOST = 6,

    WIRE_READERS = 16,
    WIRE_NAME = 128,
    WIRE_ATR = 33,
    WIRE_ATTRIBUTE = 264,
    WIRE_DATA = 65548, /* an extended APDU and its status word */
};

enum wire_command {
    WIRE_ESTABLISH_CONTEXT = 0x01,
    WIRE_RELEASE_CONTEXT = 0x02,
    WIRE_CONNECT = 0x04,
    WIRE_RECONNECT = 0x05,
    WIRE_DISCONNECT = 0x06,
    WIRE_BEGIN_TRANSACTION = 0x07,
    WIRE_END_TRANSACTION = 0x08,
    WIRE_TRANSMIT = 0x09,
    WIRE_CONTROL = 0x0A,
    WIRE_STATUS = 0x0B,
    WIRE_CANCEL = 0x0D,
    WIRE_GET_ATTRIBUTE = 0x0F,
    WIRE_SET_ATTRIBUTE = 0x10,
    WIRE_VERSION = 0x11,
    WIRE_GET_READERS_STATE = 0x12,
    WIRE_WAIT_STATE_CHANGE = 0x13,
    WIRE_STOP_WAITING = 0x14,
    WIRE_GET_READER_EVENTS = 0x15,
    WIRE_GET_STATES_SIZE = 0x16,
    WIRE_GET_STATES_ARRAY = 0x17,
};

struct wire_header {
    uint32_t size; /* of what follows, without data after it */
    uint32_t command;
};

struct wire_version {
    int32_t major;
    int32_t minor;
    uint32_t result;
};

struct wire_wait {
    uint32_t timeout; /* not used any more */
    uint32_t result;
};

struct wire_establish {
    uint32_t scope;
    uint32_t context;
    uint32_t result;
};

struct wire_release {
    uint32_t context;
    uint32_t result;
};

struct wire_connect {
    uint32_t context;
    char reader[WIRE_NAME];
    uint32_t share;
    uint32_t protocols;
    int32_t handle;
    uint32_t protocol;
    uint32_t result;
};

struct wire_reconnect {
    int32_t handle;
    uint32_t share;
    uint32_t protocols;
    uint32_t initialization;
    uint32_t protocol;
    uint32_t result;
};

/* DISCONNECT and END_TRANSACTION. */
struct wire_dispose {
    int32_t handle;
    uint32_t disposition;
    uint32_t result;
};

/* BEGIN_TRANSACTION and STATUS. */
struct wire_handle {
    int32_t handle;
    uint32_t result;
};

struct wire_cancel {
    uint32_t context;
    uint32_t result;
};

/* Followed by `send_size` bytes; the answer by `receive_size` when the result is 0. */
struct wire_transmit {
    int32_t handle;
    uint32_t send_protocol;
    uint32_t send_pci_size;
    uint32_t send_size;
    uint32_t receive_protocol;
    uint32_t receive_pci_size;
    uint32_t receive_size;
    uint32_t result;
};

/* Followed by `send_size` bytes; the answer by `returned` when the result is 0. */
struct wire_control {
    int32_t handle;
    uint32_t code;
    uint32_t send_size;
    uint32_t receive_size;
    uint32_t returned;
    uint32_t result;
};

struct wire_attribute {
    int32_t handle;
    uint32_t id;
    uint8_t value[WIRE_ATTRIBUTE];
    uint32_t size;
    uint32_t result;
};

struct wire_events {
    uint32_t events;
    uint32_t result;
};

/* One of the array of readers; without a name: no reader. */
struct wire_reader {
    char name[WIRE_NAME];
    uint32_t events;
    uint32_t state;
    int32_t sharing; /* -1 exclusive, else the number of handles */
    uint8_t atr[WIRE_ATR];
    uint32_t atr_size;
    uint32_t protocol;
};

static_assert(sizeof(struct wire_connect) == 152, "as libpcsclite has it");
static_assert(sizeof(struct wire_attribute) == 280, "as libpcsclite has it");
static_assert(sizeof(struct wire_reader) == 184, "as libpcsclite has it");

#endif
