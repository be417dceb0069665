#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Reference of the crossfeed stage: complex responses in closed form, independent of the C code.

    response(mode, amount, angle_deg, hz, rate_hz) -> (near, far): the 2x2 matrix is [[near, far], [far, near]]
    mid_side(...)                                  -> (Mid, Side) = (near + far, near - far)

mode: off, natural, bauer, chu_moy, meier; amount 0..1; angle_deg 20..150 between the speakers; rate_hz None = the analogue prototype
of Natural (what the digital stage is measured against). Run in this folder it writes golden values, crossfeed.csv.

Natural: r = far/near, Mid untouched, Side times (1 - r)/(1 + r). Shelf by the bilinear transform without prewarping, delay by
Thiran allpasses (Thiran 1971; Laakso et al. 1996, eq. 86). The circuits are libbs2b 3.1.0's.
"""
import numpy as np

SOUND_SPEED_M_S = 343.0
HEAD_RADIUS_M = 0.084     # Woodworth's delay fitted to CIPIC
SHADOW_HZ = 765.0         # pole of the far-to-near shelf
SHADOW_EXPONENT = 0.9     # of its depth ((1 + sin th)/(1 - sin th))
RATIO_LIMIT = 0.8         # r at 0 Hz for amount 1
MODES = ('off', 'natural', 'bauer', 'chu_moy', 'meier')
CIRCUITS = {'bauer': (700.0, 4.5), 'chu_moy': (700.0, 6.0), 'meier': (650.0, 9.5)}


def head(angle_deg):
    """(pole Hz, zero Hz, delay s) for the angle between the speakers"""
    th = np.radians(angle_deg / 2.0)
    s = np.sin(th)
    return SHADOW_HZ, SHADOW_HZ * ((1 + s) / (1 - s)) ** SHADOW_EXPONENT, HEAD_RADIUS_M / SOUND_SPEED_M_S * (th + s)


def ratio(amount, angle_deg, hz, rate_hz=None):
    """far-to-near ratio r of Natural"""
    hz = np.asarray(hz, float)
    pole, zero, delay = head(angle_deg)
    g = RATIO_LIMIT * amount
    if rate_hz is None:
        return g * (1 + 1j * hz / zero) / (1 + 1j * hz / pole) * np.exp(-2j * np.pi * hz * delay)
    warped = rate_hz / np.pi * np.tan(np.pi * hz / rate_hz)
    shelf = (1 + 1j * warped / zero) / (1 + 1j * warped / pole)
    frames = delay * rate_hz
    whole = 0 if frames < 1.5 else int(np.floor(frames - 1.5))
    d = frames - whole
    if frames < 1.5:
        den = [1.0, (1 - d) / (1 + d)]
    else:
        den = [1.0, 2 * (2 - d) / (1 + d), (2 - d) * (1 - d) / ((1 + d) * (2 + d))]
    z = np.exp(-2j * np.pi * hz / rate_hz)
    bottom = sum(c * z ** k for k, c in enumerate(den))
    order = len(den) - 1
    return g * shelf * z ** (whole + order) * np.conj(bottom) / bottom


def circuit(mode, hz, rate_hz):
    cut, feed = CIRCUITS[mode]
    low_db = -5 * feed / 6 - 3
    low = 10 ** (low_db / 20)
    high = 1 - 10 ** ((feed / 6 - 3) / 20)
    high_hz = cut * 2 ** ((low_db - 20 * np.log10(high)) / 12)
    z = np.exp(-2j * np.pi * np.asarray(hz, float) / rate_hz)
    lowpass = lambda fc: (1 - np.exp(-2 * np.pi * fc / rate_hz)) / (1 - np.exp(-2 * np.pi * fc / rate_hz) * z)
    gain = 1 / (1 - high + low)
    return gain * (1 - high * lowpass(high_hz)), gain * low * lowpass(cut)


def response(mode, amount, angle_deg, hz, rate_hz=None):
    one = np.ones_like(np.asarray(hz, float)) + 0j
    if mode == 'off' or amount == 0:
        return one, 0 * one
    if mode == 'natural':
        r = ratio(amount, angle_deg, hz, rate_hz)
        side = (1 - r) / (1 + r)
        return (1 + side) / 2, (1 - side) / 2
    near, far = circuit(mode, hz, rate_hz)
    return one + amount * (near - 1), amount * far


def mid_side(mode, amount, angle_deg, hz, rate_hz=None):
    near, far = response(mode, amount, angle_deg, hz, rate_hz)
    return near + far, near - far


def main():
    hz = np.array([31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 15000])
    with open('crossfeed.csv', 'w', encoding='ascii') as out:
        out.write('# SPDX-License-Identifier: GPL-3.0-or-later\n'
                  'mode,amount,angle_deg,rate_hz,hz,near_re,near_im,far_re,far_im\n')
        for rate in (8000, 44100, 48000, 96000, 192000, 384000):
            for mode in (1, 2, 3, 4):
                for amount in (0.5, 1.0):
                    for angle in (20, 60, 90, 150) if mode == 1 else (60,):
                        f = hz[hz < 0.45 * rate]
                        near, far = response(MODES[mode], amount, angle, f, float(rate))
                        for x, n, v in zip(f, near, far):
                            out.write(f'{mode},{amount},{angle},{rate},{x:g},{n.real:.12g},{n.imag:.12g},{v.real:.12g},{v.imag:.12g}\n')


if __name__ == '__main__':
    main()
