# SPDX-License-Identifier: MIT
"""Man pages say what is there: every prototype of akis.h stands in libakis.3, every command and option
of `akis --help` in akis.1 and of the judge's in akis-conformance.1, every quirk in akis-pkcs11.7, and none
that is not. Usage: man.py ROOT AKIS AKIS-CONFORMANCE"""
import os
import re
import subprocess
import sys

import tree


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def bare(page):
    """A man page's words without its markup."""
    return re.sub(r"\\f[BIR]", "", page.replace("\\-", "-"))


def differences(what, given, told):
    yield from (f"{what}: {each} is not in the page" for each in sorted(given - told))
    yield from (f"{what}: {each} is in the page alone" for each in sorted(told - given))


def prototypes(text):
    found = re.findall(r"(?:AKIS_MUST_CHECK|AKIS_API)\s+([^;#]*?\);)", text)
    return {re.sub(r"\s+", " ", each) for each in found}


ENVIRONMENT = dict(os.environ, LC_ALL="C", ASAN_OPTIONS="detect_leaks=0")
OPTION = r"--[a-z][a-z-]*"


def said(program, *arguments):
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True,
                          env=ENVIRONMENT).stdout


def judge(root, program):
    page = bare(read(root, "conformance/akis-conformance.1"))
    commands = re.findall(r"^  akis-conformance (\w+) ", said(program, "--help"), re.M)
    yield from (f"akis-conformance.1: the command {each} is not in the page" for each in commands
                if not re.search(rf"^\.B {each}$", page, re.M))
    helps = "".join(said(program, each, "--help") for each in commands)
    yield from differences("akis-conformance.1", set(re.findall(OPTION, helps)) - {"--help"},
                           set(re.findall(OPTION, page)))


def main():
    root, akis = sys.argv[1], sys.argv[2]
    page = bare(read(root, "sim/engine/man/libakis.3"))
    synopsis = page.split(".nf")[1].split(".fi")[0].splitlines()
    complaints = list(differences("libakis.3", prototypes(read(root, "sim/engine/akis.h")),
                                  {line for line in synopsis if line.endswith(");")}))
    help_text = said(akis, "--help")
    page = bare(read(root, "sim/engine/man/akis.1"))
    options = set(re.findall(r"--[a-z][a-z-]*", help_text))
    told = set(re.findall(r"--[a-z][a-z-]*", page)) - {"--detached"}
    complaints += differences("akis.1", options - {"--detached"}, told)
    for line in help_text.split("Options:")[0].splitlines():
        words = re.match(r"  (\w+) {1,7}(\w+)? ", line)
        if words and not re.search(r"\b" + " ".join(filter(None, words.groups())), page):
            complaints.append(f"akis.1: the command {line.strip()} is not in the page")
    quirks = set(re.findall(r"^QUIRK\((\w+)", read(root, "sim/pkcs11/quirks.def"), re.M))
    page = bare(read(root, "sim/pkcs11/akis-pkcs11.7"))
    told = set(re.findall(r"^\.B ([a-z_]+)$", page, re.M))
    complaints += differences("akis-pkcs11.7", quirks, told)
    complaints += judge(root, sys.argv[3])
    tree.report(complaints)


main()
