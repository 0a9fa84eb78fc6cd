# SPDX-License-Identifier: MIT
"""`explore` as a user meets it: exit codes, JSON, DOT, SVG. Usage: command.py AKIS-CONFORMANCE FOLDER"""
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

judge, folder = sys.argv[1:3]
os.makedirs(folder, exist_ok=True)


def explore(*arguments):
    return subprocess.run([judge, "explore", *arguments], capture_output=True, text=True, check=False)


def need(held, claim, run):
    if not held:
        sys.exit(f"{claim}: it did not hold\nexit {run.returncode}\n{run.stdout}{run.stderr}")


NEW = ("--card", "since", "--card", "v2.2.8", "--cards", "1")
svg, dot = os.path.join(folder, "card.svg"), os.path.join(folder, "card.dot")

run = explore(*NEW, "--json", "--svg", svg, "--dot", dot)
said = json.loads(run.stdout)
need(run.returncode == 0 and said["differences"] == 0, "the card is as the model says", run)
need(said["cards"][0]["card"] == "v2.2.8 since 2011" and said["states"] > 200, "states are counted", run)
need(said["transitions"] > said["states"] and said["cuts"] > said["states"], "and the rest", run)

names = {element.tag.split("}")[1] for element in tree.parse(svg).iter()}
need({"rect", "path", "text", "title"} <= names and "script" not in names, "the picture is an SVG", run)
with open(dot, encoding="utf-8") as file:
    graph = file.read()
states = set(re.findall(r"^  (s\d+) \[", graph, re.M))
need(graph.startswith("digraph") and len(states) > 5, "the graph has its states", run)
need({end for pair in re.findall(r"(s\d+) -> (s\d+)", graph) for end in pair} <= states,
     "no edge leads nowhere", run)

run = explore(*NEW, "--break", "locked_refuses_right_pin")
need(run.returncode == 1, "a changed row makes it fall", run)
need("The shortest way to it, 4 inputs:" in run.stdout and "PIN-3" in run.stdout, "by the shortest way", run)
need("31 32 33 34" not in run.stdout and "39 39 39" not in run.stdout and "** **" in run.stdout,
     "no PIN is shown", run)
run = explore(*NEW, "--break", "locked_refuses_right_pin", "--json")
need(len(json.loads(run.stdout)["cards"][0]["difference"]["way"]) == 4, "in JSON too", run)

for wrong in (["--break", "no_such_row"], ["--card", "v9"], ["--cards", "0"], ["--nonsense"], ["--depth"],
              ["--by", "naps", "--dot", dot, *NEW], ["--covered", "/dev/null"], ["--svg", "/no/such/folder", *NEW]):
    run = explore(*wrong)
    need(run.returncode == 2 and run.stderr, f"{wrong} is told and exits 2", run)
need(explore("--help").returncode == 0, "--help is no mistake", run)
