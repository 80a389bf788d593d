"""What history says about one assumption, and the gates that stood open or shut before it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from scipy.stats import t as student

from analysis.results.certificates import BOUNDED, IDENTIFIED, NOT_THERE, Certificate, Gate
from analysis.results.draws import LEVEL
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of

if TYPE_CHECKING:
    from analysis.evidence.frame.fits import Fit

# Judgement: observational methods missed what experiments then found by about half the effect and more (Gordon et al. 2022).
DISCOUNT = 0.5
FEWEST_GROUPS = 20
NO_EFFECT = {"peer_hazard_ratio": 1.0}  # of all others nothing is zero
PLACEBO_LEVEL = 0.10  # of placebos where nothing happened, this share shuts its gate by chance


def absent(assumption: str, basis: str) -> Certificate:
    """Return the certificate of an assumption about which the base holds no event at all."""
    return Certificate(assumption, NOT_THERE, basis)


def identified(
    assumption: str, basis: str, fit: Fit, gates: tuple[Gate, ...], events: int, *, discount: float = DISCOUNT
) -> Certificate:
    """Return the certificate of an estimate, without any number where a gate is shut."""
    gates = (*gates, *_precise(assumption, fit))
    placebo = next((gate.found for gate in gates if gate.key.startswith("placebo")), None)
    if not all(gate.is_open for gate in gates):
        return Certificate(assumption, NOT_THERE, basis, gates, placebo=placebo, events=events)
    reach = float(student.ppf(0.5 + LEVEL / 2, max(1, fit.groups - 1)))
    wide = reach * math.hypot(fit.se, discount * fit.estimate)
    found = Certificate(
        assumption,
        IDENTIFIED,
        basis,
        gates,
        fit.estimate,
        fit.se,
        fit.estimate - reach * fit.se,
        fit.estimate + reach * fit.se,
        placebo=placebo,
        unseen=None if discount == 0 else _unseen(fit.estimate - NO_EFFECT.get(assumption, 0.0), reach * fit.se),
        groups=fit.groups,
        events=events,
    )
    return _within(found, fit.estimate - wide, fit.estimate + wide)


def _unseen(effect: float, half: float) -> float:
    """Return what share of an effect would have to be of something else before its interval held none."""
    return max(0.0, 1 - half / abs(effect)) if effect else 0.0


def _precise(assumption: str, fit: Fit) -> tuple[Gate, ...]:
    """Return the gate that shuts where an interval tells less than the likely range did; none where nothing is drawn."""
    likely = parameters_of(Assumptions)[assumption].likely
    if likely is None or not math.isfinite(fit.se):  # of nothing there is no width: other gates say so
        return ()
    wide = 2 * float(student.ppf(0.5 + LEVEL / 2, max(1, fit.groups - 1))) * fit.se / (likely[1] - likely[0])
    return (Gate("precise", wide <= 1, wide, 1.0),)


def bounded(
    assumption: str, basis: str, gates: tuple[Gate, ...], events: int, low: float | None, high: float | None
) -> Certificate:
    """Return the certificate of a bound: no estimate, an end or two; no number where a gate is shut."""
    if not all(gate.is_open for gate in gates):
        return Certificate(assumption, NOT_THERE, basis, gates, events=events)
    return _within(Certificate(assumption, BOUNDED, basis, gates, events=events), low, high)


def _within(found: Certificate, low: float | None, high: float | None) -> Certificate:
    """Keep the range to what may be entered, and to the likely one where an estimate lies there.

    A bound is told as it is: one beyond the likely range says that the range may be too narrow, and is not to be cut down to it.
    """
    parameter = parameters_of(Assumptions)[found.assumption]
    ends = [parameter.low, parameter.high]
    if (
        parameter.likely is not None
        and found.estimate is not None
        and parameter.likely[0] <= found.estimate <= parameter.likely[1]
    ):
        ends = list(parameter.likely)
    low, high = (None if end is None else min(max(end, ends[0]), ends[1]) for end in (low, high))
    return replace(found, reach_low=low, reach_high=high)


def enough(key: str, found: float, needed: float) -> Gate:
    """Return the gate that opens from `needed` on."""
    return Gate(key, bool(found >= needed), float(found), float(needed))


def centred(fit: Fit, key: str = "placebo") -> Gate:
    """Return the gate of a placebo: open where the effect that cannot be is not told from zero."""
    if not 0 < fit.se < math.inf:
        return Gate(key, is_open=False, found=0.0, needed=PLACEBO_LEVEL)
    p = float(2 * student.sf(abs(fit.estimate / fit.se), max(1, fit.groups - 1)))
    return Gate(key, p >= PLACEBO_LEVEL, p, PLACEBO_LEVEL)
