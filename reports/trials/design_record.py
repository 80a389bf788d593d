"""The record of a design: what was decided, on which base, what it was found to show, and the sha-256 of the list of ids."""

from __future__ import annotations

import json
import shlex
from dataclasses import asdict
from typing import TYPE_CHECKING

from analysis.settings.assumptions import bearing_values
from analysis.settings.parameters import as_dict, parameters_of
from analysis.version import VERSION, model_digest
from reports.record.run_record import digest, rules_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from analysis.decide.what_if import WhatIf
    from analysis.pilot.design.figures import Evaluation
    from analysis.pilot.plan import Plan

KIND = "pilot-design"
Plain = dict[str, object]


def evaluations_plain(found: Sequence[Evaluation]) -> list[Plain]:
    """Return an object per design under plain names; effects per member-month, shares of the launch effect where they say so."""
    return [asdict(one) | {"plan": as_dict(one.plan), "never": one.never} for one in found]


def design_record(
    what_if: WhatIf, plan: Plan, found: Sequence[Evaluation], assignment_sha256: str, replicates: int, made_on: date
) -> Plain:
    """Return the record; JSON of it is the same for the same base, plan and question."""
    manifest, question = what_if.world.manifest, what_if.question
    designs = json.loads(json.dumps(evaluations_plain(found)))
    return {
        "kind": KIND,
        "version": VERSION,
        "model": model_digest(),
        "made_on": made_on.isoformat(),
        "population": manifest.name,
        "base": manifest.fingerprint,
        "currency": manifest.currency,
        "plan": as_dict(plan),
        "plan_digest": plan.plan_digest,
        "arms": [asdict(arm) for arm in plan.arms],
        "assignment_sha256": assignment_sha256,
        "seed": question.seed,
        "replicates": replicates,
        "rules": as_dict(question.rules),
        "assumptions": bearing_values(question.assumptions, question.rules.mechanism),
        "designs": designs,
        "results": digest(designs),
        "command": _command(what_if, plan, replicates),
        **({"subscribers": what_if.world.subscribers} if plan.frame else {}),
    }


def record_text(record: Plain) -> str:
    """Return a record as JSON in one form."""
    return json.dumps(record, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _command(what_if: WhatIf, plan: Plan, replicates: int) -> str:
    words = ["python", "cli.py", "pilot", "design", "--population", "POPULATION", "--seed", str(what_if.question.seed)]
    known = parameters_of(type(plan))
    changed = {name: value for name, value in as_dict(plan).items() if value != known[name].default}
    words += [word for name, value in changed.items() for word in ("--set", f"{name}={known[name].write(value)}")]
    words += rules_words(what_if.question.rules)
    assumed, defaults = what_if.question.assumptions, parameters_of(type(what_if.question.assumptions))
    told = {name: value for name, value in as_dict(assumed).items() if value != defaults[name].default}
    words += [word for name, value in told.items() for word in ("--assume", f"{name}={defaults[name].write(value)}")]
    return shlex.join([*words, "--replicates", str(replicates), "--out", "FOLDER"])
