"""The tables of docs/population.md, made from the data; `python -m tests.data.population_doc` writes them anew."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from data.health.health import health, title_key
from data.planted.figures import figures as planted_figures
from data.sources import load_sources
from data.synthetic.generator import synthesise
from data.synthetic.market import all_figures, load_market, market_names, operator_names
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.health.health import HealthReport

DOC = Path(__file__).parents[2] / "docs" / "population.md"
SAY = wording("en")
Row = tuple[str, ...]


def table(head: Row, rows: Sequence[Row]) -> str:
    """Return a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def figures() -> str:
    """Return the figures of the default operator, plans aside."""
    found = load_market("russia").figures
    rows = [(f"`{name}`", _text(figure.value), figure.unit, figure.source) for name, figure in found.items()]
    return table(("figure", "value", "unit", "source"), rows)


def differences() -> str:
    """Return the figures in which the other operators and markets differ from the default."""
    base, rows = load_market("russia").figures, []
    for market in markets():
        for operator in operator_names(market):
            for name, figure in load_market(market, operator).figures.items():
                if figure.value != base[name].value:
                    rows.append((operator, f"`{name}`", _text(figure.value), figure.unit, figure.source))
    return table(("operator", "figure", "value", "unit", "source"), rows)


def markets() -> list[str]:
    """Return the markets of residents."""
    return [name for name in market_names() if not load_market(name).travels]


def travel() -> str:
    """Return the figures of the market of visitors that are its own or not those of the default operator."""
    base = load_market("russia").figures
    found = load_market("travel").figures.items()
    rows = [
        (f"`{name}`", _text(figure.value), figure.unit, figure.source)
        for name, figure in found
        if name not in base or figure.value != base[name].value
    ]
    return table(("figure", "value", "unit", "source"), rows)


def travel_plans() -> str:
    """Return the SIMs of the seller to visitors, each number with its source."""
    profile = load_market("travel")
    found, rows = all_figures(profile), []
    for plan in profile.plans:
        columns = ("validity_days", "monthly_fee", "allowance_gb", "pack_gb", "pack_price")
        cells = [found.get(f"plans_{plan.plan_id}_{column}") for column in columns]
        days, *said = [f"{_text(cell.value)} ({cell.source})" if cell else "" for cell in cells]
        rows.append((plan.name, plan.sim_type, days or "a month", said[0], said[1] or "unlimited", *said[2:]))
    return table(("plan", "SIM kind", "days", "fee", "GB", "pack GB", "pack price"), rows)


def plans() -> str:
    """Return every operator's local plans, each number with its source."""
    rows: list[Row] = []
    for market in markets():
        for operator in operator_names(market):
            profile = load_market(market, operator)
            found = all_figures(profile)
            for plan in profile.plans:
                columns = ("monthly_fee", "allowance_gb", "pack_gb", "pack_price")
                cells = [found.get(f"plans_{plan.plan_id}_{column}") for column in columns]
                said = [f"{_text(cell.value)} ({cell.source})" if cell else "unlimited" for cell in cells]
                rows.append((operator, plan.name, plan.sim_type, *said))
    return table(("operator", "plan", "SIM kind", "fee a month", "GB a month", "pack GB", "pack price"), rows)


def planted() -> str:
    """Return the figures planted into the optional tables."""
    rows = [(f"`{name}`", _text(one["value"]), str(one["unit"]), str(one["source"])) for name, one in planted_figures().items()]
    return table(("figure", "value", "unit", "source"), rows)


def sources() -> str:
    """Return every source with its confidence and address."""
    rows = [(f"`{key}`", s.title, s.date, s.confidence, s.url) for key, s in load_sources().items()]
    return table(("key", "source", "date", "confidence", "address"), rows)


def report(found: HealthReport) -> str:
    """Return a health report as a table."""
    rows = []
    for check in found.checks:
        target = check.target
        measured = "" if check.measured is None else f"{check.measured:.4g}"
        ranges = (f"{target.pass_low:g} - {target.pass_high:g}", f"{target.review_low:g} - {target.review_high:g}")
        title, verdict = SAY(title_key(target.name)), SAY(title_key(check.status))
        rows.append((title, measured, target.unit, f"{target.value:g}", *ranges, verdict, target.source))
    return table(("measure", "measured", "unit", "target", "pass", "review", "verdict", "source"), rows)


def with_tables(text: str, found: HealthReport) -> str:
    """Return the document with the tables between its marks made anew."""
    made = {
        "figures": figures(),
        "differences": differences(),
        "plans": plans(),
        "travel": travel(),
        "travel_plans": travel_plans(),
        "planted": planted(),
        "health": report(found),
        "sources": sources(),
    }
    for name, content in made.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- end -->)", re.DOTALL)
        text, count = pattern.subn(lambda match, content=content: match[1] + content + match[2], text)  # type: ignore[misc]
        if count != 1:
            raise LookupError(name)
    return text


def _text(value: object) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list) else f"{value}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        synthesise(Path(folder) / "base")
        DOC.write_text(with_tables(DOC.read_text(encoding="utf-8"), health(Path(folder) / "base")), encoding="utf-8")
