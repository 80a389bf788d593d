"""How late a clock can ring at all while giving stays within a limit: guests whom no such clock calls need not be held."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from analysis.mechanisms.common.ties import clock_limits, time_weights
from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import parameters_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from analysis.world.prepared_base import PreparedBase, Whole

RINGS_BY = "tie_strength_exponent", "topup_conversion"
STEP = 0.05  # between the exponents that are looked at
ROUNDING = 1e-5  # relative; far more than single precision loses, on any processor


def latest_rings(whole: Whole, measured: Mapping[str, float], giving: float) -> NDArray[np.float64]:
    """Return the time within which clocks ring, [strength of `whole`, receiver bought], that no likely question exceeds.

    A mean tie gives with a probability of up to `giving` a month; any exponent and any conversion that is likely, or measured, is
    allowed for. The log of a weight is concave in the exponent: it falls short of a straight line between two that are looked at
    by no more than its curvature, the variance of log strengths, lets it.
    """
    (low, high), conversions = (_likely(name) for name in RINGS_BY)
    exponents = np.linspace(low, high, 1 + round((high - low) / STEP)).tolist()
    heaviest = reduce(np.maximum, (whole.weights(exponent) for exponent in exponents)).astype(np.float64)
    spread = float(np.log(whole.strengths[-1] / whole.strengths[0])) if whole.strengths.size else 0.0
    heaviest *= np.exp((spread * STEP) ** 2 / 32) * (1 + ROUNDING)
    assumed = (*conversions, measured.get("topup_conversion", conversions[1]))
    longest = np.max([time_weights(measured, conversion) for conversion in assumed], axis=0)
    return np.asarray(heaviest[:, None] * (longest * -np.log1p(-giving)), np.float64)


def rings_asked(base: PreparedBase, probability: float, exponent: float, conversion: float) -> NDArray[np.float64]:
    """Return the time within which clocks ring in a question, [strength of the base, receiver bought], once all have adopted."""
    within = clock_limits((1.0,), probability, conversion, base)
    return np.asarray(base.whole.weights(exponent)[:, None] * within, np.float64)


def _likely(name: str) -> tuple[float, float]:
    likely = parameters_of(Assumptions)[name].likely
    return (0.0, 0.0) if likely is None else likely
