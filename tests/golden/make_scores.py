#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Golden scores of the discriminant that tells open from closed headphones.

Writes openness.csv: for each permanent id its type (1 open, 0.5 semi-open,
0 closed) and the score of its response, > 0 = open, computed with
reference_model.py. Run in this folder.
"""
import contextlib
import tempfile

import reference_model as model
from make_responses import bank, response_db

TYPES = {"open": 1.0, "semi": 0.5, "closed": 0.0}


@contextlib.contextmanager
def plain_discriminant():
    """Its weights as a file without comments."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as plain:
        with open("lda_open_closed.csv", encoding="ascii") as weights:
            plain.writelines(w for w in weights if not w.startswith("#"))
        plain.flush()
        yield plain


def main():
    with plain_discriminant() as plain:
        with open("openness.csv", "w", encoding="ascii") as out:
            out.write("# SPDX-License-Identifier: GPL-3.0-or-later\n"
                      "id,type,score\n")
            for key, row in sorted(bank().items()):
                score = model.openness_score(response_db(row, model.GRID),
                                             plain.name)
                out.write("%d,%g,%.4f\n" % (key, TYPES[row["type"]], score))


if __name__ == "__main__":
    main()
