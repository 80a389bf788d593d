"""What an answer says of resellers where they are counted in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.results.result import Notice
from data.schema import MICRO

if TYPE_CHECKING:
    from analysis.resellers.resold import Resold


def reseller_notices(resold: Resold | None, currency: str) -> tuple[Notice, ...]:
    """Return whether resellers come and, where they do, what they serve and take over the replayed months."""
    if resold is None:
        return ()
    if resold.resale.plan is None:
        return (Notice("resellers-nothing", {}),)
    facts: dict[str, str | float] = {"margin": resold.resale.margin, "entry": resold.resale.entry_price, "currency": currency}
    if not resold.resale.invites:
        return (Notice("resellers-stay-out", facts),)
    lost, paid = (abs(float(resold.sums[name].sum())) / MICRO for name in ("pack_revenue", "fees"))
    facts |= {"served_share": resold.share, "gb": resold.served_gb, "lost": lost, "paid": paid}
    return (Notice("resellers-serve", facts),)
