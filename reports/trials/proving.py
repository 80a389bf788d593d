"""Proving a design: the record read back from its JSON or its PDF, drawn again, and compared to the last byte."""

from __future__ import annotations

import io
import itertools
import json
import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from analysis.decide.what_if import WhatIf
from analysis.pilot.plan import Plan
from analysis.settings.assumptions import assumptions_for
from analysis.settings.parameters import out_of_json
from analysis.settings.rules import make_rules
from data.errors import InputError
from reports.pdf.render import PAPERS
from reports.record.run_record import digest
from reports.trials.design_record import KIND
from reports.trials.made import RECORD, Asked, designed
from reports.trials.plan_pdf import plan_pdf
from wording import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from analysis.settings.parameters import Value
    from analysis.world.world import World
    from data.progress import Progress
    from reports.trials.made import Designed

MOST_BYTES = 50_000_000
TOLERANCE = 1e-9
SHOWN = 12


@dataclass(frozen=True)
class Kept:
    """A design as it was found: its record, and the PDF that it was attached to, if any."""

    record: Mapping[str, object]
    pdf: bytes | None

    @property
    def broken(self) -> list[str]:
        """Return which digests in the record do not fit what they are of."""
        plan = Plan.of(_values(self.record["plan"]))
        told = {"plan_digest": plan.plan_digest, "results": digest(self.record["designs"])}
        return [name for name, found in told.items() if self.record.get(name) != found]


def design_in(path: Path) -> Kept | None:
    """Return the design that a file holds; None where it is something else."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return None
        content = path.read_bytes()
        if content.startswith(b"%PDF"):
            attached = PdfReader(io.BytesIO(content)).attachments.get(RECORD)
            return _kept(attached[0], content) if attached else None
        return _kept(content, None) if content.lstrip().startswith(b"{") else None
    except (OSError, ValueError, RecursionError, PyPdfError):
        return None


def _kept(text: bytes, pdf: bytes | None) -> Kept | None:
    record = json.loads(text)
    return Kept(record, pdf) if isinstance(record, dict) and record.get("kind") == KIND else None


def again(kept: Kept, world: World, population: Path, threads: int | None, progress: Progress) -> Designed:
    """Design the same pilot on a base again; InputError for a record that holds no design that could be drawn."""
    record = kept.record
    try:
        assumptions = assumptions_for(world, _values(record["assumptions"]))
        what_if = WhatIf.on(world, make_rules(_values(record["rules"])), assumptions, 24)
        designs, replicates = record["designs"], record["replicates"]
        if not isinstance(designs, list) or not isinstance(replicates, int):
            raise InputError.one("pilot-plan-file", file=RECORD, reason="designs")
        asked = Asked(what_if, population, Plan.of(_values(record["plan"])), replicates, alone=len(designs) == 1)
    except (KeyError, TypeError) as error:
        raise InputError.one("pilot-plan-file", file=RECORD, reason=str(error)) from error
    return designed(asked, threads, progress)


def differences(kept: Kept, found: Designed) -> list[str]:
    """Return the places at which a record says something else than the design drawn today, and whether the PDF's bytes do."""
    made_on = date.fromisoformat(str(kept.record["made_on"]))
    today = found.record(made_on)
    told, now = dict(_leaves("", kept.record)), dict(_leaves("", today))
    wrong = [place for place in dict.fromkeys((*told, *now)) if not _same(told.get(place), now.get(place))]
    wrong = [place for place in wrong if place != "results" or any(one.startswith("designs.") for one in wrong)]
    if kept.pdf is not None and not wrong:
        forms = itertools.product(LANGUAGES, PAPERS)
        if all(plan_pdf(today, found.evaluations, language, paper) != kept.pdf for language, paper in forms):
            wrong.append("pdf")
    return wrong


def _values(told: object) -> dict[str, Value]:
    """Return the values of a registry as JSON holds them: lists are tuples there."""
    if not isinstance(told, dict):
        raise InputError.one("pilot-plan-file", file=RECORD, reason="values")
    return out_of_json(told)


def _leaves(place: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict | list | tuple):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(f"{place}.{name}".lstrip("."), part)
    else:
        yield place, value


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return one == other
