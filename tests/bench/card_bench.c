/* SPDX-License-Identifier: MIT */
/*
 * What a card costs, in one run: VERIFY in process, signatures through the card against bare
 * EVP, making a card, snapshot and restore, memory. Card and bare key take turns, so that
 * both see the same machine. Times are of the processor, not of the wall.
 */
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "card/card.h"
#include "card/crypto_openssl.h"
#include "card/store_ram.h"

enum {
    VERIFIES = 200000,
    ROUNDS = 40,
    SIGNS = 25,
    MADE = 500,
    COPIES = 20000,
    MANY = 400,
    ROOM = 4096
};

struct desk {
    struct crypto_openssl *openssl;
    struct store_ram *ram;
    struct card_ports ports;
    struct card *card;
};

static uint8_t rsa_room[ROOM];
static uint8_t ec_room[ROOM];
static uint8_t certificate[1500];

static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void need(bool held)
{
    if (!held) {
        (void)fprintf(stderr, "the bench cannot run\n");
        exit(1);
    }
}

static struct bytes make_key(struct crypto_openssl *openssl, const char *kind, uint8_t *room)
{
    struct crypto_port port = crypto_openssl_port(openssl);
    struct buf key = buf_over(room, ROOM);

    need(port.generate(port.context, kind, &key) == CRYPTO_OK);
    return buf_bytes(&key);
}

static void open_desk(struct desk *desk, struct crypto_openssl *openssl, const char *profile,
                      struct bytes key)
{
    struct card_credential credential = {key, bytes_of(certificate, sizeof certificate)};
    struct card_personal personal = {
        .serial = "00112233445566778899AABB",
        .produced = 20150601,
        .holder_id = "11111111110",
        .pin = bytes_text("123456"),
        .puk = bytes_text("12345678"),
        .credentials = &credential,
        .credential_count = 1,
    };

    desk->openssl = openssl;
    desk->ram = store_ram_new();
    desk->ports = (struct card_ports){store_ram_port(desk->ram), random_kernel(),
                                      crypto_openssl_port(openssl)};
    need(card_new(card_profile_find(profile), NULL, &desk->ports, &desk->card) == CARD_OK);
    need(card_personalise(desk->card, &personal) == CARD_OK);
    (void)card_power_on(desk->card);
}

static void close_desk(struct desk *desk)
{
    card_free(&desk->card);
    store_ram_free(&desk->ram);
}

/* One exchange that must end with this status word. */
static void say(struct card *card, const void *command, size_t size, unsigned sw)
{
    uint8_t room[258];
    struct buf reply = buf_over(room, sizeof room);

    card_transmit(card, bytes_of(command, size), &reply);
    need(reply.size >= 2 && (unsigned)(room[reply.size - 2] << 8 | room[reply.size - 1]) == sw);
}

static void verify(struct desk *desk)
{
    static const uint8_t right[] = {0x00, 0x20, 0x00, 0x80, 6, '1', '2', '3', '4', '5', '6'};
    double start = now();

    for (int i = 0; i < VERIFIES; i++)
        say(desk->card, right, sizeof right, 0x9000);
    double each = (now() - start) / VERIFIES;
    (void)printf("VERIFY in process (RAM)          %9.0f commands/s %8.0f ns\n", 1 / each,
                 each * 1e9);
}

static EVP_PKEY *parse(struct bytes key)
{
    const unsigned char *at = key.data;

    return d2i_AutoPrivateKey(NULL, &at, (long)key.size);
}

/* A bare signature: what any program does with EVP and a key it holds. */
static void bare(EVP_PKEY *key, bool rsa, const uint8_t *input, size_t size)
{
    uint8_t out[512];
    size_t length = sizeof out;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(key, NULL);

    need(EVP_PKEY_sign_init(context) == 1);
    if (rsa)
        need(EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1 &&
             EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1);
    need(EVP_PKEY_sign(context, out, &length, input, size) == 1);
    EVP_PKEY_CTX_free(context);
}

struct pair {
    double card;
    double bare;
};

static struct pair race(struct desk *desk, struct bytes der, bool rsa, const uint8_t *command,
                        size_t size, const uint8_t *digest, size_t digest_size)
{
    EVP_PKEY *key = parse(der);
    struct pair time = {0, 0};

    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        for (int i = 0; i < SIGNS; i++)
            say(desk->card, command, size, 0x9000);
        double middle = now();
        for (int i = 0; i < SIGNS; i++)
            bare(key, rsa, digest, digest_size);
        time.card += middle - start;
        time.bare += now() - middle;
    }
    EVP_PKEY_free(key);
    return time;
}

static void print_race(const char *what, struct pair time)
{
    double each = time.card / (ROUNDS * SIGNS);

    (void)printf("%-32s %9.0f signatures/s, bare EVP %.0f, ratio %.3f\n", what, 1 / each,
                 ROUNDS * SIGNS / time.bare, time.bare / time.card);
}

static void sign_rsa(struct desk *desk, struct bytes der)
{
    static const uint8_t pin[] = {0x00, 0x20, 0x00, 0x01, 6, '1', '2', '3', '4', '5', '6'};
    static const uint8_t mse[] = {0x00, 0x22, 0x41, 0xB6, 6, 0x80, 1, 0x82, 0x84, 1, 0x81};
    static const uint8_t info[] = {0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                   0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
    uint8_t command[5 + 51 + 1] = {0x00, 0x2A, 0x9E, 0x9A, 51};

    memcpy(command + 5, info, sizeof info);
    say(desk->card, pin, sizeof pin, 0x9000);
    say(desk->card, mse, sizeof mse, 0x9000);
    print_race("RSA-2048 through the card",
               race(desk, der, true, command, sizeof command, command + 24, 32));
}

static void sign_ec(struct desk *desk, struct bytes der)
{
    static const uint8_t pin[] = {0x00, 0x20, 0x00, 0x01, 6, '1', '2', '3', '4', '5', '6'};
    static const uint8_t mse[] = {0x00, 0x22, 0x41, 0xB6, 6, 0x80, 1, 0xA1, 0x84, 1, 0x81};
    uint8_t command[5 + 48 + 1] = {0x00, 0x2A, 0x9E, 0x9A, 48, 1};

    say(desk->card, pin, sizeof pin, 0x9000);
    say(desk->card, mse, sizeof mse, 0x9000);
    print_race("P-384 through the card",
               race(desk, der, false, command, sizeof command, command + 5, 48));
}

static void make(struct crypto_openssl *openssl, struct bytes key)
{
    double start = now();

    for (int i = 0; i < MADE; i++) {
        struct desk desk;
        open_desk(&desk, openssl, "v2.2.8", key);
        close_desk(&desk);
    }
    (void)printf("card_new, personalise, free      %9.1f us with a ready key\n",
                 (now() - start) / MADE * 1e6);
}

static void copy(struct desk *desk)
{
    static uint8_t room[65536];
    double start = now();

    for (int i = 0; i < COPIES; i++) {
        struct buf snapshot = buf_over(room, sizeof room);
        need(card_snapshot(desk->card, &snapshot) &&
             card_restore(desk->card, buf_bytes(&snapshot)) == CARD_OK);
    }
    (void)printf("snapshot and restore             %9.2f us (%zu bytes)\n",
                 (now() - start) / COPIES * 1e6, card_snapshot_size(desk->card));
}

static long resident(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long pages = 0;

    need(file && fscanf(file, "%*d %ld", &pages) == 1);
    (void)fclose(file);
    return pages * sysconf(_SC_PAGESIZE);
}

static void memory(struct crypto_openssl *openssl, struct bytes key)
{
    static struct desk desks[MANY];
    long before = resident();

    for (int i = 0; i < MANY; i++)
        open_desk(&desks[i], openssl, "v2.2.8", key);
    (void)printf("resident memory of one card      %9.1f KiB with its RAM store\n",
                 (double)(resident() - before) / MANY / 1024);
    for (int i = 0; i < MANY; i++)
        close_desk(&desks[i]);
}

int main(void)
{
    struct crypto_openssl *openssl = crypto_openssl_new();
    struct bytes rsa = make_key(openssl, "rsa2048", rsa_room);
    struct bytes ec = make_key(openssl, "p384", ec_room);
    struct desk old;
    struct desk card;
    struct desk later;

    memory(openssl, rsa);
    open_desk(&old, openssl, "v1.0", rsa);
    open_desk(&card, openssl, "v2.2.8", rsa);
    open_desk(&later, openssl, "v2.5", ec);
    verify(&old);
    sign_rsa(&card, rsa);
    sign_ec(&later, ec);
    make(openssl, rsa);
    copy(&card);
    close_desk(&old);
    close_desk(&card);
    close_desk(&later);
    crypto_openssl_free(&openssl);
    return 0;
}
