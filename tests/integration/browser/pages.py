# SPDX-License-Identifier: MIT
"""What every page must be: named, labelled, in one column on a phone, marked TEST; and its picture
at both widths. With axe-core, where npm can fetch it, its rules too."""
import os
import shutil
import subprocess

from webdriver import DESKTOP, PHONE

# Each complaint is one line; an empty list is a page in order.
INSPECTION = r"""
const told = [];
const say = (what, e) => told.push(what + ': ' + (e ? e.outerHTML.slice(0, 120) : ''));
if (!document.documentElement.lang) say('no language');
if (!document.title.trim()) say('no title');
if (!/TEST/.test(document.title) || !/TEST/.test(document.querySelector('.test')?.innerText ?? '')) say('not marked TEST');
if (document.querySelectorAll('h1').length !== 1) say('not one h1');
if (document.querySelectorAll('main').length !== 1) say('not one main');
for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea'))
  if (!e.labels.length && !e.getAttribute('aria-label')) say('a field without label', e);
for (const e of document.querySelectorAll('button, a'))
  if (!e.innerText.trim() && !e.getAttribute('aria-label')) say('a button or link without name', e);
for (const e of document.querySelectorAll('img')) if (!e.alt) say('a picture without text', e);
const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
if (new Set(ids).size !== ids.length) say('an id stands twice');
let level = 0;
for (const e of document.querySelectorAll('h1, h2, h3, h4')) {
  if (+e.tagName[1] > level + 1) say('a heading level is left out', e);
  level = +e.tagName[1];
}
if (document.documentElement.scrollWidth > innerWidth) say('wider than the window: ' + document.documentElement.scrollWidth);
for (const e of document.querySelectorAll('button, .button, input:not([type=hidden])')) {
  const r = e.getBoundingClientRect();
  if (r.width && r.height < 20) say('too low to touch', e);
}
for (const e of document.querySelectorAll('script, [onclick], [style]')) say('script or style inline', e);
return told;
"""


def fetch_axe(folder):
    """axe-core's source, or None: no npm, or no network."""
    npm = shutil.which("npm")
    path = os.path.join(folder, "node_modules", "axe-core", "axe.min.js")
    if npm and not os.path.exists(path):
        try:
            subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder,
                            "axe-core@4"], capture_output=True, timeout=90, check=False)
        except subprocess.TimeoutExpired:
            return None
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return file.read()


class Inspector:
    """Looks at each page that it is shown, once a name."""

    def __init__(self, browser, axe):
        self.browser, self.axe, self.complaints, self.seen = browser, axe, [], []

    def look(self, name):
        for kind, size in (("phone", PHONE), ("desktop", DESKTOP)):
            self.browser.size(*size)
            self.browser.shoot(f"{name}-{kind}")
            for complaint in self.browser.run(INSPECTION):
                self.complaints.append(f"{name}, {kind}: {complaint}")
        if self.axe:
            self.browser.run(self.axe + "; window.axe = axe;")
            for scheme in ("dark", "light"):
                self.browser.scheme(scheme)
                self._ask_axe(f"{name}, {scheme}")
        self.seen.append(name)

    def _ask_axe(self, name):
        violations = self.browser.run(
            "return window.axe.run().then(r => r.violations.map(v => v.id + ': ' + v.help + ' ' + "
            "v.nodes.map(n => n.html.slice(0, 100)).join(' | ')))")
        self.complaints += [f"{name}, axe: {violation}" for violation in violations]
