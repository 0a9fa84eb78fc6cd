/* SPDX-License-Identifier: MIT */
/* The adapter's loop: a line in, its request found in the table, a line out. */
#include "conformance/adapters/engine/adapter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 1 << 20 };

struct request {
    const char *name;
    request_fn *run;
};

static request_fn hello;

static const struct request requests[] = {
    {"hello",                hello               },
    {"reader.list",          reader_list         },
    {"reader.use",           reader_use          },
    {"card.see",             card_see            },
    {"card.identity",        card_identity       },
    {"card.certificates",    card_certificates   },
    {"pin.status",           pin_status          },
    {"pin.verify",           pin_verify          },
    {"pin.change",           pin_change          },
    {"puk.change",           puk_change          },
    {"unblock.puk",          unblock_puk         },
    {"unblock.portal",       unblock_portal      },
    {"unblock.advice",       unblock_advice      },
    {"sign.raw",             sign_raw            },
    {"sign.cms",             sign_cms            },
    {"signature.verify",     signature_verify    },
    {"signature.verify_crl", signature_verify_crl},
    {"ocsp.check",           ocsp_check          },
    {"driver.check",         driver_check        },
    {"portal.login",         portal_login        },
    {"portal.login_signed",  portal_login_signed },
    {"portal.pins",          portal_pins         },
    {"portal.pdf",           portal_pdf          },
    {"portal.delete_pins",   portal_delete_pins  },
    {"portal.certificates",  portal_certificates },
    {"portal.suspend",       portal_suspend      },
    {"portal.lift",          portal_lift         },
    {"portal.revoke",        portal_revoke       },
    {"portal.unlock",        portal_unlock       },
    {"portal.logout",        portal_logout       },
};
enum { REQUESTS = sizeof requests / sizeof *requests };

static char *copy_of(const char *text)
{
    return text ? strdup(text) : NULL;
}

static struct akis_result hello(struct adapter *adapter)
{
    json_t *names = json_array();

    for (size_t i = 0; i < REQUESTS; i++)
        json_array_append_new(names, json_string(requests[i].name));
    free(adapter->reader);
    free(adapter->portal_url);
    free(adapter->portal_ca);
    free(adapter->chain);
    adapter->reader = copy_of(asked(adapter, "reader"));
    adapter->portal_url = copy_of(asked(adapter, "portal"));
    adapter->portal_ca = copy_of(asked(adapter, "tls_root"));
    adapter->chain = copy_of(asked(adapter, "chain"));
    adapter->resident = !adapter->anew && asked_flag(adapter, "keep_open");
    tell_number(adapter, "protocol", 1);
    tell(adapter, "name", "libakis");
    tell(adapter, "version", AKIS_VERSION);
    json_object_set_new(adapter->answer, "capabilities", names);
    return plain(AKIS_OK);
}

static void describe(struct adapter *adapter, struct akis_result result)
{
    char message[512];

    tell(adapter, "outcome",
         json_object_get(adapter->answer, "given_up") ? "given_up" : outcome_word(result.outcome));
    tell(adapter, "remedy", remedy_word(result.remedy));
    if (result.tries != AKIS_TRIES_UNKNOWN)
        tell_number(adapter, "tries_left", result.tries);
    if (result.until != 0)
        tell_number(adapter, "until", result.until);
    if (strcmp(outcome_word(result.outcome), "refused") == 0)
        tell(adapter, "reason", akis_outcome_name(result.outcome));
    snprintf(message, sizeof message, "%s%s%s", akis_outcome_text(result.outcome),
             result.remedy == AKIS_DO_NOTHING ? "" : ": ", akis_remedy_text(result.remedy));
    tell(adapter, "message", message);
}

static void obey(struct adapter *adapter)
{
    const char *name = asked(adapter, "request");

    adapter->now = json_integer_value(json_object_get(adapter->request, "now"));
    for (size_t i = 0; name && i < REQUESTS; i++) {
        if (strcmp(requests[i].name, name) == 0) {
            describe(adapter, requests[i].run(adapter));
            return;
        }
    }
    tell(adapter, "outcome", "unknown_request");
}

/* Reads one line as an object; NULL at the end of stdin. */
static json_t *read_line(void)
{
    static char line[LINE_MAX_BYTES];

    if (!fgets(line, sizeof line, stdin))
        return NULL;
    json_t *object = json_loads(line, 0, NULL);
    explicit_bzero(line, strlen(line));
    return object ? object : json_object();
}

static void write_line(const json_t *object)
{
    json_dumpf(object, stdout, JSON_COMPACT);
    putchar('\n');
    fflush(stdout);
}

char *need(struct adapter *adapter, const char *what, const char *field, const char *value)
{
    json_t *line = json_pack("{s:O, s:s, s:s*}", "id", json_object_get(adapter->request, "id"),
                             "need", what, field, value);
    write_line(line);
    json_decref(line);
    json_t *given = read_line();
    char *text = copy_of(json_string_value(json_object_get(given, "give")));
    json_decref(given);
    return text;
}

int main(int count, char **arguments)
{
    struct adapter adapter = {.anew = count > 1 && strcmp(arguments[1], "--anew") == 0};
    json_t *request = NULL;

    while ((request = read_line()) != NULL) {
        adapter.request = request;
        adapter.answer = json_object();
        json_object_set(adapter.answer, "id", json_object_get(request, "id"));
        obey(&adapter);
        write_line(adapter.answer);
        json_decref(adapter.answer);
        json_decref(request);
    }
    akis_card_close(&adapter.card);
    akis_portal_free(&adapter.portal);
    free(adapter.reader);
    free(adapter.portal_url);
    free(adapter.portal_ca);
    free(adapter.chain);
    return 0;
}
