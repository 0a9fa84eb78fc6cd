/* SPDX-License-Identifier: MIT */
/* Bireysel Nitelikli Elektronik Sertifika İşlemleri: the menu, and Çıkış. */
#include "portal-mock/handlers.h"
#include "portal-mock/renewal.h"

struct entry {
    const char *name;
    const char *path;
    const char *tells;
};

static const struct entry entries[] = {
    {"PIN / PUK Bilgisi",      "/nb/pin-puk",      "PIN bilgisini görüntüleyin, kaydedin ya da silin."         },
    {"Kilit Çözme",          "/nb/kilit-cozme",  "Kilitlenen kartın kilidini çözün, yeni PIN belirleyin."   },
    {"Sertifika Listele",      "/nb/sertifikalar", "Sertifikalarınızı ve ayrıntılarını görün."           },
    {"Askıya Al",             "/nb/sertifikalar", "Bir sertifikayı geçici olarak kullanıma kapatın."         },
    {"Askıdan İndir",        "/nb/sertifikalar", "Askıya aldığınız sertifikayı yeniden kullanıma açın."},
    {"Bilgi Güncelle",        "/nb/bilgi",        "Telefon, e-posta ve adres bilgilerinizi güncelleyin."        },
    {"Teslimat",               "/nb/teslimat",     "Kartınızın teslimini ve eksik okuyucu bildirimini izleyin."},
    {"Kart Yenileme",          "/nb/yenileme",
     "Kullanım dışı kalan kart için ücret karşılığı yenisini isteyin."                                 },
    {"Sertifikamı İptal Et", "/nb/sertifikalar",
     "Bir sertifikayı geri dönülmez biçimde iptal edin."                                                      },
};

static const struct entry waiting = {"Sertifika Yükle", "/nb/sertifika-yukle",
                                     "Başlangıcını bekleyen yeni sertifikanızı görün."};

static void put_entry(struct node *menu, const struct entry *entry, enum language language)
{
    struct node *node = node_object();

    node_put_text(node, "name", words_translate(entry->name, language));
    node_put_text(node, "path", entry->path);
    node_put_text(node, "tells", words_translate(entry->tells, language));
    node_append(menu, node);
}

void get_menu(struct portal *portal, struct request *request, struct response *response)
{
    struct holder holder = {0};
    enum database_result found = holder_find(portal->database, request->session->holder, &holder);
    struct node *menu = node_list();

    response_page(response, "menu", "Bireysel Nitelikli Elektronik Sertifika İşlemleri");
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++)
        put_entry(menu, &entries[i], request->language);
    if (renewal_waits(portal, request->session->holder))
        put_entry(menu, &waiting, request->language);
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
