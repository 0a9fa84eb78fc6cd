/* SPDX-License-Identifier: MIT */
/*
 * What a reader says of itself: its features (PC/SC part 10) and attributes (part 3). A
 * plain reader without display or extended APDUs, with a PIN pad or without.
 */
#include "sim/reader/pcsclite_inside.h"

#include <string.h>

enum {
    CONTROL_GET_FEATURES = 0x42000000 + 3400,
    CONTROL_GET_PROPERTIES = 0x42330012,
    CONTROL_GET_PIN_PROPERTIES = 0x4233000A,
    FEATURE_VERIFY_PIN_DIRECT = 0x06,
    FEATURE_IFD_PIN_PROPERTIES = 0x0A,
    FEATURE_GET_TLV_PROPERTIES = 0x12,
    PROPERTY_MAX_APDU_SIZE = 0x0A, /* 0: short APDUs alone */

    ATTRIBUTE_VENDOR_NAME = 0x00010100,
    ATTRIBUTE_VENDOR_VERSION = 0x00010102,
    ATTRIBUTE_VENDOR_SERIAL = 0x00010103,
    ATTRIBUTE_CURRENT_PROTOCOL = 0x00080201,
    ATTRIBUTE_ICC_PRESENCE = 0x00090300,
    ATTRIBUTE_ICC_INTERFACE = 0x00090301,
    ATTRIBUTE_ATR = 0x00090303,
    ATTRIBUTE_MAX_INPUT = 0x0007A007,
    ATTRIBUTE_FRIENDLY_NAME = 0x7FFF0003,
    ATTRIBUTE_SYSTEM_NAME = 0x7FFF0004,
};

/* What a reader with a PIN pad can do, and after that what each can. The control codes stand in
 * the feature list with the most significant byte first. */
static struct bytes features_of(const struct reader *reader)
{
    enum { OF_PAD = 12 };
    static const uint8_t features[] = {
        FEATURE_VERIFY_PIN_DIRECT,  4, 0x42, 0x33, 0x00, 0x06, /* for the pad */
        FEATURE_IFD_PIN_PROPERTIES, 4, 0x42, 0x33, 0x00, 0x0A, /* likewise */
        FEATURE_GET_TLV_PROPERTIES, 4, 0x42, 0x33, 0x00, 0x12,
    };
    struct bytes all = bytes_of(features, sizeof features);

    return reader->pad.ask ? all : bytes_slice(all, OF_PAD, all.size);
}

enum scard answer_control(const struct reader *reader, uint32_t code, struct buf *answer)
{
    static const uint8_t properties[] = {PROPERTY_MAX_APDU_SIZE, 4, 0, 0, 0, 0};
    /* No display (2 bytes), the OK key ends the typing, one timeout. */
    static const uint8_t pin_properties[] = {0, 0, 2, 0};
    struct bytes said = {0};

    if (code == CONTROL_GET_FEATURES)
        said = features_of(reader);
    else if (code == CONTROL_GET_PROPERTIES)
        said = bytes_of(properties, sizeof properties);
    else if (code == CONTROL_GET_PIN_PROPERTIES && reader->pad.ask)
        said = bytes_of(pin_properties, sizeof pin_properties);
    if (!said.size)
        return SCARD_UNSUPPORTED_FEATURE;
    return buf_add(answer, said) ? SCARD_OK : SCARD_INSUFFICIENT_BUFFER;
}

/* Names end with a zero byte, which counts. */
static struct bytes name_of(const char *name)
{
    return bytes_of(name, strlen(name) + 1);
}

struct attribute {
    uint32_t id;
    struct bytes (*value)(const struct wire_reader *reader, uint8_t room[4]);
};

static struct bytes vendor_name(const struct wire_reader *reader, uint8_t room[4])
{
    (void)reader;
    (void)room;
    return name_of("akis-sim");
}

static struct bytes vendor_serial(const struct wire_reader *reader, uint8_t room[4])
{
    (void)reader;
    (void)room;
    return name_of("0");
}

static struct bytes number(uint32_t value, uint8_t room[4])
{
    memcpy(room, &value, sizeof value);
    return bytes_of(room, sizeof value);
}

static struct bytes vendor_version(const struct wire_reader *reader, uint8_t room[4])
{
    (void)reader;
    return number(0x01000000, room);
}

static struct bytes max_input(const struct wire_reader *reader, uint8_t room[4])
{
    (void)reader;
    return number(LINK_COMMAND_MAX, room);
}

static struct bytes current_protocol(const struct wire_reader *reader, uint8_t room[4])
{
    return number(reader->protocol, room);
}

/* 0 no card, 2 a card in its place. */
static struct bytes presence(const struct wire_reader *reader, uint8_t room[4])
{
    room[0] = reader->state & STATE_PRESENT ? 2 : 0;
    return bytes_of(room, 1);
}

static struct bytes contact(const struct wire_reader *reader, uint8_t room[4])
{
    room[0] = reader->state & STATE_PRESENT ? 1 : 0;
    return bytes_of(room, 1);
}

static struct bytes atr(const struct wire_reader *reader, uint8_t room[4])
{
    (void)room;
    return bytes_of(reader->atr, reader->atr_size);
}

static struct bytes friendly_name(const struct wire_reader *reader, uint8_t room[4])
{
    (void)room;
    return name_of(reader->name);
}

static const struct attribute attributes[] = {
    {ATTRIBUTE_VENDOR_NAME,      vendor_name     },
    {ATTRIBUTE_VENDOR_VERSION,   vendor_version  },
    {ATTRIBUTE_VENDOR_SERIAL,    vendor_serial   },
    {ATTRIBUTE_MAX_INPUT,        max_input       },
    {ATTRIBUTE_CURRENT_PROTOCOL, current_protocol},
    {ATTRIBUTE_ICC_PRESENCE,     presence        },
    {ATTRIBUTE_ICC_INTERFACE,    contact         },
    {ATTRIBUTE_ATR,              atr             },
    {ATTRIBUTE_FRIENDLY_NAME,    friendly_name   },
    {ATTRIBUTE_SYSTEM_NAME,      friendly_name   },
};

enum scard answer_attribute(const struct wire_reader *reader, uint32_t id, struct buf *answer,
                            uint32_t *size)
{
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        uint8_t room[4];
        struct bytes value;

        if (attributes[i].id != id)
            continue;
        value = attributes[i].value(reader, room);
        *size = (uint32_t)value.size;
        return buf_add(answer, value) ? SCARD_OK : SCARD_INSUFFICIENT_BUFFER;
    }
    return SCARD_UNSUPPORTED_FEATURE;
}
