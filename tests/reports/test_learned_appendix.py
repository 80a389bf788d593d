"""A report that rests on what the base's own history says tells all of it, and one that does not tells nothing of it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from pypdf import PdfReader

from analysis.evidence.accept import chosen_of, with_accepted
from analysis.evidence.learn import learned_behind
from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from cli import cli
from reports.content.learned import learned_lines
from reports.document.learned_appendix import learned_part
from reports.formats import render
from tests.reports.ready import recorded
from tests.reports.test_html import page_of, shown
from tests.reports.test_pdf import squeezed, text_of
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.results.result import Result
    from analysis.world.world import World

BY_HAND = "topup_conversion:0.1:0.9"


@pytest.fixture(scope="module")
def learned(world: World, population: Path) -> Result:
    """Answer with the certificate of one assumption accepted, and what a report on that is given."""
    asked = assumptions_for(world, {"measured_here": (BY_HAND,)})
    found = learned_behind(population, asked)
    accepted = assumptions_for(world, with_accepted({}, chosen_of(found, ["topup_conversion"])))
    return replace(simulate(world, make_rules({}), accepted), learned=found)


def test_what_nobody_accepted_is_not_learned_for_a_report(world: World, population: Path) -> None:
    assert learned_behind(population, assumptions_for(world, {})) == ()
    of_a_pilot = assumptions_for(world, {"measured_here": ("give_probability:0.04:0.12@3fa9c01b",)})
    assert learned_behind(population, of_a_pilot) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_append_every_certificate_and_what_is_in_force(learned: Result, plain_result: Result, language: str) -> None:
    say = wording(language)
    lines = learned_lines(learned.learned, say)
    texts = set(shown(page_of(learned, language)))
    assert {say("doc-learned"), *lines} <= texts
    in_force = say("doc-learned-in-force", title=say("topup_conversion"), value="", range="").partition("=")[0].strip()
    assert any(text.startswith(in_force) for text in texts)
    assert say("doc-learned") not in set(shown(page_of(plain_result, language)))
    pdf = text_of(PdfReader(io.BytesIO(render("pdf", learned, recorded(learned), language))))  # type: ignore[arg-type]
    assert squeezed(lines[0])[:60] in pdf


def test_files_for_machines_have_a_row_for_each(learned: Result, plain_result: Result) -> None:
    names = [one.assumption for one in learned.learned]
    told = json.loads(render("json", learned, recorded(learned), "en"))  # type: ignore[arg-type]
    assert [one["assumption"] for one in told["learned"]] == names
    files = render("csv", learned, recorded(learned), "en")
    assert isinstance(files, dict)
    assert files["learned.csv"].count(b"\n") == 1 + len(names)
    assert "learned.csv" not in render("csv", plain_result, recorded(plain_result), "en")
    book = load_workbook(io.BytesIO(render("xlsx", learned, recorded(learned), "en")))  # type: ignore[arg-type]
    titles = [row[0] for row in book[wording("en")("sheet-learned")].values]
    assert set(map(wording("en"), names)) <= set(titles)


def test_a_range_that_the_base_does_not_tell_is_said_to_be_set_by_hand(learned: Result) -> None:
    by_hand = replace(learned, assumptions=replace(learned.assumptions, measured_here=(BY_HAND,)))
    assert "not what this base says today" in learned_part(by_hand, wording("en"))[0]
    assert "not what this base says today" not in learned_part(learned, wording("en"))[0]


def test_a_report_with_the_appendix_is_proved(population: Path, tmp_path: Path) -> None:
    target, run = tmp_path / "r.json", CliRunner()
    asked = ["report", "--population", str(population), "--learned", "topup_conversion", "--draws", "0", "--out", str(target)]
    made = run.invoke(cli, asked)
    assert made.exit_code == 0, made.output
    assert json.loads(target.read_text())["learned"]
    told = run.invoke(cli, ["verify", str(target), "--population", str(population)])
    assert told.exit_code == 0, told.output
    target.write_text(target.read_text().replace('"estimate": 0.', '"estimate": 1.', 1))
    assert run.invoke(cli, ["verify", str(target)]).exit_code == 1
