"""The record of a design: the plan as it was decided, and the fingerprints of the base and of the list that was handed out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD = "design.json"
_MOST_BYTES = 5_000_000


@dataclass(frozen=True)
class DesignRecord:
    """`plan` as it was written, its digest, the fingerprints of the base it was made on and of the file of the assignment.

    `rules` by name are those that were tried; empty where the record does not say.
    """

    plan: Mapping[str, object]
    plan_digest: str
    base: str
    assignment_sha256: str
    rules: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """What the tables of a trial must fit: the arms by name, the one the others are held against first, and the months."""

    arms: tuple[str, ...]
    run_in_months: int
    months: int


def sha256_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_record(folder: Path) -> DesignRecord:
    """Read the design record of a trial's folder; InputError where it is none."""
    file = folder / RECORD
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise InputError.one("trial-record", file=file.name, reason=f"> {_MOST_BYTES}")
        told = json.loads(file.read_text(encoding="utf-8"))
        plan = told["plan"]
        if not isinstance(plan, dict):
            raise InputError.one("trial-record", file=file.name, reason="plan")
        rules = told.get("rules")
        digest, base, assignment = (str(told[name]) for name in ("plan_digest", "base", "assignment_sha256"))
        return DesignRecord(plan, digest, base, assignment, rules if isinstance(rules, dict) else {})
    except FileNotFoundError:
        raise InputError.one("trial-no-record", file=file.name, path=str(folder)) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError.one("trial-record", file=file.name, reason=str(error)[:200]) from error
