"""Published cases as small tables of facts: who, where, how much it matters to them, what they can bring.

EMISSION: Table 1 of Scholz, Calbert & Smith 2011, after Bueno de Mesquita 1994; positions are years, capabilities
shares, saliences fractions there and percent here. OIL_POLICY and OIL_BOTH: the scenarios SOE-Policy and SOE-Pol-Comp
of the KAPSARC Toolkit for Behavioral Analysis (MIT licence).
"""

from __future__ import annotations

import numpy as np

from dragoman.play.issue import Stakes


def emission() -> Stakes:
    rows = (
        ("Netherlands", 4, 80, 0.08),
        ("Belgium", 7, 40, 0.08),
        ("Luxembourg", 4, 20, 0.03),
        ("Germany", 4, 80, 0.16),
        ("France", 10, 60, 0.16),
        ("Italy", 10, 60, 0.16),
        ("UK", 10, 90, 0.16),
        ("Ireland", 7, 10, 0.05),
        ("Denmark", 4, 100, 0.05),
        ("Greece", 7, 70, 0.08),
    )
    return _stakes(rows)


def oil_policy() -> Stakes:
    rows = (
        ("XJ", 30, 30, 100),
        ("LK", 45, 65, 65),
        ("ZG", 30, 40, 35),
        ("MK", 45, 25, 35),
        ("LH", 50, 70, 40),
        ("XS", 15, 40, 20),
        ("NEA", 20, 40, 15),
        ("MLR", 60, 70, 25),
        ("MEP", 30, 30, 20),
        ("MOF", 45, 50, 35),
        ("SHX", 50, 70, 20),
        ("HLJ", 20, 70, 20),
        ("PC", 15, 75, 15),
        ("COG", 10, 80, 50),
        ("WY", 15, 80, 40),
        ("SPC", 15, 80, 45),
        ("PSOE", 60, 60, 15),
        ("CPCIA", 40, 80, 20),
        ("CUCBM", 45, 60, 10),
        ("USA", 100, 50, 8),
        ("USCC", 90, 50, 8),
        ("EUCC", 90, 50, 5),
        ("IOC", 90, 75, 10),
        ("MY", 75, 75, 10),
        ("ZD", 30, 50, 15),
        ("ZGB", 20, 50, 15),
    )
    return _stakes(rows)


def oil_both() -> Stakes:
    rows = (
        ("XJ", (30, 20), (24.0, 48.0), 100.0),
        ("LK", (45, 65), (44.7, 41.3), 60.2),
        ("ZG", (30, 15), (28.9, 65.1), 35.0),
        ("MK", (45, 45), (20.6, 49.4), 35.0),
        ("LH", (50, 65), (44.7, 47.8), 40.0),
        ("XS", (15, 10), (32.0, 32.0), 20.0),
        ("NEA", (20, 15), (32.0, 32.0), 15.0),
        ("MLR", (60, 50), (43.9, 50.1), 25.0),
        ("MEP", (30, 15), (26.4, 17.6), 20.0),
        ("MOF", (45, 40), (35.9, 46.6), 35.0),
        ("SHX", (50, 50), (44.7, 47.8), 20.0),
        ("HLJ", (20, 30), (47.4, 40.6), 20.0),
        ("WY", (15, 60), (49.0, 46.0), 40.0),
    )
    return _stakes(rows)


def _stakes(rows: tuple[tuple[object, ...], ...]) -> Stakes:
    names, positions, saliences, capabilities = zip(*rows, strict=True)
    return Stakes(names, np.array(positions), np.array(saliences), np.array(capabilities))
