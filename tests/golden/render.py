"""A scenario and what came of it as a page of plain text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from tests.golden.scenario import play

if TYPE_CHECKING:
    from analysis.engine.changes import Changes
    from tests.golden.scenario import Played, Scenario

MILLION = 1_000_000
# What is told of a month in which somebody gave or received: column, unit, scale.
TOLD = (
    ("sent_kb", "sent", "GB", MILLION), ("received_kb", "received", "GB", MILLION),
    ("drawn_kb", "of it one's own", "GB", MILLION), ("transfers", "in", "transfers", 1),
    ("fees", "paid", "", MILLION), ("displaced_kb", "in place of packs", "GB", MILLION),
    ("served_kb", "otherwise unmet", "GB", MILLION), ("induced_kb", "induced", "GB", MILLION),
    ("expired_gift_kb", "expired", "GB", MILLION), ("packs", "packs", "", 1), ("used_kb", "use", "GB", MILLION),
    ("unmet_kb", "unmet need", "GB", MILLION), ("satisfaction", "satisfaction", "points", MILLION),
    ("leaving", "chance of leaving", "per mille", MILLION),
)  # fmt: skip
AHEAD = ("retention", "plan_moves", "upgrades_forgone")  # 0 in any history that is kept; tests/golden/ahead tells of these
CHANGES = ("packs", "use", "unmet need", "satisfaction", "chance of leaving")


def render(scenario: Scenario) -> str:
    """Return the text of a scenario file."""
    played = play(scenario)
    of = f" of {scenario.mechanism.replace('_', ' ')}" if scenario.mechanism else ""
    parts = [
        [scenario.title.upper(), *textwrap.wrap(" ".join(scenario.why.split()), 110)],
        ["PEOPLE", *_people(scenario)],
        *([["TIES", *ties]] if (ties := _ties(scenario)) else []),
        [f"RULES{of} that were set (the rest as by default)", *_settings(scenario.rules)],
        ["ASSUMPTIONS that were set (the rest as by default)", *_settings(scenario.assumptions)],
        ["WHAT EACH GAVE AND RECEIVED, and the change against the month as it happened", *_months(played)],
        ["OUTCOMES over all subscriber-months (before, change)", *_outcomes(played)],
        ["PROFIT in currency", *_bridge(played)],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _ties(scenario: Scenario) -> list[str]:
    return [f"  {one} - {other}: {strength:g}" for one, other, strength in scenario.base.ties]


def _number(value: float, digits: int = 6) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("0", "-0") else text


def _signed(value: float, digits: int = 6) -> str:
    return ("+" if value > 0 else "") + _number(value, digits)


def _settings(settings: dict[str, str]) -> list[str]:
    return [f"  {name} = {value}" for name, value in settings.items()] or ["  none"]


def _people(scenario: Scenario) -> list[str]:
    lines = []
    for name, person in scenario.base.people.items():
        plan = scenario.base.plans[person.plan]
        allowance = "no limit" if plan.allowance_gb is None else f"{plan.allowance_gb:g} GB"
        facts = f"{plan.sim}, {allowance} for {plan.fee:g}, packs of {plan.pack_gb:g} GB for {plan.pack_price:g}"
        account = f", account {person.account}" if person.account else ""
        lines.append(f"  {name} ({facts}; region {person.region}, {person.tenure} months{account})")
        for owner, month, used, packs, need, renewed in scenario.base.usage:
            if owner == name:
                left = "" if renewed is not False else ", then left"
                lines.append(f"    {month[:7]}: needed {need:g} GB, used {used:g} GB, bought {packs} packs{left}")
    return lines


def _months(played: Played) -> list[str]:
    lines = []
    for nth, month in enumerate(played.months):
        told = sorted((played.people[int(person)], place) for place, person in enumerate(month.person))
        for name, place in told:
            lines += [f"  {name}, {played.result.months[nth][:7]}", *(f"    {line}" for line in _told(month, place))]
    return lines or ["  nobody gave or received anything"]


def _told(month: Changes, place: int) -> list[str]:
    lines = []
    for column, title, unit, scale in TOLD:
        value = int(month.column(column)[place]) / scale
        if value or title in CHANGES:
            lines.append(f"{title} {_signed(value) if title in CHANGES else _number(value)} {unit}".rstrip())
    return lines


def _outcomes(played: Played) -> list[str]:
    return [f"  {one.name}: {_number(one.baseline, 4)}, {_signed(one.change, 4)}" for one in played.result.outcomes]


def _bridge(played: Played) -> list[str]:
    told = [step for step in played.result.profit_bridge if step.item not in AHEAD]
    steps = [f"  {step.item}: {_signed(float(step.total))}" for step in told]
    return [*steps, f"  change in profit: {_signed(float(played.result.profit_change))}"]
