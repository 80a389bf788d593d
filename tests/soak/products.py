"""A base and what the program makes of it, made once, for the parts that damage files and kill commands."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import duckdb

from data.database.storage import MARK
from data.scenarios.scenario_file import Scenario, write_scenarios
from data.scenarios.scenario_store import Scenarios
from tests.soak.child import ran

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BASE, PLAIN, JOURNAL, SAVED, ASKED = "base", "plain", "journal.jsonl", "scenarios.sqlite", "scenarios.toml"
TABLES = ("plans", "subscribers", "usage", "contacts")
FORMS = ("pdf", "html", "xlsx", "json", "csv")
DAY = "2026-01-02"
SIMULATE = ("simulate", "--population", BASE, "--draws", "16", "--json", "-")
SIMULATE_PLAIN = ("simulate", "--population", PLAIN, "--json", "-")
SEARCH = ("decide", "best", "--population", BASE, "--budget", "6", "--draws", "4", "--resume", JOURNAL, "--json", "-")
SCENARIOS = (
    Scenario("gift of five", {"monthly_cap_gb": 5.0}, {"give_probability": 0.3}),
    Scenario("Корея", {}, {}, preset="korea", base=BASE),
)


def report_args(form: str) -> tuple[str, ...]:
    """Return the command for a report of a format."""
    return ("report", "--population", BASE, "--draws", "16", "--date", DAY, "--format", form, "--out", report_name(form))


def report_name(form: str) -> str:
    """Return what a report of a format is called; CSV is a folder."""
    return "report-csv" if form == "csv" else f"report.{form}"


def make_base(folder: Path, seed: int, name: str = BASE, subscribers: int = 300) -> None:
    """Synthesise a small base."""
    must(["population", "synth", "--subscribers", str(subscribers), "--seed", str(seed), "--out", name], folder)


def make_ground(folder: Path, seed: int) -> None:
    """Make a base, the same as CSV, and scenarios: saved ones, and a file of them."""
    make_base(folder, seed)
    (folder / PLAIN).mkdir()
    shutil.copy(folder / BASE / MARK, folder / PLAIN / MARK)
    with duckdb.connect(":memory:") as connection:
        for table in TABLES:
            source, target = (folder / name / f"{table}.{kind}" for name, kind in ((BASE, "parquet"), (PLAIN, "csv")))
            connection.execute(f"copy (from read_parquet('{source}')) to '{target}' (header)")
    Scenarios(folder / SAVED).save_all(SCENARIOS)
    (folder / ASKED).write_text(write_scenarios(SCENARIOS), encoding="utf-8")


def must(args: Sequence[str], folder: Path) -> str:
    """Run a command that nothing disturbs, and return what it wrote to standard output."""
    found = ran(args, folder)
    if found.code != 0:
        raise RuntimeError(f"{' '.join(args)}: {found.code}: {found.err}")
    return found.out
