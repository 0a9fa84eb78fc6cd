# SPDX-License-Identifier: MIT
"""The project's own C files, for the lints: paths relative to the root, build folders left out."""
import os
import re
import sys

FOLDERS = ("card", "portal-mock", "sim", "conformance", "tests")
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')


def sources(root, suffixes=(".c", ".h")):
    for folder in FOLDERS:
        for base, folders, names in os.walk(os.path.join(root, folder)):
            folders.sort()
            for name in sorted(names):
                if name.endswith(suffixes):
                    yield os.path.relpath(os.path.join(base, name), root)


def lines(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read().splitlines()


def includes(root, path):
    """(line number, True when it is one of ours, header) for each include."""
    for number, line in enumerate(lines(root, path), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1) == '"', match.group(2)


def report(complaints):
    for complaint in complaints:
        print(complaint)
    print(f"{len(complaints)} complaints")
    sys.exit(1 if complaints else 0)
