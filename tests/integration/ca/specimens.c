/* SPDX-License-Identifier: MIT */
/*
 * Certificates in every state and flavour, as files, for verifiers that are not ours.
 *
 *   ca_specimens make DIR             writes NAME.pem, NAME.key.pem, the chain, the lists
 *   ca_specimens answer DIR FAULT     an OCSP request on stdin, its answer on stdout
 *   ca_specimens list                 "NAME KEY FLAVOUR FROM TO STATE" a line, days from now
 *   ca_specimens crl DIR FAULT        the issuing CA's revocation list on stdout
 */
#include <errno.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "portal-mock/ca/ca.h"

enum { DAY = 86400, YEARS = 3 * 365 };

static const struct specimen {
    const char *name;
    const char *key;
    const char *flavour;
    int from; /* days from now */
    int to;
    enum ca_state state;
    int reason;
    const char *id;
    const char *holder;
} specimens[] = {
    {"valid-p384",        "p384",    "qualified",        -1,     YEARS, CA_STATE_GOOD,    0, "11111111110", "Ayşe Yılmaz"},
    {"valid-rsa",         "rsa2048", "qualified",        -1,     YEARS, CA_STATE_GOOD,    0, "22222222220", "Ali Veli"     },
    {"turkish",           "p384",    "qualified",        -1,     YEARS, CA_STATE_GOOD,    0, "33333333330",
     "Şükrü Iğdır İÇÖZÜ"                                                                                          },
    {"bad-check-digits",  "p384",    "qualified",        -1,     YEARS, CA_STATE_GOOD,    0, "11111111101", "Deneme"       },
    {"not-yet-valid",     "p384",    "qualified",        10,     YEARS, CA_STATE_GOOD,    0, "11111111110",
     "Ayşe Yılmaz"                                                                                                       },
    {"expired",           "p384",    "qualified",        -YEARS, -1,    CA_STATE_GOOD,    0, "11111111110", "Ayşe Yılmaz"},
    {"renewed",           "p384",    "qualified",        -YEARS, 10,    CA_STATE_GOOD,    0, "11111111110", "Ayşe Yılmaz"},
    {"renewal",           "p384",    "qualified",        10,     YEARS, CA_STATE_GOOD,    0, "11111111110", "Ayşe Yılmaz"},
    {"held-by-holder",    "p384",    "qualified",        -1,     YEARS, CA_STATE_HELD,    0, "11111111110",
     "Ayşe Yılmaz"                                                                                                       },
    {"held-by-ca",        "rsa2048", "qualified",        -1,     YEARS, CA_STATE_HELD,    0, "22222222220", "Ali Veli"     },
    {"revoked-key",       "p384",    "qualified",        -1,     YEARS, CA_STATE_REVOKED, 1, "11111111110",
     "Ayşe Yılmaz"                                                                                                       },
    {"revoked-no-reason", "p384",    "qualified",        -1,     YEARS, CA_STATE_REVOKED, 0, "11111111110",
     "Ayşe Yılmaz"                                                                                                       },
    {"wrong-issuer",      "p384",    "wrong-issuer",     -1,     YEARS, CA_STATE_GOOD,    0, "11111111110",
     "Ayşe Yılmaz"                                                                                                       },
    {"wrong-key-usage",   "p384",    "wrong-key-usage",  -1,     YEARS, CA_STATE_GOOD,    0, "11111111110",
     "Ayşe Yılmaz"                                                                                                       },
    {"no-qc-statements",  "p384",    "no-qc-statements", -1,     YEARS, CA_STATE_GOOD,    0, "11111111110",
     "Ayşe Yılmaz"                                                                                                       },
    {"rsa1024",           "rsa1024", "qualified",        -1,     YEARS, CA_STATE_GOOD,    0, "22222222220", "Ali Veli"     },
    {"sha1",              "p384",    "sha1",             -1,     YEARS, CA_STATE_GOOD,    0, "11111111110", "Ayşe Yılmaz"},
    {"rsa-ca",            "rsa2048", "rsa-ca",           -1,     YEARS, CA_STATE_GOOD,    0, "22222222220", "Ali Veli"     },
    {"rsa-ca-held",       "p384",    "rsa-ca",           -1,     YEARS, CA_STATE_HELD,    0, "11111111110", "Ayşe Yılmaz"},
};
enum { SPECIMENS = sizeof specimens / sizeof *specimens };

static const char *path_of(const char *directory, const char *name, const char *suffix)
{
    static char path[512];

    (void)snprintf(path, sizeof path, "%s/%s%s", directory, name, suffix);
    return path;
}

static void must(bool held, const char *what)
{
    if (held)
        return;
    (void)fprintf(stderr, "ca_specimens: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void write_file(const char *path, struct bytes content)
{
    FILE *file = fopen(path, "wb");

    must(file && fwrite(content.data, 1, content.size, file) == content.size, path);
    must(fclose(file) == 0, path);
}

/* The serials of what was made, in the table's order. */
static void read_serials(const char *directory, char serials[SPECIMENS][CA_SERIAL_TEXT])
{
    FILE *file = fopen(path_of(directory, "serials", ""), "r");

    must(file != NULL, "serials");
    for (size_t i = 0; i < SPECIMENS; i++)
        must(fscanf(file, "%12s", serials[i]) == 1, "serials");
    (void)fclose(file);
}

struct status_table {
    char serials[SPECIMENS][CA_SERIAL_TEXT];
    int64_t since;
};

static struct ca_status status_at(const struct status_table *table, size_t index)
{
    return (struct ca_status){specimens[index].state, specimens[index].reason, table->since};
}

static bool find(void *context, const char *serial, struct ca_status *status)
{
    const struct status_table *table = context;

    *status = (struct ca_status){.state = CA_STATE_UNKNOWN};
    for (size_t i = 0; i < SPECIMENS; i++) {
        if (strcmp(table->serials[i], serial) == 0)
            *status = status_at(table, i);
    }
    return true;
}

static bool each(void *context, ca_visit_fn *visit, void *visitor)
{
    const struct status_table *table = context;
    bool wanted = true;

    for (size_t i = 0; i < SPECIMENS && wanted; i++) {
        struct ca_status status = status_at(table, i);
        wanted = visit(visitor, table->serials[i], &status);
    }
    return true;
}

static struct ca *open_ca(const char *directory)
{
    const struct ca_options options = {.directory = path_of(directory, "ca", ""),
                                       .plain_url = "http://127.0.0.1:8089",
                                       .random = random_kernel()};
    struct ca *ca = NULL;
    enum ca_result result;

    (void)mkdir(directory, 0700);
    result = ca_new(&options, &ca);
    must(result == CA_OK, ca_result_text(result));
    return ca;
}

static void write_key(const char *path, const struct blob *der)
{
    const unsigned char *at = der->data;
    EVP_PKEY *key = d2i_AutoPrivateKey(NULL, &at, (long)der->size);
    FILE *file = fopen(path, "w");

    must(key && file && PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL) == 1, path);
    must(fclose(file) == 0, path);
    EVP_PKEY_free(key);
}

static void make_specimen(struct ca *ca, const char *directory, const struct specimen *specimen,
                          int64_t now, FILE *serials)
{
    struct ca_request request = {specimen->id,
                                 specimen->holder,
                                 now + (int64_t)specimen->from * DAY,
                                 now + (int64_t)specimen->to * DAY,
                                 CA_KEY_P384,
                                 CA_FLAVOUR_QUALIFIED};
    struct ca_issued issued;
    struct blob pem;

    must(ca_key_kind_parse(specimen->key, &request.key), specimen->key);
    must(ca_flavour_parse(specimen->flavour, &request.flavour), specimen->flavour);
    must(ca_issue(ca, &request, &issued) == CA_OK, specimen->name);
    must(ca_certificate_pem(blob_bytes(&issued.certificate), &pem) == CA_OK, specimen->name);
    write_file(path_of(directory, specimen->name, ".pem"), blob_bytes(&pem));
    write_key(path_of(directory, specimen->name, ".key.pem"), &issued.key);
    must(fprintf(serials, "%s\n", issued.serial) > 0, "serials");
    blob_free(&pem);
    ca_issued_free(&issued);
}

static void make_published(struct ca *ca, const char *directory,
                           const struct ca_publication *publication)
{
    static const char *const names[] = {
        "crl/issuing.crl", "crl/root.crl", "crl/issuing-rsa.crl", "crl/root-rsa.crl",
        "ca/issuing.cer",  "ca/root.cer",  "ca/issuing-rsa.cer",  "ca/root-rsa.cer"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *type;
        struct blob file;
        must(ca_published_file(ca, path_of("", names[i], ""), publication, &type, &file) == CA_OK,
             names[i]);
        write_file(path_of(directory, strchr(names[i], '/') + 1, ""), blob_bytes(&file));
        blob_free(&file);
    }
}

static struct ca_publication publication_of(struct status_table *table, const char *fault)
{
    struct ca_publication publication = {
        time(NULL), {find, each, table},
         CA_FAULT_NONE
    };

    must(ca_fault_parse(fault, &publication.fault), fault);
    table->since = publication.now - 60;
    return publication;
}

static void make(const char *directory)
{
    struct ca *ca = open_ca(directory);
    FILE *serials = fopen(path_of(directory, "serials", ""), "w");
    struct status_table table;
    struct ca_publication publication;
    struct blob chain;

    must(serials != NULL, "serials");
    for (size_t i = 0; i < SPECIMENS; i++)
        make_specimen(ca, directory, &specimens[i], time(NULL), serials);
    must(fclose(serials) == 0, "serials");
    read_serials(directory, table.serials);
    publication = publication_of(&table, "none");
    make_published(ca, directory, &publication);
    must(ca_chain_pem(ca, &chain) == CA_OK, "chain");
    write_file(path_of(directory, "chain.pem", ""), blob_bytes(&chain));
    blob_free(&chain);
    ca_free(&ca);
}

static void answer(const char *directory, const char *fault)
{
    struct ca *ca = open_ca(directory);
    struct status_table table;
    struct ca_publication publication;
    uint8_t request[4096];
    size_t size = fread(request, 1, sizeof request, stdin);
    struct blob response;

    read_serials(directory, table.serials);
    publication = publication_of(&table, fault);
    must(ca_ocsp_answer(ca, bytes_of(request, size), &publication, &response) == CA_OK, "OCSP");
    must(fwrite(response.data, 1, response.size, stdout) == response.size, "stdout");
    blob_free(&response);
    ca_free(&ca);
}

static void print_list(const char *directory, const char *fault)
{
    struct ca *ca = open_ca(directory);
    struct status_table table;
    struct ca_publication publication;
    const char *type;
    struct blob list;

    read_serials(directory, table.serials);
    publication = publication_of(&table, fault);
    must(ca_published_file(ca, "/crl/issuing.crl", &publication, &type, &list) == CA_OK, "list");
    must(fwrite(list.data, 1, list.size, stdout) == list.size, "stdout");
    blob_free(&list);
    ca_free(&ca);
}

static void list(void)
{
    static const char *const states[] = {"unknown", "good", "held", "revoked"};

    for (size_t i = 0; i < SPECIMENS; i++)
        (void)printf("%s %s %s %d %d %s\n", specimens[i].name, specimens[i].key,
                     specimens[i].flavour, specimens[i].from, specimens[i].to,
                     states[specimens[i].state]);
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "make") == 0)
        make(argv[2]);
    else if (argc == 4 && strcmp(argv[1], "answer") == 0)
        answer(argv[2], argv[3]);
    else if (argc == 4 && strcmp(argv[1], "crl") == 0)
        print_list(argv[2], argv[3]);
    else if (argc == 2 && strcmp(argv[1], "list") == 0)
        list();
    else
        must(false, "usage: make DIR | answer DIR FAULT | crl DIR FAULT | list");
    return 0;
}
