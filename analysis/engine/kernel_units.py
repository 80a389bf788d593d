"""Rules and assumptions in the units of the kernels: kB, micro-units of the currency, weights and thresholds per tie."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from analysis.kernels.allocate import PAID_BY_GIVER, PAID_BY_RECEIVER
from analysis.kernels.effects import DAYS, Response
from analysis.kernels.inputs import NO_LIMIT, Behaviour, Limits
from data.errors import ParameterError, Problem, nearest
from data.schema import KB_PER_GB, MICRO, SIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rules import Rules
    from analysis.world.world import World
    from data.errors import Fact

NEVER = np.iinfo(np.int16).max  # no month has this number


def _kb(gigabytes: float | None) -> int:
    return int(NO_LIMIT) if gigabytes is None else round(gigabytes * KB_PER_GB)


def limits_of(rules: Rules, world: World) -> Limits:
    """Return the rules as integers; a transfer's maximum is lowered, its minimum raised to whole steps, as any transfer is.

    Raises ParameterError for a plan that the base does not have.
    """
    step = 0 if rules.step_gb is None else _kb(rules.step_gb)
    transfer = _kb(rules.max_transfer_gb)
    if step and rules.max_transfer_gb is not None:
        transfer -= transfer % step
    least = _kb(rules.min_transfer_gb)
    if step:
        least = -(-least // step) * step
    may_give = _allowed("giver_plans", rules.giver_sims, rules.giver_plans, world)
    # Tenure is the month's own: who joined a year ago could give from the month on in which it sufficed.
    waiting = np.maximum(0, rules.min_tenure_months - world.tenure) if rules.min_tenure_months else 0
    return Limits(
        step=step,
        least=least,
        transfer=transfer,
        transfers=int(NO_LIMIT) if rules.transfers_per_month is None else rules.transfers_per_month,
        given=_kb(rules.monthly_cap_gb),
        received=_kb(rules.received_cap_gb),
        share=1.0 if rules.max_share_of_allowance is None else rules.max_share_of_allowance,
        floor=_kb(rules.keep_floor_gb),
        days=DAYS if rules.gift_days is None else rules.gift_days,
        unlimited_gives=rules.unlimited_may_give,
        same_region=rules.same_region_only,
        active_only=rules.receiver_active_only,
        fee_transfer=round(rules.fee_per_transfer * MICRO),
        fee_gb=round(rules.fee_per_gb * MICRO),
        surcharge_gb=round(rules.premium_surcharge_per_gb * MICRO),
        payer=PAID_BY_RECEIVER if rules.fee_payer == "receiver" else PAID_BY_GIVER,
        gives_from=np.where(may_give, waiting, NEVER).astype(np.int16),
        may_receive=_allowed("receiver_plans", rules.receiver_sims, rules.receiver_plans, world),
    )


def _allowed(name: str, sims: tuple[str, ...], plans: tuple[str, ...] | None, world: World) -> NDArray[np.bool_]:
    """Return per subscriber whether its SIM kind and plan are among the allowed; `name` is the rule that lists the plans."""
    unknown = [plan for plan in plans or () if plan not in world.plans]
    if unknown:
        facts: dict[str, Fact] = {"name": name, "value": unknown[0], "choices": world.plans}
        raise ParameterError([Problem("unknown-plan", facts | {"nearest": nearest(unknown[0], world.plans)})])
    by_plan = np.array([plans is None or plan in plans for plan in world.plans])
    by_plan &= np.isin(world.rows.sim, [SIM_TYPES.index(sim) for sim in sims])
    return np.asarray(by_plan[world.rows.plan], np.bool_)


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
    )


def tie_weights(world: World, exponent: float) -> NDArray[np.float32]:
    """Return each tie's speed of the clock, mean 1 over the base: (strength / mean)^exponent, rescaled (equation 6)."""
    if world.tie_strength.size == 0:
        return world.tie_strength
    weight = world.tie_strength**exponent
    over = weight if world.mean_strength_over is world.tie_strength else world.mean_strength_over**exponent
    return np.asarray(weight / over.mean(dtype=np.float64), np.float32)


def adoption_by_month(assumptions: Assumptions, world: World, years: int = 0) -> tuple[float, ...]:
    """Return the share of willing ties that have taken transfers up by each month of the history, replayed `years` later.

    Linear over `adoption_months`; a history of fewer than twelve months is a short year.
    """
    cycle = len(world.months)
    months = range(years * cycle + 1, (years + 1) * cycle + 1)
    return tuple(min(1.0, month / assumptions.adoption_months) if assumptions.adoption_months else 1.0 for month in months)


def clock_limits(adoption: Sequence[float], assumptions: Assumptions, world: World) -> NDArray[np.float64]:
    """Return the time within which a pair's clock must ring: [month, receiver bought a pack], infinite when all take part.

    `adoption` is a share per month. The two columns reweigh who is reached so that the share of buyers among them is
    `topup_conversion` rather than the base's own; equal shares weigh 1.
    """
    chance = np.minimum(1.0, assumptions.give_probability * np.array(adoption))
    with np.errstate(divide="ignore"):
        base = -np.log1p(-chance)
    seen, assumed = world.measured.get("topup_conversion", 0.0), assumptions.topup_conversion
    mixed = 0.0 < seen < 1.0
    weights = np.array([(1 - assumed) / (1 - seen), assumed / seen]) if mixed else np.ones(2)
    return np.where(np.isinf(base)[:, None], np.inf, np.where(np.isinf(base), 0.0, base)[:, None] * weights)
