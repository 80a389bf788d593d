"""The manifest of a population: what the base says of itself, read with suspicion."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.errors import Problem
from data.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SYNTHESISED = ("contacts", "need_gb")
_CURRENCY = re.compile(r"[A-Z]{3}")
_FINGERPRINT = re.compile(r"([0-9a-f]{64})?")


@dataclass(frozen=True)
class Manifest:
    """What a population says of itself. `synthesised` names what was not observed: contacts, need_gb.

    `market` and `operator`, where known, choose the calibration targets it is measured against.
    """

    name: str
    currency: str
    source: str
    seed: int | None = None
    schema_version: int = SCHEMA_VERSION
    fingerprint: str = ""
    synthesised: tuple[str, ...] = field(default=())
    market: str = ""
    operator: str = ""


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable()


def _is_short_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 200 and (not value or value.isprintable())


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_RULES: dict[str, Callable[[object], bool]] = {
    "name": _is_text,
    "currency": lambda value: isinstance(value, str) and bool(_CURRENCY.fullmatch(value)),
    "source": _is_text,
    "seed": lambda value: value is None or _is_number(value),
    "schema_version": _is_number,
    "fingerprint": lambda value: isinstance(value, str) and bool(_FINGERPRINT.fullmatch(value)),
    "market": _is_short_text,
    "operator": _is_short_text,
    "synthesised": lambda value: isinstance(value, list) and all(part in SYNTHESISED for part in value),
}
_NEEDED = ("name", "currency", "source", "schema_version")


def read_manifest(file: Path) -> tuple[Manifest | None, list[Problem]]:
    """Read a manifest; None with every problem when a field is missing or wrong or the schema is of another version."""
    if not file.is_file():
        return None, [Problem("no-manifest", {"path": str(file)})]
    try:
        raw = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return None, [Problem("bad-manifest", {"path": str(file), "reason": str(error)})]
    if not isinstance(raw, dict):
        return None, [Problem("bad-manifest", {"path": str(file), "reason": type(raw).__name__})]
    problems = [Problem("manifest-lacks", {"path": str(file), "field": name}) for name in _NEEDED if name not in raw]
    problems += manifest_problems(raw, str(file))
    if _is_number(raw.get("schema_version")) and raw["schema_version"] != SCHEMA_VERSION:
        facts = {"path": str(file), "found": raw["schema_version"], "known": SCHEMA_VERSION}
        problems.append(Problem("schema-version", facts))
    if problems:
        return None, problems
    known = {name: raw[name] for name in _RULES if name in raw}
    return Manifest(**known | {"synthesised": tuple(raw.get("synthesised", ()))}), []


def manifest_problems(raw: Mapping[str, object], path: str) -> list[Problem]:
    """Find the fields of a manifest that are not what they must be."""
    return [
        Problem("manifest-field", {"path": path, "field": name, "value": json.dumps(raw[name], ensure_ascii=False)[:80]})
        for name, is_right in _RULES.items()
        if name in raw and not is_right(raw[name])
    ]
