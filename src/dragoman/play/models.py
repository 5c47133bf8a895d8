"""The models, in the order they are shown: the plain averages first, as no dynamics is known to beat them."""

from __future__ import annotations

from dragoman.play import averages, challenge, pce
from dragoman.play.issue import Floats, Model
from dragoman.play.smp import smp, smp_values

MODELS: tuple[tuple[str, Model], ...] = (
    ("mean", averages.mean),
    ("median", averages.median),
    ("Nash", averages.nash),
    ("PCE conditional", pce.conditional),
    ("PCE Markov", pce.markov),
    ("SMP", smp),
    ("challenge (equations)", challenge.by_equations),
    ("challenge (table)", challenge.by_table),
)
"""The name of a model is the `model` of the outcomes it gives."""

WEIGHED = {
    "mean": averages.mean_values,
    "median": averages.median_values,
    "Nash": averages.nash_values,
    "PCE conditional": pce.conditional_values,
    "PCE Markov": pce.markov_values,
}
PLAYED = {
    "SMP": smp_values,
    "challenge (equations)": challenge.by_equations_values,
    "challenge (table)": challenge.by_table_values,
}


def values(name: str, positions: Floats, saliences: Floats, capabilities: Floats) -> Floats:
    """Outcomes (runs,) of the model called `name` on draws, all arrays (runs, actors); saliences from 0 to 100.

    For Monte Carlo runs: the same as the model's function on each row, many rows at a time. One dimension only.
    """
    weights = saliences / 100.0 * capabilities
    if name in WEIGHED:
        return WEIGHED[name](positions, weights)
    if name in PLAYED:
        return PLAYED[name](positions, saliences, capabilities)
    raise KeyError(f"no model {name!r}; expected one of {', '.join(known for known, _ in MODELS)}")
