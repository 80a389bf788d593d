"""What an operator gets of a world: the same bytes again, no need, a meter that touches nothing but what it measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from data.importing.importer import import_population
from data.population.full_check import check_population
from tests.truth.worlds.calibration import accepted, before_of, facts_of, first_ordinary, outside
from tests.truth.worlds.history import year_before
from tests.truth.worlds.ranges import COMMON, METERS, NAMES, OF_THEORY, THEORIES
from tests.truth.worlds.small import past, small
from tests.truth.worlds.spec import world_named, worlds
from tests.truth.worlds.tables import MOST_LOST_KB, MOST_THROTTLED_KB, metered_kb, tables_of, write_tables

if TYPE_CHECKING:
    from pathlib import Path


def test_there_are_twenty_random_worlds_of_each_of_three_theories() -> None:
    every = worlds()
    assert len({world.name for world in every}) == len({(world.theory, world.seed) for world in every}) == len(every)
    for theory in THEORIES:
        assert sum(world.theory == theory and world.name.startswith(f"{theory}-") for world in every) >= 20


def test_every_parameter_is_declared_once_and_what_is_set_is_known() -> None:
    declared = {name: known for ranges in (COMMON, *OF_THEORY.values()) for name, known in ranges.items()}
    assert set(NAMES) == {"theory", *declared}
    assert all(known.low < known.high and known.why.endswith(".") for known in declared.values())
    for world in worlds():
        assert {name for name, _ in world.changed} <= {*COMMON, *OF_THEORY[world.theory]}


def test_a_world_that_is_no_ordinary_year_is_drawn_anew() -> None:
    found = accepted()
    assert set(found) == {world.name for world in worlds()}
    world = next(world for world in worlds() if found[world.name] == 1)
    assert first_ordinary(world) == 1
    assert outside(facts_of(year_before(world, 0)))
    assert outside(facts_of(before_of(world))) == ()


def test_the_same_world_gives_the_same_bytes(tmp_path: Path) -> None:
    world = world_named("ordinary")
    write_tables(world, tmp_path / "one")
    before_of.cache_clear()
    write_tables(world, tmp_path / "two")
    for table in ("plans", "subscribers", "usage", "contacts"):
        assert (tmp_path / "one" / f"{table}.parquet").read_bytes() == (tmp_path / "two" / f"{table}.parquet").read_bytes()


def test_tables_hold_no_need_and_the_product_takes_them(tmp_path: Path) -> None:
    write_tables(world_named("ordinary"), tmp_path / "raw")
    assert "need_gb" not in tables_of(before_of(world_named("ordinary")), 1)["usage"]
    assert import_population(tmp_path / "raw", "schema", tmp_path / "own").synthesised == ("need_gb",)
    assert check_population(tmp_path / "own").errors == ()


@pytest.mark.parametrize("nth", range(len(METERS)))
def test_a_meter_touches_only_what_is_metered(nth: int) -> None:
    exact, world = past(small("temptation")), small("temptation", meter=nth)
    assert past(world).months.tobytes() == exact.months.tobytes()
    seen, plain = tables_of(past(world), 1), tables_of(exact, 1)
    assert all(seen[name].equals(plain[name]) for name in ("plans", "subscribers", "contacts"))
    assert seen["usage"].drop(columns="used_gb").equals(plain["usage"].drop(columns="used_gb"))


def test_meters_lose_or_add_what_they_say() -> None:
    world = small("temptation")
    months = past(world).months
    at_limit = (months["main_left_kb"] + months["pack_left_kb"] == 0) & (months["present"] == 1)
    assert at_limit.sum() > 500
    off = [metered_kb(past(small("temptation", meter=nth)), 1) - months["used_kb"] for nth in range(len(METERS))]
    assert not off[METERS.index("exact")].any()
    assert 0 < np.abs(off[METERS.index("mebibytes")]).max() <= 525
    for name, low, high in (("lost", -MOST_LOST_KB, 0), ("throttled", 0, MOST_THROTTLED_KB)):
        assert not off[METERS.index(name)][~at_limit].any()
        found = off[METERS.index(name)][at_limit]
        assert found.min() >= low
        assert found.max() <= high
        assert found.mean() == pytest.approx((low + high) / 2, rel=0.1)
