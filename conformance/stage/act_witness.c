/* SPDX-License-Identifier: MIT */
/* Acts of the expert witness: signatures, OCSP, CRL, openssl's own word. */
#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "conformance/stage/act.h"
#include "conformance/stage/material.h"
#include "conformance/stage/site.h"
#include "conformance/stage/witness.h"

static enum stage_result tell(struct json *answer, enum witness_result result)
{
    switch (result) {
    case WITNESS_HOLDS:
        return act_says(answer, "ok");
    case WITNESS_DIFFERS:
        return act_says(answer, "wrong");
    case WITNESS_FAILED:
        return act_says(answer, "unreadable");
    }
    return STAGE_BROKEN;
}

/* `! verify certificate= data= signature= scheme=pkcs1 hash=sha256`. */
static enum stage_result verify(struct stage *stage, const struct json *fields, struct json *answer)
{
    uint8_t room[3][MATERIAL_MAX];
    struct buf certificate = buf_over(room[0], MATERIAL_MAX);
    struct buf data = buf_over(room[1], MATERIAL_MAX);
    struct buf signature = buf_over(room[2], MATERIAL_MAX);
    char *scheme = act_field(fields, "scheme", "pkcs1");
    char *hash = act_field(fields, "hash", "sha256");
    enum witness_result result = WITNESS_FAILED;

    (void)stage;
    if (material_read(fields, "certificate", &certificate) &&
        material_read(fields, "data", &data) && material_read(fields, "signature", &signature)) {
        struct witness_signature what = {buf_bytes(&certificate), buf_bytes(&data),
                                         buf_bytes(&signature), scheme, hash};

        result = witness_verify(&what);
    }
    free(scheme);
    free(hash);
    return tell(answer, result);
}

/* `! certificate certificate=`: its serial and validity. */
static enum stage_result certificate(struct stage *stage, const struct json *fields,
                                     struct json *answer)
{
    uint8_t room[MATERIAL_MAX];
    struct buf der = buf_over(room, sizeof room);
    char serial[WITNESS_SERIAL];
    int64_t from;
    int64_t until;

    (void)stage;
    if (!material_read(fields, "certificate", &der) || !witness_serial(buf_bytes(&der), serial) ||
        !witness_validity(buf_bytes(&der), &from, &until))
        return act_says(answer, "unreadable");
    if (!json_set_text(answer, "serial", serial) || !json_set_number(answer, "not_before", from) ||
        !json_set_number(answer, "not_after", until))
        return STAGE_BROKEN;
    return act_says(answer, "ok");
}

static bool tell_profile(struct json *answer, const struct witness_profile *profile)
{
    return json_set_text(answer, "order", profile->order) &&
           json_set_text(answer, "usage", profile->usage) &&
           json_set_text(answer, "country", profile->country) &&
           json_set_text(answer, "subject_id", profile->subject_id) &&
           json_set_text(answer, "name", profile->name) &&
           json_set_text(answer, "policy", profile->policy) &&
           json_set_text(answer, "qc", profile->qc) &&
           json_set_text(answer, "signature", profile->signature) &&
           json_set_number(answer, "serial_bytes", profile->serial_bytes) &&
           json_set_bool(answer, "ca", profile->ca);
}

/* An address of the world's own is told by its path alone. */
static bool tell_place(const struct stage *stage, struct json *answer, const char *name,
                       const char *address)
{
    const char *own = stage->world ? world_plain_url(stage->world) : "";
    size_t size = strlen(own);

    return json_set_text(answer, name, strncmp(address, own, size) == 0 ? address + size : address);
}

static bool tell_places(const struct stage *stage, struct json *answer,
                        const struct witness_profile *profile)
{
    return tell_place(stage, answer, "crl_at", profile->crl_at) &&
           tell_place(stage, answer, "ocsp_at", profile->ocsp_at) &&
           tell_place(stage, answer, "issuer_at", profile->issuer_at);
}

/* Whole years between two instants, a day more or less aside. */
static int64_t years(int64_t from, int64_t until)
{
    return (until - from + 2 * 86400) / (365 * 86400 + 21600);
}

/* `! profile certificate=`: what it is like. */
static enum stage_result profile(struct stage *stage, const struct json *fields,
                                 struct json *answer)
{
    uint8_t room[MATERIAL_MAX];
    struct buf der = buf_over(room, sizeof room);
    struct witness_profile read;
    int64_t from;
    int64_t until;

    if (!material_read(fields, "certificate", &der) ||
        !witness_profile_read(buf_bytes(&der), &read) ||
        !witness_validity(buf_bytes(&der), &from, &until))
        return act_says(answer, "unreadable");
    if (!tell_profile(answer, &read) || !tell_places(stage, answer, &read) ||
        !json_set_number(answer, "years", years(from, until)))
        return STAGE_BROKEN;
    return act_says(answer, "ok");
}

static bool tell_state(struct json *answer, const struct witness_state *state)
{
    return json_set_text(answer, "status", state->status) &&
           json_set_text(answer, "reason", state->reason) &&
           json_set_number(answer, "from", state->from) &&
           json_set_number(answer, "until", state->until) &&
           json_set_number(answer, "since", state->since);
}

/* RFC 6960, appendix A.1: the request in Base64, escaped, as the end of the path. */
static enum stage_result ocsp_by_get(struct stage *stage, struct bytes request,
                                     struct site_answer *got)
{
    char base64[MATERIAL_MAX];
    char path[3 * MATERIAL_MAX] = "/ocsp/";
    size_t size = strlen(path);

    if (!witness_base64(request, base64, sizeof base64))
        return STAGE_BROKEN;
    for (const char *at = base64; *at; at++)
        size += (size_t)snprintf(path + size, sizeof path - size,
                                 strchr("+/=", *at) ? "%%%02X" : "%c", *at);
    return site_plain(stage, path, NULL, bytes_of(NULL, 0), got);
}

static enum stage_result ocsp_ask(struct stage *stage, const struct json *fields,
                                  struct bytes request, struct site_answer *got)
{
    char *by = act_field(fields, "by", "post");
    bool get = by && strcmp(by, "get") == 0;

    free(by);
    return get ? ocsp_by_get(stage, request, got)
               : site_plain(stage, "/ocsp", "application/ocsp-request", request, got);
}

static enum stage_result ocsp(struct stage *stage, const struct json *fields, struct json *answer)
{
    const char *chain = world_chain_file(stage->world);
    uint8_t room[2][MATERIAL_MAX];
    struct buf der = buf_over(room[0], MATERIAL_MAX);
    struct buf request = buf_over(room[1], MATERIAL_MAX);
    struct witness_state state = {.status = ""};
    struct site_answer got;
    enum witness_result result = WITNESS_FAILED;
    enum stage_result sent;

    if (!material_read(fields, "certificate", &der) ||
        !witness_ocsp_ask(buf_bytes(&der), chain, &request))
        return act_says(answer, "unreadable");
    sent = ocsp_ask(stage, fields, buf_bytes(&request), &got);
    if (sent == STAGE_OK)
        result = witness_ocsp_read(bytes_of(got.response.body, got.response.size), buf_bytes(&der),
                                   chain, &state);
    site_answer_clear(&got);
    if (sent != STAGE_OK)
        return sent;
    return tell_state(answer, &state) ? tell(answer, result) : STAGE_BROKEN;
}

static enum stage_result crl(struct stage *stage, const struct json *fields, struct json *answer)
{
    uint8_t room[MATERIAL_MAX];
    struct buf der = buf_over(room, sizeof room);
    struct witness_state state = {.status = ""};
    struct site_answer got;
    enum witness_result result = WITNESS_FAILED;
    enum stage_result sent;

    if (!material_read(fields, "certificate", &der))
        return act_says(answer, "unreadable");
    sent = site_plain(stage, "/crl/issuing.crl", NULL, bytes_of(NULL, 0), &got);
    if (sent == STAGE_OK)
        result = witness_crl_read(bytes_of(got.response.body, got.response.size), buf_bytes(&der),
                                  world_chain_file(stage->world), &state);
    site_answer_clear(&got);
    if (sent != STAGE_OK)
        return sent;
    return tell_state(answer, &state) ? tell(answer, result) : STAGE_BROKEN;
}

static bool write_file(const char *path, struct bytes bytes)
{
    FILE *file = fopen(path, "we");
    bool wrote = file && fwrite(bytes.data, 1, bytes.size, file) == bytes.size;

    if (file && fclose(file) != 0)
        wrote = false;
    return wrote;
}

/* Runs `openssl cms -verify`, its words going to a log; gives its exit code, -1: not run. */
static int run_openssl(struct stage *stage, char *cms, char *data, char *out)
{
    char at[24];
    char log[4096];
    char *chain = strdup(world_chain_file(stage->world));
    char *argv[] = {(char[]){"openssl"},
                    (char[]){"cms"},
                    (char[]){"-verify"},
                    (char[]){"-binary"},
                    (char[]){"-inform"},
                    (char[]){"DER"},
                    (char[]){"-purpose"},
                    (char[]){"any"},
                    (char[]){"-in"},
                    cms,
                    (char[]){"-CAfile"},
                    chain,
                    (char[]){"-attime"},
                    at,
                    (char[]){"-out"},
                    out,
                    data ? (char[]){"-content"} : NULL,
                    data,
                    NULL};
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status = -1;

    snprintf(at, sizeof at, "%" PRId64, world_now(stage->world));
    snprintf(log, sizeof log, "%s/openssl.log", stage->options->evidence);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (chain && posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ) == 0)
        waitpid(pid, &status, 0);
    posix_spawn_file_actions_destroy(&actions);
    free(chain);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* What openssl took out of a CMS, as base64. */
static bool tell_content(struct json *answer, const char *path)
{
    static uint8_t room[MATERIAL_MAX];
    char coded[MATERIAL_MAX / 3 * 4 + 8];
    FILE *file = fopen(path, "re");
    size_t size = file ? fread(room, 1, sizeof room, file) : 0;

    if (file)
        fclose(file);
    return witness_base64(bytes_of(room, size), coded, sizeof coded) &&
           json_set_text(answer, "data", coded);
}

/* `! cms_verify cms= data=`: openssl's verdict on a CMS over that data, or without it over what is
 * in it, which it tells; with the chain, at the world's time. */
static enum stage_result cms_verify(struct stage *stage, const struct json *fields,
                                    struct json *answer)
{
    uint8_t room[2][MATERIAL_MAX];
    struct buf cms = buf_over(room[0], MATERIAL_MAX);
    struct buf data = buf_over(room[1], MATERIAL_MAX);
    char *given = act_field(fields, "data", NULL);
    const bool beside = given != NULL;
    char cms_path[96];
    char data_path[96];
    char out_path[96];
    int code;

    free(given);
    snprintf(cms_path, sizeof cms_path, "%s/signed.p7s", stage->directory);
    snprintf(data_path, sizeof data_path, "%s/signed.txt", stage->directory);
    snprintf(out_path, sizeof out_path, "%s/signed.out", stage->directory);
    if (!material_read(fields, "cms", &cms) || (beside && !material_read(fields, "data", &data)))
        return act_says(answer, "unreadable");
    if (!write_file(cms_path, buf_bytes(&cms)) || !write_file(data_path, buf_bytes(&data)))
        return STAGE_BROKEN;
    code = run_openssl(stage, cms_path, beside ? data_path : NULL, out_path);
    if (code < 0 || code == 127) {
        stage_say(stage, "the program openssl cannot be run");
        return STAGE_SKIP;
    }
    if (code == 0 && !tell_content(answer, out_path))
        return STAGE_BROKEN;
    return act_says(answer, code == 0 ? "ok" : "wrong");
}

/* `! cms_says cms=`: how it was signed, and when, as it says itself. */
static enum stage_result cms_says(struct stage *stage, const struct json *fields,
                                  struct json *answer)
{
    uint8_t room[MATERIAL_MAX];
    struct buf cms = buf_over(room, sizeof room);
    struct witness_signed said;

    (void)stage;
    if (!material_read(fields, "cms", &cms) || !witness_cms_read(buf_bytes(&cms), &said))
        return act_says(answer, "unreadable");
    if (!json_set_text(answer, "digest", said.digest) ||
        !json_set_text(answer, "signature", said.signature) ||
        !json_set_number(answer, "when", said.when) || !json_set_bool(answer, "fits", said.fits))
        return STAGE_BROKEN;
    return act_says(answer, "ok");
}

/* `! cms_with cms= certificate=`: the same signature, with that certificate in its bag as well. */
static enum stage_result cms_with(struct stage *stage, const struct json *fields,
                                  struct json *answer)
{
    uint8_t room[3][MATERIAL_MAX];
    struct buf cms = buf_over(room[0], MATERIAL_MAX);
    struct buf certificate = buf_over(room[1], MATERIAL_MAX);
    struct buf more = buf_over(room[2], MATERIAL_MAX);
    char coded[MATERIAL_MAX / 3 * 4 + 8];

    (void)stage;
    if (!material_read(fields, "cms", &cms) ||
        !material_read(fields, "certificate", &certificate) ||
        !witness_cms_with(buf_bytes(&cms), buf_bytes(&certificate), &more) ||
        !witness_base64(buf_bytes(&more), coded, sizeof coded))
        return act_says(answer, "unreadable");
    return json_set_text(answer, "cms", coded) ? act_says(answer, "ok") : STAGE_BROKEN;
}

/* `! cms_bent cms=`: the same, with one bit of its last byte, the signature's, turned. */
static enum stage_result cms_bent(struct stage *stage, const struct json *fields,
                                  struct json *answer)
{
    uint8_t room[MATERIAL_MAX];
    struct buf cms = buf_over(room, sizeof room);
    char coded[MATERIAL_MAX / 3 * 4 + 8];

    (void)stage;
    if (!material_read(fields, "cms", &cms) || cms.size == 0)
        return act_says(answer, "unreadable");
    room[cms.size - 1] ^= 1;
    if (!witness_base64(buf_bytes(&cms), coded, sizeof coded) ||
        !json_set_text(answer, "cms", coded))
        return STAGE_BROKEN;
    return act_says(answer, "ok");
}

/* `! base64 TEXT`: text. */
static enum stage_result base64(struct stage *stage, const struct json *fields, struct json *answer)
{
    char *text = act_field(fields, "0", "");
    char coded[2048];
    bool told = text && witness_base64(bytes_text(text), coded, sizeof coded) &&
                json_set_text(answer, "text", coded);

    (void)stage;
    free(text);
    return told ? act_says(answer, "ok") : STAGE_BROKEN;
}

const struct act witness_acts[] = {
    {"verify",      verify,      "certificate= data= signature= scheme=pkcs1|pss|ecdsa|ecdsa-raw hash="},
    {"certificate", certificate, "certificate=; serial, not_before, not_after"                         },
    {"profile",     profile,
     "certificate=; order, usage, country, subject_id, name, policy, qc, years ..."                    },
    {"ocsp",        ocsp,        "certificate= by=post|get; status, reason, since, from, until"        },
    {"crl",         crl,         "certificate=; status, reason, since, from, until"                    },
    {"base64",      base64,      "TEXT; text"                                                          },
    {"cms_verify",  cms_verify,  "cms= data=: openssl cms -verify with the chain; data"                },
    {"cms_says",    cms_says,    "cms=; digest, signature, fits, when"                                 },
    {"cms_bent",    cms_bent,    "cms=; cms with a bit of its signature turned"                        },
    {"cms_with",    cms_with,    "cms= certificate=; cms with that certificate in its bag as well"     },
    {NULL,          NULL,        NULL                                                                  },
};
