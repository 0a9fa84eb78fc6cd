/* SPDX-License-Identifier: MIT */
/* Keys and certificates in a file: see pemfile.h. */
#include "portal-mock/ca/pemfile.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int file, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t done = write(file, data, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        data += done;
        size -= (size_t)done;
    }
    return true;
}

static bool sync_directory(const char *directory)
{
    int file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = file >= 0 && fsync(file) == 0;

    if (file >= 0)
        (void)close(file);
    return synced;
}

static bool replace_file(const char *directory, const char *path, const char *data, size_t size)
{
    char *draft = NULL;
    bool written = false;
    int file;

    if (asprintf(&draft, "%s.new", path) < 0)
        return false;
    file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file >= 0) {
        written = fchmod(file, 0600) == 0 && write_all(file, data, size) && fsync(file) == 0;
        written = close(file) == 0 && written;
    }
    written = written && rename(draft, path) == 0 && sync_directory(directory);
    free(draft);
    return written;
}

static bool print_pair(BIO *text, const struct authority *authority)
{
    return PEM_write_bio_PKCS8PrivateKey(text, authority->key, NULL, NULL, 0, NULL, NULL) == 1 &&
           PEM_write_bio_X509(text, authority->certificate) == 1;
}

enum ca_result pemfile_save(const char *directory, const char *name,
                            const struct authority *authorities, size_t count)
{
    enum ca_result result = CA_CRYPTO_FAILED;
    BIO *text = BIO_new(BIO_s_mem());
    char *path = NULL;
    char *data = NULL;
    long size;

    if (!text || asprintf(&path, "%s/%s", directory, name) < 0) {
        BIO_free(text);
        return CA_NO_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        if (!print_pair(text, &authorities[i]))
            goto out;
    }
    size = BIO_get_mem_data(text, &data);
    result = replace_file(directory, path, data, (size_t)size) ? CA_OK : CA_STORE_FAILED;
out:
    free(path);
    BIO_free(text);
    return result;
}

static bool read_pair(BIO *text, struct authority *authority)
{
    authority->key = PEM_read_bio_PrivateKey(text, NULL, NULL, NULL);
    authority->certificate = PEM_read_bio_X509(text, NULL, NULL, NULL);
    return authority->key && authority->certificate &&
           X509_check_private_key(authority->certificate, authority->key) == 1;
}

enum ca_result pemfile_load(const char *directory, const char *name, struct authority *authorities,
                            size_t count)
{
    enum ca_result result = CA_OK;
    char *path = NULL;
    BIO *text;

    if (asprintf(&path, "%s/%s", directory, name) < 0)
        return CA_NO_MEMORY;
    errno = 0;
    text = BIO_new_file(path, "r");
    if (!text)
        result = errno == ENOENT ? CA_UNKNOWN : CA_STORE_FAILED;
    free(path);
    for (size_t i = 0; i < count && result == CA_OK; i++) {
        if (!read_pair(text, &authorities[i]))
            result = CA_STORE_FAILED;
    }
    for (size_t i = 0; i < count && result != CA_OK; i++)
        authority_clear(&authorities[i]);
    BIO_free(text);
    return result;
}
