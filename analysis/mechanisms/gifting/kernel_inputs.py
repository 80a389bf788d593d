"""Rules and assumptions of gifting in the units of its kernels: kB, micro-units, weights and thresholds per tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.allocate import PAID_BY_GIVER, PAID_BY_RECEIVER
from analysis.kernels.effects import DAYS
from analysis.kernels.inputs import NO_LIMIT, Limits
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


def tie_weights(world: World, exponent: float) -> NDArray[np.float32]:
    """Return each tie's speed of the clock, mean 1 over the base: (strength / mean)^exponent, rescaled (equation 6)."""
    if world.tie_strength.size == 0:
        return world.tie_strength
    weight = world.tie_strength**exponent
    over = weight if world.mean_strength_over is world.tie_strength else world.mean_strength_over**exponent
    return np.asarray(weight / over.mean(dtype=np.float64), np.float32)


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
