/* SPDX-License-Identifier: MIT */
/* The card's files: see files.h. */
#include "card/files.h"

#include <string.h>

#include "sim/base/secret.h"

uint8_t files_find(const struct files *files, uint8_t parent, uint16_t fid)
{
    for (unsigned i = 0; i < FILES_MAX; i++) {
        const struct file *file = &files->table[i];
        if (file->kind != FILE_FREE && file->parent == parent && file->fid == fid && i != FILE_MF)
            return (uint8_t)i;
    }
    return FILE_NONE;
}

uint8_t files_find_name(const struct files *files, struct bytes name, enum name_match match)
{
    for (unsigned i = 0; i < FILES_MAX; i++) {
        struct bytes own = files_content(files, i);
        if (match == NAME_PARTIAL)
            own = bytes_slice(own, 0, name.size);
        if (files->table[i].kind == FILE_DF && name.size > 0 && bytes_equal(own, name))
            return (uint8_t)i;
    }
    return FILE_NONE;
}

uint8_t files_next(const struct files *files, uint8_t parent, unsigned from)
{
    for (unsigned i = from; i < FILES_MAX; i++)
        if (files->table[i].kind != FILE_FREE && files->table[i].parent == parent && i != FILE_MF)
            return (uint8_t)i;
    return FILE_NONE;
}

struct bytes files_content(const struct files *files, unsigned index)
{
    const struct file *file = &files->table[index];

    return bytes_of(files->heap + file->offset, file->size);
}

/* Moves all that lies behind `from` by `by` bytes, and the offsets with it. */
static void shift(struct files *files, uint32_t from, int64_t by)
{
    uint32_t tail = files->used - from;

    memmove(files->heap + (from + by), files->heap + from, tail);
    for (size_t i = 0; i < FILES_MAX; i++)
        if (files->table[i].kind != FILE_FREE && files->table[i].offset >= from)
            files->table[i].offset = (uint32_t)(files->table[i].offset + by);
    if (by < 0)
        secret_wipe(files->heap + (files->used + by), (size_t)-by);
    files->used = (uint32_t)(files->used + by);
}

bool files_resize(struct files *files, unsigned index, size_t size)
{
    struct file *file = &files->table[index];
    uint32_t end = file->offset + file->size;
    uint32_t offset = file->offset;

    if (size > file->size && size - file->size > FILES_HEAP - files->used)
        return false;
    shift(files, end, (int64_t)size - (int64_t)file->size);
    file->offset = offset; /* an empty file's own offset was its end */
    if (size > file->size)
        memset(files->heap + end, 0, size - file->size);
    file->size = (uint32_t)size;
    return true;
}

bool files_put(struct files *files, unsigned index, size_t at, struct bytes part)
{
    struct file *file = &files->table[index];

    if (at + part.size > file->size && !files_resize(files, index, at + part.size))
        return false;
    if (part.size > 0)
        memcpy(files->heap + file->offset + at, part.data, part.size);
    return true;
}

bool files_splice(struct files *files, unsigned index, size_t at, size_t cut, struct bytes part)
{
    const struct file *file = &files->table[index];
    size_t size = file->size;
    uint8_t *start = files->heap + file->offset + at;

    if (part.size > cut && !files_resize(files, index, size + part.size - cut))
        return false;
    memmove(start + part.size, start + cut, size - at - cut);
    if (part.size > 0)
        memcpy(start, part.data, part.size);
    return part.size >= cut || files_resize(files, index, size + part.size - cut);
}

uint8_t files_add(struct files *files, const struct file *file, struct bytes content)
{
    for (unsigned i = 0; i < FILES_MAX; i++) {
        struct file *row = &files->table[i];
        if (row->kind != FILE_FREE)
            continue;
        if (content.size > FILES_HEAP - files->used)
            return FILE_NONE;
        *row = *file;
        row->offset = files->used;
        row->size = (uint32_t)content.size;
        if (content.size > 0)
            memcpy(files->heap + files->used, content.data, content.size);
        files->used += (uint32_t)content.size;
        return (uint8_t)i;
    }
    return FILE_NONE;
}

void files_remove(struct files *files, unsigned index)
{
    struct file *file = &files->table[index];

    shift(files, file->offset + file->size, -(int64_t)file->size);
    memset(file, 0, sizeof *file);
}
