"""Mechanisms side by side in words: a row per offer, what resellers earn under each, which rule stops them at what price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.content.horizon import amount
from reports.decisions.sensitivity import money, with_unit
from reports.numbers.outcomes import change_text
from reports.numbers.plausibility import outside_lines
from reports.numbers.values import setting_text
from reports.tidy.csv_files import csv_bytes
from reports.tidy.table import FLOAT, TEXT, Column, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.resellers.exposure import Resale
    from analysis.rivals.bars import Bar
    from analysis.rivals.compare import Rival
    from data.errors import Problem
    from wording import Wording

OUTCOMES = ("topup_rate", "renewal_rate", "satisfaction")
Cell = str | int | float | None
Plain = dict[str, Cell]


def ranked_rivals(found: Sequence[Rival]) -> list[Rival]:
    """Return offers by what they are worth, the best first."""
    return sorted(found, key=lambda one: -one.result.projection.npv.value)


def mechanisms_header(currency: str, say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `mechanisms_rows`."""
    ends = (say("mechanism-sampling"), say("mechanism-assumption"))
    outcomes = tuple(say(f"outcome-{name}") for name in OUTCOMES)
    people = (say("mechanism-gain"), say("mechanism-lose"), say("mechanism-entry", currency=currency))
    return (say("mechanism-name"), say("mechanism-offer"), say("mechanism-worth", currency=currency), *ends, *outcomes, *people)


def mechanisms_rows(found: Sequence[Rival], say: Wording) -> list[tuple[str, ...]]:
    """Return a row per offer."""
    return [_row(one, say) for one in found]


def _row(one: Rival, say: Wording) -> tuple[str, ...]:
    result, npv = one.result, one.result.projection.npv
    currency = result.manifest.currency
    return (
        say(f"mechanism-{one.mechanism}"),
        say(f"preset-{one.preset}"),
        amount(npv.value, result, say),
        _between(npv.low, npv.high, currency, say),
        _between(one.low, one.high, currency, say),
        *(change_text(name, result.outcome(name).change, currency, say) for name in OUTCOMES),
        *(_share(one.share_of(gain=gain), say) for gain in (True, False)),
        entry_text(one.resale, currency, say),
    )


def entry_text(resale: Resale, currency: str, say: Wording) -> str:
    """Word from which price of a GB on a reseller earns; a dash where nothing can be passed on."""
    return say("mechanism-nobody-moves") if resale.plan is None else say.money(resale.entry_price, currency)


def _between(low: float | None, high: float | None, currency: str, say: Wording) -> str:
    if low is None or high is None:
        return say("mechanism-nobody-moves")
    return say("mechanism-between", low=money(low, currency, say), high=money(high, currency, say))


def _share(share: float | None, say: Wording) -> str:
    return say("count-hidden") if share is None else say.percent(share, 1)


def finding_of(found: Sequence[Rival], say: Wording) -> str:
    """Say which offer is worth most on this base, and which least."""
    best, *_, worst = ranked_rivals(found)
    names = {end: say(f"preset-{one.preset}") for end, one in (("best", best), ("worst", worst))}
    most, least = (amount(one.result.projection.npv.value, one.result, say) for one in (best, worst))
    return say("mechanism-finding", **names, most=most, least=least)


def outside_found(found: Sequence[Rival], say: Wording) -> list[str]:
    """Say of each offer whose answer lies beyond all that is published, that it does."""
    return [f"{say(f'preset-{one.preset}')}: {line}" for one in found for line in outside_lines(one.result, say)]


def unasked_lines(unasked: Mapping[str, Problem], say: Wording) -> list[str]:
    """Say which offers a store of shards could not be asked, reason by reason, with the way out."""
    reasons: dict[str, list[str]] = {}
    for preset, problem in unasked.items():
        reasons.setdefault(say.problem(problem.key, problem.facts), []).append(say(f"preset-{preset}"))
    return [say("mechanism-unasked", offers=", ".join(names), reason=reason) for reason, names in reasons.items()]


def bars_header(currency: str, say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `bars_rows`."""
    names = ("resale-rule", "resale-value")
    return (*(say(name) for name in names), *(say(f"resale-{name}", currency=currency) for name in ("worth", "entry", "margin")))


def bars_rows(bars: Sequence[Bar], currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per tightened rule, the rules as they are first."""
    return [
        (
            with_unit(bar.name, currency, say) if bar.name else say("resale-as-asked"),
            setting_text(bar.value, say) if bar.name else say("mechanism-nobody-moves"),
            money(bar.npv, currency, say),
            entry_text(bar.resale, currency, say),
            say("mechanism-nobody-moves") if bar.resale.plan is None else money(bar.resale.margin, currency, say),
        )
        for bar in bars
    ]


def resale_line(bars: Sequence[Bar], cheapest: Bar | None, currency: str, say: Wording) -> str:
    """Say whether these rules invite resellers, and which single rule stops them at the least price."""
    now = bars[0]
    if now.resale.plan is None:
        return say("resale-none")
    entry = entry_text(now.resale, currency, say)
    facts = {
        "entry": entry,
        "price": say.money(now.resale.gets, currency),
        "gb": say.number(now.resale.gb, 1),
        "margin": money(now.resale.margin, currency, say),
    }
    if not now.resale.invites:
        return say("resale-no", **facts)
    if cheapest is None:
        return say("resale-open", **facts)
    rule, value = with_unit(cheapest.name, currency, say), setting_text(cheapest.value, say)
    return say("resale-yes", **facts, rule=rule, value=value, cost=money(cheapest.npv - now.npv, currency, say))


def rivals_plain(found: Sequence[Rival]) -> list[Plain]:
    """Return an object per offer under plain names; money in the base's currency, npv per initial subscriber."""
    return [
        {
            "mechanism": one.mechanism,
            "preset": one.preset,
            "npv": one.result.projection.npv.value,
            "npv_sampling_low": one.result.projection.npv.low,
            "npv_sampling_high": one.result.projection.npv.high,
            "npv_assumption_low": one.low,
            "npv_assumption_high": one.high,
            **{f"{name}_change": one.result.outcome(name).change for name in OUTCOMES},
            "gain_share": one.share_of(gain=True),
            "lose_share": one.share_of(gain=False),
            **_resale_plain(one.resale),
        }
        for one in found
    ]


def bars_plain(bars: Sequence[Bar], cheapest: Bar | None) -> dict[str, object]:
    """Return the tightened rules and the cheapest that leaves a reseller nothing."""
    each = [{"rule": bar.name or None, "value": bar.value, "npv": bar.npv, **_resale_plain(bar.resale)} for bar in bars]
    return {"bars": each, "cheapest": None if cheapest is None else {"rule": cheapest.name, "value": cheapest.value}}


def _resale_plain(resale: Resale) -> Plain:
    nothing = resale.plan is None
    return {
        "resale_entry_price_per_gb": None if nothing else resale.entry_price,
        "resale_margin_per_sim_month": None if nothing else resale.margin,
        "resale_gb_per_sim_month": resale.gb,
        "resale_sims_per_hundredth_of_shortage": None if nothing else resale.sims_per_hundredth,
    }


def rivals_csv(found: Sequence[Rival]) -> bytes:
    """Return the comparison as CSV, a row per offer."""
    rows = rivals_plain(found)
    currency = {"currency": found[0].result.manifest.currency}
    names = [*rows[0], "currency"]
    columns = tuple(Column(name, TEXT if name in ("mechanism", "preset", "currency") else FLOAT) for name in names)
    return csv_bytes(Table("mechanisms", columns, tuple(tuple((row | currency)[name] for name in names) for row in rows)))
