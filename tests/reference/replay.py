"""The whole replay, slowly: effects by subscriber and month, flow, profit bridge and outcomes."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import TYPE_CHECKING

from analysis.settings.rule_set import FAMILY_POOL, GIFTING_FAMILY_POOL, MARKETPLACE, ROLLOVER
from tests.reference.base import MILLION, UNKNOWN_HAZARD, support_cost
from tests.reference.effects import BILLION, Effect, Unrounded, before, effect, hazard_cell, hazards
from tests.reference.giving import settle, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.settings.rules import Rules
    from tests.reference.base import Base, Month

EFFECT_NAMES = tuple(one.name for one in fields(Effect))


@dataclass(frozen=True)
class Reference:
    """What the plain model found. `effects` by (subscriber's index, month), only where something was given or received."""

    base: Base
    effects: dict[tuple[int, int], Effect]
    unrounded: dict[tuple[int, int], Unrounded]
    rules: RuleSet
    assumed: Assumptions
    # The months of the second year that are told apart, by (subscriber's index, month counted through both years).
    later: dict[tuple[int, int], Effect] = field(default_factory=dict)

    def total(self, name: str) -> int:
        """Return the sum of one measure over all touched subscriber-months."""
        return sum(int(getattr(found, name)) for found in self.effects.values())


def run(base: Base, rules: Rules, assumed: Assumptions, seed: int) -> Reference:
    """Replay a base."""
    setting, hazard = settle(base, rules, assumed, seed), hazards(base)
    effects: dict[tuple[int, int], Effect] = {}
    unrounded: dict[tuple[int, int], Unrounded] = {}
    for nth in range(base.month_count):
        for index, account in walk(base, nth, setting).items():
            if account.sent or account.received:
                effects[index, nth], unrounded[index, nth] = effect(account, hazard[hazard_cell(account.month)], setting)
    return Reference(base, effects, unrounded, rules, assumed)


def flow(found: Reference) -> dict[str, int]:
    """Return transfers, givers, receivers (different subscribers) and the volumes in kB. Who carries over gives to itself."""
    names = ("transfers", "sent", "received", "displaced", "served_unmet", "induced", "expired_gift", "drawn")
    pools = found.rules.mechanism in (FAMILY_POOL, GIFTING_FAMILY_POOL)
    shared = found.rules.mechanism == GIFTING_FAMILY_POOL  # what an account shares is sent, and no transfer
    gave = {index for (index, _), one in found.effects.items() if (one.transfers if shared else one.sent)}
    got = {index for (index, _), one in found.effects.items() if one.received > one.drawn}
    own = {index for (index, _), one in found.effects.items() if one.drawn or (pools and (one.sent or one.received))}
    told = {name: found.total(name) for name in names}
    told |= {"givers": len(gave), "receivers": len(got), "own_only": len(own - gave - got)}
    if found.rules.mechanism == ROLLOVER:
        told |= {"sent": told["received"], "givers": len(own), "receivers": len(own)}
    if found.rules.mechanism == FAMILY_POOL:
        told |= {"drawn": told["received"], "own_only": len(own)}
    return told


def written(value: float) -> Fraction:
    """Return an assumption as the decimal a person wrote: 0.05 is five hundredths."""
    return Fraction(str(value))


def bridge(found: Reference) -> dict[str, Fraction]:
    """Return the steps from profit without to profit with the rules, in micro-units over the replay."""
    charged = found.base.month_count if found.rules.enabled else 0
    credited = sum(min(0, one.fees) for one in found.effects.values())
    of_its_own = {"credits": Fraction(credited)} if found.rules.mechanism == MARKETPLACE else {}
    return of_its_own | {
        "packs_lost": Fraction(sum(min(0, one.pack_revenue) for one in found.effects.values())),
        "packs_won": Fraction(sum(max(0, one.pack_revenue) for one in found.effects.values())),
        "fees": Fraction(found.total("fees") - credited),
        "network": -written(found.assumed.network_cost_per_gb) * found.total("used_value"),
        "support": -support_cost(found.base, found.assumed) * found.total("transfers"),
        "platform": -written(found.assumed.platform_cost_per_month) * MILLION * charged,
        "retention": Fraction(0),
        "plan_moves": Fraction(0),
        "upgrades_forgone": Fraction(0),
    }


def outcomes(found: Reference) -> dict[str, tuple[Fraction, Fraction]]:
    """Return (baseline, change) of every outcome."""
    months = list(found.base.months.values())
    count, gained = len(months), bridge(found)
    revenue = Fraction(sum(month.tariff.fee + month.packs * month.tariff.price for month in months), MILLION)
    cost = Fraction(found.assumed.network_cost_per_gb) * sum(_used_value(month) for month in months) / MILLION
    extra = (gained["packs_lost"] + gained["packs_won"] + gained["fees"] + gained.get("credits", 0)) / MILLION
    return {
        "topup_rate": (_share(month.packs > 0 for month in months), Fraction(found.total("buyers"), count)),
        "topup_rate_short": _topup_rate_short(months, found),
        "renewal_rate": (_renewal_rate(months), Fraction(-found.total("hazard"), BILLION * count)),
        "satisfaction": (_satisfaction(months, found.assumed), Fraction(found.total("satisfaction"), MILLION * count)),
        "revenue_per_subscriber": (revenue / count, extra / count),
        "profit_per_subscriber": ((revenue - cost) / count, sum(gained.values(), Fraction(0)) / (MILLION * count)),
        "unmet_gb": (Fraction(sum(before(month).unmet for month in months), MILLION), Fraction(found.total("unmet"), MILLION)),
        "expired_gb": (
            Fraction(sum(before(month).unused for month in months), MILLION),
            Fraction(found.total("unused"), MILLION),
        ),
    }


def _share(answers: Iterable[bool]) -> Fraction:
    known = list(answers)
    return Fraction(sum(known), len(known))


def _topup_rate_short(months: list[Month], found: Reference) -> tuple[Fraction, Fraction]:
    short = [month for month in months if month.shortage]
    if not short:
        return Fraction(0), Fraction(0)
    return _share(month.packs > 0 for month in short), Fraction(found.total("short_buyers"), len(short))


def _renewal_rate(months: list[Month]) -> Fraction:
    known = [month.leaves is False for month in months if month.leaves is not None]
    return _share(known) if known else 1 - Fraction(str(UNKNOWN_HAZARD))


def _used_value(month: Month) -> int:
    """Return what was used at the plan's pack price per GB, in micro-units, cut down."""
    plan = month.tariff
    return before(month).used * plan.price // plan.pack


def _satisfaction(months: list[Month], assumed: Assumptions) -> Fraction:
    """Return the mean satisfaction; the history's shares are whole millionths, cut down."""
    unmet = spend = waste = 0
    for month in months:
        plan, use = month.tariff, before(month)
        unmet += use.unmet * MILLION // month.need if month.need else 0
        spend += min(MILLION, use.packs * plan.price * MILLION // plan.fee) if plan.fee else 0
        waste += min(MILLION, use.unused * MILLION // month.balance) if month.balance else 0
    lost = (
        Fraction(assumed.unmet_penalty) * unmet
        + Fraction(assumed.spend_penalty) * spend
        + Fraction(assumed.waste_penalty) * waste
    )
    return Fraction(assumed.satisfaction_base) - lost / MILLION / len(months)
