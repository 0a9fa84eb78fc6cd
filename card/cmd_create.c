/* SPDX-License-Identifier: MIT */
/* Making and deleting files, in AKİS' own three commands. */
#include "card/journal.h"
#include "card/state.h"

enum {
    READ_IS_FREE = 0x04, /* of P2, coded as the FCI's security byte */
    TYPE_TRANSPARENT = 0x80,
    TYPE_FIXED = 0x41,
    TYPE_CYCLIC = 0x43,
    TYPE_VARIABLE = 0x45,
    DELETE_BY_FID = 2,
    DELETE_BY_PATH = 8,
};

static bool creator(const struct card *card)
{
    return card_may(card, HOLDER) || card_may(card, FACTORY);
}

static enum sw add(struct card *card, const struct file *file)
{
    struct files *files = &card->state.files;

    if (!creator(card))
        return SW_SECURITY;
    if (file->fid == FID_MF || file->fid == 0xFFFF)
        return SW_WRONG_DATA;
    if (files_find(files, file->parent, file->fid) != FILE_NONE)
        return SW_EXISTS;
    uint8_t index = files_add(files, file, bytes_of(NULL, 0));
    if (index == FILE_NONE)
        return SW_FULL;
    card->state.session.df = file->kind == FILE_DF ? index : file->parent;
    card->state.session.ef = file->kind == FILE_DF ? FILE_NONE : index;
    journal_touch_file(card, index);
    return journal_flush(card) ? SW_OK : SW_MEMORY;
}

static struct file made_by_holder(const struct card *card, const struct capdu *in,
                                  enum file_kind kind)
{
    return (struct file){
        .fid = (uint16_t)(in->data.data[0] << 8 | in->data.data[1]),
        .parent = card->state.session.df,
        .kind = (uint8_t)kind,
        .read = in->p2 & READ_IS_FREE ? ANYONE : HOLDER,
        .write = HOLDER,
        .remove = HOLDER,
    };
}

enum sw cmd_create_df(struct card *card, const struct capdu *in, struct buf *out)
{
    (void)out;
    if (in->p1 != 0)
        return SW_PARAMETERS;
    if (in->data.size != 2)
        return SW_WRONG_LENGTH;
    struct file file = made_by_holder(card, in, FILE_DF);
    return add(card, &file);
}

static enum file_kind kind_of(uint8_t type)
{
    switch (type) {
    case TYPE_TRANSPARENT:
        return FILE_TRANSPARENT;
    case TYPE_FIXED:
        return FILE_FIXED;
    case TYPE_CYCLIC:
        return FILE_CYCLIC;
    case TYPE_VARIABLE:
        return FILE_VARIABLE;
    default:
        return FILE_FREE;
    }
}

enum sw cmd_create_ef(struct card *card, const struct capdu *in, struct buf *out)
{
    enum file_kind kind = kind_of(in->p1);
    bool sized = kind == FILE_FIXED || kind == FILE_CYCLIC;

    (void)out;
    if (kind == FILE_FREE)
        return SW_PARAMETERS;
    if (in->data.size != (sized ? 3 : 2))
        return SW_WRONG_LENGTH;
    struct file file = made_by_holder(card, in, kind);
    if (sized)
        file.record_size = in->data.data[2];
    if (sized && file.record_size == 0)
        return SW_WRONG_DATA;
    return add(card, &file);
}

static bool removable(const struct card *card, uint8_t index)
{
    const struct files *files = &card->state.files;

    if (!card_may(card, (enum access)files->table[index].remove))
        return false;
    if (files->table[index].kind != FILE_DF)
        return true;
    for (uint8_t i = files_next(files, index, 0); i != FILE_NONE;
         i = files_next(files, index, i + 1u))
        if (!removable(card, i))
            return false;
    return true;
}

static void remove_tree(struct card *card, uint8_t index)
{
    struct files *files = &card->state.files;

    if (files->table[index].kind == FILE_DF)
        for (uint8_t i = files_next(files, index, 0); i != FILE_NONE;
             i = files_next(files, index, 0))
            remove_tree(card, i);
    files_remove(files, index);
    journal_touch_file(card, index);
}

enum sw cmd_delete(struct card *card, const struct capdu *in, struct buf *out)
{
    uint8_t df = card->state.session.df;

    (void)out;
    if ((in->p1 != DELETE_BY_FID && in->p1 != DELETE_BY_PATH) || in->p2 != 0)
        return SW_PARAMETERS;
    uint8_t index = select_path(card, in->p1 == DELETE_BY_FID ? df : (uint8_t)FILE_MF, in->data);
    if (index == FILE_NONE || index == FILE_MF)
        return SW_NOT_FOUND;
    if (!removable(card, index))
        return SW_SECURITY;
    remove_tree(card, index);
    card->state.session.df = FILE_MF;
    if (card->state.files.table[df].kind == FILE_DF)
        card->state.session.df = df;
    card->state.session.ef = FILE_NONE;
    return journal_flush(card) ? SW_OK : SW_MEMORY;
}
