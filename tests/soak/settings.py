"""Random settings at both ends of every range: an answer, whose sums hold and whose numbers are numbers, or a refusal."""

from __future__ import annotations

import dataclasses
import math
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.results.result import RESALE
from analysis.settings.assumptions import Assumptions, assumptions_for
from analysis.settings.horizon import HORIZON
from analysis.settings.parameters import parameters_of
from analysis.settings.rules import Rules, make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.errors import TransferImpactError
from data.synthetic.generator import synthesise
from reports.formats import render
from reports.record.run_record import record_of
from tests.soak.part import Came, dice
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.settings.parameters import Parameter, Value
    from analysis.world.world import World

DAY = date(2026, 1, 2)
SLACK = 1e-9
# So many of a set's parameters are moved at once: a few, or nearly all of them.
MOVED = (0.1, 0.3, 0.9)


class Settings:
    """Random rules, assumptions and horizons on a small base, answered by the engine and written as a report."""

    name, planned, share = "settings", 500, 0.3

    @contextmanager
    def stage(self, folder: Path, seed: int) -> Iterator[Callable[[int], Came]]:
        """Make and prepare a base."""
        synthesise(folder / "base", subscribers=800, seed=seed)
        world = prepare(folder / "base")
        yield lambda number: _case(world, dice(seed, self.name, number), number)


def _case(world: World, draw: random.Random, number: int) -> Came:
    rules, assumptions = _drawn(Rules, world, draw), _drawn(Assumptions, world, draw)
    horizon = draw.choice((int(HORIZON.low), int(HORIZON.high), 24))
    try:
        result = simulate(world, make_rules(rules), assumptions_for(world, assumptions), horizon=horizon)
    except TransferImpactError as error:
        for language in LANGUAGES:
            for problem in error.problems:
                wording(language).problem(problem.key, problem.facts)
        return Came("refused")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        return Came("broke", f"{type(error).__name__}: {error} with {rules} {assumptions}"[:900])
    wrong = [*_leaks(result), *_odd(result)]
    try:
        form = ("json", "html", "csv", "xlsx", "pdf")[number % 5]
        render(form, result, record_of(result, DAY), list(LANGUAGES)[number % 3])
    except Exception as error:  # noqa: BLE001
        wrong.append(f"report: {type(error).__name__}: {error}")
    told = f"{'; '.join(wrong)} with {rules} {assumptions} horizon={horizon}"
    return Came("answered", told[:1200] if wrong else "")


def _drawn(registry: type[Rules | Assumptions], world: World, draw: random.Random) -> dict[str, Value]:
    """Draw values for some parameters of a registry; the others stay at their defaults."""
    share = draw.choice(MOVED)
    known = parameters_of(registry)
    return {name: _value(known[name], world, draw) for name in known if draw.random() < share}


def _value(parameter: Parameter, world: World, draw: random.Random) -> Value:
    if parameter.optional and draw.random() < 0.2:
        return None
    if parameter.kind == "switch":
        return draw.random() < 0.8 if parameter.name == "enabled" else draw.random() < 0.5
    if parameter.kind == "choice":
        return draw.choice(parameter.choices)
    if parameter.kind in ("subset", "names"):
        names = parameter.choices or world.plans
        return tuple(draw.sample(names, draw.randint(1, len(names))))
    ends = [parameter.low, parameter.high, min(parameter.top or parameter.high, parameter.high), parameter.low + parameter.step]
    ends.append(draw.uniform(parameter.low, min(parameter.high, parameter.top or parameter.high)))
    if parameter.low <= 0 < parameter.high:
        ends.append(min(parameter.high, 10 ** draw.uniform(-6, math.log10(parameter.high))))
    value = draw.choice([end for end in ends if math.isfinite(end)])
    return int(value) if parameter.kind == "integer" else value


def _leaks(result: Result) -> Iterator[str]:
    """Say which sums do not hold."""
    flow, bridge = result.flow, result.profit_bridge
    if flow.sent_gb != flow.received_gb:
        yield f"sent {flow.sent_gb}, received {flow.received_gb}"
    fates = flow.displaced_gb + flow.served_unmet_gb + flow.induced_gb + flow.expired_gift_gb
    if fates != flow.received_gb:
        yield f"fates come to {fates}, received {flow.received_gb}"
    if sum((step.total for step in bridge), Decimal(0)) != result.profit_change:
        yield "the bridge does not sum to the change in profit"
    for dimension in {segment.dimension for segment in result.segments}:
        cells = [segment for segment in result.segments if segment.dimension == dimension]
        money = [cell.profit_change for cell in cells]
        whole = [one for one in money if one is not None]
        apart = sum((step.total for step in bridge if step.item in ("platform", *RESALE)), Decimal(0))  # of nobody in particular
        if len(whole) == len(money) and not _same(sum(whole, apart), result.profit_change):
            yield f"segments of {dimension} come to {sum(whole, apart)}, all to {result.profit_change}"


def _same(one: Decimal, other: Decimal) -> bool:
    """Say whether two sums of decimals are the same but for what 28 digits cannot hold."""
    return abs(one - other) <= max(abs(one), abs(other), Decimal(1)) * Decimal("1e-20")


def _odd(result: Result) -> Iterator[str]:
    """Say which numbers are none, and which are out of the range of what they measure."""
    yield from (f"{place} is {value}" for place, value in _numbers(result, "result") if not math.isfinite(value))
    for outcome in result.outcomes:
        for value in (outcome.baseline, outcome.with_rules):
            if outcome.name in ("topup_rate", "renewal_rate") and not -SLACK <= value <= 1 + SLACK:
                yield f"{outcome.name} is {value}"
            if outcome.name == "satisfaction" and not -SLACK <= value <= 100 + SLACK:
                yield f"satisfaction is {value}"
        if outcome.low is not None and outcome.high is not None and outcome.low > outcome.high:
            yield f"{outcome.name}: {outcome.low} to {outcome.high}"
    # A rest too small for a pack can leave more need unmet than before; who is tempted to a pack by a gift needs less of both.
    won = any(step.item == "packs_won" and step.total for step in result.profit_bridge)
    least = min(result.flow.sent_gb, result.flow.expired_gift_gb, result.flow.induced_gb)
    if least < 0 or (result.flow.displaced_gb < 0 and not won):
        yield f"less than nothing moved: {result.flow}"


def _numbers(found: object, place: str) -> Iterator[tuple[str, float]]:
    if isinstance(found, float | Decimal):
        yield place, float(found)
    elif dataclasses.is_dataclass(found) and not isinstance(found, type):
        for one in dataclasses.fields(found):
            yield from _numbers(getattr(found, one.name), f"{place}.{one.name}")
    elif isinstance(found, tuple | list):
        for nth, one in enumerate(found):
            yield from _numbers(one, f"{place}[{nth}]")
