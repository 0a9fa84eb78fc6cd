/* SPDX-License-Identifier: MIT */
/*
 * The card's files: a tree of DFs, and EFs whose contents lie one behind the other in one
 * heap. Plain data without pointers, so that a copy is a whole file system. Who may read or
 * write is written here and checked elsewhere; what survives is the journal's business.
 */
#ifndef CARD_FILES_H
#define CARD_FILES_H

#include "card/command.h"

enum {
    FILES_MAX = 64,
    FILES_HEAP = 32768,
    FILE_SIZE_MAX = 0x7FFF, /* what 15 bits of offset reach */
    FILE_NONE = 0xFF,       /* no index */
    FILE_MF = 0,            /* the index of the master file */
    FID_MF = 0x3F00,
};

enum file_kind {
    FILE_FREE, /* an empty row of the table */
    FILE_DF,   /* its content is its name */
    FILE_TRANSPARENT,
    FILE_FIXED,    /* records of one size */
    FILE_CYCLIC,   /* the same, the newest first */
    FILE_VARIABLE, /* records that each begin with their length */
    FILE_KEY,      /* a private key: key.h */
};

struct file {
    uint16_t fid;
    uint8_t parent; /* index of its DF; the MF is its own */
    uint8_t kind;   /* enum file_kind */
    uint8_t read;   /* enum access */
    uint8_t write;
    uint8_t remove;
    uint8_t record_size; /* of FILE_FIXED and FILE_CYCLIC */
    uint32_t offset;     /* in the heap */
    uint32_t size;
};

struct files {
    struct file table[FILES_MAX];
    uint32_t used; /* of the heap: what lies behind is zero */
    uint8_t heap[FILES_HEAP];
};

/* The index of a file in a DF, or FILE_NONE. */
uint8_t files_find(const struct files *files, uint8_t parent, uint16_t fid);
/* The index of the DF whose name is `name` (or begins with it, when `partial`), or FILE_NONE. */
enum name_match { NAME_WHOLE, NAME_PARTIAL };
uint8_t files_find_name(const struct files *files, struct bytes name, enum name_match match);
/* The index of the next file of that DF at or after `from`, in order of creation; FILE_NONE
 * at the end. */
uint8_t files_next(const struct files *files, uint8_t parent, unsigned from);

/* The content; valid until the next change of any file. */
struct bytes files_content(const struct files *files, unsigned index);

/* Adds a file (offset and size are set here) with that content. FILE_NONE when the table or
 * the heap is full; nothing changed. */
uint8_t files_add(struct files *files, const struct file *file, struct bytes content);
/* Puts `part` at `at`; the content grows as far as needed, a gap is zero. False when the
 * heap is full; nothing changed. */
NODISCARD bool files_put(struct files *files, unsigned index, size_t at, struct bytes part);
/* Puts `part` in place of `cut` bytes at `at`, which must be there. False when the heap is full;
 * nothing changed. */
NODISCARD bool files_splice(struct files *files, unsigned index, size_t at, size_t cut,
                            struct bytes part);
/* Sets the content's length: cuts (and wipes) or adds zeros. False when the heap is full. */
NODISCARD bool files_resize(struct files *files, unsigned index, size_t size);
/* Takes one file out and wipes its content. Its children are the caller's business. */
void files_remove(struct files *files, unsigned index);

#endif
