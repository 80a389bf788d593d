"""Scenarios in a form that a person can read and write: TOML, one `[[scenario]]` each, read with suspicion."""

from __future__ import annotations

import math
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import tomli_w

from data.errors import InputError, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.presets import Raw

SCHEMA_VERSION = 1
HORIZON_MONTHS = 24
LONGEST_HORIZON_MONTHS = 60
LONGEST_NAME = 80
LONGEST_TEXT = 200
MOST_BYTES = 1 << 20
MOST_SCENARIOS = 500
MOST_SETTINGS = 200
_TEXTS = ("preset", "culture", "base", "base_fingerprint", "currency")
_TABLES = ("rules", "assumptions")
_KNOWN = ("name", "horizon_months", *_TEXTS, *_TABLES)
_LARGEST = 1 << 53  # beyond it a float no longer holds every whole number
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they make a name read as another


@dataclass(frozen=True)
class Scenario:
    """Rules and assumptions under a name, and what they were set on.

    `rules` and `assumptions` hold plain values by name, "none" for a limit that does not bind; what is left out comes from the
    preset, the culture, the base and the declared defaults. `base_fingerprint` is the sha-256 of the base, or empty;
    amounts of money are in `currency`, which older files do not name.
    """

    name: str
    rules: Mapping[str, Raw] = field(default_factory=dict)
    assumptions: Mapping[str, Raw] = field(default_factory=dict)
    preset: str | None = None
    culture: str | None = None
    base: str = ""
    base_fingerprint: str = ""
    horizon_months: int = HORIZON_MONTHS
    currency: str = ""


def write_scenarios(scenarios: Sequence[Scenario]) -> str:
    """Return scenarios as TOML text that `read_scenarios` reads back as the same scenarios."""
    return tomli_w.dumps({"schema_version": SCHEMA_VERSION, "scenario": [_plain(scenario) for scenario in scenarios]})


def _plain(scenario: Scenario) -> dict[str, object]:
    values: dict[str, object] = {"name": scenario.name}
    values |= {key: value for key in _TEXTS if (value := getattr(scenario, key))}
    return values | {
        "horizon_months": scenario.horizon_months,
        "rules": dict(scenario.rules),
        "assumptions": dict(scenario.assumptions),
    }


def read_scenarios(content: bytes) -> tuple[Scenario, ...]:
    """Read the scenarios of a TOML file (UTF-8); one InputError tells everything that is wrong with its form.

    Whether rules and assumptions exist and are in range is not known here: see analysis/scenarios/scenarios.py.
    """
    found = _tables(_parse(content))
    problems = [problem for number, table in enumerate(found, 1) for problem in _check(number, table)]
    names = Counter(name_key(str(table["name"])) for table in found if _is_name(table.get("name")))
    problems += [Problem("scenario-name-twice", {"name": name}) for name, count in names.items() if count > 1]
    if problems:
        raise InputError(problems)
    return tuple(_scenario(table) for table in found)


def checked_name(name: str) -> str:
    """Return a scenario's name as it is kept: trimmed, composed (NFC); InputError when it is empty, too long or not printable."""
    if not _is_name(name):
        raise InputError.one("scenario-name", value=_short(name.strip()), longest=LONGEST_NAME)
    return _clean(name)


def name_key(name: str) -> str:
    """Return what two names share that differ by case alone."""
    return unicodedata.normalize("NFC", checked_name(name).casefold())


def _parse(content: bytes) -> dict[str, object]:
    if len(content) > MOST_BYTES:
        raise InputError.one("scenario-file-size", size=len(content), most=MOST_BYTES)
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, a number of thousands of digits, brackets without end
        raise InputError.one("scenario-file", reason=_short(str(error))) from error


def _tables(raw: dict[str, object]) -> list[dict[str, object]]:
    """Return the scenario tables of a file whose frame is right; InputError otherwise."""
    version, found = raw.get("schema_version", SCHEMA_VERSION), raw.get("scenario")
    if version != SCHEMA_VERSION or isinstance(version, bool):
        raise InputError.one("scenario-version", found=_short(str(version)), known=SCHEMA_VERSION)
    unknown = _unknown(0, raw, ("schema_version", "scenario"))
    if unknown:
        raise InputError(unknown)
    if not isinstance(found, list) or not found or not all(isinstance(table, dict) for table in found):
        raise InputError.one("scenario-none-in-file")
    if len(found) > MOST_SCENARIOS:
        raise InputError.one("scenario-too-many", count=len(found), most=MOST_SCENARIOS)
    return found


def _check(number: int, table: dict[str, object]) -> list[Problem]:
    """Return what is wrong with the form of the scenario at place `number` of its file, counted from 1."""
    problems = _unknown(number, table, _KNOWN)
    if not _is_name(table.get("name")):
        problems.append(_wrong("name", number, table.get("name", "")))
    problems += [_wrong("text", number, table[key], key) for key in _TEXTS if key in table and not _is_text(table[key])]
    months = table.get("horizon_months", HORIZON_MONTHS)
    if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= LONGEST_HORIZON_MONTHS:
        problems.append(Problem("scenario-horizon", {"number": number, "value": _short(months), "most": LONGEST_HORIZON_MONTHS}))
    for key in _TABLES:
        problems += _check_settings(number, key, table.get(key, {}))
    return problems


def _check_settings(number: int, key: str, values: object) -> list[Problem]:
    if not isinstance(values, dict) or len(values) > MOST_SETTINGS:
        return [_wrong("table", number, values, key)]
    return [_wrong("setting", number, value, f"{key}.{_short(name)}") for name, value in values.items() if not _is_plain(value)]


def _wrong(what: str, number: int, value: object, key: str = "name") -> Problem:
    """Describe a value that has not the form its place needs."""
    return Problem(
        "scenario-value", {"number": number, "key": key, "what": what, "value": _short(value), "longest": LONGEST_NAME}
    )


def _unknown(number: int, table: dict[str, object], known: tuple[str, ...]) -> list[Problem]:
    return [
        Problem("scenario-key", {"number": number, "key": key, "known": ", ".join(known), "nearest": nearest(key, known)})
        for key in [_short(name) for name in table if name not in known][:MOST_SETTINGS]
    ]


def _is_name(value: object) -> bool:
    """Say whether a value can be a name: 1-80 characters of any language, none of them a control character."""
    text = _clean(value) if isinstance(value, str) else ""
    if not 0 < len(text) <= LONGEST_NAME:
        return False
    hidden = any(letter in _BIDI or unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in text)
    return not hidden and any(letter.isprintable() and not letter.isspace() for letter in text)


def _clean(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip())


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and (not value or value.isprintable())


def _is_plain(value: object) -> bool:
    """Say whether a value can be a setting: a bounded number, a switch, a short text or a list of short texts."""
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, int):
        return abs(value) <= _LARGEST
    if isinstance(value, list):
        return len(value) <= MOST_SETTINGS and all(_is_text(part) for part in value)
    return _is_text(value)


def _short(value: object) -> str:
    text = str(value) if not isinstance(value, list | dict) else type(value).__name__
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"


def _scenario(table: dict[str, object]) -> Scenario:
    """Build the scenario of a table that was checked."""
    return Scenario(**{**table, "name": checked_name(str(table["name"]))})  # type: ignore[arg-type]
