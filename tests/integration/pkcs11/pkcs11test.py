# SPDX-License-Identifier: MIT
"""Holds what a run of google/pkcs11test printed against the list of known failures, both ways.
Usage: pkcs11test.py LIST RUN"""
import fnmatch
import re
import sys


def rows(path):
    """Pattern and reason of each line."""
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if line.strip() and not line.startswith("#")]
    return [tuple(part.strip() for part in line.split("|", 1)) for line in lines]


def results(text):
    """Tests that passed and that failed; one that skips itself says OK, and is neither."""
    ended = re.findall(r"^\[ +(OK|FAILED) +\] ([\w/]+\.[\w/]+).* \(\d+ ms\)$", text, re.M)
    skipped = set(re.findall(r"^  ([\w/]+\.[\w/]+)$", text, re.M))
    failed = {name for how, name in ended if how == "FAILED"}
    return {name for how, name in ended if how == "OK"} - skipped, failed


def complaints(known, passed, failed):
    patterns = [pattern for pattern, _ in known]
    for name in sorted(failed):
        if not any(fnmatch.fnmatchcase(name, each) for each in patterns):
            yield f"{name} fails, and no line says why"
    for pattern, reason in known:
        if not reason:
            yield f"{pattern} gives no reason"
        if not fnmatch.filter(failed, pattern):
            yield f"{pattern} does not fail"
        for name in fnmatch.filter(sorted(passed), pattern):
            yield f"{name} passes, and {pattern} says it fails"


def main():
    with open(sys.argv[2], encoding="utf-8", errors="replace") as file:
        text = file.read()
    passed, failed = results(text)
    said = re.search(r"^\[={10}\] (\d+) tests from .* ran\.", text, re.M)
    if not said:
        print(text[-2000:])
        sys.exit("not ok - pkcs11test ran to its end")
    found = list(complaints(rows(sys.argv[1]), passed, failed))
    print(*found, sep="\n")
    print(f"{said[1]} tests: {len(passed)} passed, {len(failed)} failed for a reason given, the rest skipped themselves")
    if found:
        sys.exit("not ok - what fails is what the list says")
    print("ok - what fails is what the list says")


main()
