# SPDX-License-Identifier: MIT
"""A PC/SC program in Python: hears a removal and an insertion, and talks to the card."""
import re
import subprocess
import sys
import threading

from smartcard.CardMonitoring import CardMonitor, CardObserver
from smartcard.System import readers
from smartcard.util import toHexString

SELECT_MF = [0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00]
akissim = sys.argv[1]


class Observer(CardObserver):
    def __init__(self):
        super().__init__()
        self.came = threading.Event()
        self.went = threading.Event()

    def update(self, observable, cards):
        added, removed = cards
        if added:
            self.came.set()
        if removed:
            self.went.set()


def akis(*words):
    command = [akissim, "card", *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


serial = re.search(r"\b[0-9A-F]{24}\b", akis("list")).group()
reader = readers()[0]
connection = reader.createConnection()
connection.connect()
answer, sw1, sw2 = connection.transmit(SELECT_MF)
assert (sw1, sw2) == (0x90, 0x00), (sw1, sw2)
assert toHexString(connection.getATR()).startswith("3B BA 11 00")
connection.disconnect()

monitor, observer = CardMonitor(), Observer()
monitor.addObserver(observer)
assert observer.came.wait(10), "the card is not seen"
akis("remove")
assert observer.went.wait(10), "the removal is not seen"
observer.came.clear()
akis("insert", serial)
assert observer.came.wait(10), "the insertion is not seen"
monitor.deleteObserver(observer)
print("python: all right")
