#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""page.py PAGE.html EXPECTED PICTURES: opens a page that earcup-audition wrote
in headless Chromium, from disk and without a network, and uses it as a person
would. EXPECTED is a folder with the renderings as WAV, 0.wav the original, in
the page's order. Speaks WebDriver to chromedriver by the standard library."""

import json
import math
import os
import struct
import subprocess
import sys
import time
import urllib.request
import wave

FAILED = []


def check(name, good, more=""):
    if not good:
        FAILED.append(name)
        print("FAIL", name, more)


class Browser:
    """A WebDriver session (W3C), one command a method."""

    def __init__(self, width, height, dark):
        self.driver = subprocess.Popen(
            ["timeout", "250", "chromedriver", "--port=0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = None
        for line in self.driver.stdout:
            if "started successfully on port" in line:
                port = line.strip().rstrip(".").split()[-1]
                break
        self.base = f"http://127.0.0.1:{port}/session"
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu",
                     "--no-first-run", "--disable-background-networking",
                     "--disable-component-update", "--disable-sync",
                     "--autoplay-policy=no-user-gesture-required",
                     "--hide-scrollbars", f"--window-size={width},{height}"]
        if dark:
            arguments.append("--force-dark-mode")
        answer = self.call("", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}})
        self.base += "/" + answer["sessionId"]
        self.call("/timeouts", {"script": 60000})

    def call(self, path, body=None, method=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, data, {"Content-Type": "application/json"},
            method=method or ("POST" if body is not None else "GET"))
        with urllib.request.urlopen(request, timeout=90) as reply:
            return json.load(reply)["value"]

    def open(self, url):
        self.call("/url", {"url": url})

    def js(self, code, *arguments):
        return self.call("/execute/sync",
                         {"script": code, "args": list(arguments)})

    def wait(self, code, *arguments):
        """The value of a promise."""
        return self.call("/execute/async", {
            "script": "const done = arguments[arguments.length - 1];"
                      f"(async () => {{ {code} }})()"
                      ".then(done, (e) => done('error: ' + e));",
            "args": list(arguments)})

    def until(self, condition):
        """True once it holds; decoding takes its time on a busy machine."""
        for _ in range(200):
            if self.js(f"return Boolean({condition})"):
                return True
            time.sleep(0.1)
        return False

    def keys(self, *keys):
        actions = []
        for key in keys:
            shift = len(key) == 1 and key.isupper()
            if shift:
                actions.append({"type": "keyDown", "value": "\ue008"})
            actions += [{"type": "keyDown", "value": key},
                        {"type": "keyUp", "value": key}]
            if shift:
                actions.append({"type": "keyUp", "value": "\ue008"})
        self.call("/actions", {"actions": [
            {"type": "key", "id": "keys", "actions": actions}]})

    def log(self, kind):
        return self.call("/se/log", {"type": kind})

    def picture(self, path):
        import base64
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("/screenshot")))

    def close(self):
        try:
            self.call("", method="DELETE")
        finally:
            self.driver.terminate()
            self.driver.wait(10)


def read_wav(path):
    """Left channel of a float WAV."""
    with open(path, "rb") as file:
        data = file.read()
    at = data.index(b"data") + 8
    size = struct.unpack("<I", data[at - 4:at])[0]
    return [x[0] for x in struct.iter_unpack("<ff", data[at:at + size // 8 * 8])]


def bands(x, rate):
    """Power of the sound in octaves, by the Goertzel algorithm over windows."""
    powers = []
    for hz in (125, 250, 500, 1000, 2000, 4000):
        total = 0.0
        n = 1024
        for k in range(-2, 3):
            coefficient = 2 * math.cos(2 * math.pi * hz * 2 ** (k / 12) / rate)
            for start in range(0, len(x) - n, 3 * n):
                s1 = s2 = 0.0
                for v in x[start:start + n]:
                    s1, s2 = v + coefficient * s1 - s2, s1
                total += s1 * s1 + s2 * s2 - coefficient * s1 * s2
        powers.append(10 * math.log10(total + 1e-12))
    return powers


RENDER = """
const r = await window.earcup.render(arguments[0], arguments[1]);
return Array.from(r.getChannelData(0).subarray(0, arguments[2]));
"""


def check_sound(b, data, expected):
    """What the page plays is what was rendered, at one loudness."""
    seconds = 4
    for i, sound in enumerate(data["sounds"]):
        got = b.wait(RENDER, seconds, [[0, i]], 48000 * seconds)
        check(f"{sound['name']}: plays", isinstance(got, list), got)
        if not isinstance(got, list):
            continue
        want = [sound["gain"] * v
                for v in read_wav(f"{expected}/{i}.wav")[:48000 * seconds]]
        difference = [abs(g - w) for g, w in zip(bands(got[4800:], 48000),
                                                 bands(want[4800:], 48000))]
        check(f"{sound['name']}: octaves", max(difference) < 0.5, difference)


def check_switch(b):
    """A change of sound is a straight line of 20 ms from one to the other."""
    plain = [b.wait(RENDER, 2, [[0, i]], 96000) for i in (0, 1)]
    both = b.wait(RENDER, 2, [[0, 0], [1.0, 1]], 96000)
    check("switching plays", isinstance(both, list), both)
    worst = 0.0
    for k in range(5000, 90000):
        way = min(1.0, max(0.0, (k - 48000) / (0.02 * 48000)))
        want = plain[0][k] + way * (plain[1][k] - plain[0][k])
        worst = max(worst, abs(both[k] - want))
    check("no click", worst < 1e-4, worst)
    # Back again before the first fade is over, at whole blocks of 128 frames
    both = b.wait(RENDER, 2, [[0, 0], [24064 / 48000, 1], [24576 / 48000, 0]],
                  96000)
    worst = 0.0
    for k in range(5000, 90000):
        way = max(0.0, (k - 24064) / 960)
        if k > 24576:
            way = max(0.0, 512 / 960 * (1 - (k - 24576) / 960))
        want = plain[0][k] + way * (plain[1][k] - plain[0][k])
        worst = max(worst, abs(both[k] - want))
    check("no click in a fade", worst < 1e-4, worst)


def dom(b):
    """All that the page shows or holds, but the sounds."""
    return b.js("""
      const copy = document.documentElement.cloneNode(true);
      copy.querySelector('#data').remove();
      return copy.outerHTML + JSON.stringify(Object.keys(window.earcup));""")


def check_blind(b):
    """The page looks the same whichever of the two X is."""
    b.js("document.getElementById('trials').value = '64';"
         "document.getElementById('begin').click();")
    seen = set()
    for n in range(64):
        check("a trial", f"Trial {n + 1} of 64" in b.js(
            "return document.getElementById('count').textContent"))
        for key in "abx":
            b.keys(key)
        text = dom(b).replace(f"Trial {n + 1} of 64", "Trial")
        text = text.replace('style="', "").split('id="position"')
        seen.add(text[0] + text[-1][60:])
        if n == 0:
            check("no curve is lit", "curve lit" not in text[0] + text[-1])
            check("no sound is marked", b.js(
                "return document.querySelector('[aria-checked=\"true\"]')")
                  is None)
        b.keys("A" if n % 2 else "B")
    check("the secret is not in the document", len(seen) == 1, len(seen))
    result = b.js("return document.getElementById('result').textContent")
    right = int(result.split()[0])
    check("guessing guesses", 12 <= right <= 52, result)
    p = sum(math.comb(64, k) for k in range(right, 65)) / 2 ** 64
    check("p of the binomial", abs(b.js(
        "return window.earcup.chance(arguments[0], 64)", right) - p) < 1e-12)
    check("p is told", f"p = {p:.3f}" in result or p < 0.001, result)


def check_page(b, data):
    n = len(data["sounds"])
    check("a button a sound", b.js(
        "return document.querySelectorAll('#sounds [role=radio]').length") == n)
    check("a curve a sound", b.js(
        "return document.querySelectorAll('#plot .curve').length") == n)
    for i in range(min(n, 9)):
        b.keys(str(i + 1))
        check(f"key {i + 1}", b.js(
            "return [...document.querySelectorAll('#sounds button')].findIndex("
            "(x) => x.getAttribute('aria-checked') === 'true')") == i)
        check(f"its curve {i + 1}", b.js(
            "return [...document.querySelectorAll('.curve.lit')].map("
            "(x) => x.dataset.sound).join()") == str(i))
    b.js("document.activeElement.blur()")
    b.keys(" ")
    check("space plays", b.until(
        "document.getElementById('play').textContent === 'Stop'"))
    check("time goes on", b.until(
        "+document.getElementById('position').value > 0"))
    b.keys(" ")
    unnamed = b.js("""
      return [...document.querySelectorAll('button, select, input')].filter((x) =>
        !(x.textContent.trim() || x.labels?.length || x.ariaLabel)).length;""")
    check("every control has a name", unnamed == 0, unnamed)
    check("one heading of the first order", b.js(
        "return document.querySelectorAll('h1').length") == 1)


def check_phone(b, pictures):
    width = b.js("return document.documentElement.scrollWidth")
    check("fits a phone", width <= b.js("return innerWidth"), width)
    small = b.js("""
      return [...document.querySelectorAll('button, select')].filter((x) =>
        x.offsetParent && x.getBoundingClientRect().height < 43).length;""")
    check("fingers hit the buttons", small == 0, small)
    b.picture(f"{pictures}/page-phone.png")


def main():
    page, expected, pictures = (os.path.abspath(a) for a in sys.argv[1:])
    with open(page, encoding="utf-8") as file:
        text = file.read()
    data = json.loads(text.split('type="application/json" id="data">')[1]
                      .split("</script>")[0])
    check("no address but names of formats",
          all(x.startswith("www.w3.org/2000/svg")
              for x in text.split("http://")[1:]) and "https://" not in text)
    b = Browser(1100, 1500, False)
    try:
        b.open("file://" + page)
        check_page(b, data)
        b.picture(f"{pictures}/page-light.png")
        check_sound(b, data, expected)
        check_switch(b)
        check_blind(b)
        errors = [e for e in b.log("browser") if e["level"] == "SEVERE"]
        check("no error", not errors, errors)
        asked = [m for m in b.log("performance")
                 if '"Network.requestWillBeSent"' in m["message"]
                 and '"url":"file:' not in m["message"]
                 and '"url":"data:' not in m["message"]]
        check("nothing is fetched", not asked, asked[:1])
    finally:
        b.close()
    b = Browser(500, 900, True)
    try:
        b.open("file://" + page)
        check_phone(b, pictures)
    finally:
        b.close()
    print(f"page: {len(FAILED)} failed")
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
