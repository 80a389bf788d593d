"""What a base does not show is said with every answer, and what looks like another thing than a month's is asked about."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import duckdb
import pytest

from analysis.decide.what_if import WhatIf
from analysis.outcomes.base_notices import base_notices
from analysis.results.result import Notice
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from analysis.world.prepare import prepare
from analysis.world.world import MEASURES
from data.health.health import Status, health
from data.population.full_check import check_population
from reports.content.headlines import headlines, notice_lines
from reports.decisions.json_contract import decision_json
from reports.record.json_contract import as_plain
from tests.analysis.builder import Builder, PersonRow
from tests.analysis.rewriting import rewritten
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.world.world import World

NO_NEED = ("update usage set need_gb = null",)
NO_RENEWED = ("update usage set renewed = null",)
A_FIFTH_INACTIVE = "update subscribers set active = hash(subscriber_id) % 5 > 0"


def without(population: Path, folder: Path, *changes: str) -> World:
    return prepare(rewritten(population, folder / "base", changes))


def answer(world: World) -> Result:
    return simulate(world, make_rules({}), assumptions_for(world, {}), cuts=False)


def keys(world: World) -> list[str]:
    return [notice.key for notice in base_notices(world)]


def by_month(world: World, name: str) -> list[int]:
    return [int(count) for count in world.month_sums[:, :, MEASURES.index(name)].sum(axis=1)]


def test_a_base_that_tells_everything_is_left_in_peace(world: World) -> None:
    assert keys(world) == []


def test_need_that_nobody_told_is_said_and_conversion_is_not_measured_from_it(population: Path, tmp_path: Path) -> None:
    world = without(population, tmp_path, *NO_NEED)
    assert keys(world) == ["need-is-use"]
    assert "topup_conversion" not in world.measured
    assert assumptions_for(world, {}).topup_conversion == 0.3


def test_need_in_half_of_the_months_that_ran_out_is_enough_to_measure_by(population: Path, tmp_path: Path) -> None:
    world = without(population, tmp_path, "update usage set need_gb = null where hash(subscriber_id, month) % 4 = 0")
    assert keys(world) == []
    assert 0 < world.measured["topup_conversion"] < 1


def test_renewal_that_is_assumed_is_said_in_every_form(population: Path, tmp_path: Path) -> None:
    world = without(population, tmp_path, *NO_RENEWED, "update subscribers set active = true")
    result = answer(world)
    assert [notice.key for notice in result.notices] == ["renewal-assumed"]
    notices = as_plain(result, wording("en"))["notices"]
    assert notices == [{"key": "renewal-assumed", "leaving_share": 0.022}]
    for language in LANGUAGES:
        say = wording(language)
        title = next(line.title for line in headlines(result, say) if line.name == "renewal_rate")
        assert title == say("title-assumed", title=say("outcome-renewal_rate"))
        assert any(say.percent(0.022) in line for line in notice_lines(result, say))


def test_satisfaction_is_told_as_modelled_and_what_was_measured_is_not(world: World) -> None:
    say = wording("en")
    titles = {line.name: line.title for line in headlines(answer(world), say)}
    assert titles["satisfaction"] == "Satisfaction (modelled)"
    assert titles["renewal_rate"] == "Renewal"


def test_the_last_month_is_read_from_who_is_active_where_nothing_else_says_it(population: Path, tmp_path: Path) -> None:
    world = without(population, tmp_path, *NO_RENEWED, A_FIFTH_INACTIVE)
    seen, left = (by_month(world, name) for name in ("renewals_seen", "leavers"))
    assert seen[:-1] == [0] * (len(seen) - 1)
    assert 0.15 < left[-1] / seen[-1] < 0.25
    assert keys(world) == ["renewal-some-months", "churn-high"]


@pytest.mark.parametrize("everybody", ["true", "false", "null"])
def test_a_column_in_which_all_are_alike_says_nothing_of_leaving(population: Path, tmp_path: Path, everybody: str) -> None:
    world = without(population, tmp_path, *NO_RENEWED, f"update subscribers set active = {everybody}")
    assert by_month(world, "renewals_seen") == [0] * len(world.months)
    assert keys(world) == ["renewal-assumed"]


def test_what_renewed_says_is_not_overruled(population: Path, tmp_path: Path) -> None:
    told = without(population, tmp_path, A_FIFTH_INACTIVE)
    assert answer(told).outcomes == answer(prepare(population)).outcomes


def test_neither_active_nor_validity_is_needed(population: Path, tmp_path: Path) -> None:
    folder = rewritten(population, tmp_path / "base")
    for table, column in (("subscribers", "active"), ("plans", "validity_days")):
        whole = folder / f"{table}.parquet"
        with duckdb.connect() as database:  # not the shared one, on which another test may have left a result unread
            kept = database.read_parquet(str(whole)).project(f"* exclude ({column})")
            kept.write_csv(str(folder / f"{table}.csv"))
        whole.unlink()
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"fingerprint": ""}))  # it was that of the whole tables
    assert not check_population(folder).errors
    world = prepare(folder)
    assert keys(world) == []
    assert answer(world).outcomes == answer(prepare(population)).outcomes


def test_the_churn_of_a_lifetime_is_asked_about(population: Path, tmp_path: Path) -> None:
    lifetime = "update usage set renewed = hash(subscriber_id) % 4 > 0 where month = (select max(month) from usage)"
    world = without(population, tmp_path, lifetime)
    (notice,) = base_notices(world)
    assert (notice.key, notice.facts["month"]) == ("churn-high", world.months[-1])
    assert 0.2 < float(notice.facts["worst_share"]) < 0.3


def test_nine_who_left_of_ten_are_chance_and_nobody_is_told_of_them(tmp_path: Path) -> None:
    base = Builder()
    for nth in range(10):
        base.subscriber(f"s{nth}", PersonRow(last_renewed=nth == 0), [(3, 0)])
    assert keys(prepare(base.write(tmp_path / "p"))) == [
        "health-failed"
    ]  # ten people alike are like no base: not of their leaving


def test_a_base_that_fails_its_health_says_so_with_the_count_in_every_form(population: Path, tmp_path: Path) -> None:
    world = without(population, tmp_path, "update plans set monthly_fee = 100 * monthly_fee", "update usage set packs_bought = 0")
    found = health(tmp_path / "base").checks
    failed, known = (sum(one.status in which for one in found) for which in ({Status.FAIL}, {*Status} - {Status.UNKNOWN}))
    result = answer(world)
    assert result.notices[0] == Notice("health-failed", {"failed": failed, "measured": known})
    assert failed > 1
    assert prepare(tmp_path / "base").judged == world.judged  # read back from what is kept
    assert json.loads(decision_json(WhatIf.on(world, result.rules, result.assumptions), {}))["provenance"]["notices"][0] == {
        "key": "health-failed",
        "failed": failed,
        "measured": known,
    }
    for language in LANGUAGES:
        sentence = notice_lines(result, wording(language))[0]
        assert {str(failed), str(known)} <= set(re.findall(r"\d+", sentence))
        assert "population health" in sentence


def test_what_is_strange_about_the_months_is_said_wherever_the_base_is(population: Path, tmp_path: Path) -> None:
    world = without(population, tmp_path, "delete from usage where month = (select min(month) from usage) + interval 6 months")
    assert "months-missing" in keys(world)
    assert [notice.key for notice in answer(world).notices].count("months-missing") == 1


def test_months_on_another_plan_are_told_with_what_is_not_known_of_them(population: Path, tmp_path: Path) -> None:
    before = "month < (select max(month) from usage) and hash(subscriber_id) % 4 = 0"
    world = without(
        population,
        tmp_path,
        "alter table usage add column if not exists allowance_gb decimal(18,6)",
        f"update usage set allowance_gb = 7.5 where {before}",
    )
    found = {notice.key: notice for notice in base_notices(world)}
    assert 0.15 < float(found["allowance-by-month"].facts["other_share"]) < 0.3
    for language in LANGUAGES:
        say = wording(language)
        assert any(say.percent(world.other_allowance) in line for line in notice_lines(answer(world), say))


def test_subscribers_without_any_month_are_told(population: Path, tmp_path: Path) -> None:
    world = without(population, tmp_path, "delete from usage where hash(subscriber_id) % 2 = 0")
    (notice,) = base_notices(world)
    assert notice.key == "never-seen"
    assert 0.4 < float(notice.facts["absent_share"]) < 0.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_has_its_sentence(population: Path, tmp_path: Path, language: str) -> None:
    def results() -> Iterator[Result]:
        yield answer(without(population, tmp_path / "a", *NO_NEED, *NO_RENEWED, A_FIFTH_INACTIVE))
        yield answer(
            without(
                population,
                tmp_path / "b",
                *NO_RENEWED,
                "update subscribers set active = null",
                "delete from usage where hash(subscriber_id) % 2 = 0",
            )
        )

    lines = [line for result in results() for line in notice_lines(result, wording(language))]
    assert len(lines) == len(set(lines)) == 5
