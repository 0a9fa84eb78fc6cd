# SPDX-License-Identifier: MIT
"""No card code in the client's programs: none of the card library's own functions is in any of the
given binaries. Usage: symbols.py CARD_LIBRARY BINARY…"""
import subprocess
import sys

import tree


def symbols(path):
    output = subprocess.run(["nm", path], check=True, capture_output=True, text=True).stdout
    for line in output.splitlines():
        words = line.split()
        if len(words) == 3:
            yield words[1], words[2]


def main():
    card = {name for kind, name in symbols(sys.argv[1]) if kind == "T" and name.startswith("card_")}
    if len(card) < 10:
        sys.exit(f"{sys.argv[1]} shows only {len(card)} functions: is it the card library?")
    complaints = []
    for path in sys.argv[2:]:
        for _, name in symbols(path):
            if name in card:
                complaints.append(f"{path}: holds the card's {name}")
    print(f"{len(card)} functions looked for in {len(sys.argv) - 2} binaries")
    tree.report(complaints)


main()
