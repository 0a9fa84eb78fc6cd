/* SPDX-License-Identifier: MIT */
/* The route table and its pipeline: see routes.h. */
#include "portal-mock/routes.h"

#include "portal-mock/gate.h"
#include "portal-mock/handlers.h"

#define GET       METHOD_GET
#define POST      METHOD_POST
#define CAPTCHA   STEP_CAPTCHA
#define PASSWORD  STEP_PASSWORD
#define SIGNING   STEP_SIGNING
#define FORGOTTEN STEP_FORGOTTEN
#define IN        STEP_IN

/* clang-format off */
static const struct route secure[] = {
    {GET,  "/",                                   ANYONE,    NOTHING, 0,     OPEN,     0,    get_home,             "LOG-1"},
    {GET,  "/nb.go",                              ANYONE,    NOTHING, 0,     OPEN,     0,    get_entry,            "LOG-1"},
    {GET,  "/bicim.css",                          ANYONE,    NOTHING, 0,     OPEN,     0,    get_style,            "LOG-1"},
    {GET,  "/dil/{}",                             ANYONE,    NOTHING, 0,     OPEN,     600,  get_language,         "LOG-1"},
    {GET,  "/islemler/surucu_yukleme_servisi/",   ANYONE,    NOTHING, 0,     OPEN,     600,  get_drivers,          "DEL-3"},
    {GET,  "/islemler/surucu_yukleme_servisi/{}", ANYONE,    NOTHING, 0,     OPEN,     60,   get_driver,           "DEL-3"},
    {GET,  "/nbsifreli.go",                       ANYONE,    NOTHING, 0,     OPEN,     6000, get_login,            "LOG-2"},
    {GET,  "/resim/{}",                           CAPTCHA,   NOTHING, 0,     OPEN,     120,  get_picture,          "LOG-2"},
    {POST, "/nbsifreli.go",                       CAPTCHA,   A_FORM,  4096,  OWN_FORM, 60,   post_login,           "LOG-2"},
    {GET,  "/nbsifreli.go/sms",                   PASSWORD,  NOTHING, 0,     OPEN,     120,  get_sms,              "LOG-3"},
    {POST, "/nbsifreli.go/sms",                   PASSWORD,  A_FORM,  4096,  OWN_FORM, 60,   post_sms,             "LOG-3"},
    {GET,  "/nbsifreli.go/kod",                   PASSWORD,  NOTHING, 0,     OPEN,     120,  get_code,             "LOG-3"},
    {POST, "/nbsifreli.go/kod",                   PASSWORD,  A_FORM,  4096,  OWN_FORM, 60,   post_code,            "LOG-4"},
    {GET,  "/nbsifreli.go/unuttum",               ANYONE,    NOTHING, 0,     OPEN,     600,  get_forgotten,        "LOG-2"},
    {POST, "/nbsifreli.go/unuttum",               CAPTCHA,   A_FORM,  4096,  OWN_FORM, 30,   post_forgotten,       "LOG-2"},
    {GET,  "/nbsifreli.go/unuttum/kod",           FORGOTTEN, NOTHING, 0,     OPEN,     120,  get_forgotten_code,   "LOG-4"},
    {POST, "/nbsifreli.go/unuttum/kod",           FORGOTTEN, A_FORM,  4096,  OWN_FORM, 30,   post_forgotten_code,  "LOG-4"},
    {GET,  "/nbimzali.go",                        ANYONE,    NOTHING, 0,     OPEN,     6000, get_signed,           "LOG-6"},
    {POST, "/nbimzali.go",                        SIGNING,   A_FORM,  65536, OWN_FORM, 60,   post_signed,          "LOG-7"},
    {POST, "/nbimzali.go/kod",                    SIGNING,   A_FORM,  4096,  OWN_FORM, 60,   post_signed_code,     "LOG-6"},
    {GET,  "/nbimzali.go/bekle",                  SIGNING,   NOTHING, 0,     OPEN,     120,  get_signed_wait,      "LOG-6"},
    {GET,  "/nb/islemler",                        IN,        NOTHING, 0,     OPEN,     600,  get_menu,             "LOG-3"},
    {GET,  "/nb/bilgi",                           IN,        NOTHING, 0,     OPEN,     600,  get_info,             "CRT-7"},
    {POST, "/nb/bilgi",                           IN,        A_FORM,  8192,  OWN_FORM, 60,   post_info,            "CRT-7"},
    {GET,  "/nb/bilgi/kod",                       IN,        NOTHING, 0,     OPEN,     600,  get_info_code,        "CRT-7"},
    {POST, "/nb/bilgi/kod",                       IN,        A_FORM,  4096,  OWN_FORM, 60,   post_info_code,       "CRT-7"},
    {GET,  "/nb/teslimat",                        IN,        NOTHING, 0,     OPEN,     600,  get_deliveries,       "DEL-4"},
    {GET,  "/nb/yenileme",                        IN,        NOTHING, 0,     OPEN,     600,  get_replacement,      "UNB-10"},
    {POST, "/nb/yenileme",                        IN,        A_FORM,  4096,  OWN_FORM, 60,   post_replacement,     "UNB-10"},
    {GET,  "/nb/sertifika-yukle",                 IN,        NOTHING, 0,     OPEN,     600,  get_waiting,          "CRT-5"},
    {GET,  "/nb/pin-puk",                         IN,        NOTHING, 0,     OPEN,     600,  get_pins,             "INF-5"},
    {POST, "/nb/pin-puk",                         IN,        A_FORM,  4096,  OWN_FORM, 120,  post_pins,            "INF-1"},
    {POST, "/nb/pin-puk/yazdir",                  IN,        A_FORM,  4096,  OWN_FORM, 120,  post_print_pins,      "INF-3"},
    {POST, "/nb/pin-puk/kaydet",                  IN,        A_FORM,  4096,  OWN_FORM, 120,  post_save_pins,       "INF-3"},
    {POST, "/nb/pin-puk/sil",                     IN,        A_FORM,  4096,  OWN_FORM, 120,  post_delete_pins,     "INF-4"},
    {GET,  "/nb/sertifikalar",                    IN,        NOTHING, 0,     OPEN,     600,  get_certificates,     "CRT-1"},
    {GET,  "/nb/sertifikalar/{}",                 IN,        NOTHING, 0,     OPEN,     600,  get_certificate,      "CRT-1"},
    {GET,  "/nb/sertifikalar/{}/indir",           IN,        NOTHING, 0,     OPEN,     600,  get_certificate_file, "CRT-1"},
    {POST, "/nb/sertifikalar/{}/askiya-al",       IN,        A_FORM,  4096,  OWN_FORM, 120,  post_suspend,         "CRT-2"},
    {POST, "/nb/sertifikalar/{}/askidan-indir",   IN,        A_FORM,  4096,  OWN_FORM, 120,  post_lift,            "CRT-2"},
    {POST, "/nb/sertifikalar/{}/iptal",           IN,        A_FORM,  4096,  OWN_FORM, 120,  post_revoke,          "CRT-3"},
    {GET,  "/nb/kilit-cozme",                     IN,        NOTHING, 0,     OPEN,     600,  get_unlock,           "UNB-4"},
    {POST, "/nb/kilit-cozme",                     IN,        A_FORM,  4096,  OWN_FORM, 120,  post_unlock,          "UNB-4"},
    {POST, "/nb/kilit-cozme/kod",                 IN,        A_FORM,  4096,  OWN_FORM, 120,  post_unlock_code,     "UNB-4"},
    {POST, "/nb/cikis",                           IN,        A_FORM,  4096,  OWN_FORM, 120,  post_logout,          "LOG-8"},
    {POST, "/imza/baslat",                        ANYONE,    A_FORM,  4096,  OPEN,     600,  post_sign_start,      "LOG-6"},
    {POST, "/imza/sonuc",                         ANYONE,    A_FORM,  65536, OPEN,     600,  post_sign_result,     "LOG-7"},
    {POST, "/kilit/baslat",                       ANYONE,    A_FORM,  4096,  OPEN,     600,  post_pairing,         "UNB-8"},
    {POST, "/kilit/yetki",                        ANYONE,    A_FORM,  4096,  OPEN,     600,  post_cryptogram,      "UNB-8"},
    {POST, "/kilit/sonuc",                        ANYONE,    A_FORM,  4096,  OPEN,     600,  post_unlock_result,   "UNB-9"},
};

static const struct route plain[] = {
    {POST, "/ocsp",                               ANYONE,    ANY_BODY, 65536, OPEN,     0,    post_ocsp,            "CRT-4"},
    {GET,  "/ocsp/{*}",                           ANYONE,    NOTHING, 0,     OPEN,     0,    get_ocsp,             "CRT-4"},
    {GET,  "/crl/{}",                             ANYONE,    NOTHING, 0,     OPEN,     0,    get_published,        "CRT-4"},
    {GET,  "/ca/{}",                              ANYONE,    NOTHING, 0,     OPEN,     0,    get_published,        "CRT-8"},
    {GET,  "/cps",                                ANYONE,    NOTHING, 0,     OPEN,     0,    get_published,        "CRT-8"},
};
/* clang-format on */

struct route_table routes_secure(void)
{
    return (struct route_table){secure, sizeof secure / sizeof secure[0], true};
}

struct route_table routes_plain(void)
{
    return (struct route_table){plain, sizeof plain / sizeof plain[0], false};
}

/* The row's columns, in their one order. */
static enum error admit(struct portal *portal, struct route_table table, struct request *request,
                        const struct route **found)
{
    const struct route *route = gate_find(table, request);

    *found = route;
    if (table.secure && !gate_is_own_host(portal, request))
        return ERROR_wrong_host;
    if (!route)
        return gate_methods(table, request) == 0 ? ERROR_not_found : ERROR_wrong_method;
    if (request->body_cut || request->body.size > route->most)
        return ERROR_too_large;
    if (!gate_step_holds(portal, route, request))
        return ERROR_not_signed_in;
    if (!gate_rate_holds(portal, table, route, request))
        return ERROR_too_many;
    enum error error = gate_read(route, request);
    if (error != ERROR_none)
        return error;
    return gate_is_own_form(portal, route, request) ? ERROR_none : ERROR_csrf;
}

void route_answer(struct portal *portal, struct route_table table, struct request *request,
                  struct response *response)
{
    const struct route *route = NULL;

    response->status = 200;
    response->data = node_object();
    gate_open(portal, request);
    enum error refused = table.secure ? gate_faults(portal, request, response) : ERROR_none;
    if (refused == ERROR_none)
        refused = admit(portal, table, request, &route);
    if (refused == ERROR_none)
        route->run(portal, request, response);
    else
        response_refuse(response, request, refused);
    if (refused == ERROR_wrong_method)
        gate_allow(table, request, response->allow, sizeof response->allow);
    gate_close(portal, request, response);
}
