# SPDX-License-Identifier: MIT
"""Who may include whom: includes.rules, held against every file. Usage: includes.py ROOT"""
import os
import sys

import tree


def read_rules(path):
    """folder -> prefixes it may include; library header -> files that may include it."""
    folders, libraries = [], {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            words = line.split("#")[0].split()
            if not words:
                continue
            if words[0] == "may":
                folders.append((words[1], words[2:]))
            elif words[0] == "library":
                libraries[words[1]] = words[2:]
            else:
                sys.exit(f"includes.rules: a line begins with {words[0]}")
    return folders, libraries


def rule_of(folders, path):
    best = max((f for f in folders if path.startswith(f[0])), key=lambda f: len(f[0]), default=None)
    return best and best[1]


def allowed(path, header, prefixes):
    return any(header.startswith(prefix) for prefix in prefixes)


def complaints_of(root, path, folders, libraries):
    prefixes = rule_of(folders, path)
    if prefixes is None:
        yield f"{path}: no rule for its folder in includes.rules"
        return
    for number, ours, header in tree.includes(root, path):
        if ours and not allowed(path, header, prefixes):
            yield f"{path}:{number}: may not include {header}"
        if ours and not os.path.exists(os.path.join(root, header)):
            yield f"{path}:{number}: {header} is not given from the root"
        if not ours and not path.startswith("tests/"):
            for library, files in libraries.items():
                if header.startswith(library) and not any(path.startswith(f) for f in files):
                    yield f"{path}:{number}: <{header}> belongs in an adapter: {' '.join(files)}"


def find_cycle(graph):
    """One cycle of a {node: set(nodes)} as a list, or None."""
    state = {}

    def walk(node, trail):
        state[node] = 1
        for following in sorted(graph.get(node, ())):
            if state.get(following) == 1:
                return trail[trail.index(following):] + [following]
            if following not in state:
                found = walk(following, trail + [following])
                if found:
                    return found
        state[node] = 2
        return None

    for node in sorted(graph):
        if node not in state:
            found = walk(node, [node])
            if found:
                return found
    return None


def main():
    root = sys.argv[1]
    folders, libraries = read_rules(os.path.join(os.path.dirname(__file__), "includes.rules"))
    complaints, files, parts = [], {}, {}
    for path in tree.sources(root):
        complaints += complaints_of(root, path, folders, libraries)
        for _, ours, header in tree.includes(root, path):
            if ours and path != header:
                files.setdefault(path, set()).add(header)
                here, there = os.path.dirname(path), os.path.dirname(header)
                if here != there and not there.startswith(here + "/") and not here.startswith(there + "/"):
                    parts.setdefault(here, set()).add(there)
    for name, graph in (("files", files), ("folders", parts)):
        cycle = find_cycle(graph)
        if cycle:
            complaints.append(f"a cycle between {name}: {' -> '.join(cycle)}")
    tree.report(complaints)


main()
