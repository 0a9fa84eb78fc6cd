# SPDX-License-Identifier: MIT
"""The Turkish catalogue and the source say the same: every sentence of libakis and akis has its
translation, none is fuzzy, none is left over. Usage: catalogue.py ROOT [--template]

With --template it prints what xgettext finds, for msgmerge."""
import os
import re
import shutil
import subprocess
import sys

import tree

FOLDER = "sim/engine"
# Where sentences stand: a call, a mark, or a column of a table.
KEYWORDS = ("say", "MARK", "OUTCOME:2", "REMEDY:2", "OPTION:5", "COMMAND:6",
            "FIELD:2", "VALUE:1")


def template(root):
    paths = [os.path.join(base, name) for base, _, names in os.walk(os.path.join(root, FOLDER))
             for name in names if name.endswith((".c", ".def"))]
    run = subprocess.run(
        ["xgettext", "--language=C", "--from-code=UTF-8", "--keyword", "--no-location", "--sort-output",
         "--output=-", *(f"--keyword={word}" for word in KEYWORDS), *sorted(paths)],
        check=True, capture_output=True, text=True)
    return run.stdout


def entries(catalogue):
    """{msgid: (msgstr, flags)}, by the tool that reads every way a catalogue may be written."""
    run = subprocess.run(["msgcat", "--no-wrap", "--no-location", "-"], input=catalogue, check=True,
                         capture_output=True, text=True)
    found = {}
    for block in run.stdout.split("\n\n"):
        flags = " ".join(re.findall(r"^#,(.*)$", block, re.M))
        parts = re.search(r'^msgid (.*?)^msgstr (.*)', block + "\n", re.M | re.S)
        if parts:
            texts = ["".join(re.findall(r'"(.*)"', part)) for part in parts.groups()]
            found[texts[0]] = (texts[1], flags)
        elif "#~" in block:
            found["#~ " + block.replace("\n", " ")] = ("obsolete", flags)
    found.pop("", None)
    return found


def main():
    root = sys.argv[1]
    if not shutil.which("xgettext") or not shutil.which("msgcat"):
        print("gettext is not installed")
        sys.exit(77)
    source = template(root)
    if "--template" in sys.argv:
        print(source)
        return
    said = entries(source)
    with open(os.path.join(root, FOLDER, "po/tr.po"), encoding="utf-8") as file:
        told = entries(file.read())
    if len(said) < 200:
        sys.exit(f"xgettext finds only {len(said)} sentences: have the marks moved?")
    complaints = [f"tr.po has no translation of: {each}" for each in said
                  if not told.get(each, ("", ""))[0]]
    complaints += [f"tr.po has what nobody says: {each}" for each in told if each not in said]
    complaints += [f"tr.po is fuzzy: {each}" for each, (_, flags) in told.items() if "fuzzy" in flags]
    print(f"{len(said)} sentences")
    tree.report(complaints)


main()
