#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A client of moods, for reports that have every verdict in them: it stands between the judge and a good
adapter, cannot make CMS signatures, is wrong about the tries left, sees no card the first time
it looks (of a folder, MOODY_MEMORY), and tells each PIN to its log and its user, as none should.
Usage: moody.py ADAPTER"""
import json
import os
import subprocess
import sys


def first_time(name):
    try:
        os.close(os.open(os.path.join(os.environ["MOODY_MEMORY"], name), os.O_CREAT | os.O_EXCL))
        return True
    except FileExistsError:
        return False


def spoil(request, answer):
    name = request["request"]
    if "pin" in request:
        print("the PIN was", request["pin"], file=sys.stderr, flush=True)
        answer["message"] = f"PIN {request['pin']}: " + answer.get("message", "")
    if name == "hello":
        answer["name"] = "moody"
        answer["capabilities"] = [each for each in answer["capabilities"] if each != "sign.cms"]
    elif name == "pin.verify" and "tries_left" in answer:
        answer["tries_left"] += 1
    elif name == "card.see" and answer["outcome"] == "ok" and first_time(name):
        answer["outcome"] = "no_card"
    return answer


def main():
    fds = [int(os.environ["AKIS_LINK_FD"])] if "AKIS_LINK_FD" in os.environ else []
    with subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                          pass_fds=fds) as good:
        request = {}
        for line in sys.stdin:
            said = json.loads(line)
            request = said if "request" in said else request
            if said.get("request") == "sign.cms":
                print(json.dumps({"id": said["id"], "outcome": "unimplemented"}), flush=True)
                continue
            good.stdin.write(line)
            good.stdin.flush()
            answer = json.loads(good.stdout.readline())
            print(json.dumps(answer if "need" in answer else spoil(request, answer)), flush=True)


main()
