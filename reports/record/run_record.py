"""The run record inside every report: what was computed from what, and a digest of what came out, so it can be proved later."""

from __future__ import annotations

import hashlib
import shlex
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import simplejson

from analysis.outcomes.base_notices import GIVING, GIVING_LIMITED
from analysis.scenarios.presets import presets_of
from analysis.settings.assumptions import bearing_values
from analysis.settings.parameters import as_dict, parameters_of
from analysis.settings.rule_set import GIFTING
from analysis.version import model_digest
from reports.record.json_contract import as_plain
from wording import wording

if TYPE_CHECKING:
    from datetime import date

    from analysis.results.result import Result
    from analysis.settings.parameters import Value
    from analysis.settings.rule_set import RuleSet

RECORD_VERSION = 1


@dataclass(frozen=True)
class RunRecord:
    """What a run was, in values that JSON can hold; `results` digests all its numbers, `model` the files of the model.

    `giving_up_to` is the limit of the store that was asked (see `PreparedBase`); where there is none, nothing is written of it.
    """

    record_version: int
    version: str
    model: str
    population: str
    population_fingerprint: str
    currency: str
    seed: int
    horizon_months: int
    draws: int
    preset: str | None
    rules: dict[str, Value]
    assumptions: dict[str, Value]
    rules_digest: str
    assumptions_digest: str
    results: str
    made_on: str
    command: str
    giving_up_to: float = 1.0


def record_of(result: Result, made_on: date, preset: str | None = None, population: str = "POPULATION") -> RunRecord:
    """Return the record of a result; `population` is the folder as the reader would type it, never one of this machine."""
    rules, assumptions = as_dict(result.rules), bearing_values(result.assumptions, result.rules.mechanism)
    return RunRecord(
        record_version=RECORD_VERSION,
        version=result.version,
        model=model_digest(),
        population=result.manifest.name,
        population_fingerprint=result.manifest.fingerprint,
        currency=result.manifest.currency,
        seed=result.seed,
        horizon_months=result.projection.horizon_months,
        draws=result.futures.draws if result.futures else 0,
        preset=preset,
        rules=rules,
        assumptions=assumptions,
        rules_digest=digest(rules),
        assumptions_digest=digest(assumptions),
        results=results_digest(result),
        made_on=made_on.isoformat(),
        command=command_of(result, population),
        giving_up_to=next((float(one.facts[GIVING]) for one in result.notices if one.key == GIVING_LIMITED), 1.0),
    )


def record_plain(record: RunRecord) -> dict[str, object]:
    """Return a record as plain values, in the order of declaration."""
    told = asdict(record)
    return told if record.giving_up_to < 1.0 else {name: value for name, value in told.items() if name != "giving_up_to"}


def results_digest(result: Result) -> str:
    """Return a digest of every number of a result; words, which depend on the language, are left out."""
    return digest({name: part for name, part in as_plain(result, wording("en")).items() if name != "verdict"})


def digest(values: object) -> str:
    """Return the SHA-256 of values written as JSON in one form: sorted names, no spaces."""
    text = simplejson.dumps(values, sort_keys=True, separators=(",", ":"), use_decimal=True, ensure_ascii=False, ignore_nan=True)
    return hashlib.sha256(text.encode()).hexdigest()


def command_of(result: Result, population: str) -> str:
    """Return the command that makes the same numbers again: every rule and assumption that is not as declared, written out."""
    words = ["python", "cli.py", "simulate", "--population", population, "--seed", str(result.seed)]
    words += ["--horizon", str(result.projection.horizon_months), "--draws", str(result.futures.draws if result.futures else 0)]
    words += rules_words(result.rules)
    words += [word for pair in _set(result.assumptions, always=("topup_conversion",)) for word in ("--assume", pair)]
    return shlex.join([*words, "--json", "-"])


def rules_words(rules: RuleSet, empty: str = "") -> list[str]:
    """Return the words that make these rules, as they are typed: of the declared defaults, or of a preset of their mechanism.

    What a preset charges depends on the base, so over a preset every rule is said. A list without names is written as `empty`.
    """
    other = rules.mechanism != GIFTING
    start = ["--rules", presets_of(rules.mechanism)[0]] if other else []
    return start + [word for pair in _set(rules, tuple(as_dict(rules)) if other else (), empty) for word in ("--set", pair)]


def _set(registry: object, always: tuple[str, ...] = (), empty: str = "") -> list[str]:
    """Return `name=value` for what differs from the declaration, and for what a base may set by itself."""
    known = parameters_of(type(registry))
    changed = (
        (known[name], value) for name, value in as_dict(registry).items() if value != known[name].default or name in always
    )
    return [f"{parameter.name}={parameter.write(value, empty=empty)}" for parameter, value in changed]
