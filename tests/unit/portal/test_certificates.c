/* SPDX-License-Identifier: MIT */
/* Sertifika Listele, suspension, revocation, renewal, replacement: CRT-1 to CRT-6, UNB-10. */
#include "tests/unit/portal/fixture.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A holder inside, with one card. */
struct scene {
    struct browser browser;
    struct portal_product product;
};

static struct scene scene_open(struct fixture *fixture)
{
    struct scene scene = {.product = fixture_card(fixture, first_id, 20150601)};

    scene.browser = browser_open(fixture);
    browser_login(&scene.browser, first_id);
    return scene;
}

static void scene_close(struct scene *scene)
{
    browser_close(&scene->browser);
    portal_product_free(&scene->product);
}

static int look(struct browser *browser, const char *serial)
{
    char path[96];

    (void)snprintf(path, sizeof path, "/nb/sertifikalar/%s", serial);
    return browser_get(browser, path);
}

static int act(struct browser *browser, const char *serial, const char *verb, const char *body)
{
    char path[128];

    (void)snprintf(path, sizeof path, "/nb/sertifikalar/%s/%s", serial, verb);
    return browser_post(browser, path, body);
}

static const char *status_of(struct scene *scene)
{
    assert_int_equal(look(&scene->browser, scene->product.certificate_serial), 200);
    return browser_text(&scene->browser, "status");
}

static const char revoke_body[] = "{\"neden\":\"keyCompromise\",\"onay\":\"evet\"}";

static void the_list_has_the_holders_certificates_with_details(void **state)
{
    struct scene scene = scene_open(*state);
    struct portal_product other = fixture_card(*state, second_id, 20150601);

    assert_int_equal(browser_get(&scene.browser, "/nb/sertifikalar"), 200);
    assert_int_equal(json_array_size(json_object_get(scene.browser.json, "certificates")), 1);
    assert_string_equal(status_of(&scene), "good");
    assert_non_null(strstr(browser_text(&scene.browser, "subject"), "TEST Ayşe Yılmaz"));
    assert_non_null(strstr(browser_text(&scene.browser, "pem"), "BEGIN CERTIFICATE"));
    assert_int_equal(look(&scene.browser, other.certificate_serial), 404);
    assert_int_equal(act(&scene.browser, other.certificate_serial, "askiya-al", NULL), 404);
    assert_int_equal(act(&scene.browser, other.certificate_serial, "iptal", revoke_body), 404);
    portal_product_free(&other);
    scene_close(&scene);
}

static void a_suspension_is_lifted_by_who_set_it(void **state)
{
    struct scene scene = scene_open(*state);
    const char *serial = scene.product.certificate_serial;

    assert_int_equal(act(&scene.browser, serial, "askidan-indir", NULL), 409);
    assert_int_equal(act(&scene.browser, serial, "askiya-al", NULL), 200);
    assert_string_equal(status_of(&scene), "held");
    assert_string_equal(browser_text(&scene.browser, "held_by"), "holder");
    assert_int_equal(act(&scene.browser, serial, "askiya-al", NULL), 409);
    assert_int_equal(act(&scene.browser, serial, "askidan-indir", NULL), 200);
    assert_string_equal(status_of(&scene), "good");
    scene_close(&scene);
}

static void a_hold_by_the_ca_the_holder_cannot_lift(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_open(fixture);
    const char *serial = scene.product.certificate_serial;

    assert_int_equal(portal_suspend(fixture->portal, serial, PORTAL_HOLD_BY_CA), PORTAL_OK);
    assert_int_equal(act(&scene.browser, serial, "askidan-indir", NULL), 409);
    assert_string_equal(browser_text(&scene.browser, "error"), "held_by_ca");
    assert_string_equal(status_of(&scene), "held");
    assert_int_equal(portal_lift(fixture->portal, serial), PORTAL_OK);
    assert_string_equal(status_of(&scene), "good");
    scene_close(&scene);
}

static void a_revocation_is_confirmed_and_for_ever(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_open(fixture);
    const char *serial = scene.product.certificate_serial;

    assert_int_equal(act(&scene.browser, serial, "iptal", "{\"neden\":\"keyCompromise\"}"), 409);
    assert_string_equal(browser_text(&scene.browser, "error"), "confirm");
    assert_int_equal(act(&scene.browser, serial, "iptal", "{\"onay\":\"evet\"}"), 400);
    assert_string_equal(status_of(&scene), "good");
    assert_int_equal(act(&scene.browser, serial, "iptal", revoke_body), 200);
    assert_string_equal(status_of(&scene), "revoked");
    assert_string_equal(browser_text(&scene.browser, "reason"), "keyCompromise");
    assert_int_equal(act(&scene.browser, serial, "askidan-indir", NULL), 409);
    assert_int_equal(act(&scene.browser, serial, "askiya-al", NULL), 409);
    assert_int_equal(portal_lift(fixture->portal, serial), PORTAL_REFUSED);
    assert_int_equal(portal_suspend(fixture->portal, serial, PORTAL_HOLD_BY_CA), PORTAL_REFUSED);
    assert_string_equal(status_of(&scene), "revoked");
    scene_close(&scene);
}

static void a_renewal_starts_when_the_old_one_ends(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_open(fixture);
    const char *serial = scene.product.certificate_serial;
    struct portal_product renewed;
    char end[40];

    assert_int_equal(portal_renew(fixture->portal, scene.product.serial, &renewed), PORTAL_OK);
    assert_int_equal(look(&scene.browser, serial), 200);
    (void)snprintf(end, sizeof end, "%s", browser_text(&scene.browser, "not_after"));
    assert_int_equal(look(&scene.browser, renewed.certificate_serial), 200);
    assert_string_equal(browser_text(&scene.browser, "not_before"), end);
    assert_string_not_equal(renewed.serial, scene.product.serial);
    assert_int_equal(act(&scene.browser, serial, "iptal", revoke_body), 409);
    assert_string_equal(browser_text(&scene.browser, "error"), "confirm");
    assert_string_equal(browser_text(&scene.browser, "date"), end);
    assert_int_equal(act(&scene.browser, serial, "iptal",
                         "{\"neden\":\"superseded\",\"onay\":\"evet\",\"yine_de\":\"evet\"}"),
                     200);
    portal_product_free(&renewed);
    scene_close(&scene);
}

/* Staff that asks for a replacement on a thread of its own. */
struct asker {
    pthread_t thread;
    struct portal *portal;
    const char *card;
    struct portal_product product;
    enum portal_result result;
};

static void a_replacement_costs_its_fee(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_open(fixture);
    struct portal_product fresh;

    assert_int_equal(portal_replace(fixture->portal, scene.product.serial, &fresh), PORTAL_REFUSED);
    assert_int_equal(portal_book_fee(fixture->portal, scene.product.serial), PORTAL_OK);
    assert_int_equal(portal_replace(fixture->portal, scene.product.serial, &fresh), PORTAL_OK);
    assert_string_not_equal(fresh.serial, scene.product.serial);
    assert_string_not_equal(fresh.certificate_serial, scene.product.certificate_serial);
    assert_string_equal(status_of(&scene), "revoked");
    portal_product_free(&fresh);
    assert_int_equal(portal_replace(fixture->portal, scene.product.serial, &fresh), PORTAL_REFUSED);
    scene_close(&scene);
}

static void *replace(void *context)
{
    struct asker *asker = context;

    asker->result = portal_replace(asker->portal, asker->card, &asker->product);
    return NULL;
}

static void replacements_asked_for_at_once_do_not_share_a_fee(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_open(fixture);
    struct asker askers[8];
    size_t served = 0;

    assert_int_equal(portal_book_fee(fixture->portal, scene.product.serial), PORTAL_OK);
    for (size_t i = 0; i < 8; i++) {
        askers[i] = (struct asker){.portal = fixture->portal, .card = scene.product.serial};
        assert_int_equal(pthread_create(&askers[i].thread, NULL, replace, &askers[i]), 0);
    }
    for (size_t i = 0; i < 8; i++) {
        assert_int_equal(pthread_join(askers[i].thread, NULL), 0);
        if (askers[i].result == PORTAL_OK)
            served++;
        else
            assert_int_equal(askers[i].result, PORTAL_REFUSED);
        portal_product_free(&askers[i].product);
    }
    assert_int_equal(served, 1);
    assert_int_equal(browser_get(&scene.browser, "/nb/sertifikalar"), 200);
    assert_int_equal(json_array_size(json_object_get(scene.browser.json, "certificates")), 2);
    scene_close(&scene);
}

static void an_unknown_name_is_told_at_the_desk(void **state)
{
    struct fixture *fixture = *state;
    struct portal_product product;

    assert_int_equal(portal_renew(fixture->portal, "00", &product), PORTAL_UNKNOWN);
    assert_int_equal(portal_book_fee(fixture->portal, "00"), PORTAL_UNKNOWN);
    assert_int_equal(portal_revoke(fixture->portal, "00", 1), PORTAL_UNKNOWN);
    assert_int_equal(portal_revoke(fixture->portal, "00", 8), PORTAL_BAD_ARGUMENT);
}

static void ocsp_and_crl_are_served_in_plain(void **state)
{
    struct fixture *fixture = *state;
    struct scene scene = scene_open(fixture);
    const struct http_options options = {0};
    struct http_response response = {0};
    struct http *http;
    char url[160];
    char command[512];

    assert_int_equal(act(&scene.browser, scene.product.certificate_serial, "askiya-al", NULL), 200);
    assert_int_equal(http_new(&options, &http), HTTP_OK);
    (void)snprintf(url, sizeof url, "%s/crl/issuing.crl", portal_plain_url(fixture->portal));
    const struct http_request request = {.method = "GET", .url = url};
    assert_int_equal(http_send(http, &request, &response), HTTP_OK);
    assert_int_equal(response.status, 200);
    assert_string_equal(response.content_type, "application/pkix-crl");
    (void)snprintf(command, sizeof command,
                   "openssl crl -inform DER -noout -text | grep -q 'Serial Number: %s'",
                   scene.product.certificate_serial);
    FILE *pipe = popen(command, "w");
    assert_non_null(pipe);
    assert_int_equal(fwrite(response.body, 1, response.size, pipe), response.size);
    assert_int_equal(pclose(pipe), 0);
    http_response_free(&response);
    http_free(&http);
    scene_close(&scene);
}

#define WITH_PORTAL(name) cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PORTAL(the_list_has_the_holders_certificates_with_details),
        WITH_PORTAL(a_suspension_is_lifted_by_who_set_it),
        WITH_PORTAL(a_hold_by_the_ca_the_holder_cannot_lift),
        WITH_PORTAL(a_revocation_is_confirmed_and_for_ever),
        WITH_PORTAL(a_renewal_starts_when_the_old_one_ends),
        WITH_PORTAL(a_replacement_costs_its_fee),
        WITH_PORTAL(replacements_asked_for_at_once_do_not_share_a_fee),
        WITH_PORTAL(an_unknown_name_is_told_at_the_desk),
        WITH_PORTAL(ocsp_and_crl_are_served_in_plain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
