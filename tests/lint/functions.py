# SPDX-License-Identifier: MIT
"""No function over 60 lines, no file over 400, an SPDX line on top. Usage: functions.py ROOT"""
import json
import subprocess
import sys

import tree

FUNCTION_MOST = 60
FILE_MOST = 400


def functions(root, paths):
    """(path, name, first line, lines) of every function, as ctags sees them."""
    command = ["ctags", "--output-format=json", "--fields=+ne", "--kinds-C=f", "--languages=C",
               "--langmap=C:.c.h", "-f", "-", *paths]
    output = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    for line in output.splitlines():
        tag = json.loads(line)
        if "end" in tag:
            yield tag["path"], tag["name"], tag["line"], tag["end"] - tag["line"] + 1


def main():
    root = sys.argv[1]
    paths = list(tree.sources(root))
    complaints = []
    for path in paths:
        text = tree.lines(root, path)
        if len(text) > FILE_MOST:
            complaints.append(f"{path}: {len(text)} lines, more than {FILE_MOST}")
        if not text or "SPDX-License-Identifier: MIT" not in text[0]:
            complaints.append(f"{path}:1: the SPDX line is missing")
    sizes = []
    for path, name, line, size in functions(root, paths):
        sizes.append(size)
        if size > FUNCTION_MOST:
            complaints.append(f"{path}:{line}: {name} has {size} lines, more than {FUNCTION_MOST}")
    sizes.sort()
    print(f"{len(sizes)} functions, median {sizes[len(sizes) // 2]} lines, "
          f"90 % under {sizes[len(sizes) * 9 // 10] + 1}, longest {sizes[-1]}")
    tree.report(complaints)


main()
