/* SPDX-License-Identifier: MIT */
/* A PIN pad's orders: see pinpad.h. */
#include "sim/reader/pinpad.h"

#include <string.h>

/* PC/SC part 10, 2.5.2: PIN_VERIFY_STRUCTURE. */
enum {
    AT_TIMEOUT = 0,
    AT_FORMAT = 2,
    AT_BLOCK = 3,
    AT_LIMITS = 5,
    AT_ENDS = 7,
    AT_DATA_SIZE = 15,
    AT_DATA = 19,

    FORMAT_UNITS = 0x80, /* bits or bytes: no difference at position 0 */
    FORMAT_ASCII = 0x02, /* from position 0, left-justified */
    ENDS_BY_KEY = 0x02,  /* of the conditions that end the typing */
    USUAL_SECONDS = 30,  /* for a timeout of 0 */
    INS_VERIFY = 0x20,   /* ISO/IEC 7816-4 */
    HEADER = 4,
};

/* The command's header, alone or with an Lc of 0; a template with data is for padded PINs. */
static enum pinpad_result read_template(struct bytes template, struct pinpad_order *order)
{
    if (template.size < HEADER ||
        (template.size > HEADER && template.data[HEADER] != template.size - HEADER - 1))
        return PINPAD_MALFORMED;
    if (template.size > HEADER + 1 || template.data[1] != INS_VERIFY)
        return PINPAD_UNSUPPORTED;
    memcpy(order->header, template.data, HEADER);
    return PINPAD_OK;
}

static bool has_known_form(const uint8_t *at)
{
    return (at[AT_FORMAT] & ~FORMAT_UNITS) == FORMAT_ASCII && at[AT_BLOCK] == 0 &&
           (at[AT_ENDS] & ENDS_BY_KEY);
}

enum pinpad_result pinpad_read(struct bytes structure, struct pinpad_order *order)
{
    const uint8_t *at = structure.data;
    struct pinpad_order read = {.seconds = USUAL_SECONDS};
    uint16_t limits;
    uint32_t size;

    if (structure.size < AT_DATA)
        return PINPAD_MALFORMED;
    memcpy(&limits, at + AT_LIMITS, sizeof limits);
    memcpy(&size, at + AT_DATA_SIZE, sizeof size);
    if (size != structure.size - AT_DATA)
        return PINPAD_MALFORMED;
    enum pinpad_result result = read_template(bytes_slice(structure, AT_DATA, size), &read);
    if (result != PINPAD_OK)
        return result;
    read.least = limits >> 8;
    read.most = limits & 0xFF;
    if (at[AT_TIMEOUT])
        read.seconds = at[AT_TIMEOUT];
    if (!has_known_form(at) || read.most == 0 || read.most > PINPAD_DIGITS_MAX ||
        read.least > read.most)
        return PINPAD_UNSUPPORTED;
    *order = read;
    return PINPAD_OK;
}

static bool are_digits(struct bytes text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
    return text.size > 0;
}

bool pinpad_build(const struct pinpad_order *order, struct bytes digits, struct buf *command)
{
    if (digits.size < order->least || digits.size > order->most || !are_digits(digits) ||
        command->capacity - command->size < HEADER + 1 + digits.size)
        return false;
    return buf_add(command, bytes_of(order->header, HEADER)) &&
           buf_add_byte(command, (uint8_t)digits.size) && buf_add(command, digits);
}
