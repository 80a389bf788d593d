"""Commands that build, import and check populations."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from analysis.shards.building import MANY_GUESTS, written_store
from analysis.world.world import DEFAULT_SEED
from data.database.scratch import heal
from data.database.storage import MARK
from data.files.places import is_unfinished
from data.health.health import health
from data.importing.importer import import_population
from data.mapping.mapping_file import mapping_names
from data.planted.figures import ALL, NAMES
from data.population.full_check import check_population
from data.schema import TABLES
from data.synthetic.generator import MONTHS, synthesise
from reports.base_health.lines import health_lines, health_plain
from terminal.console.common import FAILED, FOLDER, JSON_FILE, SAY, Family, with_progress, write_json
from terminal.console.compiled import compiled_beside
from terminal.console.engines import engine_option, opened_engine, opened_tables, tables_option
from terminal.console.tell import tell
from terminal.learn import learn_command
from terminal.mapping import map_command
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from data.errors import Problem
    from data.population.manifest import Manifest


@click.group(cls=Family, help=SAY("help-population"))
def population() -> None:
    """Hold the commands on populations."""


@population.command("synth", help=SAY("help-population-synth"))
@click.option("--subscribers", type=int, default=100_000, show_default=True, help=SAY("help-subscribers"))
@click.option("--seed", type=int, default=1, show_default=True, help=SAY("help-seed"))
@click.option("--market", default="russia", show_default=True, help=SAY("help-market"))
@click.option("--operator", help=SAY("help-operator"))
@click.option("--out", type=FOLDER, required=True, help=SAY("help-out"))
@click.option("--months", type=int, default=MONTHS, show_default=True, help=SAY("help-population-months"))
@click.option("--history", multiple=True, metavar="TABLE", help=SAY("help-history", known=", ".join((ALL, *NAMES))))
@click.option("--missing", is_flag=True, help=SAY("help-missing"))
@click.option("--replace", is_flag=True, help=SAY("help-replace"))
def synth(
    subscribers: int,
    seed: int,
    market: str,
    operator: str | None,
    out: Path,
    months: int,
    history: tuple[str, ...],
    *,
    missing: bool,
    replace: bool,
) -> None:
    """Build a synthetic population."""
    heal(out)
    if missing and (out / MARK).is_file():
        return
    was_there = (out / MARK).is_file()
    manifest = with_progress(
        compiled_beside(
            lambda report: synthesise(
                out,
                subscribers,
                seed,
                market,
                progress=report,
                operator=operator,
                replace=replace,
                history=history,
                months=months,
            )
        )
    )
    _tell_built(out, manifest, replaced=was_there)


@population.command("check", help=SAY("help-population-check"))
@click.argument("path", type=FOLDER)
def check(path: Path) -> None:
    """Check a population in full; exit code 1 when it cannot be used."""
    verdict = with_progress(lambda report: check_population(path, progress=report))
    for problem in verdict.problems:
        _tell(problem)
    if verdict.errors:
        tell(SAY("cli-check-bad", path=str(path), count=str(len(verdict.errors))), err=True)
        sys.exit(FAILED)
    rows = {table.name: str(verdict.rows.get(table.name, 0)) for table in TABLES}
    tell(SAY("cli-check-good", path=str(path), fingerprint=verdict.fingerprint[:16], **rows))


@population.command("health", help=SAY("help-population-health"))
@click.argument("path", type=FOLDER)
@click.option("--json", "as_json", type=JSON_FILE, help=SAY("help-json"))
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help=SAY("help-language"))
def health_command(path: Path, as_json: str | None, language: str) -> None:
    """Measure a population against the calibration targets."""
    found = with_progress(lambda report: health(path, progress=report))
    if as_json is not None:
        write_json(as_json, json.dumps(health_plain(found), indent=2, ensure_ascii=False) + "\n")
        return
    for line in health_lines(found, wording(language)):
        tell(line)


@population.command("import", help=SAY("help-population-import"))
@click.option("--mapping", required=True, help=SAY("help-mapping", known=", ".join(mapping_names())))
@click.option("--out", type=FOLDER, required=True, help=SAY("help-out"))
@click.option("--replace", is_flag=True, help=SAY("help-replace"))
@click.option("--name", default="", help=SAY("help-base-name"))
@click.option("--currency", default="", help=SAY("help-base-currency"))
@click.option("--database", default="", help=SAY("help-database"))
@tables_option
@click.argument("source", type=FOLDER, required=False)
def import_(
    mapping: str, source: Path | None, out: Path, name: str, currency: str, database: str, engine: str, *, replace: bool
) -> None:
    """Import a population from tables that look different."""
    tables = opened_tables(engine)
    findings: list[Problem] = []
    was_there = (out / MARK).is_file()
    manifest = with_progress(
        compiled_beside(
            lambda report: import_population(
                source,
                mapping,
                out,
                report,
                findings.append,
                replace_old=replace,
                name=name,
                currency=currency.upper(),
                database=database,
                tables=tables,
            )
        )
    )
    for finding in findings:
        _tell(finding)
    if manifest.synthesised:
        tell(SAY("cli-imported-synthesised", parts=", ".join(manifest.synthesised)))
    _tell_built(out, manifest, replaced=was_there)


@population.command("shard", help=SAY("help-population-shard"))
@click.option("--out", type=FOLDER, required=True, help=SAY("help-shards-out"))
@click.option("--shards", type=int, help=SAY("help-shards"))
@click.option("--giving-up-to", type=float, default=1.0, help=SAY("help-shards-giving"))
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True, help=SAY("help-draws-seed"))
@click.option("--threads", type=click.IntRange(1, 64), help=SAY("help-threads"))
@engine_option
@click.option("--replace", is_flag=True, help=SAY("help-replace"))
@click.option("--afresh", is_flag=True, help=SAY("help-shards-afresh"))
@click.argument("source", type=FOLDER)
def shard(
    source: Path,
    out: Path,
    shards: int | None,
    giving_up_to: float,
    seed: int,
    threads: int | None,
    engine: str,
    *,
    replace: bool,
    afresh: bool,
) -> None:
    """Build a store of shards."""
    works = opened_engine(engine)
    try:
        store = with_progress(
            lambda report: written_store(
                source,
                out,
                shards,
                seed=seed,
                threads=threads,
                replace_old=replace,
                progress=report,
                engine=works,
                afresh=afresh,
                giving_up_to=giving_up_to,
            )
        )
    finally:
        if is_unfinished(out):
            tell(SAY("cli-shard-unfinished", path=str(out)), err=True)
    facts = {"shards": str(len(store.shards)), "subscribers": str(store.subscribers), "factor": f"{store.held.factor:.2f}"}
    tell(SAY("cli-sharded", path=str(out), **facts))
    if store.held.factor > MANY_GUESTS:
        tell(SAY("cli-finding", text=SAY("shards-many-guests", **facts)), err=True)
        for limit, factor in store.held.limited:
            facts = {"limit": f"{limit:g}", "factor": f"{factor:.2f}"}
            tell(SAY("cli-finding", text=SAY("shards-limited-guests", **facts)), err=True)


def _tell_built(out: Path, manifest: Manifest, *, replaced: bool) -> None:
    if replaced:
        tell(SAY("cli-replaced", path=str(out)))
    tell(SAY("cli-built", path=str(out), fingerprint=manifest.fingerprint[:16]))


def _tell(problem: Problem) -> None:
    """Say a problem on standard error: an error as such, anything else as a note."""
    text = SAY.problem(problem.key, problem.facts)
    tell(SAY("cli-error" if problem.is_error else "cli-finding", text=text), err=True)


population.add_command(learn_command)
population.add_command(map_command)
