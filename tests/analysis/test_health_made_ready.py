"""A base made ready is judged by the very figures of its health report, though each takes its months from elsewhere."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

import analysis.shards.routing as routing_module
import analysis.world.prepare as prepare_module
from analysis.dealing.kept_steps import ROOM
from analysis.shards.routing import route
from analysis.world.prepare import prepare_from_tables
from data.health.health import Measures, health, measures
from data.progress import silent
from data.synthetic.generator import synthesise

if TYPE_CHECKING:
    from pathlib import Path

# Months with an allowance, a fee and a pack of their own; of some the operator says whether they ran out. Tourists among locals.
OWN = """select * replace (
    (case when hash(subscriber_id) % 3 = 0 then 7.5 end)::decimal(18,6) as allowance_gb,
    (case when hash(subscriber_id) % 5 = 0 then 321 end)::decimal(18,6) as monthly_fee,
    (case when hash(subscriber_id, month) % 4 = 0 then 3 end)::decimal(18,6) as pack_gb,
    (case when hash(subscriber_id, month) % 4 = 0 then 99 end)::decimal(18,6) as pack_price,
    (case hash(subscriber_id, month, 9) % 4 when 0 then true when 1 then false end) as ran_out) from {t}"""
# Need and renewal told of some months only, gaps, and a mistyped month of five rows long ago.
RAGGED = """select * replace (
    (case when hash(subscriber_id) % 7 = 0 then null else need_gb end) as need_gb,
    (case when hash(subscriber_id, month, 2) % 3 = 0 then null else renewed end) as renewed)
    from {t} where hash(month, subscriber_id) % 11 > 2
    union all by name select subscriber_id, date '2001-03-01' as month, used_gb, packs_bought from (select * from {t} limit 5)"""
# Nobody says who renewed: it is read from who is active, which health does not take for an answer.
SILENT = "select * exclude (need_gb, renewed) from {t} order by hash(subscriber_id, month)"
BASES = {"travel": OWN, "russia": RAGGED, "china": SILENT}


@pytest.fixture(params=list(BASES))
def awkward(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    source, folder = tmp_path / "source", tmp_path / "base"
    synthesise(source, 3000, market=request.param, months=18)
    shutil.copytree(source, folder)
    query = BASES[request.param].format(t=repr(str(source / "usage.parquet")))
    duckdb.execute(f"copy ({query}) to '{folder}/usage.parquet'")
    return folder


@pytest.mark.parametrize("threads", [1, 2])
def test_what_a_base_is_judged_by_is_what_its_report_measures(
    awkward: Path, tmp_path: Path, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Measures] = []

    def noted(*args: Any) -> Measures:  # noqa: ANN401 - as it is called
        seen.append(measures(*args))
        return seen[-1]

    for module in (prepare_module, routing_module):
        monkeypatch.setattr(module, "measures", noted)
    report = {check.target.name: check.measured for check in health(awkward, market="russia", threads=threads).checks}
    assert sum(value is not None for value in report.values()) > 15
    prepare_from_tables(awkward, threads=threads)
    (tmp_path / "s" / ROOM).mkdir(parents=True)
    route(awkward, tmp_path / "s", 3, threads, silent)
    assert seen == [report, report]
