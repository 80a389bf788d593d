"""Assumptions in the units of the kernels, whatever the mechanism: willingness to pay, what comes of a gigabyte, adoption."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from analysis.kernels.effects import Response
from analysis.kernels.inputs import Behaviour

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.settings.assumptions import Assumptions
    from analysis.world.world import World


def willingness(conversion: float, elasticity: float, sizes: NDArray[np.float64]) -> tuple[float, float]:
    """Return (scale, shape) of the log-logistic willingness in pack prices per GB (equation 3).

    The shape gives the price elasticity at the list price, -shape (1 - conversion); the scale makes the share of the short who
    buy, over the `sizes` of their shortages in packs (0-1], equal to `conversion`.
    """
    conversion = min(conversion, 0.999)
    shape = -elasticity / (1.0 - conversion)
    if conversion <= 0.0:
        return 0.0, shape
    log_sizes = np.log(sizes)
    odds = float(np.log(conversion / (1.0 - conversion))) / shape

    def gap(log_scale: float) -> float:
        return float(np.mean(expit(shape * (log_sizes + log_scale)))) - conversion

    return float(np.exp(brentq(gap, odds - log_sizes.max() - 1.0, odds - log_sizes.min() + 1.0))), shape


def response_of(assumptions: Assumptions) -> Response:
    """Return the assumptions on what comes of a gift: use, packs, satisfaction and renewal."""
    return Response(
        induced=assumptions.induced_share,
        held_back=assumptions.held_back_share,
        delays=assumptions.delay_share,
        tempted=assumptions.tempted_again_share,
        unmet=assumptions.unmet_penalty,
        spend=assumptions.spend_penalty,
        waste=assumptions.waste_penalty,
        received=assumptions.receiving_effect,
        gave=assumptions.giving_effect,
        sd=assumptions.satisfaction_sd,
        slope=assumptions.satisfaction_to_renewal,
        asymmetry=assumptions.fall_asymmetry,
        lasting=assumptions.goodwill_months,
        carried=False,
    )


def adoption_by_month(assumptions: Assumptions, world: World, years: int = 0) -> tuple[float, ...]:
    """Return the share of willing ties that have taken transfers up by each month of the history, replayed `years` later.

    Linear over `adoption_months`; a history of fewer than twelve months is a short year.
    """
    return _adoption(assumptions.adoption_months, len(world.months), years)


def adoption_of_both_years(assumptions: Assumptions, world: World) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the same of the first year and of the second, where all months are replayed twice."""
    return adoption_by_month(assumptions, world), adoption_by_month(assumptions, world, years=1)


@functools.lru_cache(maxsize=4096)
def _adoption(adoption_months: float, cycle: int, years: int) -> tuple[float, ...]:
    months = range(years * cycle + 1, (years + 1) * cycle + 1)
    return tuple(min(1.0, month / adoption_months) if adoption_months else 1.0 for month in months)


@functools.lru_cache(maxsize=4096)  # a search asks the same few futures of thousands of rules
def _willingness(conversion: float, elasticity: float, sizes: bytes) -> tuple[float, float]:
    return willingness(conversion, elasticity, np.frombuffer(sizes))


def behaviour_of(assumptions: Assumptions, world: World) -> Behaviour:
    """Return the assumptions on forecasts, willingness and requests for this base."""
    sizes = np.ascontiguousarray(world.short_sizes, np.float64).tobytes()
    scale, shape = _willingness(assumptions.topup_conversion, assumptions.topup_elasticity, sizes)
    return Behaviour(
        forecast_error=assumptions.forecast_error,
        forecast_buffer=assumptions.forecast_buffer,
        scale=scale,
        shape=shape,
        fee_worth=assumptions.gift_fee_worth,
        fee_as_pack=assumptions.fee_as_pack_share,
        ask_first=assumptions.ask_first_share,
        polite_packs=assumptions.request_packs,
    )
