/* SPDX-License-Identifier: MIT */
/* The handlers that the route table names; see route_fn in routes.h. */
#ifndef PORTAL_MOCK_HANDLERS_H
#define PORTAL_MOCK_HANDLERS_H

#include "portal-mock/routes.h"

/* site.c: what needs no session */
route_fn get_home, get_entry, get_style, get_language;
/* picture.c */
route_fn get_picture;
/* login.c: Şifreli Giriş */
route_fn get_login, post_login, get_sms, post_sms, get_code, post_code;
/* forgotten.c: Güvenlik Sözcüğümü Unuttum */
route_fn get_forgotten, post_forgotten, get_forgotten_code, post_forgotten_code;
/* drivers.c */
route_fn get_drivers, get_driver;
/* signed.c: E-imzalı Giriş, page and program */
route_fn get_signed, post_signed, post_signed_code, get_signed_wait;
route_fn post_sign_start, post_sign_result;
/* menu.c */
route_fn get_menu, post_logout;
/* info.c: Bilgi Güncelle */
route_fn get_info, post_info, get_info_code, post_info_code;
/* renewal.c: Sertifika Yükle, Kart Yenileme */
route_fn get_waiting, get_replacement, post_replacement;
/* delivery.c */
route_fn get_deliveries;
/* secrets.c: PIN / PUK Bilgisi */
route_fn get_pins, post_pins, post_print_pins, post_save_pins, post_delete_pins;
/* certificates.c */
route_fn get_certificates, get_certificate, get_certificate_file, post_suspend, post_lift,
    post_revoke;
/* unlock.c: Kilit Çözme, the holder's side */
route_fn get_unlock, post_unlock, post_unlock_code;
/* pairing.c: Kilit Çözme, the program's side */
route_fn post_pairing, post_cryptogram, post_unlock_result;
/* plain.c: the CA's plain listener */
route_fn post_ocsp, get_ocsp, get_published;

#endif
