# SPDX-License-Identifier: MIT
"""Nothing that a run leaves behind tells a PIN, PUK, code or word: every file in its folder is searched
for those that the cases write, in clear and in hexadecimal, and for any number that could be an SMS
code. Usage: secrets.py SOURCE-OF-CASES FOLDER..."""
import os
import re
import sys

LITERAL = re.compile(r"\b(?:pin|new_pin|puk|word)=([^\s\"$<]{4,})|(?:leaks|scan) (\d{6,8})")
BYTES = re.compile(r"(?:3\d ){3,15}3\d")
CODE = re.compile(r"(?<![\w.+/=#-])(?<!\"traced\": )\d{6}(?![\w+/=-]| bytes)")
HOLDERS_WORD = "zeytin ağacı"
FAULT_COUNT = "100000"  # of acts that set a fault for ever


def secrets_of(folder):
    """What the rows of the cases send as a secret."""
    found = {HOLDERS_WORD, "123456", "12345678"}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        found.update(one or other for one, other in LITERAL.findall(text))
        found.update(bytes.fromhex(run).decode() for run in BYTES.findall(text))
    return {secret for secret in found if len(secret) > 4}


def pattern(secret):
    """The secret in clear, and a number's bytes in hexadecimal; never as a part of a longer one."""
    if not secret.isdigit():
        return re.compile(re.escape(secret))
    within = r"(?<!\d)" + secret + r"(?!\d)"
    pairs = " ?".join(f"3{digit}" for digit in secret)
    return re.compile(f"{within}|(?<!3\\d)(?<!3\\d ){pairs}(?! ?3\\d)")


def look(path, secrets):
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read()
    yield from (f"{path}: holds the secret {secret}" for secret, found in secrets.items()
                if found.search(text))
    yield from (f"{path}: {code} looks like an SMS code" for code in set(CODE.findall(text))
                if code != FAULT_COUNT)


def main():
    cases, folders = sys.argv[1], sys.argv[2:]
    secrets = {secret: pattern(secret) for secret in secrets_of(cases)}
    complaints, files = [], 0
    for above, _, names in (each for folder in folders for each in os.walk(folder)):
        for name in names:
            files += 1
            complaints += look(os.path.join(above, name), secrets)
    print("\n".join(complaints[:40]))
    print(f"{files} files, {len(secrets)} secrets, {len(complaints)} found")
    sys.exit(1 if complaints or files < 100 or len(secrets) < 10 else 0)


main()
