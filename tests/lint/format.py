# SPDX-License-Identifier: MIT
"""Every C file stands as clang-format 14 lays it out. Usage: format.py ROOT"""
import shutil
import subprocess
import sys

import tree


def main():
    root = sys.argv[1]
    tool = shutil.which("clang-format-14") or shutil.which("clang-format")
    if not tool:
        print("clang-format 14 is not installed")
        sys.exit(77)
    paths = list(tree.sources(root))
    run = subprocess.run([tool, "--dry-run", *paths], cwd=root, text=True, capture_output=True,
                         check=False)
    complaints = [line for line in run.stderr.splitlines() if "clang-format-violations" in line]
    if run.returncode != 0 and not complaints:
        complaints = [f"clang-format ended with {run.returncode}: {run.stderr[-400:]}"]
    tree.report(complaints)


main()
