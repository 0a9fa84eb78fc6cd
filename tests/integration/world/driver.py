# SPDX-License-Identifier: MIT
"""The driver service of a world's portal hands out a Debian package with the module in it.

    driver.py AKISSIM FOLDER
"""
import os
import shutil
import ssl
import subprocess
import sys
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from world import World  # noqa: E402

SERVICE = "/islemler/surucu_yukleme_servisi/"
INSIDE = ["/pkcs11/libakis-pkcs11.so", "./usr/share/p11-kit/modules/akis.module"]


def main(akissim, folder):
    if not shutil.which("dpkg-deb"):
        return 77
    shutil.rmtree(folder, ignore_errors=True)
    world = World(akissim, folder)
    try:
        trust = ssl.create_default_context(cafile=world.ready["environment"]["AKIS_PORTAL_CA"])
        with urllib.request.urlopen(world.portal + SERVICE + "linux", context=trust) as answer:
            package = answer.read()
    finally:
        world.close()
    path = os.path.join(folder, "driver.deb")
    with open(path, "wb") as file:
        file.write(package)
    listing = subprocess.run(["dpkg-deb", "-c", path], capture_output=True, text=True, check=True)
    names = [line.split()[-1] for line in listing.stdout.splitlines()]
    missing = [end for end in INSIDE if not any(name.endswith(end) for name in names)]
    for end in missing:
        print("not in the package:", end)
    return 1 if missing else 0


sys.exit(main(*sys.argv[1:]))
