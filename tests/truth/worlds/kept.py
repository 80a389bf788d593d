"""Truths kept in a folder between runs: they cost more than the answers that are held against them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from tests.truth.worlds.outcomes import Outcomes
from tests.truth.worlds.tables import write_tables
from tests.truth.worlds.truths import RULES, Truth, truth

if TYPE_CHECKING:
    from pathlib import Path

    from tests.truth.worlds.spec import World


def tables_of(world: World, folder: Path) -> Path:
    """Return where the tables of `world` are in `folder`, written there if they were not."""
    tables = folder / world.name / "src"
    if not tables.exists():
        tables.mkdir(parents=True)
        write_tables(world, tables)
    return tables


def truths_of(world: World, folder: Path) -> dict[str, Truth]:
    """Return the truth of `world` under every preset, without its single futures: read from `folder`, or found and kept there."""
    file = folder / world.name / "truth.json"
    if not file.exists():
        found = {rules: truth(world, rules) for rules in RULES}
        kept = {rules: {"mean": asdict(one.mean), "noise": asdict(one.noise)} for rules, one in found.items()}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"theory": world.theory, "rules": kept}), encoding="utf-8")
    kept = json.loads(file.read_text(encoding="utf-8"))["rules"]
    return {rules: Truth(Outcomes(**one["mean"]), Outcomes(**one["noise"]), ()) for rules, one in kept.items()}
