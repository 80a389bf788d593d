"""Truths kept in a folder between runs: they cost more than the answers that are held against them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from tests.truth.worlds.outcomes import Outcomes
from tests.truth.worlds.tables import write_tables
from tests.truth.worlds.truths import RULES, Truth, truth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.truth.worlds.spec import World


def tables_of(world: World, folder: Path) -> Path:
    """Return where the tables of `world` are in `folder`, written there if they were not."""
    tables = folder / world.name / "src"
    if not tables.exists():
        tables.mkdir(parents=True)
        write_tables(world, tables)
    return tables


def truths_of(world: World, folder: Path, presets: Sequence[str] = RULES) -> dict[str, Truth]:
    """Return the truth of `world` under each of the `presets`: read from `folder` (single futures are not kept), or found."""
    file = folder / world.name / "truth.json"
    kept = json.loads(file.read_text(encoding="utf-8"))["rules"] if file.exists() else {}
    found = {rules: truth(world, rules) for rules in presets if rules not in kept}
    if found:
        kept |= {rules: {"mean": asdict(one.mean), "noise": asdict(one.noise)} for rules, one in found.items()}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"theory": world.theory, "rules": kept}), encoding="utf-8")
    return {rules: Truth(Outcomes(**kept[rules]["mean"]), Outcomes(**kept[rules]["noise"]), ()) for rules in presets}
