"""The command line as its users type it, in a process of its own where exit codes matter."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate as simulate_engine
from analysis.world.prepare import prepare
from cli import cli
from reports.record.run_record import record_of
from tests.analysis.builder import Builder, PersonRow, PlanRow
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

OFF = ("--set", "enabled=false")


def run(*words: str) -> click.testing.Result:
    return CliRunner().invoke(cli, list(words))


def simulate(population: Path, *words: str) -> dict[str, dict[str, dict[str, float]]]:
    done = run("simulate", "--population", str(population), "--json", "-", *words)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_simulate_prints_the_contract_as_json(population: Path) -> None:
    answer = simulate(population)
    assert set(answer) >= {"provenance", "outcomes", "flow", "profit_bridge", "segments"}
    assert set(answer["outcomes"]) >= {
        "topup_rate",
        "renewal_rate",
        "satisfaction",
        "profit_per_subscriber",
        "unmet_gb",
        "expired_gb",
    }
    assert set(answer["outcomes"]["topup_rate"]) == {
        "baseline",
        "with_rules",
        "change",
        "se",
        "low",
        "high",
        "sampling",
        "assumption",
    }


def test_the_list_of_rules_says_of_each_what_it_may_be() -> None:
    lines = {line.split(" = ")[0]: line for line in run("rules", "list").stdout.splitlines()}
    assert "[true, false]" in lines["enabled"]
    assert "[1 - 30, none]" in lines["gift_days"]
    assert "[local, tourist, tourist_premium]" in lines["giver_sims"]
    for name in ("giver_plans", "receiver_plans"):
        assert "[names of plans of the base, with commas between them, none]" in lines[name]


def test_rules_off_change_none_of_the_four_numbers(population: Path) -> None:
    outcomes = simulate(population, *OFF)["outcomes"]
    assert [outcomes[name]["change"] for name in ("topup_rate", "renewal_rate", "satisfaction", "profit_per_subscriber")] == [
        0,
        0,
        0,
        0,
    ]


def test_the_bridge_sums_exactly_to_the_change_in_profit(population: Path) -> None:
    done = run("simulate", "--population", str(population), "--json", "-")
    answer = json.loads(done.stdout, parse_float=Decimal)
    assert sum(step["change"] for step in answer["profit_bridge"]) == answer["outcomes"]["profit_per_subscriber"]["change"]
    assert sum(step["total"] for step in answer["profit_bridge"]) == answer["profit_change_total"]


def test_the_same_seed_gives_the_same_bytes_whatever_the_threads(population: Path) -> None:
    texts = {run("simulate", "--population", str(population), "--json", "-", "--threads", n).stdout for n in ("1", "2", "4")}
    assert len(texts) == 1


def test_another_seed_gives_another_answer(population: Path) -> None:
    assert simulate(population, "--seed", "1")["outcomes"] != simulate(population, "--seed", "2")["outcomes"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--set", "step_gbs=1"), ("step_gbs", "step_gb")),
        (("--set", "step_gb=lots"), ("step_gb", "lots", "none")),
        (("--set", "keep_floor_gb=-1"), ("keep_floor_gb", "-1", "0", "100")),
        (("--set", "step_gb=5", "--set", "max_transfer_gb=2"), ("step_gb", "max_transfer_gb")),
        (("--set", "fee_payer=nobody"), ("fee_payer", "nobody", "receiver", "giver")),
        (("--set", "step_gb"), ("step_gb", "NAME=VALUE")),
        (("--assume", "give_probability=2"), ("give_probability", "0", "1")),
    ],
)
def test_bad_settings_are_named_with_what_is_allowed(population: Path, words: tuple[str, ...], expected: tuple[str, ...]) -> None:
    done = run("simulate", "--population", str(population), *words)
    assert done.exit_code == 1
    assert all(part in done.stderr for part in expected)


def test_every_wrong_setting_is_told_in_one_run(population: Path) -> None:
    done = run(
        "simulate", "--population", str(population), "--set", "stp=1", "--set", "keep_floor_gb=x", "--set", "fee_per_gb=-3"
    )
    assert done.exit_code == 1
    assert all(part in done.stderr for part in ("“stp”", "keep_floor_gb cannot be", "fee_per_gb cannot be -3"))


def test_a_folder_that_is_no_population_is_said_so(tmp_path: Path) -> None:
    done = run("simulate", "--population", str(tmp_path / "nowhere"))
    assert done.exit_code == 1
    assert "nowhere" in done.stderr


def test_a_folder_with_other_files_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    done = run("population", "synth", "--subscribers", "400", "--out", str(tmp_path))
    assert done.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_every_command_explains_itself() -> None:
    def walk(command: click.Command, words: tuple[str, ...]) -> list[tuple[str, ...]]:
        if not isinstance(command, click.Group):
            return [words]
        names, context = command.list_commands(click.Context(command)), click.Context(command)
        inner = [(name, sub) for name in names if (sub := command.get_command(context, name)) is not None]
        assert [name for name, _ in inner] == names
        return [words, *(path for name, sub in inner for path in walk(sub, (*words, name)))]

    found = walk(cli, ())
    assert {("simulate",), ("population", "shard"), ("decide", "best"), ("decide", "discover"), ("pilot", "design")} <= {*found}
    for words in found:
        done = run(*words, "--help")
        assert done.exit_code == 0
        assert len(done.output.splitlines()[2].strip()) > 10


def test_a_command_loads_none_of_the_others() -> None:
    code = "import sys; from cli import cli; cli.get_command(None, 'simulate'); print(*sorted(sys.modules))"
    loaded = {*subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()}
    assert "terminal.simulate" in loaded
    others = ("terminal.population", "terminal.report", "terminal.verify", "terminal.decisions", "scipy.stats", "xlsxwriter")
    assert loaded.isdisjoint(others)


def test_a_command_that_is_not_there_is_told(population: Path) -> None:
    done = run("simulat", "--population", str(population))
    assert done.exit_code == 2
    assert "simulat" in done.stderr


def test_assumptions_list_as_json_tells_unit_range_and_source() -> None:
    found = {entry["name"]: entry for entry in json.loads(run("assumptions", "list", "--json", "-").stdout)}
    assert found["topup_conversion"]["default"] == 0.30
    assert all(
        (entry["unit"] or entry["type"] == "switch") and entry["source"] and entry["title"] and entry["help"]
        for entry in found.values()
    )


def test_the_report_command_writes_whole_files(population: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "report.html"
    done = run("report", "--population", str(population), "--out", str(out))
    assert done.exit_code == 0
    assert [path.name for path in out.parent.iterdir()] == ["report.html"]


def test_simulate_looks_ahead_and_says_how_sure_it_is(population: Path) -> None:
    asked = ("simulate", "--population", str(population), "--horizon", "18", "--draws", "32", "--json", "-")
    answer = json.loads(run(*asked).stdout)
    assert [point["month"] for point in answer["time_path"]] == list(range(1, 19))
    total = 0.0
    for point in answer["time_path"]:
        total += point["profit_change"]
        assert point["cumulative"] == pytest.approx(total, abs=1e-9)
        assert point["low"] < point["cumulative"] < point["high"]
        assert point["assumption"]["low"] < point["assumption"]["high"]
    assert sum(step["horizon_change"] for step in answer["profit_bridge"]) == pytest.approx(total, abs=1e-9)
    assert answer["npv_sampling"]["low"] < answer["npv"] < answer["npv_sampling"]["high"]
    assert answer["cvar5"] < answer["npv_assumption"]["low"]
    assert 0 <= answer["probability_profit_rises"] <= 1
    assert answer["payback_month"] in {None, *range(1, 19)}
    for outcome in answer["outcomes"].values():
        assert outcome["sampling"]["low"] < outcome["change"] < outcome["sampling"]["high"]
        assert outcome["assumption"]["low"] < outcome["assumption"]["high"]
    assert answer["draws"]["answered"] == 32
    assert {variant["name"] for variant in answer["variants"]} >= {"no-loyalty", "no-plan-moves"}
    assert "18" in answer["verdict"]


@pytest.mark.parametrize(("language", "word"), [("en", "profit"), ("ru", "прибыль"), ("zh", "利润")])
def test_the_verdict_is_a_sentence_in_the_chosen_language(population: Path, language: str, word: str) -> None:
    answer = json.loads(run("simulate", "--population", str(population), "--language", language, "--json", "-").stdout)
    assert word in answer["verdict"]
    assert answer["probability_profit_rises"] is None


@pytest.mark.parametrize(("option", "value", "allowed"), [("--horizon", "61", "60"), ("--draws", "5", "16")])
def test_a_horizon_or_a_count_of_draws_out_of_range_is_one_sentence(
    population: Path, option: str, value: str, allowed: str
) -> None:
    found = run("simulate", "--population", str(population), option, value)
    assert found.exit_code == 1
    assert value in found.stderr
    assert allowed in found.stderr


def test_a_plan_with_capitals_and_a_comma_is_chosen_and_the_records_command_chooses_it_again(tmp_path: Path) -> None:
    base = Builder().plan("VIP, Gold", PlanRow()).plan("vip, gold", PlanRow())
    base.subscriber("a", PersonRow(plan="VIP, Gold"), [(2, 0)]).subscriber("b", PersonRow(), [(14, 0)]).tie("a", "b")
    folder = base.write(tmp_path / "p")
    sure = ("--assume", "give_probability=1", "--assume", "adoption_months=0")
    first = run("simulate", "--population", str(folder), "--set", 'giver_plans="VIP, Gold"', *sure, "--json", "-")
    assert first.exit_code == 0, first.output
    assert json.loads(first.stdout)["provenance"]["rules"]["giver_plans"] == ["VIP, Gold"]
    world = prepare(folder)
    rules = make_rules({"giver_plans": ("VIP, Gold",)})
    result = simulate_engine(world, rules, assumptions_for(world, {"give_probability": 1.0, "adoption_months": 0}))
    words = shlex.split(record_of(result, date(2026, 1, 1), None, str(folder)).command)
    assert run(*words[2:]).stdout == first.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("simulate", "--seed", "-1"), "seed cannot be -1: from 0 to 18446744073709551615"),
        (("simulate", "--seed", "1" + "0" * 30), "from 0 to 18446744073709551615"),
        (("decide", "best", "--profit-floor", "nan"), "profit_floor cannot be"),
        (("decide", "best", "--profit-floor", "inf"), "profit_floor cannot be inf: from -1000000000 to 1000000000"),
        (("decide", "best", "--loss-limit", "nan"), "loss_limit cannot be"),
    ],
)
def test_a_number_that_cannot_be_meant_is_told(population: Path, words: tuple[str, ...], said: str) -> None:
    done = run(*words, "--population", str(population))
    assert done.exit_code == 1
    assert said in done.stderr


def test_what_a_preset_charges_is_shown_as_a_share_where_there_is_no_base() -> None:
    assert "fee_per_gb = 37% of what a GB costs in a pack" in run("rules", "show", "hong-kong").stdout
    told = json.loads(run("rules", "show", "hong-kong", "--json", "-").stdout)
    assert told["fee_per_gb"] == {"share_of_pack_price_per_gb": 0.37}


@pytest.mark.parametrize(
    "words", [(), OFF, ("--rules", "korea"), ("--set", "max_transfer_gb=0")], ids=["as declared", "off", "korea", "none"]
)
def test_what_is_printed_needs_no_segments(population: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("simulate", "--population", str(population), *words)
    printed = run(*asked)
    monkeypatch.setattr("terminal.simulate.simulate", lambda *given, **how: simulate_engine(*given, **{**how, "cuts": True}))
    assert run(*asked).output == printed.output
    assert len(printed.output.splitlines()) > 5
