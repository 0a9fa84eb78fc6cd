/* SPDX-License-Identifier: MIT */
/* Records inside a file's content: see records.h. */
#include "card/records.h"

/* Where a record's data stand in the content; false past the last. */
static bool locate(const struct files *files, uint8_t index, unsigned number, size_t *at,
                   size_t *size)
{
    const struct file *file = &files->table[index];
    struct bytes content = files_content(files, index);

    if (number == 0)
        return false;
    if (file->kind != FILE_VARIABLE) {
        *size = file->record_size;
        *at = (number - 1) * *size;
        return *size > 0 && *at + *size <= content.size;
    }
    *at = 0;
    for (unsigned i = 1; *at < content.size; i++) {
        *size = content.data[*at];
        if (i == number) {
            (*at)++;
            return *at + *size <= content.size;
        }
        *at += 1 + *size;
    }
    return false;
}

unsigned records_count(const struct files *files, uint8_t index)
{
    unsigned count = 0;
    size_t at;
    size_t size;

    while (locate(files, index, count + 1, &at, &size))
        count++;
    return count;
}

bool records_find(const struct files *files, uint8_t index, unsigned number, struct bytes *record)
{
    size_t at;
    size_t size;

    if (!locate(files, index, number, &at, &size))
        return false;
    *record = bytes_slice(files_content(files, index), at, size);
    return true;
}

enum records_result records_update(struct files *files, uint8_t index, unsigned number,
                                   struct bytes data)
{
    bool variable = files->table[index].kind == FILE_VARIABLE;
    uint8_t raw[256];
    struct buf whole = buf_over(raw, sizeof raw);
    size_t at;
    size_t size;

    if (!locate(files, index, number, &at, &size))
        return RECORDS_ABSENT;
    if (!variable && data.size != size)
        return RECORDS_WRONG_SIZE;
    if (!variable)
        return files_put(files, index, at, data) ? RECORDS_OK : RECORDS_FULL;
    if (data.size > 254 || !buf_add_byte(&whole, (uint8_t)data.size) || !buf_add(&whole, data))
        return RECORDS_WRONG_SIZE;
    return files_splice(files, index, at - 1, size + 1, buf_bytes(&whole)) ? RECORDS_OK
                                                                           : RECORDS_FULL;
}

enum records_result records_append(struct files *files, uint8_t index, struct bytes data)
{
    const struct file *file = &files->table[index];
    unsigned count = records_count(files, index);
    uint8_t raw[256];
    struct buf whole = buf_over(raw, sizeof raw);

    if (file->kind != FILE_VARIABLE && data.size != file->record_size)
        return RECORDS_WRONG_SIZE;
    if (file->kind == FILE_VARIABLE && !buf_add_byte(&whole, (uint8_t)data.size))
        return RECORDS_FULL;
    if (data.size > 254 || !buf_add(&whole, data))
        return RECORDS_WRONG_SIZE;
    if (file->kind == FILE_CYCLIC) {
        if (count == CYCLIC_MOST && !files_resize(files, index, file->size - data.size))
            return RECORDS_FULL;
        return files_splice(files, index, 0, 0, data) ? RECORDS_OK : RECORDS_FULL;
    }
    if (count >= RECORDS_MOST)
        return RECORDS_FULL;
    return files_put(files, index, file->size, buf_bytes(&whole)) ? RECORDS_OK : RECORDS_FULL;
}
