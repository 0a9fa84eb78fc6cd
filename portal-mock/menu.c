/* SPDX-License-Identifier: MIT */
/* Bireysel Nitelikli Elektronik Sertifika İşlemleri: the menu, and Çıkış. */
#include "portal-mock/handlers.h"

static const struct {
    const char *name;
    const char *path;
    const char *tells;
} entries[] = {
    {"PIN / PUK Bilgisi",      "/nb/pin-puk",      "PIN bilgisini görüntüleyin, kaydedin ya da silin."         },
    {"Kilit Çözme",          "/nb/kilit-cozme",  "Kilitlenen kartın kilidini çözün, yeni PIN belirleyin."   },
    {"Sertifika Listele",      "/nb/sertifikalar", "Sertifikalarınızı ve ayrıntılarını görün."           },
    {"Askıya Al",             "/nb/sertifikalar", "Bir sertifikayı geçici olarak kullanıma kapatın."         },
    {"Askıdan İndir",        "/nb/sertifikalar", "Askıya aldığınız sertifikayı yeniden kullanıma açın."},
    {"Sertifikamı İptal Et", "/nb/sertifikalar",
     "Bir sertifikayı geri dönülmez biçimde iptal edin."                                                      },
};

void get_menu(struct portal *portal, struct request *request, struct response *response)
{
    struct holder holder = {0};
    enum database_result found = holder_find(portal->database, request->session->holder, &holder);
    struct node *menu = node_list();

    response_page(response, "menu", "Bireysel Nitelikli Elektronik Sertifika İşlemleri");
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        struct node *entry = node_object();
        node_put_text(entry, "name", words_translate(entries[i].name, request->language));
        node_put_text(entry, "path", entries[i].path);
        node_put_text(entry, "tells", words_translate(entries[i].tells, request->language));
        node_append(menu, entry);
    }
    node_put(response->data, "menu", menu);
    node_put_text(response->data, "name", holder.name);
    if (found != DATABASE_OK)
        response_refuse(response, request, error_of(found));
}

void post_logout(struct portal *portal, struct request *request, struct response *response)
{
    if (portal->policy.logout_ends_session)
        sessions_end(&portal->sessions, request->session);
    request->session = NULL;
    response_cookie(response, "oturum", "");
    response_next(response, "/nb.go");
}
