"""From files in shapes that operators have to an answer: what the replay sees is what the files say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare_from_tables
from analysis.world.world import MEASURES
from data.importing.importer import import_population
from reports.content.headlines import headlines
from tests.data.shapes import HEAD, SHAPES
from tests.data.test_shapes import PLAIN, SHARED, as_sqlite, as_workbook, as_zip
from wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from analysis.world.world import World
    from tests.data.shapes import Shape


def world_of(shape: Shape, folder: Path) -> World:
    """Return the world of a source, by way of its mapping."""
    (folder / "map.toml").write_text(shape.mapping, encoding="utf-8")
    import_population(shape.written(folder / "source"), str(folder / "map.toml"), folder / "out")
    return prepare_from_tables(folder / "out")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_source_of_this_shape_is_answered(tmp_path: Path, shape: Shape) -> None:
    world = world_of(shape, tmp_path)
    months = {row[1] for row in shape.rows}
    seen = [row for row in shape.rows if row[1] in {str(month) for month in world.months}]
    assert {str(month) for month in world.months} <= months
    assert int(world.rows.packs.sum()) == sum(row[3] for row in seen)
    assert simulate(world, make_rules({}), assumptions_for(world, {}), cuts=False).outcomes


def test_fee_and_pack_are_those_of_the_month_in_which_they_were_paid(tmp_path: Path) -> None:
    world = world_of(SHAPES["prices-by-month"], tmp_path)
    paid = {name: world.month_sums[:, :, MEASURES.index(name)].sum(axis=1).tolist() for name in ("fee", "pack_revenue")}
    # A price that held from the middle of January on is that of February.
    assert paid == {"fee": [200_000_000, 240_000_000, 420_000_000], "pack_revenue": [100_000_000, 120_000_000, 60_000_000]}
    baseline = simulate(world, make_rules({}), assumptions_for(world, {}), cuts=False).outcome("revenue_per_subscriber").baseline
    assert baseline == pytest.approx((200 + 240 + 420 + 100 + 120 + 60) / 6)


@pytest.mark.parametrize("write", [as_workbook, as_sqlite, as_zip], ids=lambda write: write.__name__)
def test_other_kinds_of_files_are_answered_in_their_money_and_by_the_names_of_their_plans(
    tmp_path: Path, write: Callable[[Path], str]
) -> None:
    (tmp_path / "source").mkdir()
    file = write(tmp_path / "source")
    tables = PLAIN.format(file=file, extra="skip = 1" if write is as_workbook else "")
    (tmp_path / "map.toml").write_text(HEAD.replace("{source}", "").replace("RUB", "KWD") + tables, encoding="utf-8")
    import_population(tmp_path / "source", str(tmp_path / "map.toml"), tmp_path / "out")
    world = prepare_from_tables(tmp_path / "out")
    result = simulate(world, make_rules({}), assumptions_for(world, {}))
    assert int(world.rows.packs.sum()) == 1
    say = wording("en").naming(result.plan_names)
    assert say.plan("std") == "Standard"
    profit = next(line for line in headlines(result, say) if line.name == "profit_per_subscriber")
    assert re.fullmatch(r"KWD\s[0-9]+\.[0-9]{3}", profit.baseline)


def test_an_allowance_by_month_is_what_that_month_had(tmp_path: Path) -> None:
    rows = world_of(SHAPES["allowance-by-month"], tmp_path).rows
    assert sorted((rows.balance / 1_000_000).tolist()) == [2.0, 2.0, 2.0, 10.0]


TELCO = """
[source]
name = "telco"
currency = "USD"

[tables.plans]
file = "ibm_telco_extended.parquet"
distinct = true
[tables.plans.columns]
plan_id = "Contract"
sim_type = { value = "local" }
monthly_fee = { value = 70 }
allowance_gb = { value = 20 }
pack_gb = { value = 1 }
pack_price = { value = 10 }

[tables.subscribers]
file = "ibm_telco_extended.parquet"
columns = { subscriber_id = "Customer ID", plan_id = "Contract", region = { value = "CA" }, tenure_months = "Tenure in Months" }

[tables.usage]
file = "ibm_telco_extended.parquet"
[tables.usage.columns]
subscriber_id = "Customer ID"
month = { value = "2022-06-01" }
used_gb = "Avg Monthly GB Download"
packs_bought = { value = 0 }
monthly_fee = { formula = 'greatest(0, "Monthly Charge")' }
renewed = { formula = 'not "Churn Label"' }
"""


@pytest.mark.skipif(not (SHARED / "ibm_telco_extended.parquet").is_file(), reason="the third-party sets are not here")
def test_a_published_table_of_customers_is_answered_with_what_is_strange_about_it(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(TELCO, encoding="utf-8")
    import_population(SHARED, str(tmp_path / "map.toml"), tmp_path / "out")
    world = prepare_from_tables(tmp_path / "out")
    result = simulate(world, make_rules({}), assumptions_for(world, {}), cuts=False)
    assert "churn-high" in {notice.key for notice in result.notices}
    assert len({int(fee) for fee in world.rows.fee}) > 1_000  # everybody pays another charge
    assert result.outcome("revenue_per_subscriber").baseline == pytest.approx(64.78, abs=0.1)
