"""The rules of a family pool: one account, whose members may use what the others leave over."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.settings.parameters import declare
from analysis.settings.rule_set import FAMILY_POOL, LONG_LIVED, RuleSet
from data.schema import SIM_TYPES

OWNER, EACH = "owner", "each"
LARGEST_ACCOUNT = 6


@dataclass(frozen=True)
class PoolRules(RuleSet):
    """Members of an account share their leftovers. A limit that is None does not bind."""

    mechanism = FAMILY_POOL
    enabled: bool = declare(default=True, kind="switch", group="main", unit="", source="judgement")
    pool_members: int = declare(6, "integer", "size", "members", "pool_rules", low=2, high=LARGEST_ACCOUNT, step=1)
    pool_share: float = declare(1.0, "number", "size", "share", "pool_rules", low=0, high=1, step=0.05)
    pool_draw_gb: float | None = declare(
        None, "number", "size", "GB/month", "pool_rules", low=0, high=1e6, top=100, step=1, optional=True
    )
    pool_sims: tuple[str, ...] = declare(LONG_LIVED, "subset", "giver", "", "judgement", choices=SIM_TYPES)
    pool_same_region: bool = declare(default=True, kind="switch", group="giver", unit="", source="pool_rules")
    member_fee: float = declare(
        0.0, "number", "fee", "currency/month", "pool_rules", low=0, high=1e9, top=200, step=5, none_is=0.0
    )
    member_fee_payer: str = declare(OWNER, "choice", "fee", "", "pool_rules", choices=(OWNER, EACH))
