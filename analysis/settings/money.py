"""Money in the base's own measure: what is declared in one market's money would mean something else in another's.

The measure is what a GB costs in a pack, `World.pack_price_per_gb`. Amounts that we declare are shares of it; amounts that a
person sets stay as set.
"""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.settings.assumptions import Assumptions
from analysis.settings.parameters import Parameter, parameters_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.settings.parameters import Value

SIGNIFICANT_DIGITS = 3  # of an amount that comes from a share: no operator charges 7.3971
DECLARED_AT = 20.0  # the sliders of money are declared for a GB of about this price, in roubles
# Names of earlier versions that are still read, in links, scenario files and records: support per transfer once was in currency.
RETIRED: Mapping[str, Parameter] = {
    "cost_per_transfer": Parameter(
        "cost_per_transfer", "number", "cost", "currency", default=None, source="judgement", low=0, high=1e6
    )
}
REPLACED_BY: Mapping[str, str] = {"cost_per_transfer": "transfer_cost_share"}


def in_money(share: float, pack_price_per_gb: float) -> float:
    """Return a share of what a GB costs in a pack as an amount of currency, to three significant digits and a micro-unit."""
    amount = share * pack_price_per_gb
    if amount <= 0:
        return 0.0
    digits = SIGNIFICANT_DIGITS - 1 - math.floor(math.log10(amount))
    return round(amount, min(digits, 6))


def transfer_cost(assumptions: Assumptions, pack_price_per_gb: float) -> Decimal:
    """Return what support of one transfer costs, in currency; exact for the decimals that a person wrote."""
    return Decimal(str(assumptions.transfer_cost_share)) * Decimal(str(pack_price_per_gb))


def readable_assumptions() -> dict[str, Parameter]:
    """Return the declarations of all assumptions that can be read: those of today, and those that `current` translates."""
    return parameters_of(Assumptions) | dict(RETIRED)


def current(values: Mapping[str, Value], pack_price_per_gb: float) -> dict[str, Value]:
    """Return assumptions by the names of today: an amount of an earlier version keeps its worth on this base.

    Where packs cost nothing there is no such share, and support costs nothing either.
    """
    found = dict(values)
    for old, new in REPLACED_BY.items():
        amount = found.pop(old, None)
        if isinstance(amount, int | float):
            found[new] = float(amount) / pack_price_per_gb if pack_price_per_gb > 0 else 0.0
    return found


def scaled(parameter: Parameter, pack_price_per_gb: float) -> Parameter:
    """Return a parameter whose slider, if it is of money, suits the prices of a base; what may be entered stays as declared."""
    if not parameter.is_money or pack_price_per_gb <= 0:
        return parameter
    factor = 10.0 ** round(math.log10(pack_price_per_gb / DECLARED_AT))
    top = None if parameter.top is None else min(parameter.high, float(f"{parameter.top * factor:.6g}"))
    return replace(parameter, top=top, step=float(f"{parameter.step * factor:.6g}"))
