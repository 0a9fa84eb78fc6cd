/* SPDX-License-Identifier: MIT */
/*
 * What its owner tells of a foreign card, in a file that nobody else may read or over a pipe:
 *
 *   pin=123456            as it is now; without it only few cases can be played
 *   puk=12345678          of a card produced before 2011-01-01
 *   produced=2009-05-20   the date of production
 *   serial=00112233…      24 digits: the card must have it, so that no PIN goes to a wrong one
 *   profile=v2.2.8        whose words to speak, for an AKİS whose ATR the judge does not know
 *
 * Lines with # before them and empty ones are not read.
 */
#ifndef CONFORMANCE_RUNNER_CARD_FILE_H
#define CONFORMANCE_RUNNER_CARD_FILE_H

#include "conformance/stage/foreign.h"

/* Reads `path` ("-": stdin) into own_pin, own_puk, produced, serial and profile. False: told on
 * stderr what is wrong, without the value. */
NODISCARD bool card_file_read(const char *path, struct foreign *foreign);

#endif
