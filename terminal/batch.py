"""The command that answers many scenarios on one base: a report each, a comparison, a log."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from analysis.scenarios.scenarios import currency_note, settings_of
from analysis.settings.question import Question, question_on
from analysis.shards.opening import open_base
from analysis.simulate import simulate
from analysis.uncertainty.monte_carlo import DEFAULT_DRAWS
from analysis.version import VERSION, model_digest
from analysis.world.world import DEFAULT_SEED
from data.errors import InputError, TransferImpactError
from data.files.places import check_file, told
from data.scenarios.scenario_file import read_scenarios
from reports.decisions.batch_table import comparison_xlsx
from reports.decisions.side_by_side import case_row, comparison_csv
from reports.formats import CSV, FORMATS, PAPERS, XLSX, render
from reports.record.read_record import RunInputs, broken_digests, inputs_of
from reports.record.run_record import record_of
from reports.verify.report_reader import read_report, tampered
from terminal import batch_log
from terminal.batch_log import Entry, Finished
from terminal.console.common import CANCELLED, FAILED, FOLDER, SAY, tell_base, with_progress
from terminal.console.engines import engine_option, opened_engine
from terminal.console.file_names import file_names
from terminal.console.tell import tell
from terminal.output import check_target, write_report
from terminal.report import DAY, made_on
from terminal.simulate import explored, with_learned
from wording import LANGUAGES

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from analysis.shards.store import AnyBase
    from data.scenarios.scenario_file import Scenario

LOG = "log.jsonl"
COMPARISONS = ("comparison.csv", "comparison.xlsx")


@dataclass(frozen=True)
class Job:
    """What all scenarios of a batch share: the base and where it lies, what to write and where."""

    world: AnyBase
    population: Path
    out: Path
    form: str
    draws: int
    language: str
    paper: str
    day: date
    threads: int | None

    @property
    def look(self) -> str:
        """Return what the words and pages of a report depend on."""
        return f"{self.language}-{self.paper}"


@click.command("batch", help=SAY("help-batch"))
@click.argument("scenarios", metavar="SCENARIOS.TOML", type=FOLDER)
@click.option("--population", type=FOLDER, required=True, help=SAY("help-population-path"))
@click.option("--out", type=FOLDER, required=True, help=SAY("help-batch-out"))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default=XLSX, show_default=True, help=SAY("help-format"))
@click.option("--draws", type=int, default=DEFAULT_DRAWS, show_default=True, help=SAY("help-draws"))
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
@click.option("--paper", type=click.Choice(list(PAPERS)), default=PAPERS[0], show_default=True, help=SAY("help-paper"))
@click.option("--date", "day", type=DAY, metavar="YYYY-MM-DD", help=SAY("help-date"))
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help=SAY("help-draws-seed"))
@click.option("--threads", type=click.IntRange(1, 64), help=SAY("help-threads"))
@engine_option
def batch(
    scenarios: Path, population: Path, out: Path, form: str, draws: int, language: str, paper: str,
    day: datetime | None, seed: int, threads: int | None, engine: str,
) -> None:  # fmt: skip
    """Answer every scenario; exit code 1 when one could not be."""
    found = _scenarios(scenarios)
    worker = opened_engine(engine)
    _open(out)
    world = with_progress(lambda tell: open_base(population, seed, threads, tell, worker), brief=True)
    tell_base(world)
    job = Job(world, population, out, form, draws, language, paper, made_on(day), threads)
    try:
        entries = _answer(job, found)
    except KeyboardInterrupt:
        tell(SAY("batch-interrupted", path=str(out)), err=True)
        sys.exit(CANCELLED)
    _compare(job, entries)
    counts = {status: sum(entry.status == status for entry in entries) for status in ("written", "skipped", "failed")}
    tell(SAY("batch-done", path=str(out), **counts))
    if counts["failed"]:
        sys.exit(FAILED)


def _scenarios(file: Path) -> tuple[Scenario, ...]:
    try:
        return read_scenarios(file.read_bytes())
    except OSError as error:
        raise InputError.one("report-unreadable", path=str(file), reason=error.strerror or str(error)) from error


def _open(out: Path) -> None:
    """Make the folder, or take one that a batch has made before or that is empty."""
    log = out / LOG
    if out.is_dir() and any(out.iterdir()) and not batch_log.is_log(log):
        raise InputError.one("report-folder-taken", path=str(out))
    check_file(log, lambda file: "" if batch_log.is_log(file) else file.name)
    for name in COMPARISONS:
        check_target(out / name, folder=False)
    with told(log):
        out.mkdir(parents=True, exist_ok=True)
        log.touch()


def _answer(job: Job, scenarios: tuple[Scenario, ...]) -> list[Entry]:
    """Answer scenario after scenario; one that fails is told and logged, and the next one begins."""
    entries = []
    ending = "" if job.form == CSV else f".{job.form}"
    done = batch_log.finished(job.out / LOG)
    names = file_names(scenario.name for scenario in scenarios)
    for nth, (scenario, name) in enumerate(zip(scenarios, names, strict=True), 1):
        started = time.monotonic()
        file = name + ending
        try:
            entry = _one(job, scenario, file, done)
        except TransferImpactError as error:
            reasons = " ".join(SAY.problem(problem.key, problem.facts) for problem in error.problems)
            entry = Entry(scenario.name, file, batch_log.FAILED, time.monotonic() - started, job.look, None, None, reasons)
        entries.append(entry)
        if entry.status != batch_log.SKIPPED:
            with told(job.out / LOG):
                batch_log.append(job.out / LOG, entry)
        place = {"nth": str(nth), "count": str(len(scenarios)), "name": scenario.name, "file": file}
        tell(SAY(f"batch-{entry.status}", reason=entry.error or "", **place), err=entry.status == batch_log.FAILED)
    return entries


def _one(job: Job, scenario: Scenario, file: str, done: Finished) -> Entry:
    started = time.monotonic()
    settings = settings_of(scenario)
    rules, assumptions = settings.rules_at(job.world.pack_price_per_gb), settings.assumptions_on(job.world)
    question = question_on(job.world, rules, assumptions, scenario.horizon_months)
    note = currency_note(scenario, job.world)
    if note is not None:
        tell(SAY("cli-finding", text=SAY.problem(note.key, note.facts)), err=True)
    kept = _finished(job, scenario, file, question, done)
    if kept is not None:
        return kept
    result = simulate(job.world, rules, assumptions, horizon=scenario.horizon_months, threads=job.threads)
    result = explored(job.world, job.population, result, job.draws, job.threads)
    result = with_learned(job.population, result, job.threads)
    record = record_of(result, job.day, scenario.preset)
    target = job.out / file
    check_target(target, folder=job.form == CSV)
    write_report(target, render(job.form, result, record, job.language, job.paper))
    row = case_row(scenario.name, file, result)
    seconds = round(time.monotonic() - started, 3)
    return Entry(scenario.name, file, batch_log.WRITTEN, seconds, job.look, record.results, row, None)


def _finished(job: Job, scenario: Scenario, file: str, question: Question, done: Finished) -> Entry | None:
    """Return the entry of a report that an earlier run wrote whole for the very same question, or None."""
    try:
        report = read_report(job.out / file)
        found = inputs_of(report.record, job.world.pack_price_per_gb)
    except TransferImpactError:
        return None
    wanted = RunInputs(VERSION, model_digest(), question, job.draws, scenario.preset)
    row = done.get((file, report.record.results, job.look))
    if row is None or found != wanted or broken_digests(report.record) or tampered(report):
        return None
    row = row | {"scenario": scenario.name}
    return Entry(scenario.name, file, batch_log.SKIPPED, 0.0, job.look, report.record.results, row, None)


def _compare(job: Job, entries: list[Entry]) -> None:
    """Write the comparison of all scenarios that were answered, now or before."""
    rows = [entry.row for entry in entries if entry.row is not None]
    book = comparison_xlsx(rows, job.world, job.language, job.day)
    for name, content in zip(COMPARISONS, (comparison_csv(rows), book), strict=True):
        write_report(job.out / name, content)
