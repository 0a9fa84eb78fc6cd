/* SPDX-License-Identifier: MIT */
/* Finding one's way: SELECT, the file control information, and the two ways to list a DF. */
#include <string.h>

#include "card/chain.h"
#include "card/iso7816/tlv.h"
#include "card/state.h"

enum { ROW_SIZE = 20, ROW_EF = 0x2F, ROW_DF = 0x3D };

/* ISO/IEC 7816-4, 7.1.1, table of P1. */
enum way {
    BY_FID = 0,
    BY_CHILD_DF = 1,
    BY_EF = 2,
    BY_PARENT = 3,
    BY_NAME = 4,
    BY_PATH_FROM_MF = 8,
    BY_PATH_FROM_DF = 9,
};

/* The security byte of AKİS' FCI (tag 90). */
enum security {
    SEC_VALID = 0x02,
    SEC_PIN = 0x04, /* on a DF: listing needs the PIN; on an EF: reading needs none */
    SEC_READ = 0x10,
    SEC_WRITE = 0x20,
    SEC_WRONG_ONCE = 0x40,
    SEC_LAST_TRY = 0x80,
};

static bool is_df(const struct card *card, uint8_t index)
{
    return index != FILE_NONE && card->state.files.table[index].kind == FILE_DF;
}

static bool is_ef(const struct card *card, uint8_t index)
{
    return index != FILE_NONE && card->state.files.table[index].kind != FILE_DF &&
           card->state.files.table[index].kind != FILE_KEY;
}

static uint8_t only(bool fits, uint8_t index)
{
    return fits ? index : FILE_NONE;
}

static uint16_t fid_at(struct bytes path, size_t at)
{
    return (uint16_t)(path.data[at] << 8 | path.data[at + 1]);
}

/* The MF, the current DF, one of its DFs, or its parent. */
static uint8_t find_df(const struct card *card, uint16_t fid)
{
    const struct files *files = &card->state.files;
    uint8_t current = card->state.session.df;
    uint8_t parent = files->table[current].parent;

    if (fid == FID_MF)
        return FILE_MF;
    if (files->table[current].fid == fid)
        return current;
    if (files->table[parent].fid == fid)
        return parent;
    uint8_t child = files_find(files, current, fid);
    return only(is_df(card, child), child);
}

uint8_t select_path(const struct card *card, uint8_t from, struct bytes path)
{
    uint8_t at = from;

    if (path.size == 0 || path.size % 2 != 0)
        return FILE_NONE;
    for (size_t i = 0; i < path.size; i += 2) {
        if (i == 0 && from == FILE_MF && fid_at(path, 0) == FID_MF)
            continue;
        if (!is_df(card, at))
            return FILE_NONE;
        at = files_find(&card->state.files, at, fid_at(path, i));
    }
    return only(is_df(card, at) || is_ef(card, at), at);
}

enum sw select_short(struct card *card, uint8_t identifier)
{
    const struct files *files = &card->state.files;
    uint8_t df = card->state.session.df;

    if (identifier == 0)
        return card->state.session.ef == FILE_NONE ? SW_NO_FILE_CHOSEN : SW_OK;
    if (card->profile->family != V2)
        return SW_PARAMETERS;
    for (uint8_t i = files_next(files, df, 0); i != FILE_NONE; i = files_next(files, df, i + 1u)) {
        if (!is_ef(card, i) || (files->table[i].fid & 0x1F) != identifier)
            continue;
        card->state.session.ef = i;
        card->state.session.record = 0;
        return SW_OK;
    }
    return SW_NOT_FOUND;
}

static uint8_t find_by_fid(const struct card *card, enum way way, struct bytes data)
{
    uint8_t child;

    if (data.size != 2)
        return way == BY_FID && data.size == 0 ? FILE_MF : FILE_NONE;
    if (way == BY_FID)
        return find_df(card, fid_at(data, 0));
    child = files_find(&card->state.files, card->state.session.df, fid_at(data, 0));
    return only(way == BY_EF ? is_ef(card, child) : is_df(card, child), child);
}

static uint8_t find(const struct card *card, const struct capdu *in)
{
    const struct files *files = &card->state.files;
    uint8_t current = card->state.session.df;
    bool v2 = card->profile->family == V2;

    switch ((enum way)in->p1) {
    case BY_FID:
    case BY_CHILD_DF:
    case BY_EF:
        return find_by_fid(card, (enum way)in->p1, in->data);
    case BY_PARENT:
        return files->table[current].parent;
    case BY_NAME:
        return files_find_name(files, in->data, v2 ? NAME_PARTIAL : NAME_WHOLE);
    case BY_PATH_FROM_MF:
        return select_path(card, FILE_MF, in->data);
    case BY_PATH_FROM_DF:
        return select_path(card, current, in->data);
    }
    return FILE_NONE;
}

static uint8_t descriptor_of(const struct file *file)
{
    switch ((enum file_kind)file->kind) {
    case FILE_DF:
        return 0x38;
    case FILE_FIXED:
        return 0x02;
    case FILE_VARIABLE:
        return 0x04;
    case FILE_CYCLIC:
        return 0x06;
    case FILE_TRANSPARENT:
    case FILE_KEY:
    case FILE_FREE:
        return 0x01;
    }
    return 0x01;
}

static uint8_t security_of(const struct card *card, const struct file *file)
{
    uint8_t tries = card->state.pins[ROLE_PIN].tries;
    unsigned byte = SEC_VALID;

    if (file->kind != FILE_DF) {
        byte |= file->read == ANYONE ? SEC_PIN : 0u;
        byte |= card_may(card, (enum access)file->read) ? SEC_READ : 0u;
        byte |= card_may(card, (enum access)file->write) ? SEC_WRITE : 0u;
    }
    if (tries < card->state.policy.pin_tries)
        byte |= tries > 1 ? SEC_WRONG_ONCE : SEC_LAST_TRY;
    return (uint8_t)byte;
}

/* The size as tag 80 says it. CREATE names none, and OpenSC's `put` writes no more than the
 * size it was told: a transparent file that was never written announces the room it has. */
static size_t announced_size(const struct card *card, const struct file *file)
{
    size_t room = FILES_HEAP - card->state.files.used;

    if (file->kind != FILE_TRANSPARENT || file->size > 0)
        return file->size;
    return room < FILE_SIZE_MAX ? room : FILE_SIZE_MAX;
}

static bool put_fci(const struct card *card, uint8_t index, struct buf *out)
{
    const struct file *file = &card->state.files.table[index];
    uint8_t fid[2] = {(uint8_t)(file->fid >> 8), (uint8_t)file->fid};
    size_t announced = announced_size(card, file);
    uint8_t size[2] = {(uint8_t)(announced >> 8), (uint8_t)announced};
    uint8_t descriptor[4] = {descriptor_of(file), 0x41, 0x00, file->record_size};
    bool records = file->kind == FILE_FIXED || file->kind == FILE_CYCLIC;
    uint8_t security = security_of(card, file);
    struct bytes name = files_content(&card->state.files, index);
    size_t start = out->size;

    return (file->kind == FILE_DF || tlv_put(out, 0x80, bytes_of(size, 2))) &&
           tlv_put(out, 0x82, bytes_of(descriptor, records ? 4 : 1)) &&
           tlv_put(out, 0x83, bytes_of(fid, 2)) &&
           (file->kind != FILE_DF || name.size == 0 || tlv_put(out, 0x84, name)) &&
           tlv_put(out, 0x90, bytes_of(&security, 1)) && tlv_wrap(out, start, 0x6F);
}

enum sw cmd_select(struct card *card, const struct capdu *in, struct buf *out)
{
    struct session *session = &card->state.session;

    if ((in->p2 & 0xF3) != 0)
        return SW_PARAMETERS;
    uint8_t index = find(card, in);
    if (card_life_of(card) == CARD_DEAD && index != FILE_MF)
        return (enum sw)card->state.policy.dead_word;
    if (index == FILE_NONE || card->state.files.table[index].kind == FILE_FREE)
        return SW_NOT_FOUND;
    session->df = is_df(card, index) ? index : card->state.files.table[index].parent;
    session->ef = is_df(card, index) ? FILE_NONE : index;
    session->record = 0;
    return put_fci(card, index, out) ? SW_OK : SW_UNKNOWN;
}

enum sw cmd_get_response(struct card *card, const struct capdu *in, struct buf *out)
{
    (void)card;
    if (capdu_p1p2(in) != 0)
        return SW_PARAMETERS;
    return out->size > 0 ? SW_OK : SW_CONDITIONS;
}

enum sw cmd_directory(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct files *files = &card->state.files;
    uint8_t df = card->state.session.df;

    if (capdu_p1p2(in) != 0)
        return SW_PARAMETERS;
    for (uint8_t i = files_next(files, df, 0); i != FILE_NONE; i = files_next(files, df, i + 1u)) {
        const struct file *file = &files->table[i];
        uint8_t row[ROW_SIZE] = {file->kind == FILE_DF ? ROW_DF : ROW_EF,
                                 (uint8_t)(file->fid >> 8),
                                 (uint8_t)file->fid,
                                 descriptor_of(file),
                                 (uint8_t)(file->size >> 8),
                                 (uint8_t)file->size,
                                 security_of(card, file)};
        if (file->kind != FILE_KEY && !buf_add(out, bytes_of(row, sizeof row)))
            return SW_UNKNOWN;
    }
    return SW_OK;
}

/* v2.x: the FIDs alone, of EFs (P2 = 00) or DFs (01). */
enum sw cmd_list(struct card *card, const struct capdu *in, struct buf *out)
{
    const struct files *files = &card->state.files;
    uint8_t df = card->state.session.df;

    if (in->p1 != 0 || in->p2 > 1)
        return SW_PARAMETERS;
    for (uint8_t i = files_next(files, df, 0); i != FILE_NONE; i = files_next(files, df, i + 1u)) {
        const struct file *file = &files->table[i];
        uint8_t fid[2] = {(uint8_t)(file->fid >> 8), (uint8_t)file->fid};
        bool listed = in->p2 == 1 ? is_df(card, i) : is_ef(card, i);
        if (listed && !buf_add(out, bytes_of(fid, 2)))
            return SW_UNKNOWN;
    }
    return SW_OK;
}
