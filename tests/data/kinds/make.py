#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Writes the files of this folder and what each has to give, NAME.expected.

One imaginary headphone in the layouts of programs that measure, and
configurations of Equalizer APO and Room EQ Wizard whose filters are computed
here from the coefficients of R. Bristow-Johnson's audio EQ cookbook.
test_measurement_cases.c compares. No measurement is involved.
"""
import cmath
import glob
import importlib.util
import math
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
SPEC = importlib.util.spec_from_file_location(
    "measured", os.path.join(HERE, "..", "measured", "make.py"))
MEASURED = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(MEASURED)

THIRDS = (20, 25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500,
          630, 800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000, 6300, 8000,
          10000, 12500, 16000, 20000)
HZ = [20 * 2 ** (i / 24) for i in range(240)]
CURVE = "absolute response at the drum, %s240 rows, 20 Hz to 19.9 kHz%s"


def relative(hz):
    return MEASURED.relative_db(hz)


def absolute(hz):
    return relative(hz) + MEASURED.target_db(hz) + 70


def levelled(formula):
    """Expected rows: 0 dB mean over 300-3000 Hz."""
    span = [300 * 10 ** (i / 400) for i in range(401)]
    mean = sum(formula(f) for f in span) / len(span)
    return ["%g,%.2f" % (f, formula(f) - mean) for f in THIRDS]


def write(name, text, expected, encoding="utf-8"):
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(text.encode(encoding))
    with open(os.path.join(HERE, os.path.splitext(name)[0] + ".expected"),
              "w", encoding="ascii") as f:
        f.write("\n".join(expected) + "\n")


def refused(name, text, message):
    write(name, text, ["message: " + message])


# --- curves ----------------------------------------------------------------

def curve(name, rows, head="", foot="", columns="", end="", formula=relative,
          encoding="utf-8", describe=None):
    text = head + "\n".join(rows) + "\n" + foot
    expected = ["describe: " + (describe or CURVE % (columns, end)), "hz,db"]
    write(name, text, expected + levelled(formula), encoding)


def rows(layout, *more):
    """A row for each frequency; further formulas fill further columns."""
    return [layout % ((f, absolute(f)) + tuple(m(f) for m in more))
            for f in HZ]


def grouped(value, mark, decimals, point):
    whole, _, part = ("%.*f" % (decimals, value)).partition(".")
    if len(whole) > 3:
        whole = whole[:-3] + mark + whole[-3:]
    return whole + point + part


def thousands(name, mark, point, layout, encoding="utf-8", head=""):
    curve(name, [layout % (grouped(f, mark, 2, point),
                           grouped(absolute(f), mark, 3, point)) for f in HZ],
          head=head, encoding=encoding)


def footers():
    title = "Frequency\tdB\tUnweighted\n"
    curve("footer-words.txt", rows("%.2f\t%.3f\t"), title,
          "\naveraging\tNone\nsource\tInvented\n\nsaved\t1/2/03, 4:05 PM\n")
    curve("footer-that-begins-with-numbers.txt", rows("%.2f\t%.3f"), title,
          "\n48 kHz\tsample rate\n24 bit\n2003-02-01 04:05\n")
    curve("footer-of-csv.csv", rows("%.2f,%.3f"), "frequency,raw\n",
          "\nMeasured by nobody\nRig: none, really\n")
    curve("footer-of-blanks.txt", rows("%.2f %.3f"), "",
          "* remark\nEnd of data\n")
    broken = rows("%.2f\t%.3f")
    broken[100] = broken[100].replace("\t", "\tx")
    refused("footer-is-none-if-rows-follow.txt",
            title + "\n".join(broken) + "\n",
            "not a number (line 102); correct the line or put # before it")
    refused("second-curve-below.txt",
            title + "\n".join(rows("%.2f\t%.3f")) + "\n\n" + title +
            "\n".join(rows("%.2f\t%.3f")) + "\n",
            "a second curve begins (line 243); keep one in the file")


def numbers():
    thousands("thousands-point-in-tabs.txt", ".", ",", "%s\t%s")
    thousands("thousands-point-in-semicolons.csv", ".", ",", "%s;%s")
    thousands("thousands-comma-in-tabs.txt", ",", ".", "%s\t%s",
              head="Title\n\"Frequency / Hz\"\t\"Sound Pressure Level / dB\"\n")
    thousands("thousands-comma-between-blanks.txt", ",", ".", "%s %s")
    thousands("thousands-comma-in-quotes.csv", ",", ".", '"%s","%s"')
    thousands("thousands-no-break-space.csv", "\u00a0", ",", "%s;%s",
              head="Fr\u00e9quence (Hz);Niveau (dB)\n")
    thousands("thousands-narrow-no-break-space.csv", "\u202f", ",", "%s;%s",
              head="Fr\u00e9quence (Hz);Niveau (dB)\n")
    thousands("thousands-no-break-space-latin-1.txt", "\u00a0", ",", "%s\t%s",
              "latin-1")
    thousands("thousands-blank-in-tabs.txt", " ", ",", "%s\t%s")
    thousands("thousands-apostrophe.txt", "'", ".", "%s %s")
    thousands("thousands-typographic-apostrophe.csv", "\u2019", ".", "%s;%s")
    curve("units-in-cells.csv", rows("%.2f Hz;%.3f dB"))
    curve("kilohertz.csv", ["%.5f,%.3f" % (f / 1000, absolute(f)) for f in HZ],
          "Frequency (kHz),SPL (dB)\n")
    curve("three-decimals-of-a-comma.csv",
          [("%.3f;%.3f" % (f, absolute(f))).replace(".", ",") for f in HZ],
          "Frequenz;Pegel\n")


def some(words):
    """Every third row has no level."""
    return [("%.2f\t%s" % (f, words[i // 3 % len(words)])) if i % 3 == 1 else
            "%.2f\t%.3f" % (f, absolute(f)) for i, f in enumerate(HZ)]


def missing():
    part = "absolute response at the drum, 160 rows, 20 Hz to 19.9 kHz, " \
           "80 without a level"
    curve("missing-words.txt", some(["?", "NaN", "-inf", "", "n/a", "-"]),
          "Frequency\tSPL\n", describe=part)
    curve("missing-of-c.txt", some(["-1.#INF", "1.#QNAN", "-nan(ind)", "inf"]),
          describe=part)
    curve("missing-between-semicolons.csv",
          [r.replace("\t", ";") + ";0" for r in some([""])],
          "Frequency;SPL;Phase\n", describe=part)
    curve("missing-column.csv", rows("%.2f,,%.3f"), "frequency,left,right\n")


def left(hz):
    return absolute(hz) - 3 + hz / 10000


def right(hz):
    return 2 * absolute(hz) - left(hz)


def flat(hz):
    return 70 + 0 * hz


def titles():
    for name, a, b in (("words", "Left", "Right"),
                       ("headphone", "HD 0 L", "HD 0 R"),
                       ("units", "L (dB)", "R (dB)")):
        curve("columns-left-and-right-%s.csv" % name,
              ["%.2f,%.3f,%.3f" % (f, left(f), right(f)) for f in HZ],
              "Frequency,%s,%s\n" % (a, b),
              columns="mean of %s and %s, " % (a, b))
    curve("columns-left-right-mean.csv",
          ["%.2f,%.3f,%.3f,%.3f" % (f, flat(f), flat(f), absolute(f))
           for f in HZ], "Frequency,Left,Right,Average\n",
          columns="column Average, ")
    curve("columns-left-alone.csv", rows("%.2f,%.3f,%.3f", flat),
          "Frequency,Left,Target\n", columns="column Left, ")
    curve("columns-of-autoeq.csv",
          rows("%.2f,%.3f,1.0,2.0,3.0,4.0,5.0,6.0,%.3f", flat),
          "frequency,raw,error,smoothed,error_smoothed,equalization,"
          "parametric_eq,equalized_raw,target\n", columns="column raw, ")
    curve("columns-of-rew.txt", rows("%.3f, %.3f, 12.5"),
          "* Measurement data\n* Frequency Step: 0.25 Hz\n*\n"
          "* Freq(Hz), SPL(dB), Phase(degrees)\n")
    curve("columns-of-clio.txt", rows("%.2f %.3f 12.5"),
          "Freq[Hz] dBSPL Phase[Deg]\n")
    curve("columns-of-arta.txt", rows("%.2f\t%.3f\t12.5"),
          "ARTA\nFreq(Hz)\tMag (dB)\tPhase (deg)\n")
    curve("columns-target-first.txt",
          ["%.2f %.3f %.3f" % (f, flat(f), absolute(f)) for f in HZ],
          "# freq harman_target spl\n", columns="column spl, ")
    both = rows("%.2f,%.3f,%.3f", flat)
    refused("columns-of-two-headphones.csv",
            "Frequency,HD 0,DT 0\n" + "\n".join(both) + "\n",
            "several curves in one table (line 1): HD 0, DT 0; keep one, or "
            "call it raw")
    refused("columns-in-pairs.txt",
            "On-Axis\t\t10\t\nHz\tdB\tHz\tdB\n" +
            "\n".join("%.2f\t%.3f\t%.2f\t%.3f" % (f, absolute(f), f, flat(f))
                      for f in HZ),
            "several curves in one table (line 2): dB, dB; keep one, or call "
            "it raw")
    refused("columns-target-alone.csv",
            "Frequency,Target,Phase\n" + "\n".join(both) + "\n",
            "no column is a measured level (line 1): Target, Phase; call the "
            "right one raw")


def places():
    curve("frequency-last.csv",
          ["%.3f;0;%.2f" % (absolute(f), f) for f in HZ],
          "SPL;Phase;Frequency\n")
    curve("frequency-behind-index.csv",
          ["%d,%.2f,%.3f" % (i, f, absolute(f)) for i, f in enumerate(HZ)],
          ",frequency,raw\n")
    curve("frequency-behind-index-semicolons.csv",
          ["%d;%.2f;%.3f" % (i, f, absolute(f)) for i, f in enumerate(HZ)],
          ";frequency;raw\n")
    curve("frequency-behind-count-untitled.txt",
          ["%d\t%.2f\t%.3f" % (i + 1, f, absolute(f))
           for i, f in enumerate(HZ)])
    curve("frequency-second-untitled.txt",
          ["%.3f %.2f" % (absolute(f), f) for f in HZ])
    curve("frequency-behind-label.csv",
          ["Left,%.2f,%.3f" % (f, absolute(f)) for f in HZ],
          "Channel,Frequency,Level\n")


# --- equalisers ------------------------------------------------------------

def section(kind, fc, gain, q):
    a, w = 10 ** (gain / 40), 2 * math.pi * fc / 48000
    c, alpha = math.cos(w), math.sin(w) / (2 * q)
    b = 2 * math.sqrt(a) * alpha
    s = 1 if kind == "low" else -1
    if kind == "peak":
        num = (1 + alpha * a, -2 * c, 1 - alpha * a)
        den = (1 + alpha / a, -2 * c, 1 - alpha / a)
    else:
        num = (a * (a + 1 - s * (a - 1) * c + b),
               s * 2 * a * (a - 1 - s * (a + 1) * c),
               a * (a + 1 - s * (a - 1) * c - b))
        den = (a + 1 + s * (a - 1) * c + b, s * -2 * (a - 1 + s * (a + 1) * c),
               a + 1 + s * (a - 1) * c - b)

    def db(hz):
        z = cmath.exp(-2j * math.pi * hz / 48000)
        return 20 * math.log10(abs((num[0] + z * (num[1] + z * num[2])) /
                                   (den[0] + z * (den[1] + z * den[2]))))
    return db


def slope_q(gain, slope):
    a = 10 ** (gain / 40)
    return 1 / math.sqrt((a + 1 / a) * (1 / slope - 1) + 2)


def corner(kind, fc, gain, slope):
    """A shelf by its corner: half of |gain| / (12 S) octaves to the middle."""
    shift = 10 ** (abs(gain) / 80 / slope)
    return section(kind, fc * shift if kind == "low" else fc / shift, gain,
                   slope_q(gain, slope))


def equaliser(name, text, sections, describe, encoding="utf-8"):
    write(name, text, ["describe: " + describe, "hz,db"] +
          levelled(lambda f: -sum(s(f) for s in sections)), encoding)


PAIR = (section("peak", 1150, 5, 1.8), section("peak", 12500, -6, 2.2))


def rew(name, first, second, point, encoding="utf-8"):
    text = ("Filter Settings file\n\nRoom EQ V5.01\nDated: 01-Feb-2003\n\n"
            "Equaliser: Generic\n"
            "Filter  1: ON  PK       Fc %7s Hz  Gain   5.0 dB  Q  1.80\n"
            "Filter  2: ON  PK       Fc %7s Hz  Gain  -6.0 dB  Q  2.20\n"
            "Filter  3: ON  None\n")
    text = text.replace("5.0 dB", "5%s0 dB" % point)
    text = text.replace("1.80", "1%s80" % point).replace("6.0", "6%s0" % point)
    text = text.replace("2.20", "2%s20" % point)
    equaliser(name, text % (first, second), PAIR, "2 filters, inverted",
              encoding)


def filters():
    rew("filter-thousands-point.txt", "1.150", "12.500", ",")
    rew("filter-thousands-comma.txt", "1,150", "12,500.0", ".")
    rew("filter-thousands-no-break-space.txt", "1\u00a0150", "12\u00a0500", ",")
    rew("filter-thousands-narrow.txt", "1\u202f150,0", "12\u202f500,0", ",")
    rew("filter-thousands-blank.txt", "1 150", "12 500", ",")
    rew("filter-thousands-apostrophe.txt", "1'150", "12\u2019500.0", ".")
    rew("filter-thousands-latin-1.txt", "1\u00a0150", "12\u00a0500", ",",
        "latin-1")
    equaliser("filter-kilohertz.txt",
              "Filter: ON PK Fc 1.15 kHz Gain 5 dB Q 1.8\n"
              "Filter: ON PK Fc 12.5kHz Gain -6 dB Q 2.2\n", PAIR,
              "2 filters, inverted")
    equaliser("filter-thousands-by-sense.txt",
              "Filter: ON PK Fc 1.150 Hz Gain 5 dB Q 2\n",
              [section("peak", 1150, 5, 2)], "1 filter, inverted")
    equaliser("filter-decimals-of-three.txt",
              "Filter: ON PK Fc 31.250 Hz Gain 5 dB Q 2\n",
              [section("peak", 31.25, 5, 2)], "1 filter, inverted")
    equaliser("filter-remarks.txt",
              "Preamp: -6.2 dB\n# Filter 1: ON PK Fc 50 Hz Gain 9 dB Q 1\n"
              "Filter 1: ON PK Fc 1150 Hz Gain 5.0 dB Q 1.80 # Gain 9 dB Q 9\n"
              "Filter 2: ON PK Fc 12500 Hz Gain -6 dB Q 2.2 vocals, really\n"
              "Filter: notes about a filter\n".replace("Filter: n", "N"),
              PAIR, "2 filters, preamp -6.2 dB, inverted")
    equaliser("filter-modal-variants.txt",
              "Filter 1: ON Modal Fc 1150 Hz Gain 5 dB Q 1.8 T60 target 250 ms"
              "\nFilter 2: ON PK Fc 12500Hz Gain -6.0dB Q 2.2 (auto) 7\n",
              PAIR, "2 filters, inverted")
    equaliser("filter-placeholders.txt",
              "Filter 1: ON PK Fc 1150 Hz Gain 5 dB Q 1.8\n"
              "Filter 2: ON LSC Fc 0 Hz Gain 0 dB Q 0\n"
              "Filter 3: ON HSQ Fc 0 Hz Gain 0.00 dB Q 0.7\n"
              "Filter 4: OFF PK Fc 0 Hz Gain 0 dB Q 0\n"
              "Filter 5: ON PK Fc 1000 Hz Gain 0 dB\n"
              "Filter 6: ON PK Fc 12500 Hz Gain -6 dB Q 2.2\n"
              "Filter 7: ON None\n", PAIR, "3 filters, inverted")


def shelves():
    equaliser("shelf-without-width.txt",
              "Filter: ON LSC Fc 200 Hz Gain 6 dB\n"
              "Filter: ON HSC Fc 6000 Hz Gain -5 dB\n",
              [section("low", 200, 6, slope_q(6, .9)),
               section("high", 6000, -5, slope_q(-5, .9))],
              "2 filters, inverted")
    equaliser("shelf-slope-of-corner.txt",
              "Filter 1: ON  LS 6dB    Fc 200 Hz  Gain  6.0 dB\n"
              "Filter 2: ON  HS 12dB   Fc 6000 Hz  Gain -5.0 dB\n",
              [corner("low", 200, 6, .5), corner("high", 6000, -5, 1)],
              "2 filters, inverted")
    equaliser("shelf-slope-of-middle.txt",
              "Filter: ON LSC 9 dB Fc 200 Hz Gain 6 dB\n"
              "Filter: ON HSC 6.0 dB Fc 6000 Hz Gain -5 dB\n",
              [section("low", 200, 6, slope_q(6, .75)),
               section("high", 6000, -5, slope_q(-5, .5))],
              "2 filters, inverted")
    a = 10 ** (6 / 40)
    slope = 1 / ((1 / .49 - 2) / (a + 1 / a) + 1)
    equaliser("shelf-q.txt",
              "Filter 1: ON LSC Fc 100 Hz Gain 6 dB Q 0.7\n"
              "Filter 2: ON LSQ Fc 300 Hz Gain 6 dB Q 0.7\n"
              "Filter 3: ON LS Q Fc 900 Hz Gain 6 dB Q 0.7\n"
              "Filter 4: ON LS Fc 2000 Hz Gain 6 dB Q 0.7\n",
              [section("low", f, 6, .7) for f in (100, 300, 900)] +
              [corner("low", 2000, 6, slope)], "4 filters, inverted")


def channels():
    pair = ("Filter: ON PK Fc 1150 Hz Gain 5 dB Q 1.8\n"
            "Filter: ON PK Fc 12500 Hz Gain -6 dB Q 2.2\n")
    bass = "Filter: ON PK Fc 50 Hz Gain 9 dB Q 1\n"
    for name, text in (("all", "Channel: all\n" + pair),
                       ("right-left", "Channel: R L\n" + pair),
                       ("numbers", "Channel: 1 2\n" + pair),
                       ("surround", "Channel: C SUB\n" + bass +
                        "Channel: L R RL RR\n" + pair),
                       ("alike", "Channel: L\n" + pair + "Channel: R\n" +
                        pair)):
        equaliser("channel-%s.txt" % name, text, PAIR, "2 filters, inverted")
    refused("channel-left-alone.txt", "Preamp: -2 dB\nChannel: L\n" + pair,
            "filters that left and right do not share (line 2); keep those "
            "of one channel")
    for name, text in (("all-and-one", "Device: all\nFilter: ON PK Fc 1150 Hz "
                        "Gain 5 dB Q 1.8\nDevice: Headphones\nFilter: ON PK "
                        "Fc 12500 Hz Gain -6 dB Q 2.2\n"),
                       ("twice", "Device: A\n" + pair[:pair.index("\n") + 1] +
                        "Device: B\n# nothing\nDevice: A\n" +
                        pair[pair.index("\n") + 1:])):
        equaliser("device-%s.txt" % name, text, PAIR, "2 filters, inverted")
    refused("device-three.txt", "Device: A\n" + pair + "Device: B\nPreamp: -1 "
            "dB\nDevice: C\nGraphicEQ: 20 0; 20000 1\n",
            "filters of several devices (line 6); keep those of one")
    include = "an Equalizer APO configuration that includes other files " \
              "(line %d); choose the included file"
    refused("include-beside-filters.txt", pair + "Include: other.txt\n",
            include % 3)
    refused("include-by-path.txt", "# config\nInclude: a\\b c\\d.txt\n",
            include % 2)
    refused("convolution.txt", "Device: all\nConvolution: room.wav\n",
            "an equaliser command beyond filters (line 2); keep the filters "
            "alone")


def tables():
    head = "Notes:\nGeneric\nNumber Enabled Control Type Frequency(Hz) " \
           "Gain(dB) Q Bandwidth(Hz) TargetT60(ms) FilterT60(ms)\n"
    text = (head + "1 True Auto PK 1150 5.00 1.8 150.0\n"
            "2 False Auto PK 60.0 -9.00 2.0 1400.0\n3 True Auto None\n"
            "4 True Manual PK 12500 -6.00 2.2\n")
    equaliser("table-of-blanks.txt", text, PAIR, "2 filters, inverted")
    equaliser("table-of-tabs.txt",
              head.replace(" ", "\t") +
              "1\tTrue\tAuto\tPK\t1,150.0\t5.00\t1.8\t150.0\t\t\n"
              "2\tTrue\tAuto\tNone\t\t\t\t\t\t\n"
              "3\tTrue\tManual\tPK\t12,500\t-6.00\t2.2\n", PAIR,
              "2 filters, inverted")
    equaliser("table-of-shelves.txt",
              head + "1 True Manual LS_Q 200.0 6.0 0.7\n"
              "2 True Manual HS 6dB 6000 -5.0\n",
              [section("low", 200, 6, .7), corner("high", 6000, -5, .5)],
              "2 filters, inverted")


def graphics():
    bands = ((20, 6), (100, 0), (1150, 0), (12500, -5), (20000, -5))

    def at(hz):
        for (f, a), (g, b) in zip(bands, bands[1:]):
            if hz <= g:
                return a + (b - a) * math.log(hz / f) / math.log(g / f)
        return bands[-1][1]
    for name, text in (
            ("plain", "20 6; 100 0; 1150 0; 12500 -5; 20000 -5"),
            ("commas", "20 6,0; 100 0,0; 1150,0 0,0; 12500 -5,0; 20000 -5;"),
            ("thousands", "20.0 6.0; 100 0; 1,150 0; 12,500 -5; 20,000 -5"),
            ("units", "20 Hz 6 dB; 100Hz 0dB; 1.15 kHz 0; 12500 -5; 20 kHz -5"
             )):
        equaliser("graphic-%s.txt" % name, "Preamp: -6.0 dB\nGraphicEQ: %s\n"
                  % text, [at],
                  "graphic equaliser, 5 bands, preamp -6.0 dB, inverted")
    equaliser("graphic-and-filter.txt", "Filter: ON PK Fc 1150 Hz Gain 5 dB Q "
              "1.8\nGraphicEQ: 20 6; 100 0; 1150 0; 12500 -5; 20000 -5\n",
              [at, PAIR[0]], "1 filter, 5 bands, inverted")


if __name__ == "__main__":
    for old in glob.glob(os.path.join(HERE, "*.*")):
        if not old.endswith(".py"):
            os.remove(old)
    for make in (footers, numbers, missing, titles, places, filters, shelves,
                 channels, tables, graphics):
        make()
