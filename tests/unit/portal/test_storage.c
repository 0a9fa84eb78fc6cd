/* SPDX-License-Identifier: MIT */
/* The records when things go wrong: locked, full, old, foreign, killed in the middle. */
#include "tests/unit/portal/fixture.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

/* A holder inside, whose certificate is suspended by `path`. */
struct scene {
    struct browser browser;
    struct portal_product product;
    char suspend[96];
    char look[96];
};

static struct scene scene_open(struct fixture *fixture)
{
    struct scene scene = {.product = fixture_card(fixture, first_id, 20150601)};

    scene.browser = browser_open(fixture);
    browser_login(&scene.browser, first_id);
    (void)snprintf(scene.look, sizeof scene.look, "/nb/sertifikalar/%s",
                   scene.product.certificate_serial);
    (void)snprintf(scene.suspend, sizeof scene.suspend, "%s/askiya-al", scene.look);
    return scene;
}

static void scene_close(struct scene *scene)
{
    browser_close(&scene->browser);
    portal_product_free(&scene->product);
}

static const char *status_of(struct scene *scene)
{
    assert_int_equal(browser_get(&scene->browser, scene->look), 200);
    return browser_text(&scene->browser, "status");
}

static sqlite3 *open_beside(const struct fixture *fixture)
{
    char path[128];
    sqlite3 *database = NULL;

    (void)snprintf(path, sizeof path, "%s/portal.db", fixture->directory);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    return database;
}

static void run(sqlite3 *database, const char *sql)
{
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void a_locked_database_is_503_and_nothing_is_done(void **state)
{
    struct scene scene = scene_open(*state);
    sqlite3 *other = open_beside(*state);

    run(other, "BEGIN IMMEDIATE");
    assert_int_equal(browser_post(&scene.browser, scene.suspend, NULL), 503);
    assert_string_equal(browser_text(&scene.browser, "error"), "unavailable");
    run(other, "ROLLBACK");
    assert_string_equal(status_of(&scene), "good");
    assert_int_equal(browser_post(&scene.browser, scene.suspend, NULL), 200);
    (void)sqlite3_close(other);
    scene_close(&scene);
}

static void a_full_disk_is_503_and_nothing_is_done(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_open(fixture);
    struct rlimit before;
    struct portal_product product;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    const struct rlimit tight = {512, before.rlim_max};
    const struct portal_order order = {.holder_id = first_id,
                                       .produced = 20150601,
                                       .key_kind = "p384",
                                       .not_before = fixture->now,
                                       .not_after = fixture->now + 1000};
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    int status = browser_post(&scene.browser, scene.suspend, NULL);
    enum portal_result produced = portal_produce(fixture->portal, &order, &product);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, 503);
    assert_int_equal(produced, PORTAL_STORE_FAILED);
    assert_string_equal(status_of(&scene), "good");
    assert_int_equal(browser_get(&scene.browser, "/nb/sertifikalar"), 200);
    assert_int_equal(json_array_size(json_object_get(scene.browser.json, "certificates")), 1);
    assert_int_equal(browser_post(&scene.browser, scene.suspend, NULL), 200);
    scene_close(&scene);
}

static void a_first_version_is_raised_and_keeps_its_rows(void **state)
{
    static const char *const versions[] = {
#define SCHEMA(version, sql) sql,
#include "portal-mock/schema.def"
#undef SCHEMA
    };
    struct fixture *fixture = *state;
    char path[128];

    portal_free(&fixture->portal);
    static const char *const names[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++) {
        (void)snprintf(path, sizeof path, "%s/portal.db%s", fixture->directory, names[i]);
        (void)unlink(path);
    }
    sqlite3 *old = open_beside(fixture);
    run(old, versions[0]);
    run(old, "PRAGMA application_id = 1095453011; PRAGMA user_version = 1;"
             "INSERT INTO holder VALUES ('33333333330', 'TEST Eski', '0555', '', '', x'');"
             "INSERT INTO card VALUES ('0102030405060708090A0B0C', '33333333330', 20100101,"
             " 'deleted', x'', x'', 0)");
    (void)sqlite3_close(old);
    fixture_restart(fixture);
    assert_int_equal(portal_deliver(fixture->portal, "0102030405060708090A0B0C"), PORTAL_OK);
}

static enum portal_result open_portal(const struct fixture *fixture, struct portal **portal)
{
    const struct portal_options options = {.directory = fixture->directory};

    return portal_new(&options, portal);
}

static void a_newer_foreign_or_damaged_file_is_refused(void **state)
{
    static const char *const wrongs[] = {
        "PRAGMA user_version = 99",
        "PRAGMA application_id = 7",
    };
    struct fixture *fixture = *state;
    struct portal *portal = NULL;
    char path[128];

    portal_free(&fixture->portal);
    for (size_t i = 0; i < 2; i++) {
        sqlite3 *database = open_beside(fixture);
        run(database, wrongs[i]);
        (void)sqlite3_close(database);
        assert_int_equal(open_portal(fixture, &portal), PORTAL_STORE_FAILED);
        database = open_beside(fixture);
        run(database, "PRAGMA application_id = 1095453011; PRAGMA user_version = 2");
        (void)sqlite3_close(database);
    }
    (void)snprintf(path, sizeof path, "%s/portal.db", fixture->directory);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    (void)fputs("This is no database, and was never meant to be one, whatever its name says.",
                file);
    (void)fclose(file);
    assert_int_equal(open_portal(fixture, &portal), PORTAL_STORE_FAILED);
    assert_null(portal);
}

/* What the victim does until it is killed: production, suspension, deletion of PINs, over and over.
 */
static void live(struct fixture *fixture)
{
    struct portal_product product;
    const struct portal_order order = {.holder_id = first_id,
                                       .produced = 20150601,
                                       .key_kind = "p384",
                                       .not_before = fixture->now,
                                       .not_after = fixture->now + 1000,
                                       .pin = "271828"};
    struct browser browser;

    fixture_restart(fixture);
    browser = browser_open(fixture);
    browser_login(&browser, first_id);
    for (;;) {
        if (portal_produce(fixture->portal, &order, &product) != PORTAL_OK)
            _exit(1);
        if (portal_suspend(fixture->portal, product.certificate_serial, PORTAL_HOLD_BY_CA) !=
            PORTAL_OK)
            _exit(1);
        (void)browser_post(&browser, "/nb/pin-puk/sil", "{\"onay\":\"evet\",\"yine_de\":\"evet\"}");
        portal_product_free(&product);
    }
}

static void kill_one(struct fixture *fixture, useconds_t after)
{
    pid_t victim = fork();

    assert_true(victim >= 0);
    if (victim == 0) {
        live(fixture);
        _exit(1);
    }
    (void)usleep(after);
    assert_int_equal(kill(victim, SIGKILL), 0);
    assert_int_equal(waitpid(victim, NULL, 0), victim);
}

static void killed_at_any_point_it_stands_whole_again(void **state)
{
    struct fixture *fixture = *state;

    for (useconds_t round = 0; round < 12; round++) {
        portal_free(&fixture->portal);
        kill_one(fixture, 150000 + round * 17000);
        fixture_restart(fixture);
        struct browser browser = browser_open(fixture);
        browser_login(&browser, first_id);
        assert_int_equal(browser_post(&browser, "/nb/pin-puk", "{\"okudum\":\"evet\"}"), 200);
        const json_t *cards = json_object_get(browser.json, "cards");
        size_t count = json_array_size(cards);
        for (size_t i = 0; i < count; i++) {
            const json_t *card = json_array_get(cards, i);
            const char *stored = json_string_value(json_object_get(card, "stored"));
            const char *pin = json_string_value(json_object_get(card, "pin"));
            assert_string_equal(pin ? pin : "", strcmp(stored, "issued") == 0 ? "271828" : "");
        }
        assert_int_equal(browser_get(&browser, "/nb/sertifikalar"), 200);
        assert_int_equal(json_array_size(json_object_get(browser.json, "certificates")), count);
        browser_close(&browser);
    }
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PORTAL(a_locked_database_is_503_and_nothing_is_done),
        WITH_PORTAL(a_full_disk_is_503_and_nothing_is_done),
        WITH_PORTAL(a_first_version_is_raised_and_keeps_its_rows),
        WITH_PORTAL(a_newer_foreign_or_damaged_file_is_refused),
        WITH_PORTAL(killed_at_any_point_it_stands_whole_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
