"""Rules and assumptions as rows for a document: value, unit, likely range, declared default, source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from analysis.settings.assumptions import bearing_values
from analysis.settings.parameters import as_dict, parameters_of
from analysis.uncertainty.distributions import likely_range
from data.sources import load_sources
from reports.numbers.values import between, short_text

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.settings.parameters import Parameter, Value
    from wording import Wording


@dataclass(frozen=True)
class Setting:
    """A rule or an assumption in force, worded; `likely` is empty where nothing is drawn, `changed` if not as declared."""

    name: str
    title: str
    value: str
    default: str
    unit: str
    likely: str
    source: str
    changed: bool


def settings_of(result: Result, say: Wording) -> tuple[list[Setting], list[Setting]]:
    """Return every rule, and every assumption that bears on its mechanism, in the order of declaration."""
    currency, mechanism = result.manifest.currency, result.rules.mechanism
    rules, assumptions = parameters_of(type(result.rules)), parameters_of(type(result.assumptions))
    return (
        [setting_of(rules[name], value, currency, say) for name, value in as_dict(result.rules).items()],
        [
            setting_of(assumptions[name], value, currency, say)
            for name, value in bearing_values(result.assumptions, mechanism).items()
        ],
    )


def setting_of(parameter: Parameter, value: Value, currency: str, say: Wording) -> Setting:
    """Word one setting. The range shown is the one draws are taken from: the likely one, stretched to hold the value."""
    likely = ""
    if parameter.likely is not None:
        low, high = likely_range(parameter, float(cast("float", value)))
        likely = between(short_text(low, say), short_text(high, say))
    return Setting(
        name=parameter.name,
        title=say(parameter.name),
        value=short_text(value, say),
        default=short_text(parameter.default, say),
        unit=say.unit(parameter.unit, currency),
        likely=likely,
        source=_source(parameter.source, say),
        changed=value != parameter.default,
    )


def _source(key: str, say: Wording) -> str:
    """Name a source: a publication by its own title, what is our own word in the reader's language."""
    own = f"doc-source-{key}"
    return say(own) if say.has(own) else load_sources()[key].title
