/* SPDX-License-Identifier: MIT */
/* The card under exploration: see subject.h. */
#include "conformance/explore/subject.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "card/card.h"
#include "card/store_ram.h"
#include "conformance/explore/abstract.h"
#include "conformance/explore/spoil.h"
#include "conformance/explore/standin.h"
#include "sim/base/hex.h"

#define SERIAL       "00112233445566778899AABB"
#define FOREIGN_CARD "00112233445566778899AABC"

enum { ADMIN_KEY = 32 };

struct subject {
    const char *profile;
    enum age age;
    struct spoken spoken[LETTERS];
    struct store_ram *ram;
    struct cut_store store;
    struct standin standin;
    struct random_seeded seeded;
    struct card_ports ports;
    struct card *card;
    uint8_t challenge[ANSWER_SIZE]; /* drawn last */
    uint8_t used[ANSWER_SIZE];      /* an answer that the card took before */
};

static const uint8_t admin_key[ADMIN_KEY] = {0xA5, 1, 2, 3};

static const struct kind versions[] = {
#define KIND(profile, dialect) {profile, dialect, OLD}, {profile, dialect, NEW},
#include "conformance/explore/kinds.def"
#undef KIND
};

size_t kinds_all(struct kind kinds[KINDS_MAX])
{
    memcpy(kinds, versions, sizeof versions);
    return sizeof versions / sizeof *versions;
}

void kind_name(const struct kind *kind, char name[KIND_NAME])
{
    (void)snprintf(name, KIND_NAME, "%s %s 2011", kind->profile,
                   kind->age == OLD ? "before" : "since");
}

static bool personalise(struct subject *subject)
{
    static const uint8_t certificate[] = {0x30, 0x02, 0x05, 0x00};
    struct card_credential credential = {bytes_text("a key"),
                                         bytes_of(certificate, sizeof certificate)};
    struct card_personal personal = {
        .serial = SERIAL,
        .produced = subject->age == OLD ? 20101231 : 20110101,
        .holder_id = "11111111110",
        .pin = bytes_text(alphabet_pin(0)),
        .puk = bytes_text(alphabet_puk(0)),
        .credentials = &credential,
        .credential_count = 1,
    };

    memcpy(personal.admin_key, admin_key, sizeof admin_key);
    return card_personalise(subject->card, &personal) == CARD_OK &&
           card_power_on(subject->card).size > 0;
}

/* A blank card over a new store: what is remembered can be put on it. */
static bool begin(struct subject *subject)
{
    store_ram_free(&subject->ram);
    subject->ram = store_ram_new();
    if (!subject->ram)
        return false;
    subject->store.inner = store_ram_port(subject->ram);
    cut_store_arm(&subject->store, CUT_NEVER);
    return card_new(card_profile_find(subject->profile), NULL, &subject->ports, &subject->card) ==
           CARD_OK;
}

static bool make(struct subject *subject, const struct kind *kind)
{
    subject->profile = kind->profile;
    subject->age = kind->age;
    subject->ports.store = cut_store_port(&subject->store);
    subject->ports.random = random_repeatable(&subject->seeded, 2011);
    subject->ports.crypto = standin_port(&subject->standin);
    return alphabet_speak(kind->dialect, subject->spoken) && begin(subject) && personalise(subject);
}

/* What went before: an unlock, whose answer is kept to be said again. */
static bool use_an_answer(struct subject *subject)
{
    static const unsigned story[] = {LETTER_challenge, LETTER_answer_right, LETTER_set_a,
                                     LETTER_cold_reset};
    struct event event;

    for (size_t i = 0; i < sizeof story / sizeof *story; i++) {
        subject_do(subject, story[i], CUT_NEVER, &event);
        if (story[i] == LETTER_answer_right)
            memcpy(subject->used, event.sent + event.sent_size - ANSWER_SIZE, ANSWER_SIZE);
    }
    return event.word == WORD_ATR;
}

struct subject *subject_new(const struct kind *kind)
{
    struct subject *subject = calloc(1, sizeof *subject);

    if (subject && !(make(subject, kind) && use_an_answer(subject)))
        subject_free(&subject);
    return subject;
}

void subject_free(struct subject **subject)
{
    if (!*subject)
        return;
    card_free(&(*subject)->card);
    store_ram_free(&(*subject)->ram);
    free(*subject);
    *subject = NULL;
}

bool subject_remember(const struct subject *subject, struct memory *memory)
{
    size_t size = card_snapshot_size(subject->card);
    struct buf out = buf_over(malloc(size), size);

    memory->bytes = out.data;
    memcpy(memory->challenge, subject->challenge, sizeof memory->challenge);
    bool kept = out.data && card_snapshot(subject->card, &out);
    memory->size = out.size;
    if (!kept)
        memory_free(memory);
    return kept;
}

void memory_free(struct memory *memory)
{
    free(memory->bytes);
    memory->bytes = NULL;
}

bool subject_return(struct subject *subject, const struct memory *memory)
{
    memcpy(subject->challenge, memory->challenge, sizeof subject->challenge);
    cut_store_arm(&subject->store, CUT_NEVER);
    return card_restore(subject->card, bytes_of(memory->bytes, memory->size)) == CARD_OK;
}

/* AES-256-CMAC(K, label ‖ serial ‖ challenge), as AKIS-FACTS has it. */
static void mac_of(const struct subject *subject, const char *label, const char *serial,
                   const uint8_t challenge[ANSWER_SIZE], uint8_t mac[ANSWER_SIZE])
{
    const struct crypto_port *crypto = &subject->ports.crypto;
    uint8_t room[64];
    struct buf text = buf_over(room, sizeof room);

    bool done = buf_add(&text, bytes_text(label)) && hex_decode(serial, &text) &&
                buf_add(&text, bytes_of(challenge, ANSWER_SIZE)) &&
                crypto->cmac(crypto->context, admin_key, buf_bytes(&text), mac) == CRYPTO_OK;
    if (!done)
        memset(mac, 0, ANSWER_SIZE);
}

static void answer(const struct subject *subject, const struct letter *letter,
                   uint8_t mac[ANSWER_SIZE])
{
    bool unlocks = (letter->input == ANSWER) != (letter->given == MISUSED);
    const char *label = unlocks ? "AKIS-UNLOCK" : "AKIS-ADMIN";
    uint8_t challenge[ANSWER_SIZE];

    memcpy(challenge, subject->challenge, sizeof challenge);
    if (letter->given == STRAY)
        challenge[0] ^= 0x80;
    mac_of(subject, label, letter->given == FOREIGN ? FOREIGN_CARD : SERIAL, challenge, mac);
    if (letter->given == ALTERED)
        mac[ANSWER_SIZE - 1] ^= 0x01;
    if (letter->given == REPLAYED)
        memcpy(mac, subject->used, ANSWER_SIZE);
}

/* The power alone: off and on, or a reset with the power on. */
static void power(struct subject *subject, enum input input, struct event *event)
{
    struct buf got = buf_over(event->got, sizeof event->got);

    if (input == COLD)
        card_power_off(subject->card);
    event->word =
        buf_add(&got, card_power_on(subject->card)) && got.size > 0 ? WORD_ATR : WORD_NONE;
    event->got_size = got.size;
}

/* The letter as it goes over the wire now. */
static struct spoken words_of(const struct subject *subject, unsigned letter)
{
    struct spoken spoken = subject->spoken[letter];

    if (letters[letter].input & (ANSWER | OFFICE))
        answer(subject, &letters[letter], spoken.bytes + spoken.size - ANSWER_SIZE);
    return spoken;
}

static void speak(struct subject *subject, unsigned letter, const struct spoken *spoken,
                  struct event *event)
{
    struct buf got = buf_over(event->got, sizeof event->got);

    memcpy(event->sent, spoken->bytes, spoken->size);
    event->sent_size = spoken->size;
    card_transmit(subject->card, bytes_of(event->sent, event->sent_size), &got);
    event->got_size = got.size;
    event->word =
        got.size < 2 ? WORD_NONE : (unsigned)(got.data[got.size - 2] << 8 | got.data[got.size - 1]);
    if (letters[letter].input == CHALLENGE && got.size == ANSWER_SIZE + 2)
        memcpy(subject->challenge, event->got, ANSWER_SIZE);
}

void subject_do(struct subject *subject, unsigned letter, int cut, struct event *event)
{
    uint64_t digests = subject->standin.digests;
    struct spoken spoken = words_of(subject, letter);

    event->sent_size = 0;
    event->got_size = 0;
    event->word = WORD_NONE;
    cut_store_arm(&subject->store, cut);
    if (spoken.size == 0)
        power(subject, letters[letter].input, event);
    else
        speak(subject, letter, &spoken, event);
    event->writes = subject->store.writes;
    event->compared = subject->standin.digests != digests;
}

bool subject_spoil(struct subject *subject, unsigned letter, int spoil, struct event *event)
{
    struct spoken spoken = words_of(subject, letter);

    if (!spoil_make(spoil, letter, &spoken))
        return false;
    cut_store_arm(&subject->store, CUT_NEVER);
    speak(subject, letter, &spoken, event);
    event->writes = subject->store.writes;
    event->compared = false;
    return true;
}

bool subject_gave_up(struct subject *subject)
{
    static const unsigned told[] = {LETTER_ask_pin, LETTER_verify_a, LETTER_verify_b, LETTER_sign};
    bool refused = true;
    struct event event;

    for (size_t i = 0; refused && i < sizeof told / sizeof *told; i++) {
        subject_do(subject, told[i], CUT_NEVER, &event);
        refused = event.word >= 0x6400 && event.word <= 0x6FFF;
    }
    return refused;
}

bool subject_boot(struct subject *subject, bool *comes_up)
{
    card_free(&subject->card);
    cut_store_arm(&subject->store, CUT_NEVER);
    *comes_up = card_new(NULL, NULL, &subject->ports, &subject->card) == CARD_OK &&
                card_power_on(subject->card).size > 0;
    if (*comes_up)
        return true;
    card_free(&subject->card);
    return begin(subject);
}

struct state subject_state(const struct subject *subject)
{
    return abstract_of(subject->card, &subject->ports.crypto);
}

uint64_t subject_rest(const struct subject *subject)
{
    return abstract_rest(subject->card);
}
