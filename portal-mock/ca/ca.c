/* SPDX-License-Identifier: MIT */
/* The CA as a whole: its directory, its lines, the words of its tables. */
#include <errno.h>
#include <openssl/pem.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "portal-mock/ca/line.h"

const char *ca_result_text(enum ca_result result)
{
    switch (result) {
    case CA_OK:
        return "done";
    case CA_BAD_ARGUMENT:
        return "an argument makes no sense";
    case CA_STORE_FAILED:
        return "the CA's directory cannot be used";
    case CA_CRYPTO_FAILED:
        return "OpenSSL refused";
    case CA_NO_MEMORY:
        return "memory is out";
    case CA_UNKNOWN:
        return "nothing of this name is published";
    }
    return "?";
}

static const char *const flavours[] = {
#define FLAVOUR(name, word, line, digest, usage, qc, meaning) word,
#include "portal-mock/ca/flavour.def"
#undef FLAVOUR
};

static const char *const faults[] = {
#define CA_FAULT(name, word, meaning) word,
#include "portal-mock/ca/fault.def"
#undef CA_FAULT
};

static bool find_word(const char *const *words, size_t count, const char *word, size_t *index)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], word) == 0) {
            *index = i;
            return true;
        }
    }
    return false;
}

bool ca_flavour_parse(const char *word, enum ca_flavour *flavour)
{
    size_t index;

    if (!find_word(flavours, sizeof flavours / sizeof *flavours, word, &index))
        return false;
    *flavour = (enum ca_flavour)index;
    return true;
}

bool ca_fault_parse(const char *word, enum ca_fault *fault)
{
    size_t index;

    if (!find_word(faults, sizeof faults / sizeof *faults, word, &index))
        return false;
    *fault = (enum ca_fault)index;
    return true;
}

static enum ca_result directory_ready(const char *directory)
{
    if (mkdir(directory, 0700) != 0 && errno != EEXIST)
        return CA_STORE_FAILED;
    return CA_OK;
}

enum ca_result ca_new(const struct ca_options *options, struct ca **ca)
{
    enum ca_result result = directory_ready(options->directory);
    const struct line *line;
    struct ca *made;

    if (result != CA_OK)
        return result;
    made = calloc(1, sizeof *made);
    if (!made)
        return CA_NO_MEMORY;
    (void)pthread_mutex_init(&made->lock, NULL);
    made->random = options->random;
    made->directory = strdup(options->directory);
    made->plain_url = strdup(options->plain_url);
    made->key_pool = options->key_pool ? strdup(options->key_pool) : NULL;
    result = made->directory && made->plain_url ? line_use(made, LINE_P384, &line) : CA_NO_MEMORY;
    if (result == CA_OK)
        *ca = made;
    else
        ca_free(&made);
    return result;
}

void ca_free(struct ca **ca)
{
    struct ca *gone = ca ? *ca : NULL;

    if (!gone)
        return;
    for (size_t i = 0; i < LINE_COUNT; i++) {
        for (size_t j = 0; j < LINE_MEMBERS; j++)
            authority_clear(&gone->lines[i].members[j]);
    }
    for (size_t i = 0; i < TLS_MEMBERS; i++)
        authority_clear(&gone->tls[i]);
    (void)pthread_mutex_destroy(&gone->lock);
    free(gone->directory);
    free(gone->plain_url);
    free(gone->key_pool);
    free(gone);
    *ca = NULL;
}

static bool print_chain(struct ca *ca, BIO *text)
{
    for (enum line_kind kind = LINE_P384; kind < LINE_FOREIGN; kind++) {
        const struct line *line;
        enum ca_result result = line_find(ca, kind, &line);
        if (result == CA_UNKNOWN)
            continue;
        if (result != CA_OK ||
            PEM_write_bio_X509(text, line->members[LINE_ROOT].certificate) != 1 ||
            PEM_write_bio_X509(text, line->members[LINE_ISSUING].certificate) != 1)
            return false;
    }
    return true;
}

enum ca_result ca_chain_pem(struct ca *ca, struct blob *pem)
{
    enum ca_result result = CA_CRYPTO_FAILED;
    BIO *text = BIO_new(BIO_s_mem());
    char *data;

    if (!text)
        return CA_NO_MEMORY;
    if (print_chain(ca, text)) {
        long size = BIO_get_mem_data(text, &data);
        result = blob_copy(bytes_of(data, (size_t)size), pem) ? CA_OK : CA_NO_MEMORY;
    }
    BIO_free(text);
    return result;
}
