"""Rules and assumptions of gifting in the units of its kernels: kB, micro-units, weights and thresholds per tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.kernels.allocate import PAID_BY_GIVER, PAID_BY_RECEIVER
from analysis.kernels.inputs import DAYS, NO_LIMIT, Limits
from analysis.mechanisms.common.units import NEVER, allowed, kb
from data.schema import MICRO

if TYPE_CHECKING:
    from analysis.settings.rules import Rules
    from analysis.world.world import World


def _kb(gigabytes: float | None) -> int:
    return int(NO_LIMIT) if gigabytes is None else kb(gigabytes)


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
    may_give = allowed("giver_plans", rules.giver_sims, rules.giver_plans, world)
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
        may_receive=allowed("receiver_plans", rules.receiver_sims, rules.receiver_plans, world),
    )
