"""Commands that show what can be set: rules and assumptions with unit, range, default and source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from analysis.scenarios.presets import choose_rules, mechanism_of_preset
from analysis.settings.assumptions import Assumptions
from analysis.settings.money import DECLARED_AT
from analysis.settings.parameters import Parameter, as_dict, parameters_of
from analysis.settings.rule_kinds import every_rule, kind_of
from data.presets import RULES, SHARES, load_preset, preset_names
from data.sources import load_sources
from terminal.console.common import JSON_FILE, SAY, Family, write_json
from terminal.console.tell import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

BOUNDED = ("number", "integer")


@click.group(cls=Family, help=SAY("help-rules"))
def rules() -> None:
    """Hold the commands on rules."""


@click.group(cls=Family, help=SAY("help-assumptions"))
def assumptions() -> None:
    """Hold the commands on assumptions."""


@rules.command("list", help=SAY("help-rules-list"))
@click.option("--json", "as_json", type=JSON_FILE, help=SAY("help-json"))
def list_rules(as_json: str | None) -> None:
    """List the rules, then the presets of them."""
    _show(every_rule(), as_json)
    if as_json is None:
        for name in preset_names(RULES):
            tell(_preset_line(name))


@rules.command("presets", help=SAY("help-rules-presets"))
def list_presets() -> None:
    """List the presets of rules with status and source."""
    for name in preset_names(RULES):
        tell(_preset_line(name))


@rules.command("show", help=SAY("help-rules-show"))
@click.argument("name")
@click.option("--json", "as_json", type=JSON_FILE, help=SAY("help-json"))
def show_preset(name: str, as_json: str | None) -> None:
    """Show the rules of a preset, defaults filled in, or what one rule is."""
    if name in every_rule():
        facts = describe(every_rule()[name])
        write_json(as_json or "-", json.dumps(facts, indent=2, ensure_ascii=False) + "\n")
        return
    # Without a base a share has no amount: it is shown as what it is.
    price_shares = load_preset(RULES, name).price_shares
    rules = as_dict(choose_rules(name, {}, DECLARED_AT))
    if as_json is not None:
        values: dict[str, object] = {**rules, **{rule: {SHARES: share} for rule, share in price_shares.items()}}
        write_json(as_json, json.dumps(values, indent=2, ensure_ascii=False) + "\n")
        return
    tell(_preset_line(name))
    for rule, declared in parameters_of(kind_of(mechanism_of_preset(name))).items():
        share = price_shares.get(rule)
        text = declared.write(rules[rule]) if share is None else SAY("preset-share", share=SAY.percent(share, 0))
        tell(f"{rule} = {text}")


def _preset_line(name: str) -> str:
    preset = load_preset(RULES, name)
    if name not in preset_names(RULES):
        return preset.name
    return SAY(
        "preset-line",
        name=name,
        title=SAY(f"preset-{name}"),
        status=SAY(f"status-{preset.status}"),
        source=preset.source,
        help=SAY(f"preset-{name}.help"),
    )


@assumptions.command("list", help=SAY("help-assumptions-list"))
@click.option("--json", "as_json", type=JSON_FILE, help=SAY("help-json"))
def list_assumptions(as_json: str | None) -> None:
    """List the assumptions."""
    _show(parameters_of(Assumptions), as_json)


def _show(known: Mapping[str, Parameter], as_json: str | None) -> None:
    found = known.values()
    if as_json is None:
        for parameter in found:
            tell(_line(parameter))
        return
    write_json(as_json, json.dumps([describe(parameter) for parameter in found], indent=2, ensure_ascii=False) + "\n")


def describe(parameter: Parameter) -> dict[str, object]:
    """Return a declaration as JSON values, with its title and help; infinite bounds are null."""
    bounded = parameter.kind in BOUNDED
    return {
        "name": parameter.name,
        "title": SAY(parameter.name),
        "help": SAY(f"{parameter.name}.help"),
        "type": parameter.kind,
        "unit": parameter.unit,
        "default": parameter.default,
        "low": parameter.low if bounded else None,
        "high": parameter.high if bounded else None,
        "step": parameter.step if bounded else None,
        "likely": list(parameter.likely) if parameter.likely else None,
        "optional": parameter.optional or parameter.none_is is not None,
        "choices": list(parameter.choices),
        "source": parameter.source,
        "confidence": load_sources()[parameter.source].confidence,
    }


def _line(parameter: Parameter) -> str:
    facts = describe(parameter)
    allowed = _allowed(parameter)
    allowed += ", none" if facts["optional"] else ""
    return f"{parameter.name} = {parameter.write(parameter.default)} {parameter.unit} [{allowed}] {facts['title']}"


def _allowed(parameter: Parameter) -> str:
    if parameter.kind == "names":
        return SAY("cli-plan-names")
    bounded = parameter.kind in BOUNDED
    return ", ".join(parameter.choices) or (f"{parameter.low:g} - {parameter.high:g}" if bounded else "true, false")
