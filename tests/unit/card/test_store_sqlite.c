/* SPDX-License-Identifier: MIT */
/* A card in a file: what survives, and what is refused. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "card/store_sqlite.h"
#include "tests/unit/card/fixture.h"

struct place {
    struct fixture fixture;
    struct store_sqlite *store;
    char directory[64];
    char path[96];
};

static void open_card(struct place *place, const struct card_profile *profile)
{
    assert_int_equal(store_sqlite_open(place->path, &place->store), STORE_SQLITE_OK);
    place->fixture.ports.store = store_sqlite_port(place->store);
    assert_int_equal(card_new(profile, NULL, &place->fixture.ports, &place->fixture.card), CARD_OK);
}

static void close_card(struct place *place)
{
    card_free(&place->fixture.card);
    store_sqlite_close(&place->store);
}

static int set_up(void **state)
{
    static struct place place;
    struct card_credential credential = {fixture_key("rsa1024"), fixture_certificate()};
    struct card_personal personal = fixture_personal(&credential, 20101231);

    fixture_ports(&place.fixture);
    (void)snprintf(place.directory, sizeof place.directory, "/tmp/akis-card-XXXXXX");
    assert_non_null(mkdtemp(place.directory));
    (void)snprintf(place.path, sizeof place.path, "%s/card.db", place.directory);
    open_card(&place, card_profile_find("v1.0"));
    assert_int_equal(card_personalise(place.fixture.card, &personal), CARD_OK);
    *state = &place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    char more[128];

    close_card(place);
    fixture_close(&place->fixture);
    (void)unlink(place->path);
    (void)snprintf(more, sizeof more, "%s-wal", place->path);
    (void)unlink(more);
    (void)snprintf(more, sizeof more, "%s-shm", place->path);
    (void)unlink(more);
    return rmdir(place->directory);
}

static void card_is_the_same_after_the_process_has_ended(void **state)
{
    struct place *place = *state;
    struct fixture *card = &place->fixture;

    (void)card_power_on(card->card);
    expect(card, "00 20 00 80 06 39 39 39 39 39 39", "63C2");
    close_card(place);
    open_card(place, NULL);
    assert_int_equal(look(card).pin_tries, 2);
    assert_int_equal(look(card).produced, 20101231);
    assert_string_equal(look(card).serial, FIXTURE_SERIAL);
    assert_string_equal(look(card).profile, "v1.0");
    (void)card_power_on(card->card);
    expect(card, "00 20 00 80 06 31 32 33 34 35 36", "9000");
}

static void second_process_is_refused(void **state)
{
    struct place *place = *state;
    struct store_sqlite *second = NULL;
    int status = 0;
    pid_t child = fork();

    if (child == 0)
        _exit(store_sqlite_open(place->path, &second) == STORE_SQLITE_IN_USE ? 0 : 1);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(store_sqlite_open(place->path, &second), STORE_SQLITE_IN_USE);
}

static void file_is_for_its_owner_alone(void **state)
{
    struct place *place = *state;
    struct stat about;

    assert_int_equal(stat(place->path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
}

static void write_file(const char *path, const void *data, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, data, size), (ssize_t)size);
    assert_int_equal(close(fd), 0);
}

static void foreign_file_is_refused(void **state)
{
    struct place *place = *state;
    struct store_sqlite *store = NULL;
    char path[128];
    char text[4096];

    memset(text, 'x', sizeof text);
    (void)snprintf(path, sizeof path, "%s/foreign", place->directory);
    write_file(path, text, sizeof text);
    assert_int_equal(store_sqlite_open(path, &store), STORE_SQLITE_FOREIGN);
    assert_null(store);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(store_sqlite_open("/nowhere/card.db", &store), STORE_SQLITE_FAILED);
}

static size_t read_file(const char *path, uint8_t *data, size_t room)
{
    int fd = open(path, O_RDONLY);
    ssize_t size = read(fd, data, room);

    assert_true(fd >= 0 && size > 0);
    assert_int_equal(close(fd), 0);
    return (size_t)size;
}

/* True when the file gives an error, or exactly the card that was stored. */
static bool refused_or_the_same(struct place *place, const char *path)
{
    struct store_sqlite *store = NULL;
    struct card *card = NULL;
    struct card_ports ports = place->fixture.ports;
    struct card_view view;
    bool sound = true;

    if (store_sqlite_open(path, &store) != STORE_SQLITE_OK)
        return store == NULL;
    ports.store = store_sqlite_port(store);
    if (card_new(NULL, NULL, &ports, &card) == CARD_OK) {
        card_look(card, &view);
        sound = strcmp(view.serial, FIXTURE_SERIAL) == 0 && view.pin_tries == 2 &&
                view.puk_tries == 3 && view.life == CARD_IN_USE && view.produced == 20101231 &&
                strcmp(view.profile, "v1.0") == 0;
    }
    card_free(&card);
    store_sqlite_close(&store);
    return sound && card == NULL;
}

static void remove_all(const char *path)
{
    char more[160];

    (void)unlink(path);
    (void)snprintf(more, sizeof more, "%s-wal", path);
    (void)unlink(more);
    (void)snprintf(more, sizeof more, "%s-journal", path);
    (void)unlink(more);
}

static void damaged_or_truncated_file_is_refused_or_whole(void **state)
{
    static uint8_t good[65536];
    static uint8_t bad[65536];
    struct place *place = *state;
    char path[128];

    (void)card_power_on(place->fixture.card);
    expect(&place->fixture, "00 20 00 80 06 39 39 39 39 39 39", "63C2");
    close_card(place);
    size_t size = read_file(place->path, good, sizeof good);
    keep_seed("file", bytes_of(good, size));
    (void)snprintf(path, sizeof path, "%s/bad", place->directory);
    for (size_t at = 0; at < size; at += 61) {
        memcpy(bad, good, size);
        bad[at] ^= (uint8_t)(1 << at % 8);
        write_file(path, bad, size);
        assert_true(refused_or_the_same(place, path));
        remove_all(path);
    }
    for (size_t cut = 100; cut < size; cut += 509) {
        write_file(path, good, cut);
        assert_true(refused_or_the_same(place, path));
        remove_all(path);
    }
    open_card(place, NULL);
}

static void file_of_schema_one_is_brought_up_to_date(void **state)
{
    static uint8_t old[65536];
    struct place *place = *state;

    close_card(place);
    size_t size = read_file(CORPUS "/schema-1.db", old, sizeof old);
    write_file(place->path, old, size);
    for (int again = 0; again < 2; again++) {
        open_card(place, NULL);
        assert_string_equal(look(&place->fixture).serial, "0102030405060708090A0B0C");
        assert_int_equal(look(&place->fixture).pin_tries, 2);
        (void)card_power_on(place->fixture.card);
        expect(&place->fixture, "00 20 00 80 06 39 39 39 39 39 39", "63C1");
        expect(&place->fixture, "00 20 00 80 06 31 32 33 34 35 36", "9000");
        expect(&place->fixture, "00 20 00 80 06 39 39 39 39 39 39", "63C2");
        close_card(place);
    }
    open_card(place, NULL);
}

static void file_of_a_later_version_is_refused(void **state)
{
    static uint8_t later[65536];
    struct place *place = *state;
    struct store_sqlite *store = NULL;

    close_card(place);
    size_t size = read_file(place->path, later, sizeof later);
    later[63] = 99; /* user_version: the low byte of the header's field at 60 */
    write_file(place->path, later, size);
    assert_int_equal(store_sqlite_open(place->path, &store), STORE_SQLITE_NEWER);
    later[63] = 2;
    write_file(place->path, later, size);
    open_card(place, NULL);
}

static void foreign_database_is_refused_and_left_as_it_is(void **state)
{
    static uint8_t other[65536];
    static uint8_t after[65536];
    struct place *place = *state;
    struct store_sqlite *store = NULL;

    close_card(place);
    size_t size = read_file(place->path, other, sizeof other);
    other[71] ^= 0xFF; /* application_id */
    write_file(place->path, other, size);
    assert_int_equal(store_sqlite_open(place->path, &store), STORE_SQLITE_FOREIGN);
    assert_int_equal(read_file(place->path, after, sizeof after), size);
    assert_memory_equal(other, after, size);
    other[71] ^= 0xFF;
    write_file(place->path, other, size);
    open_card(place, NULL);
}

static void full_disk_is_a_memory_failure_and_harms_nothing(void **state)
{
    struct place *place = *state;
    struct fixture *card = &place->fixture;
    struct rlimit before;
    struct rlimit none;

    (void)card_power_on(card->card);
    expect(card, "00 20 00 80 06 39 39 39 39 39 39", "63C2");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    none = before;
    none.rlim_cur = 1;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    expect(card, "00 20 00 80 06 31 32 33 34 35 36", "6581");
    expect(card, "00 CA 01 04 0A", "6581");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    (void)card_power_on(card->card);
    assert_int_equal(look(card).pin_tries, 2);
    expect(card, "00 20 00 80 06 31 32 33 34 35 36", "9000");
    close_card(place);
    open_card(place, NULL);
    assert_int_equal(look(card).pin_tries, 3);
}

static void card_file_without_its_table_is_damaged(void **state)
{
    static uint8_t good[65536];
    static uint8_t bad[65536];
    struct place *place = *state;
    struct store_sqlite *store = NULL;

    close_card(place);
    size_t size = read_file(place->path, good, sizeof good);
    memcpy(bad, good, size);
    for (size_t i = 0; i + 6 < 4096; i++)
        if (memcmp(bad + i, "record", 6) == 0)
            bad[i + 5] = 'x';
    write_file(place->path, bad, size);
    assert_int_equal(store_sqlite_open(place->path, &store), STORE_SQLITE_DAMAGED);
    write_file(place->path, good, size);
    open_card(place, NULL);
}

static void every_refusal_has_a_sentence(void **state)
{
    (void)state;
    for (int i = STORE_SQLITE_OK; i <= STORE_SQLITE_FAILED; i++)
        assert_true(strlen(store_sqlite_text((enum store_sqlite_result)i)) > 3);
    for (int i = CARD_OK; i <= CARD_FULL; i++)
        assert_true(strlen(card_result_text((enum card_result)i)) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(card_is_the_same_after_the_process_has_ended, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(second_process_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(file_is_for_its_owner_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(foreign_file_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damaged_or_truncated_file_is_refused_or_whole, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(file_of_schema_one_is_brought_up_to_date, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(file_of_a_later_version_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(foreign_database_is_refused_and_left_as_it_is, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(full_disk_is_a_memory_failure_and_harms_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(card_file_without_its_table_is_damaged, set_up, tear_down),
        cmocka_unit_test(every_refusal_has_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
