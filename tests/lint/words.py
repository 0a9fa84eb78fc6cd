# SPDX-License-Identifier: MIT
"""Words that are counted: words.rules says in which files a word may stand, and how often.
Usage: words.py ROOT"""
import os
import re
import sys

import tree


def main():
    root = sys.argv[1]
    complaints, seen = [], {}
    rules = []
    with open(os.path.join(os.path.dirname(__file__), "words.rules"), encoding="utf-8") as file:
        for line in file:
            words = line.split("#")[0].split()
            if words and words[0] == "word":
                rules.append((words[1], words[2:], {}))
            elif words:
                rules[-1][2][words[0]] = int(words[1])
    for path in tree.sources(root):
        text = "\n".join(tree.lines(root, path))
        for word, folders, allowed in rules:
            if not any(path.startswith(folder) for folder in folders):
                continue
            count = len(re.findall(rf"\b{word}\b", text))
            seen[word, path] = count
            if count > allowed.get(path, 0):
                complaints.append(f"{path}: {word} stands {count} times, {allowed.get(path, 0)} allowed")
    for word, _, allowed in rules:
        for path, count in allowed.items():
            if seen.get((word, path), 0) < count:
                complaints.append(f"words.rules: {path} needs fewer than {count} of {word}")
    tree.report(complaints)


main()
