# SPDX-License-Identifier: MIT
"""Every fault that has a name is in a case, and no case names one that is none.

    faults.py SOURCE-FOLDER
"""
import glob
import os
import re
import sys


def main(source):
    words = set()
    for path in ("sim/world/faults.def", "portal-mock/faults.def"):
        with open(os.path.join(source, path), encoding="utf-8") as file:
            words |= set(re.findall(r'^FAULT\(\w+, "([\w-]+)"', file.read(), re.M))
    text = ""
    for path in glob.glob(os.path.join(source, "conformance/cases/*.c")):
        with open(path, encoding="utf-8") as file:
            text += file.read()
    # Literal, or as the argument of a macro of rows.
    used = set(re.findall(r"! fault ([\w-]+)", text)) | set(re.findall(r'^ +[A-Z_]+\("([\w-]+)', text, re.M))
    missing = sorted(word for word in words if word not in used)
    unknown = sorted(word for word in re.findall(r"! fault ([\w-]+)", text) if word not in words)
    print(f"{len(words)} faults; in no case: {', '.join(missing) or 'none'}; not a fault: {', '.join(unknown) or 'none'}")
    return 1 if missing or unknown or not words else 0


sys.exit(main(*sys.argv[1:]))
