#!/bin/sh
# SPDX-License-Identifier: MIT
# Packs the PKCS#11 module with its p11-kit file as a Debian package.
#
#   driver.sh MODULE PACKAGE VERSION LIBRARY_FOLDER
set -eu
module=$1 package=$2 version=$3
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT INT TERM
architecture=$(dpkg --print-architecture)
folder=usr/$4

chmod 755 "$tree"
install -D -m 644 "$module" "$tree/$folder/pkcs11/libakis-pkcs11.so"
mkdir -p "$tree/usr/share/p11-kit/modules" "$tree/DEBIAN"
# A bare name is looked for in p11-kit's own folder.
echo 'module: libakis-pkcs11.so' >"$tree/usr/share/p11-kit/modules/akis.module"
cat >"$tree/DEBIAN/control" <<END
Package: akis-pkcs11-test
Version: $version
Architecture: $architecture
Maintainer: AKIS simulation <test@localhost>
Depends: libc6, libssl3, libhogweed6, libnettle8, libgmp10, libcurl4, libpcsclite1, libjansson4
Section: utils
Priority: optional
Description: PKCS#11 module for virtual smart cards (TEST)
 Belongs to a simulation; of no use with a real card.
END
SOURCE_DATE_EPOCH=0 dpkg-deb --root-owner-group --build "$tree" "$package" >/dev/null
