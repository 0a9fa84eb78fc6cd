#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A pinentry that does as the file `manner` in the current folder says: a word, then the secrets that it
gives, one for each entry. What it was told goes to `asked`; the secrets never do."""
import sys

with open("manner", encoding="ascii") as file:
    manner, *secrets = file.read().split("\n")
with open("place", "a+", encoding="ascii") as place:  # how many were given by those before
    place.seek(0)
    given = len(place.read())


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def give():
    global given
    secret = secrets[given] if given < len(secrets) else ""
    given += 1
    with open("place", "a", encoding="ascii") as file:
        file.write(".")
    return secret


def hostile():
    """One line, or many, that no pinentry should say; True when the talk is over."""
    lines = {"long": ["D " + "1" * 5000], "escape": ["D 12%4", "OK"], "control": ["D 1234%0056", "OK"],
             "flood": ["S noise"] * 1000, "words": ["INQUIRE WHAT"], "split": ["D 1", "D 2", "D 3456", "OK"],
             "many": ["D " + "1" * 60, "D " + "2" * 60, "OK"], "error": ["ERR 83886340 broken"],
             "cancel": ["ERR 83886179 Operation cancelled <Pinentry>"],
             "timeout": ["ERR 83886142 Timeout <Pinentry>"]}[manner]
    for line in lines:
        say(line)


def main():
    if manner == "silent":
        sys.exit(0)
    say("garbage" if manner == "greeting" else "OK Pleased to meet you")
    with open("asked", "a", encoding="utf-8") as asked:
        for line in sys.stdin:
            word = line.split()[0]
            asked.write(line)
            asked.flush()
            if word == "SETREPEAT" and manner == "old":
                say("ERR 83886355 unknown command <Pinentry>")
            elif word != "GETPIN":
                say("OK")
            elif manner == "gone":
                sys.exit(0)
            elif manner in ("plain", "old"):
                say("# a remark")
                say("S PIN_REPEATED")
                say("D " + "".join(f"%{ord(c):02x}" if c == "1" else c for c in give()))
                say("OK")
            else:
                hostile()


try:
    main()
except BrokenPipeError:
    sys.exit(0)
