"""The command that proves a report: whether its record is whole, and whether its question still has the same answer."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from analysis.simulate import simulate
from analysis.world.prepare import prepare_from_tables
from data.database.scratch import heal, scratch
from reports.formats import CSV, JSON
from reports.record.read_record import broken_digests, folder_in, question_of
from reports.record.run_record import record_of
from reports.trials.proving import design_in
from reports.verify.proof import PROVED, proof_lines, prove
from reports.verify.report_reader import read_report, tampered
from terminal.console.common import FAILED, FOLDER, SAY, with_progress
from terminal.console.tell import tell
from terminal.simulate import explored, with_learned
from terminal.trials.prove import prove_design

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from reports.record.run_record import RunRecord


@click.command("verify", help=SAY("help-verify"))
@click.argument("path", metavar="FILE|DIR", type=FOLDER)
@click.option("--population", type=FOLDER, help=SAY("help-verify-population"))
@click.option("--threads", type=click.IntRange(1, 64), help=SAY("help-threads"))
def verify(path: Path, population: Path | None, threads: int | None) -> None:
    """Read the run record back; with a population, compute everything again. Exit code 1 when anything differs."""
    heal(path)
    kept = design_in(path)
    if kept is not None:
        if not prove_design(kept, population, threads):
            tell(SAY("verify-failed"))
            sys.exit(FAILED)
        return
    report = read_report(path, whole=True)
    record = report.record
    tell(SAY("verify-record", base=record.population, version=record.version, date=record.made_on, form=report.form))
    broken = [SAY("verify-broken-digest", part=SAY(f"report-{part}")) for part in broken_digests(record)]
    broken += [SAY("verify-tampered", part=part) for part in tampered(report)]
    for line in broken:
        tell(line)
    differs = False
    if population is not None:
        result = _again(record, population, threads)
        found = record_of(result, date.fromisoformat(record.made_on), record.preset, folder_in(record.command))
        proof = prove(report, result, found)
        differs = proof.verdict not in PROVED
        for line in proof_lines(proof, SAY):
            tell(line)
    elif not broken:
        tell(SAY("verify-whole-numbers") if report.form in (JSON, CSV) else SAY("verify-whole-record"))
    if broken or differs:
        tell(SAY("verify-failed"))
        sys.exit(FAILED)


def _again(record: RunRecord, population: Path, threads: int | None) -> Result:
    """Ask the question of a record again, of the tables alone: neither a prepared base nor draws that were kept are read."""
    world = with_progress(lambda tell: prepare_from_tables(population, record.seed, threads, tell), brief=True)
    world = replace(world, giving_up_to=record.giving_up_to)  # what was said of a store is said again
    question = question_of(record, world.pack_price_per_gb)
    result = simulate(world, question.rules, question.assumptions, horizon=question.horizon, threads=threads)
    with scratch() as nowhere:
        answered = with_progress(lambda tell: explored(world, nowhere, result, record.draws, threads, tell), brief=True)
    return with_progress(lambda tell: with_learned(population, answered, threads, tell, prepare_from_tables), brief=True)
