"""The tables of docs/rules.md, from the declarations and the default base; `python -m tests.analysis.rules_doc` writes them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.scenarios.presets import choose_rules
from analysis.settings.assumptions import Assumptions, assumptions_for
from analysis.settings.parameters import Parameter, parameters_of
from analysis.settings.rule_kinds import KINDS
from analysis.settings.rule_set import PARTS
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from data.presets import RULES, load_preset, preset_names
from data.synthetic.generator import synthesise
from tests.data.population_doc import table
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Collection

    from analysis.world.world import World

DOC = Path(__file__).parents[2] / "docs" / "rules.md"
SAY = wording("en")


def registry(kind: type, without: Collection[str] = ()) -> str:
    """Return a registry as a table, `without` what another table has."""
    shown = [p for p in parameters_of(kind).values() if p.name not in without]
    drawn = any(p.likely for p in shown)
    rows = [
        (
            f"`{p.name}`",
            SAY(p.name),
            SAY.unit(p.unit, "currency"),
            _text(p.default),
            _allowed(p),
            *_likely(p, drawn=drawn),
            p.source,
        )
        for p in shown
    ]
    return table(("name", "title", "unit", "default", "allowed", *(("likely",) if drawn else ()), "source"), rows)


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "on" if value else "off"
    return "none" if value is None else str(value)


def _likely(parameter: Parameter, *, drawn: bool) -> tuple[str, ...]:
    """Return the range that draws take, for a registry some of whose values are drawn."""
    if not drawn:
        return ()
    return (f"{parameter.likely[0]:g} – {parameter.likely[1]:g}" if parameter.likely else "not drawn",)


def _allowed(parameter: Parameter) -> str:
    bounds = f"{parameter.low:g} – {parameter.high:g}" if parameter.kind in ("number", "integer") else ""
    names = "on, off" if parameter.kind == "switch" else ""
    if parameter.kind == "names":
        names = "NAME:LOW:HIGH, ONE~OTHER:RHO" if parameter.name == "measured_here" else "plans of the base"
    parts = [bounds, names, ", ".join(parameter.choices), "none" if parameter.optional or parameter.none_is is not None else ""]
    return ", ".join(part for part in parts if part)


def presets(world: World) -> str:
    """Return what each preset does to the default base."""
    rows = []
    for name in preset_names(RULES):
        result = simulate(world, choose_rules(name, {}, world.pack_price_per_gb), assumptions_for(world, {}), cuts=False)
        gifts = 100 * result.flow.transfers / result.subscriber_months
        topup, renewal, profit = (result.outcome(o).change for o in ("topup_rate", "renewal_rate", "profit_per_subscriber"))
        npv = result.projection.npv.value
        numbers = (
            SAY.number(gifts, 2),
            SAY.points(topup, 3),
            SAY.points(renewal, 4),
            SAY.money(profit, world.manifest.currency, 3, signed=True),
            SAY.money(npv, world.manifest.currency, 2, signed=True),
        )
        preset = load_preset(RULES, name)
        said = f"{SAY(f'preset-{name}')}: {SAY(f'preset-{name}.help')}"
        rows.append((f"`{name}`", SAY(f"status-{preset.status}"), preset.source, *numbers, said))
    head = (
        "preset",
        "status",
        "source",
        "gifts per 100 SIMs a month",
        "top-up repurchase",
        "renewal",
        "profit per SIM and month",
        "worth of 24 months per SIM",
    )
    return table((*head, "what it does and why"), rows)


def _of_parts(mechanism: str) -> set[str]:
    """Return the rules of a combination that are declared by its parts."""
    return {name for part in PARTS.get(mechanism, ()) for name in parameters_of(KINDS[part])}


def with_tables(text: str, world: World) -> str:
    """Return the document with every table between its marks made anew."""
    made = {mechanism: registry(kind, _of_parts(mechanism)) for mechanism, kind in KINDS.items()}
    made |= {"assumptions": registry(Assumptions), "presets": presets(world)}
    for name, content in made.items():
        before, mark, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition("\n<!-- end -->")
        if not (mark and end):
            raise ValueError(name)
        text = before + mark + content + end + after
    return text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch) / "base"
        synthesise(base)
        DOC.write_text(with_tables(DOC.read_text(encoding="utf-8"), prepare(base)), encoding="utf-8")
