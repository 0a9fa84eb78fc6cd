/* SPDX-License-Identifier: MIT */
/* Defect: the PC/SC server answers a reset with the ATR that it knows; the card hears of none.
 * (PIN-5) */
#define reader_reset reader_reset_right
#include "sim/reader/pcsclite_reader.c"
#undef reader_reset

enum scard reader_reset(struct pcsclite_server *server, struct reader *reader,
                        enum scard_disposition how)
{
    return how == RESET_CARD ? SCARD_OK : reader_reset_right(server, reader, how);
}
