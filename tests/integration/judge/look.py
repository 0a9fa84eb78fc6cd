# SPDX-License-Identifier: MIT
"""The judge's pages in Chromium, at 390 and 1280 points, light and dark: one heading, no heading level
left out, no id twice, no script, nothing fetched, not wider than the window, links that lead somewhere,
axe-core's rules where npm can fetch it. Pictures stay in FOLDER.
Usage: look.py FOLDER PAGE.html... Exit status 77: Chromium or chromedriver is not installed or cannot
be driven."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "browser"))
import webdriver
from pages import fetch_axe
from webdriver import DESKTOP, PHONE, Browser

INSPECTION = r"""
const told = [];
const say = (what, e) => told.push(what + ': ' + (e ? e.outerHTML.slice(0, 120) : ''));
if (!document.documentElement.lang || !document.title.trim()) say('no language or title');
for (const one of ['h1', 'main']) if (document.querySelectorAll(one).length !== 1) say('not one ' + one);
const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
if (new Set(ids).size !== ids.length) say('an id stands twice');
for (const e of document.querySelectorAll('a[href^="#"]'))
  if (!document.getElementById(decodeURIComponent(e.hash.slice(1)))) say('a link to nowhere', e);
let level = 0;
for (const e of document.querySelectorAll('h1, h2, h3')) {
  if (+e.tagName[1] > level + 1) say('a heading level is left out', e);
  level = +e.tagName[1];
}
if (document.documentElement.scrollWidth > innerWidth) say('wider than the window: ' + document.documentElement.scrollWidth);
for (const e of document.querySelectorAll('script, link, img, iframe, [onclick], [style]')) say('not self-contained', e);
if (performance.getEntriesByType('resource').length) say('something was fetched');
return told;
"""
AXE = ("return window.axe.run().then(r => r.violations.map(v => v.id + ': ' + v.help + ' ' + "
       "v.nodes.slice(0, 3).map(n => n.html.slice(0, 100)).join(' | ')))")


def look(browser, axe, path):
    name = os.path.basename(os.path.splitext(path)[0])
    browser.go("file://" + os.path.abspath(path))
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        for kind, size in (("phone", PHONE), ("desktop", DESKTOP)):
            browser.size(*size)
            browser.shoot(f"{name}-{kind}-{scheme}")
            yield from (f"{name}, {kind}, {scheme}: {each}" for each in browser.run(INSPECTION))
        if axe:
            browser.run(axe + "; window.axe = axe;")
            yield from (f"{name}, {scheme}, axe: {each}" for each in browser.run(AXE))


def main():
    folder, paths = sys.argv[1], sys.argv[2:]
    if not webdriver.tools():
        print("skipped: chromium or chromedriver is not installed")
        sys.exit(77)
    axe = fetch_axe(folder)
    try:
        browser = Browser(folder, "")
    except (OSError, webdriver.Refused) as reason:
        print("skipped: Chromium cannot be driven:", reason)
        sys.exit(77)
    try:
        complaints = [each for path in paths for each in look(browser, axe, path)]
    finally:
        browser.close()
    print("\n".join(complaints))
    print(f"{len(paths)} pages, {len(complaints)} complaints" + ("" if axe else ", without axe-core"))
    sys.exit(1 if complaints else 0)


main()
