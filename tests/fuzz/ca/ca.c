/* SPDX-License-Identifier: MIT */
/* A CA for the fuzz targets: see ca.h. */
#include "tests/fuzz/ca/ca.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct ca *ca;
static struct blob issuing;

static void release(void)
{
    ca_free(&ca);
    blob_free(&issuing);
}

static void make(void)
{
    char directory[] = "/tmp/akis-fuzz-XXXXXX";
    struct ca_options options = {
        .directory = directory, .plain_url = "http://127.0.0.1:8089", .random = random_kernel()};
    struct ca_publication publication = {0};
    const char *type;
    char path[64];

    if (!mkdtemp(directory) || ca_new(&options, &ca) != CA_OK ||
        ca_published_file(ca, "/ca/issuing.cer", &publication, &type, &issuing) != CA_OK)
        abort();
    (void)snprintf(path, sizeof path, "%s/line-p384.pem", directory);
    (void)unlink(path);
    (void)rmdir(directory);
    (void)atexit(release);
}

struct ca *fuzz_ca(void)
{
    if (!ca)
        make();
    return ca;
}

struct bytes fuzz_issuing(void)
{
    (void)fuzz_ca();
    return blob_bytes(&issuing);
}
