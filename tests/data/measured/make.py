#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Writes the files of this folder as the programs they are named after would.

One imaginary headphone, three bells over log frequency relative to the neutral
target; test_measurement.c knows the same formula. No measurement is involved.
"""
import math
import os
import struct

HERE = os.path.dirname(os.path.abspath(__file__))
BELLS = ((4.0, 70.0, 1.5), (-6.0, 4500.0, 0.5), (3.0, 9000.0, 0.25))
TARGET_HZ = (
    20, 25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630,
    800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000, 6300, 8000, 10000,
    12500, 16000, 20000)
TARGET_DB = (
    3.86, 4.02, 3.93, 3.70, 3.32, 2.74, 1.99, 1.05, -.09, -1.16, -1.95, -2.02,
    -1.54, -1.13, -.84, -.45, -.18, 0, .83, 2.67, 5.27, 7.41, 8.49, 8.19, 6.45,
    4.69, 2.43, -.69, -5.0, -9.15, -22.9)


def relative_db(hz):
    return sum(g * math.exp(-(math.log2(hz / f) / w) ** 2) for g, f, w in BELLS)


def end_slope(h0, h1, d0, d1):
    s = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1)
    if s * d0 <= 0:
        return 0.0
    return 3 * d0 if d0 * d1 < 0 and abs(s) > 3 * abs(d0) else s


def target_db(hz):
    """Monotone cubic of Fritsch and Carlson, slopes as in SciPy."""
    x = [math.log(f) for f in TARGET_HZ]
    y = TARGET_DB
    n = len(x)
    h = [x[i + 1] - x[i] for i in range(n - 1)]
    d = [(y[i + 1] - y[i]) / h[i] for i in range(n - 1)]
    m = [end_slope(h[0], h[1], d[0], d[1])]
    for i in range(1, n - 1):
        a, b = 2 * h[i] + h[i - 1], h[i] + 2 * h[i - 1]
        m.append((a + b) / (a / d[i - 1] + b / d[i])
                 if d[i - 1] * d[i] > 0 else 0.0)
    m.append(end_slope(h[-1], h[-2], d[-1], d[-2]))
    v = min(max(math.log(hz), x[0]), x[-1])
    i = max(k for k in range(n - 1) if x[k] <= v)
    t = (v - x[i]) / h[i]
    return (y[i] * (1 + 2 * t) * (1 - t) ** 2 + h[i] * m[i] * t * (1 - t) ** 2
            + y[i + 1] * t * t * (3 - 2 * t) + h[i] * m[i + 1] * t * t * (t - 1))


def write(name, text, encoding="ascii", bom=b""):
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(bom + text.encode(encoding))


def steps(per_octave):
    n = 0
    while 20 * 2 ** (n / per_octave) <= 20000:
        yield 20 * 2 ** (n / per_octave)
        n += 1


def autoeq():
    hz, rows = 20.0, ["frequency,raw"]
    while hz <= 20000:
        rows.append("%.2f,%.2f" % (hz, relative_db(hz) + target_db(hz)))
        hz *= 1.01
    write("autoeq.csv", "\n".join(rows) + "\n")


def rew():
    rows = ["* Measurement data in the layout of Room EQ Wizard",
            "* Source: formula", "* Smoothing: 1/24 octave", "*",
            "* Freq(Hz) SPL(dB) Phase(degrees)"]
    rows += ["%.6f %.3f %.4f" % (f, relative_db(f) + target_db(f) + 94,
                                 90 * math.sin(f)) for f in steps(24)]
    write("rew.txt", "\r\n".join(rows) + "\r\n")
    comma = "\r\n".join(rows[:5]) + "\r\n"
    comma += "".join("%s;%s;%s\r\n" % tuple(r.replace(".", ",").split())
                     for r in rows[5:])
    write("rew_utf16.txt", comma, "utf-16-le", b"\xff\xfe")


def squiglink():
    rows = ["Frequency\tdB\tUnweighted"]
    rows += ["%.3f\t%.3f" % (f, relative_db(f) + target_db(f) + 60)
             for f in steps(48)]
    write("squiglink.txt", "\n".join(rows))


def graphic():
    bands = ["%d %.1f" % (round(f), -relative_db(f)) for f in steps(12)]
    write("GraphicEQ.txt", "GraphicEQ: " + "; ".join(bands))


def parametric():
    write("ParametricEQ.txt", "Preamp: -6.1 dB\n"
          "Filter 1: ON LSC Fc 105 Hz Gain -4.3 dB Q 0.70\n"
          "Filter 2: ON PK Fc 4480 Hz Gain 6.0 dB Q 2.10\n"
          "Filter 3: ON PK Fc 9105 Hz Gain -3.2 dB Q 4.00\n"
          "Filter 4: OFF PK Fc 1000 Hz Gain -20.0 dB Q 1.00\n"
          "Filter 5: ON HSC Fc 10000 Hz Gain 1.5 dB Q 0.70\n")


if __name__ == "__main__":
    autoeq()
    rew()
    squiglink()
    graphic()
    parametric()
