"""A scenario from its TOML file: people, rules, assumptions, and the replay of them."""

from __future__ import annotations

import tempfile
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from analysis.mechanisms.registry import mechanism_of
from analysis.settings.assumptions import Assumptions, assumptions_for
from analysis.settings.parameters import parse_settings
from analysis.settings.rule_kinds import kind_of
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from tests.analysis.builder import WHOLE_MONTHS, Builder, PersonRow, PlanRow

if TYPE_CHECKING:
    from analysis.engine.changes import Changes
    from analysis.results.result import Result

FOLDER = Path(__file__).parent
# A month settled at one stroke (unless a story sets its days) and certain behaviour, so that every number can be worked out by
# hand; nobody pays more than the history proves.
CERTAIN = {
    "give_probability": "1",
    "adoption_months": "0",
    "forecast_error": "0",
    "topup_conversion": "0",
    "induced_share": "0",
}
Table = dict[str, object]


@dataclass(frozen=True)
class Scenario:
    """What a scenario file says. `settings` are the rules and assumptions it names, as texts; `mechanism` "" is gifting."""

    name: str
    title: str
    why: str
    base: Builder
    rules: dict[str, str]
    assumptions: dict[str, str]
    mechanism: str = ""


@dataclass(frozen=True)
class Played:
    """What came of a scenario; `people` are the names by their index."""

    people: list[str]
    months: tuple[Changes, ...]
    result: Result


def files() -> list[Path]:
    """Return the scenario files in their order."""
    return sorted(FOLDER.glob("*.toml"))


def read(file: Path) -> Scenario:
    """Read one scenario."""
    raw: Table = tomllib.loads(file.read_text(encoding="utf-8"))
    base = Builder()
    for name, plan in cast("dict[str, dict[str, float]]", raw.get("plans", {})).items():
        base.plan(name, _plan(plan))
    for name, person in cast("dict[str, Table]", raw["people"]).items():
        months = cast("list[tuple[float, int]]", person.pop("months"))
        base.subscriber(name, PersonRow(**cast("dict[str, str]", person)), months)  # type: ignore[arg-type]
    for one, other, strength in cast("list[tuple[str, str, float]]", raw.get("ties", [])):
        base.tie(one, other, strength)
    rules, assumed = _texts(raw, "rules"), CERTAIN | _texts(raw, "assumptions")
    mechanism = str(raw.get("mechanism", ""))
    return Scenario(file.stem, str(raw["title"]), str(raw["why"]).strip(), base, rules, assumed, mechanism)


def _plan(raw: dict[str, float]) -> PlanRow:
    """Read a plan; TOML has no null, so a plan without a limit has an `allowance_gb` of -1."""
    plan = PlanRow(**raw)  # type: ignore[arg-type]
    return replace(plan, allowance_gb=None) if plan.allowance_gb == -1 else plan


def _texts(raw: Table, section: str) -> dict[str, str]:
    return {name: str(value).lower() for name, value in cast("Table", raw.get(section, {})).items()}


def play(scenario: Scenario) -> Played:
    """Replay a scenario with the product's own functions."""
    with tempfile.TemporaryDirectory() as scratch:
        world = prepare(scenario.base.write(Path(scratch) / "p"))
        kind = kind_of(scenario.mechanism)
        rules = kind.of(parse_settings(kind, scenario.rules))
        assumed = assumptions_for(world, WHOLE_MONTHS | parse_settings(Assumptions, scenario.assumptions))
        people = sorted(scenario.base.people, key=lambda name: (len(name), name))
        months = mechanism_of(rules).replay(world, rules, assumed).months
        return Played(people, months, simulate(world, rules, assumed, cuts=False))
