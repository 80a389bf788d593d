"""Proving a report: an honest one is equal, and whatever was changed in it, in the base or in the record is found."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from pypdf import PdfReader, PdfWriter

from cli import cli
from data.synthetic.generator import synthesise
from reports.verify.proof import DIFFERENT, EQUAL, ROUNDED, SAME_NUMBERS, Difference, Proof

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

FORMS = {"pdf": "r.pdf", "html": "r.html", "xlsx": "r.xlsx", "csv": "r", "json": "r.json"}


@pytest.fixture(scope="module")
def made(population: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write one report in every format, each in another language, with draws where that is cheap to check again."""
    folder = tmp_path_factory.mktemp("made")
    for nth, (form, name) in enumerate(FORMS.items()):
        words = ["report", "--population", str(population), "--rules", "korea", "--assume", "give_probability=0.2"]
        words += ["--horizon", "6", "--draws", "16" if form == "json" else "0", "--date", "2026-11-22"]
        words += ["--language", ("ru", "zh", "en")[nth % 3], "--paper", "letter", "--format", form, "--out", str(folder / name)]
        done = CliRunner().invoke(cli, words)
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "copy")


def verify(path: Path, population: Path | None = None) -> Result:
    words = ["verify", str(path), *(("--population", str(population)) if population else ())]
    return CliRunner().invoke(cli, words)


@pytest.mark.parametrize("form", FORMS)
def test_an_honest_report_is_equal_to_the_byte(made: Path, population: Path, form: str) -> None:
    done = verify(made / FORMS[form], population)
    assert "Equal: computed and written again" in done.output
    assert done.exit_code == 0


@pytest.mark.parametrize("form", FORMS)
def test_without_a_base_the_record_is_read_and_found_whole(made: Path, form: str) -> None:
    done = verify(made / FORMS[form])
    assert done.exit_code == 0
    assert "russia-T2-4000" in done.output
    assert "whole" in done.output


def change_text(old: str, new: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        assert re.search(old, text)
        file.write_text(re.sub(old, new, text, count=1), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("r.json", change_text(r'("topup_rate": \{\s*"baseline": )[\d.]+', r"\g<1>0.99")),
        ("r.json", change_text(r'("transfers": )\d+', r"\g<1>7")),
        ("r/outcomes.csv", change_text(r'("satisfaction","points",)[\d.]+', r"\g<1>99.9")),
        ("r/segments.csv", change_text(r",-[\d.]+\n", ",12345.6\n")),
    ],
)
def test_a_changed_number_is_found_even_without_the_base_and_named_with_it(
    copy: Path, population: Path, name: str, change: Callable[[Path], None]
) -> None:
    change(copy / name)
    report = copy / name.split("/", maxsplit=1)[0]
    alone, proved = verify(report), verify(report, population)
    assert alone.exit_code == proved.exit_code == 1
    assert "Changed after it was made" in alone.output
    assert len(re.findall(r"the report says .+, recomputed it is ", proved.output)) == 1


def test_a_number_changed_in_a_workbook_is_named_by_its_cell(copy: Path, population: Path) -> None:
    book = load_workbook(copy / "r.xlsx")
    book.worksheets[0]["B6"] = 0.5
    book.save(copy / "r.xlsx")
    done = verify(copy / "r.xlsx", population)
    assert done.exit_code == 1
    assert re.findall(r"\S+!(B6): the report says 0.5, recomputed", done.output) == ["B6"]


def test_a_workbook_that_was_only_saved_again_is_equal(copy: Path, population: Path) -> None:
    load_workbook(copy / "r.xlsx").save(copy / "r.xlsx")
    done = verify(copy / "r.xlsx", population)
    assert "every number of the report is the same" in done.output
    assert done.exit_code == 0


def test_a_sentence_changed_in_a_page_is_found(copy: Path, population: Path) -> None:
    change_text(r"<h1>[^<]+</h1>", "<h1>Profit doubles</h1>")(copy / "r.html")
    done = verify(copy / "r.html", population)
    assert done.exit_code == 1
    assert "Profit doubles" in done.output


@pytest.mark.long
def test_a_page_taken_from_a_pdf_is_found(copy: Path, population: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(copy / "r.pdf"))
    writer.remove_page(1)
    writer.write(copy / "r.pdf")
    done = verify(copy / "r.pdf", population)
    assert done.exit_code == 1
    assert "Different" in done.output


def test_a_rule_changed_in_the_record_no_longer_fits_its_digest(copy: Path) -> None:
    change_text(r'("keep_floor_gb": )0\.0(,(?:.|\n){0,3000}"made_on")', r"\g<1>5.0\2")(copy / "r.html")
    done = verify(copy / "r.html")
    assert done.exit_code == 1
    assert "The record is not whole" in done.output


def test_another_base_is_told_by_its_fingerprint_and_the_numbers_that_differ(made: Path, tmp_path: Path) -> None:
    synthesise(tmp_path / "other", subscribers=4000, seed=8)
    done = verify(made / "r.json", tmp_path / "other")
    assert done.exit_code == 1
    assert all(
        part in done.output for part in ("the base’s fingerprint is", "the digest of the results is", "npv", "more places")
    )


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 250_000_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty", b""),
        ("cut.pdf", b"%PDF-1.7\n%cut"),
        ("cut.xlsx", b"PK\x03\x04cut"),
        ("page.html", b"<html><body>nothing of ours</body></html>"),
        ("list.json", b'{"record": [1, 2]}'),
        ("deep.json", b'{"record": ' + b"[" * 100_000),
        ("half.html", b'<script type="application/json" id="run-record">{"seed": 1}</script>'),
    ],
)
def test_what_is_no_whole_report_of_ours_is_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    done = verify(tmp_path / name)
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")
    assert name in done.stderr


def test_a_file_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.xlsx").write_bytes(bomb())
    assert "bytes" in verify(tmp_path / "bomb.xlsx").stderr


def test_a_missing_file_and_a_folder_without_a_record_are_sentences(tmp_path: Path) -> None:
    assert verify(tmp_path / "nowhere").exit_code == 1
    assert verify(tmp_path).exit_code == 1


def test_a_record_with_a_rule_this_version_does_not_know_is_a_sentence(copy: Path, population: Path) -> None:
    told = json.loads((copy / "r.json").read_text())
    told["record"]["rules"]["telepathy"] = True
    (copy / "r.json").write_text(json.dumps(told))
    done = verify(copy / "r.json", population)
    assert done.exit_code == 1
    assert "telepathy" in done.stderr


@pytest.mark.parametrize(
    ("stamps", "differences", "verdict"),
    [
        ((), (), EQUAL),
        ((("model", "a", "b"),), (), SAME_NUMBERS),
        ((("results", "a", "b"),), (Difference("npv", 1.0, 1.0 + 1e-12),), ROUNDED),
        ((("results", "a", "b"),), (Difference("npv", 1.0, 1.001),), DIFFERENT),
        ((("results", "a", "b"),), (Difference("npv", 1.0, None),), DIFFERENT),
        ((("results", "a", "b"),), (), DIFFERENT),
        ((("population_fingerprint", "a", "b"),), (), DIFFERENT),
    ],
)
def test_last_digits_are_rounding_and_all_else_is_a_difference(
    stamps: tuple[tuple[str, str, str], ...], differences: tuple[Difference, ...], verdict: str
) -> None:
    assert Proof(stamps, differences, same_bytes=False).verdict == verdict
