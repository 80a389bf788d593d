"""A run record read back from a report: checked before anything is believed, and turned into the question it answers."""

from __future__ import annotations

import shlex
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date

from analysis.settings.assumptions import make_assumptions
from analysis.settings.money import current
from analysis.settings.parameters import out_of_json
from analysis.settings.question import Question
from analysis.settings.rule_kinds import kind_naming
from reports.record.run_record import RECORD_VERSION, RunRecord, digest

_TEXTS = (
    "version", "model", "population", "population_fingerprint", "currency", "rules_digest", "assumptions_digest", "results",
    "made_on", "command",
)  # fmt: skip


def record_from(values: object) -> RunRecord:
    """Return the record that JSON values hold; ValueError or TypeError where one is missing, strange or of the wrong type."""
    names = {item.name for item in fields(RunRecord)}
    if not isinstance(values, dict) or not names - {"giving_up_to"} <= set(values) <= names:
        raise ValueError(sorted(values) if isinstance(values, dict) else type(values).__name__)
    if values["record_version"] != RECORD_VERSION:
        raise ValueError(f"record_version={values['record_version']}")
    for name in ("seed", "horizon_months", "draws"):
        if isinstance(values[name], bool) or not isinstance(values[name], int):
            raise TypeError(name)
    for name in ("rules", "assumptions"):
        if not isinstance(values[name], dict):
            raise TypeError(name)
    limit = values.get("giving_up_to", 1.0)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not 0 < limit <= 1:
        raise TypeError("giving_up_to")
    texts = {name: values[name] for name in _TEXTS}
    if not all(isinstance(text, str) for text in texts.values()) or not isinstance(values["preset"], str | None):
        raise ValueError(", ".join(texts))
    date.fromisoformat(values["made_on"])
    return RunRecord(**values)


def question_of(record: RunRecord, pack_price_per_gb: float) -> Question:
    """Return the question of a record on a base of that price; ParameterError where its settings are not allowed now."""
    rules, assumptions = out_of_json(record.rules), out_of_json(record.assumptions)
    assumed = make_assumptions(current(assumptions, pack_price_per_gb))
    return Question(record.population_fingerprint, record.seed, kind_naming(rules).of(rules), assumed, record.horizon_months)


def folder_in(command: str) -> str:
    """Return the folder that a record's command names: only who made the report knows it. What cannot be split names none."""
    with suppress(ValueError):
        words = shlex.split(command)
        if "--population" in words[:-1]:
            return words[words.index("--population") + 1]
    return ""


@dataclass(frozen=True)
class RunInputs:
    """A question, and what else decides what a run finds; two runs of the same inputs find the same."""

    version: str
    model: str
    question: Question
    draws: int
    preset: str | None


def inputs_of(record: RunRecord, pack_price_per_gb: float) -> RunInputs:
    """Return what a record says went into its run; ParameterError where its settings are not allowed now."""
    return RunInputs(record.version, record.model, question_of(record, pack_price_per_gb), record.draws, record.preset)


def broken_digests(record: RunRecord) -> list[str]:
    """Name the parts of a record that its own digests contradict."""
    parts = {"rules": record.rules_digest, "assumptions": record.assumptions_digest}
    return [name for name, told in parts.items() if digest(getattr(record, name)) != told]
