/* SPDX-License-Identifier: MIT */
/* The only file that knows winscard.h. Contexts are private to each call or link. */
#include "sim/link/pcsc.h"

#include <PCSC/winscard.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct meaning {
    LONG code;
    enum link_result result;
};

/* What every code of PC/SC means to a link's user; what is not listed is LINK_FAILED. */
static const struct meaning meanings[] = {
    {SCARD_S_SUCCESS,              LINK_OK       },
    {SCARD_E_NO_SMARTCARD,         LINK_NO_CARD  },
    {SCARD_E_UNKNOWN_READER,       LINK_NO_CARD  },
    {SCARD_E_NO_READERS_AVAILABLE, LINK_NO_CARD  },
    {SCARD_E_UNKNOWN_CARD,         LINK_NO_CARD  },
    {SCARD_E_INVALID_ATR,          LINK_NO_CARD  },
    {SCARD_W_UNRESPONSIVE_CARD,    LINK_NO_CARD  },
    {SCARD_W_UNSUPPORTED_CARD,     LINK_NO_CARD  },
    {SCARD_E_PROTO_MISMATCH,       LINK_NO_CARD  },
    {SCARD_E_CARD_UNSUPPORTED,     LINK_NO_CARD  },
    {SCARD_W_REMOVED_CARD,         LINK_REMOVED  },
    {SCARD_W_UNPOWERED_CARD,       LINK_REMOVED  },
    {SCARD_E_READER_UNAVAILABLE,   LINK_REMOVED  },
    {SCARD_W_RESET_CARD,           LINK_WAS_RESET},
    {SCARD_E_SHARING_VIOLATION,    LINK_BUSY     },
    {SCARD_E_NOT_READY,            LINK_BUSY     },
    {SCARD_E_SERVER_TOO_BUSY,      LINK_BUSY     },
    {SCARD_E_TIMEOUT,              LINK_TIMEOUT  },
    {SCARD_E_CANCELLED,            LINK_TIMEOUT  },
    {SCARD_F_WAITED_TOO_LONG,      LINK_TIMEOUT  },
    {SCARD_E_INSUFFICIENT_BUFFER,  LINK_GARBLED  },
    {SCARD_E_COMM_DATA_LOST,       LINK_GARBLED  },
    {SCARD_E_PCI_TOO_SMALL,        LINK_GARBLED  },
};

enum link_result link_pcsc_result(long code)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (meanings[i].code == code)
            return meanings[i].result;
    return LINK_FAILED;
}

/* Readers */

static LONG reader_names(SCARDCONTEXT context, char *names, DWORD *size)
{
    LONG code = SCardListReaders(context, NULL, names, size);

    if (code != SCARD_E_NO_READERS_AVAILABLE)
        return code;
    names[0] = '\0';
    return SCARD_S_SUCCESS;
}

static void take_state(struct link_pcsc_reader *reader, const SCARD_READERSTATE *state)
{
    DWORD said = state->dwEventState;

    reader->present = said & SCARD_STATE_PRESENT;
    reader->mute = said & SCARD_STATE_MUTE;
    reader->in_use = said & (SCARD_STATE_INUSE | SCARD_STATE_EXCLUSIVE);
    reader->exclusive = said & SCARD_STATE_EXCLUSIVE;
    reader->events = (unsigned)(said >> 16 & 0xFFFF);
    reader->atr_size = 0;
    if (reader->present && state->cbAtr <= sizeof reader->atr) {
        reader->atr_size = state->cbAtr;
        memcpy(reader->atr, state->rgbAtr, state->cbAtr);
    }
}

static LONG list(SCARDCONTEXT context, struct link_pcsc_readers *readers)
{
    char names[LINK_PCSC_READERS_MAX * LINK_PCSC_NAME_SIZE + 1] = "";
    DWORD size = sizeof names;
    LONG code = reader_names(context, names, &size);
    struct link_pcsc_readers found = {0};

    for (const char *name = names; code == SCARD_S_SUCCESS && *name; name += strlen(name) + 1) {
        SCARD_READERSTATE state = {.szReader = name, .dwCurrentState = SCARD_STATE_UNAWARE};
        struct link_pcsc_reader *reader = &found.reader[found.count];

        code = SCardGetStatusChange(context, 0, &state, 1);
        if (code == SCARD_E_UNKNOWN_READER)
            code = SCARD_S_SUCCESS; /* it left between the two questions */
        if (code != SCARD_S_SUCCESS || strlen(name) >= sizeof reader->name)
            continue;
        memcpy(reader->name, name, strlen(name) + 1);
        take_state(reader, &state);
        if (++found.count == LINK_PCSC_READERS_MAX)
            break;
    }
    if (code == SCARD_S_SUCCESS)
        *readers = found;
    return code;
}

enum link_result link_pcsc_list(struct link_pcsc_readers *readers)
{
    SCARDCONTEXT context;
    LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context);

    if (code != SCARD_S_SUCCESS)
        return LINK_FAILED;
    code = list(context, readers);
    SCardReleaseContext(context);
    return link_pcsc_result(code);
}

/* What the program believes of a reader, as SCardGetStatusChange wants to hear it. */
static DWORD believed(const struct link_pcsc_reader *reader)
{
    DWORD state = reader->present ? SCARD_STATE_PRESENT : SCARD_STATE_EMPTY;

    if (reader->mute)
        state |= SCARD_STATE_MUTE;
    if (reader->exclusive)
        state |= SCARD_STATE_EXCLUSIVE;
    if (reader->in_use)
        state |= SCARD_STATE_INUSE;
    return state | (DWORD)reader->events << 16;
}

/* The pseudo reader that tells of readers; its events hold their number. */
static LONG wait_for_any(SCARDCONTEXT context, const struct link_pcsc_readers *readers,
                         DWORD milliseconds)
{
    SCARD_READERSTATE states[LINK_PCSC_READERS_MAX + 1] = {0};
    size_t count = readers->count;

    for (size_t i = 0; i < count; i++) {
        states[i].szReader = readers->reader[i].name;
        states[i].dwCurrentState = believed(&readers->reader[i]);
    }
    states[count].szReader = "\\\\?PnP?\\Notification";
    states[count].dwCurrentState = (DWORD)count << 16;
    return SCardGetStatusChange(context, milliseconds, states, (DWORD)(count + 1));
}

enum link_result link_pcsc_wait(struct link_pcsc_readers *readers, int milliseconds)
{
    SCARDCONTEXT context;
    LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context);

    if (code != SCARD_S_SUCCESS)
        return LINK_FAILED;
    code = wait_for_any(context, readers, milliseconds < 0 ? INFINITE : (DWORD)milliseconds);
    if (code == SCARD_S_SUCCESS || code == SCARD_E_UNKNOWN_READER)
        code = list(context, readers);
    SCardReleaseContext(context);
    return link_pcsc_result(code);
}

/* One card */

struct pcsc_link {
    struct link link;
    SCARDCONTEXT context;
    SCARDHANDLE card;
    bool connected;
    DWORD share;
    DWORD protocol;
    unsigned patience;
    char name[LINK_PCSC_NAME_SIZE];
};

enum { TRY_AGAIN = 50 /* milliseconds */ };

static void pause_for(unsigned milliseconds)
{
    struct timespec time = {milliseconds / 1000, (long)(milliseconds % 1000) * 1000000};

    nanosleep(&time, NULL);
}

/* Connects; while another program has the card alone, as often as patience lasts. */
static LONG connect_card(struct pcsc_link *self)
{
    const DWORD protocols = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;

    for (unsigned waited = 0;; waited += TRY_AGAIN) {
        LONG code = SCardConnect(self->context, self->name, self->share, protocols, &self->card,
                                 &self->protocol);

        self->connected = code == SCARD_S_SUCCESS;
        if (code != SCARD_E_SHARING_VIOLATION || waited >= self->patience)
            return code;
        pause_for(TRY_AGAIN);
    }
}

static void disconnect_card(struct pcsc_link *self, DWORD disposition)
{
    if (self->connected)
        SCardDisconnect(self->card, disposition);
    self->connected = false;
}

static LONG reconnect_card(struct pcsc_link *self, DWORD how)
{
    return SCardReconnect(self->card, self->share, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, how,
                          &self->protocol);
}

/* A code as the result it means. After a foreign reset the handle is made good at once, after
 * a removal it is given up, so that link_reset starts anew. */
static enum link_result after(struct pcsc_link *self, LONG code)
{
    enum link_result result = link_pcsc_result(code);

    if (result == LINK_WAS_RESET && reconnect_card(self, SCARD_LEAVE_CARD) != SCARD_S_SUCCESS)
        result = LINK_REMOVED;
    if (result == LINK_REMOVED || result == LINK_NO_CARD || result == LINK_FAILED)
        disconnect_card(self, SCARD_LEAVE_CARD);
    return result;
}

static enum link_result read_atr(struct pcsc_link *self, struct buf *atr)
{
    uint8_t room[MAX_ATR_SIZE];
    DWORD size = sizeof room;
    LONG code = SCardStatus(self->card, NULL, NULL, NULL, NULL, room, &size);

    if (code != SCARD_S_SUCCESS)
        return after(self, code);
    return buf_add(atr, bytes_of(room, size)) ? LINK_OK : LINK_FAILED;
}

static enum link_result pcsc_reset(void *context, struct buf *atr)
{
    struct pcsc_link *self = context;
    LONG code = self->connected ? SCARD_S_SUCCESS : connect_card(self);

    if (code == SCARD_S_SUCCESS)
        code = reconnect_card(self, SCARD_RESET_CARD);
    if (code == SCARD_W_REMOVED_CARD) { /* perhaps another card is in by now */
        disconnect_card(self, SCARD_LEAVE_CARD);
        code = connect_card(self);
    }
    return code == SCARD_S_SUCCESS ? read_atr(self, atr) : after(self, code);
}

static enum link_result pcsc_power_off(void *context)
{
    disconnect_card(context, SCARD_UNPOWER_CARD);
    return LINK_OK;
}

static enum link_result pcsc_transmit(void *context, struct bytes command, struct buf *response)
{
    struct pcsc_link *self = context;
    const SCARD_IO_REQUEST *pci = self->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
    DWORD size = response->capacity - response->size;
    LONG code;

    if (!self->connected)
        return LINK_REMOVED;
    code = SCardTransmit(self->card, pci, command.data, command.size, NULL,
                         response->data + response->size, &size);
    if (code != SCARD_S_SUCCESS)
        return after(self, code);
    response->size += size;
    return LINK_OK;
}

static enum link_result pcsc_begin(void *context)
{
    struct pcsc_link *self = context;

    if (!self->connected)
        return LINK_REMOVED;
    return after(self, SCardBeginTransaction(self->card));
}

static enum link_result pcsc_end(void *context)
{
    struct pcsc_link *self = context;

    if (!self->connected)
        return LINK_REMOVED;
    return after(self, SCardEndTransaction(self->card, SCARD_LEAVE_CARD));
}

static void pcsc_free(void *context)
{
    struct pcsc_link *self = context;

    disconnect_card(self, SCARD_LEAVE_CARD);
    SCardReleaseContext(self->context);
    free(self);
}

static const struct link_ops pcsc_ops = {
    .reset = pcsc_reset,
    .power_off = pcsc_power_off,
    .transmit = pcsc_transmit,
    .begin = pcsc_begin,
    .end = pcsc_end,
    .free = pcsc_free,
};

/* The reader of that name, or the first with a card. */
static enum link_result choose_reader(struct pcsc_link *self, const char *wanted)
{
    struct link_pcsc_readers readers;
    LONG code = list(self->context, &readers);

    if (code != SCARD_S_SUCCESS)
        return link_pcsc_result(code);
    for (size_t i = 0; i < readers.count; i++) {
        const struct link_pcsc_reader *reader = &readers.reader[i];

        if (wanted ? strcmp(reader->name, wanted) == 0 : reader->present) {
            memcpy(self->name, reader->name, sizeof self->name);
            return LINK_OK;
        }
    }
    return LINK_NO_CARD;
}

enum link_result link_pcsc_new(const struct link_pcsc_options *options, struct link **link)
{
    const struct link_pcsc_options defaults = {0};
    const struct link_pcsc_options *chosen = options ? options : &defaults;
    struct pcsc_link *self = calloc(1, sizeof *self);
    enum link_result result;

    if (!self)
        return LINK_FAILED;
    if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &self->context) != SCARD_S_SUCCESS) {
        free(self);
        return LINK_FAILED;
    }
    self->link = (struct link){.ops = &pcsc_ops, .self = self};
    self->share = chosen->share == LINK_PCSC_EXCLUSIVE ? SCARD_SHARE_EXCLUSIVE : SCARD_SHARE_SHARED;
    self->patience = chosen->patience;
    result = choose_reader(self, chosen->reader);
    if (result != LINK_OK) {
        pcsc_free(self);
        return result;
    }
    *link = &self->link;
    return LINK_OK;
}

const char *link_pcsc_reader_name(const struct link *link)
{
    const struct pcsc_link *self = link->self;

    return self->name;
}
