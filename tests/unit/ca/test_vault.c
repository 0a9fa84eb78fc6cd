/* SPDX-License-Identifier: MIT */
/* The vault: nothing in clear, and gone when destroyed (INF-2, INF-4). */
#include "tests/unit/ca/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "portal-mock/vault.h"

static const struct random_port *chance(void)
{
    static struct random_port random;

    random = random_kernel();
    return &random;
}

static struct vault *open_vault(const char *path)
{
    struct vault *vault = NULL;

    assert_int_equal(vault_open(path, chance(), &vault), VAULT_OK);
    return vault;
}

static const char *new_path(void **state)
{
    static char path[64];

    strcpy(path, "/tmp/akis-vault-XXXXXX");
    assert_non_null(mkdtemp(path));
    strcat(path, "/keys");
    *state = path;
    return path;
}

static int up(void **state)
{
    (void)new_path(state);
    return 0;
}

static int down(void **state)
{
    char *path = *state;

    (void)unlink(path);
    *strrchr(path, '/') = '\0';
    return rmdir(path);
}

static struct blob read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    static uint8_t room[1 << 16];
    struct blob whole = {0};

    assert_non_null(file);
    assert_true(blob_copy(bytes_of(room, fread(room, 1, sizeof room, file)), &whole));
    (void)fclose(file);
    return whole;
}

static void write_file(const char *path, struct bytes whole)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(whole.data, 1, whole.size, file), whole.size);
    assert_int_equal(fclose(file), 0);
}

static struct blob seal(struct vault *vault, const char *record, const char *text)
{
    struct blob sealed = {0};

    assert_int_equal(vault_seal(vault, record, bytes_text(text), &sealed), VAULT_OK);
    return sealed;
}

static enum vault_result unseal(struct vault *vault, const char *record, struct bytes sealed)
{
    struct blob plain = {0};
    enum vault_result result = vault_unseal(vault, record, sealed, &plain);

    if (result != VAULT_OK)
        assert_null(plain.data);
    blob_free(&plain);
    return result;
}

static void what_is_sealed_opens_again_also_after_a_restart(void **state)
{
    struct vault *vault = open_vault(*state);
    struct blob sealed = seal(vault, "card-1", "123456");
    struct blob plain;

    vault_close(&vault);
    assert_null(vault);
    vault = open_vault(*state);
    assert_int_equal(vault_unseal(vault, "card-1", blob_bytes(&sealed), &plain), VAULT_OK);
    assert_true(bytes_equal(blob_bytes(&plain), bytes_text("123456")));
    blob_free(&plain);
    blob_free(&sealed);
    vault_close(&vault);
}

static void the_text_is_in_neither_file_and_never_sealed_the_same(void **state)
{
    struct vault *vault = open_vault(*state);
    struct blob one = seal(vault, "card-1", "123456");
    struct blob other = seal(vault, "card-1", "123456");
    struct blob keys = read_file(*state);

    assert_null(memmem(one.data, one.size, "123456", 6));
    assert_null(memmem(keys.data, keys.size, "123456", 6));
    assert_false(bytes_equal(blob_bytes(&one), blob_bytes(&other)));
    assert_int_equal(unseal(vault, "card-1", blob_bytes(&one)), VAULT_OK);
    blob_free(&one);
    blob_free(&other);
    blob_free(&keys);
    vault_close(&vault);
}

static void every_altered_bit_is_noticed(void **state)
{
    struct vault *vault = open_vault(*state);
    struct blob sealed = seal(vault, "card-1", "123456");

    for (size_t bit = 0; bit < sealed.size * 8; bit++) {
        sealed.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_equal(unseal(vault, "card-1", blob_bytes(&sealed)), VAULT_DAMAGED);
        sealed.data[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (size_t cut = 0; cut < sealed.size; cut++)
        assert_int_equal(unseal(vault, "card-1", bytes_of(sealed.data, cut)), VAULT_DAMAGED);
    blob_free(&sealed);
    vault_close(&vault);
}

static void another_records_bytes_do_not_open(void **state)
{
    struct vault *vault = open_vault(*state);
    struct blob one = seal(vault, "card-1", "123456");
    struct blob other = seal(vault, "card-2", "654321");

    assert_int_equal(unseal(vault, "card-2", blob_bytes(&one)), VAULT_DAMAGED);
    assert_int_equal(unseal(vault, "card-1", blob_bytes(&other)), VAULT_DAMAGED);
    assert_int_equal(unseal(vault, "card-3", blob_bytes(&other)), VAULT_DESTROYED);
    blob_free(&one);
    blob_free(&other);
    vault_close(&vault);
}

static void a_destroyed_record_never_opens_again_its_neighbour_does(void **state)
{
    struct vault *vault = open_vault(*state);
    struct blob one = seal(vault, "card-1", "123456");
    struct blob other = seal(vault, "card-2", "654321");

    assert_int_equal(vault_destroy(vault, "card-1"), VAULT_OK);
    assert_int_equal(unseal(vault, "card-1", blob_bytes(&one)), VAULT_DESTROYED);
    assert_int_equal(unseal(vault, "card-2", blob_bytes(&other)), VAULT_OK);
    assert_int_equal(vault_destroy(vault, "card-1"), VAULT_OK);
    vault_close(&vault);
    vault = open_vault(*state);
    assert_int_equal(unseal(vault, "card-1", blob_bytes(&one)), VAULT_DESTROYED);
    assert_int_equal(unseal(vault, "card-2", blob_bytes(&other)), VAULT_OK);
    blob_free(&one);
    blob_free(&other);
    vault_close(&vault);
}

/* An earlier backup of the sealed bytes with today's key file yields nothing (INF-4). */
static void the_key_file_after_destruction_holds_no_trace_of_the_key(void **state)
{
    struct vault *vault = open_vault(*state);
    struct blob sealed = seal(vault, "card-1", "123456");
    struct blob before = read_file(*state);
    struct blob after;

    assert_int_equal(vault_destroy(vault, "card-1"), VAULT_OK);
    after = read_file(*state);
    assert_int_equal(before.size, after.size);
    for (size_t at = 128; at < 256; at++)
        assert_int_equal(after.data[at], 0);
    assert_non_null(memmem(before.data, before.size, "card-1", 6));
    assert_null(memmem(after.data, after.size, before.data + 128 + 64, 32));
    blob_free(&sealed);
    blob_free(&before);
    blob_free(&after);
    vault_close(&vault);
}

static void a_record_sealed_anew_after_destruction_does_not_open_the_old_bytes(void **state)
{
    struct vault *vault = open_vault(*state);
    struct blob old = seal(vault, "card-1", "123456");
    struct blob new;

    assert_int_equal(vault_destroy(vault, "card-1"), VAULT_OK);
    new = seal(vault, "card-1", "777777");
    assert_int_equal(unseal(vault, "card-1", blob_bytes(&old)), VAULT_DAMAGED);
    assert_int_equal(unseal(vault, "card-1", blob_bytes(&new)), VAULT_OK);
    blob_free(&old);
    blob_free(&new);
    vault_close(&vault);
}

/* A crash at any byte of making or overwriting a key leaves the key or none, and a usable file. */
static void a_torn_key_file_is_whole_or_without_the_record(void **state)
{
    struct vault *vault = open_vault(*state);
    struct blob kept = seal(vault, "card-1", "123456");
    struct blob torn = seal(vault, "card-2", "654321");
    struct blob whole = read_file(*state);

    vault_close(&vault);
    for (size_t cut = 256; cut < whole.size; cut++) {
        struct blob again;
        write_file(*state, bytes_of(whole.data, cut));
        vault = open_vault(*state);
        assert_int_equal(unseal(vault, "card-1", blob_bytes(&kept)), VAULT_OK);
        assert_int_equal(unseal(vault, "card-2", blob_bytes(&torn)), VAULT_DESTROYED);
        again = seal(vault, "card-3", "111111");
        assert_int_equal(unseal(vault, "card-3", blob_bytes(&again)), VAULT_OK);
        blob_free(&again);
        vault_close(&vault);
    }
    for (size_t wiped = 1; wiped < 128; wiped++) { /* a medium may begin at either end */
        struct blob half = {0};
        assert_true(blob_copy(blob_bytes(&whole), &half));
        memset(half.data + (wiped % 2 ? 256 : 384 - wiped), 0, wiped);
        write_file(*state, blob_bytes(&half));
        blob_free(&half);
        vault = open_vault(*state);
        assert_int_equal(unseal(vault, "card-2", blob_bytes(&torn)), VAULT_DESTROYED);
        vault_close(&vault);
    }
    blob_free(&kept);
    blob_free(&torn);
    blob_free(&whole);
}

static void the_file_is_its_owners_alone_and_a_foreign_one_is_refused(void **state)
{
    struct vault *vault = open_vault(*state);
    struct stat status;
    char foreign[200];

    assert_int_equal(stat(*state, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    vault_close(&vault);
    memset(foreign, 'x', sizeof foreign);
    write_file(*state, bytes_of(foreign, sizeof foreign));
    assert_int_equal(vault_open(*state, chance(), &vault), VAULT_STORE_FAILED);
    assert_null(vault);
}

static bool no_chance(void *context, uint8_t *out, size_t size)
{
    (void)context;
    (void)out;
    (void)size;
    return false;
}

static void nothing_is_sealed_without_chance_and_nothing_kept_without_a_file(void **state)
{
    const struct random_port none = {no_chance, NULL};
    struct vault *vault = NULL;
    struct blob sealed = {0};

    assert_int_equal(vault_open(*state, &none, &vault), VAULT_OK);
    assert_int_equal(vault_seal(vault, "card-1", bytes_text("123456"), &sealed),
                     VAULT_CRYPTO_FAILED);
    assert_null(sealed.data);
    vault_close(&vault);
    vault_close(&vault);
    assert_int_equal(vault_open("/dev/null/keys", chance(), &vault), VAULT_STORE_FAILED);
    assert_int_equal(vault_open("/dev/null", chance(), &vault), VAULT_STORE_FAILED);
}

static void a_vault_whose_file_was_cut_short_says_so(void **state)
{
    struct vault *vault = open_vault(*state);
    struct blob sealed = seal(vault, "card-1", "123456");

    assert_int_equal(truncate(*state, 0), 0);
    assert_int_equal(unseal(vault, "card-1", blob_bytes(&sealed)), VAULT_STORE_FAILED);
    assert_int_equal(vault_destroy(vault, "card-1"), VAULT_STORE_FAILED);
    blob_free(&sealed);
    vault_close(&vault);
}

static void every_result_has_words_of_its_own(void **state)
{
    (void)state;
    for (enum vault_result one = VAULT_OK; one <= VAULT_CRYPTO_FAILED; one++) {
        assert_true(strlen(vault_result_text(one)) > 3);
        for (enum vault_result other = VAULT_OK; other < one; other++)
            assert_string_not_equal(vault_result_text(one), vault_result_text(other));
    }
}

static void names_are_bounded_and_room_is_used_again(void **state)
{
    static const char longest[] = "123456789012345678901234567890123456789012345678901234567890123";
    struct vault *vault = open_vault(*state);
    struct blob sealed = {0};
    struct stat before;
    struct stat after;

    assert_int_equal(vault_seal(vault, "", bytes_text("x"), &sealed), VAULT_BAD_ARGUMENT);
    assert_int_equal(vault_seal(vault,
                                "1234567890123456789012345678901234567890123456789012345678901234",
                                bytes_text("x"), &sealed),
                     VAULT_BAD_ARGUMENT);
    sealed = seal(vault, longest, "x");
    assert_int_equal(unseal(vault, longest, blob_bytes(&sealed)), VAULT_OK);
    assert_int_equal(stat(*state, &before), 0);
    assert_int_equal(vault_destroy(vault, longest), VAULT_OK);
    blob_free(&sealed);
    sealed = seal(vault, "another", "y");
    assert_int_equal(stat(*state, &after), 0);
    assert_int_equal(before.st_size, after.st_size);
    blob_free(&sealed);
    vault_close(&vault);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_sealed_opens_again_also_after_a_restart),
        TEST(the_text_is_in_neither_file_and_never_sealed_the_same),
        TEST(every_altered_bit_is_noticed),
        TEST(another_records_bytes_do_not_open),
        TEST(a_destroyed_record_never_opens_again_its_neighbour_does),
        TEST(the_key_file_after_destruction_holds_no_trace_of_the_key),
        TEST(a_record_sealed_anew_after_destruction_does_not_open_the_old_bytes),
        TEST(a_torn_key_file_is_whole_or_without_the_record),
        TEST(the_file_is_its_owners_alone_and_a_foreign_one_is_refused),
        TEST(nothing_is_sealed_without_chance_and_nothing_kept_without_a_file),
        TEST(a_vault_whose_file_was_cut_short_says_so),
        TEST(every_result_has_words_of_its_own),
        TEST(names_are_bounded_and_room_is_used_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
