/* SPDX-License-Identifier: MIT */
/*
 * What the module's calls share. PKCS#11 knows one module in a process, so there is one
 * `struct module`, behind one lock: the card takes one command at a time anyhow.
 */
#ifndef SIM_PKCS11_MODULE_H
#define SIM_PKCS11_MODULE_H

#include "sim/base/bytes.h"
#include "sim/engine/akis.h"
#include "sim/pkcs11/cryptoki.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <sys/types.h>

enum {
    SLOTS_MAX = 16,
    SESSIONS_MAX = 256,
    CERTIFICATES_MAX = 16,
    OBJECTS_MAX = 3 * CERTIFICATES_MAX,
    ATTRIBUTES_MAX = 40,
    INPUT_MAX = 512, /* what a mechanism without a hash takes */
};

/* An object of the token; its handle is its place among all that the slot ever had, from one on,
 * so that none is good for another card. */
struct object {
    CK_OBJECT_CLASS class;
    size_t certificate; /* place in the token's list */
    CK_ATTRIBUTE attributes[ATTRIBUTES_MAX];
    size_t count;
};

/* A slot is a reader; its token is the card in it, opened when first needed. */
struct slot {
    char reader[128];
    bool present;      /* a card is in the reader, as last seen */
    bool announced;    /* C_WaitForSlotEvent has told of `present` */
    struct link *link; /* handed over, until the card is opened; else NULL */
    struct akis_card *card;
    struct akis_identity identity;
    struct akis_certificates certificates;
    struct object objects[OBJECTS_MAX];
    size_t object_count;
    CK_OBJECT_HANDLE objects_gone; /* how many there were before these */
    bool user;                     /* C_Login(CKU_USER) */
    bool officer; /* C_Login(CKU_SO): the PUK is held, since the card takes it with the new PIN */
    char puk[AKIS_PUK_DIGITS + 1];
};

/* How an operation's data comes: whole or in parts. What has begun in one form ends in it. */
enum form { FORM_OPEN, FORM_WHOLE, FORM_PARTS };

/* A signature, verification, encryption, decryption or digest that has begun. */
struct operation {
    bool active;
    bool hashed; /* the data goes through `digest` */
    enum form form;
    enum akis_scheme scheme;
    enum akis_hash hash;
    size_t certificate;
    EVP_MD_CTX *digest;
    uint8_t input[INPUT_MAX];
    size_t size;
};

struct session {
    bool open;
    CK_SESSION_HANDLE handle; /* never used again: another thread may hold a closed one */
    CK_SLOT_ID slot;
    CK_FLAGS flags;
    bool finding;
    CK_OBJECT_HANDLE found[OBJECTS_MAX];
    size_t found_count;
    size_t found_next;
    struct operation sign, verify, encrypt, decrypt, digest;
};

struct module {
    pthread_mutex_t lock;
    bool initialised;
    pid_t process; /* a child of fork starts anew */
    struct slot slots[SLOTS_MAX];
    size_t slot_count;
    struct session sessions[SESSIONS_MAX];
    CK_SESSION_HANDLE sessions_opened;
    unsigned quirks; /* bits over enum quirk */
};
extern struct module module;

/* Locks; CKR_CRYPTOKI_NOT_INITIALIZED leaves it unlocked. */
NODISCARD CK_RV module_enter(void);
/* Unlocks; gives `rv` back. */
CK_RV module_leave(CK_RV rv);

/* The quirks of the vendor's module: quirks.def. */
enum quirk {
#define QUIRK(name, text) QUIRK_##name,
#include "sim/pkcs11/quirks.def"
#undef QUIRK
    QUIRKS
};
bool quirk(enum quirk which);
/* Reads AKIS_P11_QUIRKS: names, commas between. */
unsigned quirks_read(void);

/* slots.c, token.c: readers and their cards. */
void slots_refresh(void);
struct slot *slot_of(CK_SLOT_ID id);
/* The same, looking for readers when the id is not known: it may be from before C_Finalize. */
struct slot *slot_known(CK_SLOT_ID id);
/* A slot of its own for a link of the caller's, for a program that holds this module inside. Takes
 * the link; call it after C_Initialize. False: no slot is left. */
NODISCARD bool slot_hand_link(struct link **link, CK_SLOT_ID *id);
/* Opens the card if need be. CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED … */
NODISCARD CK_RV token_open(struct slot *slot);
/* Closes it: its objects and sessions are gone. */
void token_lose(struct slot *slot);
/* What an outcome is to a caller; a lost card closes its token. */
NODISCARD CK_RV token_rv(struct slot *slot, struct akis_result result);
void objects_free(struct slot *slot);
NODISCARD bool objects_build(struct slot *slot);

/* sessions.c */
struct session *session_of(CK_SESSION_HANDLE handle);
/* The slot of a session whose card is open; lost ones answer as PKCS#11 asks. */
NODISCARD CK_RV session_token(CK_SESSION_HANDLE handle, struct session **session,
                              struct slot **slot);
void session_close(struct session *session);

/* operation.c. `use` is CKF_SIGN, CKF_VERIFY, CKF_ENCRYPT or CKF_DECRYPT. */
struct operation *operation_for(struct session *session, CK_FLAGS use);
NODISCARD CK_RV operation_begin(CK_SESSION_HANDLE handle, const CK_MECHANISM *wanted,
                                CK_OBJECT_HANDLE key, CK_FLAGS use);
/* Goes on with an active operation; in the other form it is ended: CKR_OPERATION_ACTIVE. */
NODISCARD CK_RV operation_resume(struct operation *operation, enum form form);
/* More of the data. */
NODISCARD CK_RV operation_take(struct operation *operation, const CK_BYTE *data, CK_ULONG size);
/* All of it, as the engine wants it: digest or block; lives as long as the operation. */
NODISCARD CK_RV operation_input(struct operation *operation,
                                const struct akis_certificate *certificate, struct bytes *input);
/* Wipes. */
void operation_end(struct operation *operation);
/* Bytes of a signature by that certificate's key. */
size_t signature_size(const struct akis_certificate *certificate);

/* find.c: an object that may be seen now, or NULL. */
const struct object *object_of(const struct slot *slot, CK_OBJECT_HANDLE handle);
const CK_ATTRIBUTE *attribute_of(const struct object *object, CK_ATTRIBUTE_TYPE type);

/* mechanisms.c */
struct mechanism {
    CK_MECHANISM_TYPE type;
    CK_FLAGS flags;
    enum akis_key_kind kind; /* of the key; of no meaning for digests */
    enum akis_scheme scheme;
    enum akis_hash hash; /* AKIS_NO_HASH: the data is the digest, or to be padded as it is */
};
/* NULL: not known, or a quirk hides it. */
const struct mechanism *mechanism_of(CK_MECHANISM_TYPE type);
const EVP_MD *mechanism_md(enum akis_hash hash);

/* The standard's way of giving bytes: their number for a NULL, CKR_BUFFER_TOO_SMALL. */
NODISCARD CK_RV give(struct bytes bytes, CK_BYTE *out, CK_ULONG *size);
/* The number alone, or whether there is room for it: `done` when nothing more is to do. */
NODISCARD CK_RV give_size(size_t need, const CK_BYTE *out, CK_ULONG *size, bool *done);
/* Text padded with blanks, never ended. */
void pad(CK_UTF8CHAR *field, size_t size, const char *text);

#endif
