/* SPDX-License-Identifier: MIT */
/* The files of the plain listener: lists, CA certificates, the certification practice statement. */
#include <string.h>

#include "portal-mock/ca/publish.h"

enum file_kind { REVOCATION_LIST, CA_CERTIFICATE, PRACTICE };

static const struct {
    const char *path;
    enum file_kind kind;
    enum line_kind line;
    enum line_member member;
} files[] = {
    {"/crl/issuing.crl",     REVOCATION_LIST, LINE_P384, LINE_ISSUING},
    {"/crl/root.crl",        REVOCATION_LIST, LINE_P384, LINE_ROOT   },
    {"/crl/issuing-rsa.crl", REVOCATION_LIST, LINE_RSA,  LINE_ISSUING},
    {"/crl/root-rsa.crl",    REVOCATION_LIST, LINE_RSA,  LINE_ROOT   },
    {"/ca/issuing.cer",      CA_CERTIFICATE,  LINE_P384, LINE_ISSUING},
    {"/ca/root.cer",         CA_CERTIFICATE,  LINE_P384, LINE_ROOT   },
    {"/ca/issuing-rsa.cer",  CA_CERTIFICATE,  LINE_RSA,  LINE_ISSUING},
    {"/ca/root-rsa.cer",     CA_CERTIFICATE,  LINE_RSA,  LINE_ROOT   },
    {"/cps",                 PRACTICE,        LINE_P384, LINE_ROOT   },
};

static const char practice[] =
    "TEST: bu sertifikalar yalnızca deneme içindir; hiçbir hukuki geçerliliği yoktur.\n"
    "TEST: these certificates are for testing alone and have no legal force.\n";

static const char *const content_types[] = {
    [REVOCATION_LIST] = "application/pkix-crl",
    [CA_CERTIFICATE] = "application/pkix-cert",
    [PRACTICE] = "text/plain; charset=utf-8",
};

int64_t publication_time(const struct ca_publication *publication)
{
    return publication->now -
           (publication->fault == CA_FAULT_STALE ? (int64_t)2 * PUBLISHED_FOR : 0);
}

static enum ca_result make(struct ca *ca, size_t row, const struct ca_publication *publication,
                           struct blob *file)
{
    const struct line *line;
    enum ca_result result = line_find(ca, files[row].line, &line);

    if (result != CA_OK)
        return result;
    switch (files[row].kind) {
    case REVOCATION_LIST:
        if (publication->fault == CA_FAULT_NOT_PUBLISHED)
            return CA_UNKNOWN;
        return list_make(ca, line, files[row].member, publication, file);
    case CA_CERTIFICATE:
        return certificate_der(line->members[files[row].member].certificate, file);
    case PRACTICE:
        return blob_copy(bytes_text(practice), file) ? CA_OK : CA_NO_MEMORY;
    }
    return CA_UNKNOWN;
}

enum ca_result ca_published_file(struct ca *ca, const char *path,
                                 const struct ca_publication *publication,
                                 const char **content_type, struct blob *file)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        enum ca_result result;
        if (strcmp(path, files[i].path) != 0)
            continue;
        result = make(ca, i, publication, file);
        if (result == CA_OK)
            *content_type = content_types[files[i].kind];
        return result;
    }
    return CA_UNKNOWN;
}
