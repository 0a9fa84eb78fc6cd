/* SPDX-License-Identifier: MIT */
/*
 * A card as JSON: to look at, to keep, to carry elsewhere; and a factory order as JSON. The
 * card's secrets (keys, the digests of PIN and PUK) leave it on request alone.
 *
 * A card:  {"format": "akis-card", "version": 1, "profile", "serial", "produced": "YYYY-MM-DD",
 *           "holder_id", "phase", "secrets": true, "policy": {NAME: "VALUE" …}, "pin": {"tries",
 *           "length", "salt", "digest"}, "puk": {…}, "admin_key", "files": [{"fid", "parent",
 *           "kind", "read", "write", "remove", "record_size", "content"} …]}
 * An order: {"serial", "produced", "holder_id", "pin", "puk", "admin_key", "credentials":
 *           [{"key", "certificate"} …]}
 *
 * Bytes are hexadecimal. Without secrets the fields salt, digest, admin_key and the content of
 * keys are left out; such a document is for reading and cannot be imported.
 */
#ifndef CARD_JSON_H
#define CARD_JSON_H

#include "card/card.h"

enum card_secrets { WITHOUT_SECRETS, WITH_SECRETS };

/* Writes the card; the text is the caller's, to be given back with card_json_free. */
NODISCARD enum card_result card_json_export(const struct card *card, enum card_secrets secrets,
                                            char **json);
/* Wipes, frees, nulls; accepts NULL. */
void card_json_free(char **json);

/* Makes a card of it on an empty store, in one transaction. CARD_BAD_ARGUMENT for anything
 * that is not such a document, lacks its secrets, or for a store that holds a card. */
NODISCARD enum card_result card_json_import(struct bytes json, const struct card_ports *ports,
                                            struct card **card);

/* card_personalise, from a document. */
NODISCARD enum card_result card_json_personalise(struct card *card, struct bytes json);

#endif
