"""Print every world: the year before, as it really was, and what gifting does under each preset: python -m tests.truth.worlds."""

from __future__ import annotations

import sys
from dataclasses import fields

from tests.truth.worlds import RULES, Facts, Outcomes, World, before_of, facts_of, truth, worlds
from tests.truth.worlds.ranges import METERS

TOLD = ("gifts_per_100", "gb_per_gift", "topup_rate", "pack_revenue_per_gift", "renewal_rate", "profit_per_subscriber", "npv")


def facts_row(world: World) -> str:
    """Return a line of a table about the year before."""
    before = before_of(world)
    facts = facts_of(before)
    cells = [world.name, METERS[int(before.ways["meter"])], *(f"{getattr(facts, field.name):.4g}" for field in fields(Facts))]
    return f"| {' | '.join(cells)} |"


def truth_rows(world: World) -> list[str]:
    """Return a line per preset: each outcome with the luck that is left in it."""
    rows = []
    for rules_name in RULES:
        found = truth(world, rules_name)
        cells = [f"{_told(found.mean, name)} ± {_told(found.noise, name)}" for name in TOLD]
        rows.append(f"| {world.name} | {rules_name} | {' | '.join(cells)} |")
    return rows


def _told(outcomes: Outcomes, name: str) -> str:
    value = float(getattr(outcomes, name))
    return f"{100 * value:.4f} pp" if name.endswith("_rate") else f"{value:.3g}"


if __name__ == "__main__":
    chosen = [world for world in worlds() if not sys.argv[1:] or world.name in sys.argv[1:]]
    sys.stdout.write(f"| world | meter | {' | '.join(field.name for field in fields(Facts))} |\n")
    sys.stdout.write("".join(f"{facts_row(world)}\n" for world in chosen))
    sys.stdout.write(f"\n| world | rules | {' | '.join(TOLD)} |\n")
    for world in chosen:
        sys.stdout.write("".join(f"{row}\n" for row in truth_rows(world)))
        sys.stdout.flush()
