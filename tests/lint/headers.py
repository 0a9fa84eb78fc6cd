# SPDX-License-Identifier: MIT
"""Every header compiles alone. Usage: headers.py ROOT COMPILER FLAGS…"""
import subprocess
import sys

import tree


def main():
    root, compiler = sys.argv[1:3]
    complaints = []
    for path in tree.sources(root, (".h",)):
        command = [compiler, "-std=c11", "-D_GNU_SOURCE", "-I", root, *sys.argv[3:],
                   "-Wall", "-Wextra", "-fsyntax-only", "-x", "c", "-"]
        run = subprocess.run(command, input=f'#include "{path}"\n', cwd=root, text=True,
                             capture_output=True, check=False)
        if run.returncode != 0:
            complaints.append(f"{path}: does not compile alone\n{run.stderr}")
    tree.report(complaints)


main()
