"""A proof covers the whole document: what its charts are drawn from, its scripts, macros, links and attachments."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from pypdf import PdfReader, PdfWriter

from analysis.world import prepared_cache
from analysis.world.prepare import prepare
from cli import cli
from data.synthetic.generator import synthesise
from reports.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

DOCUMENT = "Equal numbers, another document"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a small base, and one report of it in every format, with draws where charts need them."""
    folder = tmp_path_factory.mktemp("made")
    synthesise(folder / "base", subscribers=1500, seed=7)
    for form in FORMATS:
        words = ["report", "--population", str(folder / "base"), "--rules", "korea", "--draws", "16" if form == "html" else "0"]
        words += ["--horizon", "6", "--date", "2026-11-22", "--format", form, "--out", str(folder / f"r.{form}")]
        done = CliRunner().invoke(cli, words)
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "copy")


def verify(path: Path, population: Path | None = None) -> Result:
    words = ["verify", str(path), *(("--population", str(population)) if population else ())]
    return CliRunner().invoke(cli, words)


def replaced(old: str, new: str, *, last: bool = False) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        text = data.decode()
        assert old in text
        head, _, tail = text.rpartition(old) if last else text.partition(old)
        return (head + new + tail).encode()

    return change


def other_chart(name: str) -> Callable[[bytes], bytes]:
    """Draw a chart from another's data, as a forger would: every word beside it stays."""

    def change(data: bytes) -> bytes:
        scripts = re.findall(rb"Plotly\.newPlot\(.*?\)\s*(?:\}|;)", data, re.DOTALL)
        mine = next(script for script in scripts if f'"chart-{name}"'.encode() in script)
        other = next(script for script in scripts if b'"chart-bands"' in script)
        return data.replace(mine, other.replace(b"chart-bands", f"chart-{name}".encode()))

    return change


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (other_chart("bridge"), "the chart “bridge”"),
        pytest.param(other_chart("path"), "the chart “path”", marks=pytest.mark.long),
        pytest.param(other_chart("draws"), "the chart “draws”", marks=pytest.mark.long),
        (other_chart("drivers"), "the chart “drivers”"),
        (replaced("</body>", "<script>document.title = 'x'</script></body>"), "a script"),
        (replaced("<main>", "<main><img src='http://evil.example/pixel.png' alt=''>"), "the page round its charts"),
        (replaced("</style>", "main { display: none }</style>"), "the page round its charts"),
        (replaced("All rights reserved.", "All rights reserved. */ alert(1) /*"), "the chart library"),
    ],
)
def test_what_a_page_draws_runs_or_loads_is_part_of_the_proof(copy: Path, change: Callable[[bytes], bytes], part: str) -> None:
    page = copy / "r.html"
    before = page.read_bytes()
    page.write_bytes(change(before))
    assert page.read_bytes() != before
    done = verify(page, copy / "base")
    assert done.exit_code == 1
    assert DOCUMENT in done.output
    assert f"Not as this program writes it: {part}" in done.output


def test_a_page_drawn_by_another_version_of_the_library_is_told_so_and_not_proved(copy: Path) -> None:
    page = copy / "r.html"
    page.write_bytes(re.sub(rb"plotly\.js v[\d.]+", b"plotly.js v1.2.3", page.read_bytes()))
    done = verify(page, copy / "base")
    assert done.exit_code == 1
    assert "the document was made by another version (plotly.js v1.2.3; here it is plotly.js v" in done.output


def members(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


LINK = b'<Relationship Id="rId9" Type="http://x/hyperlink" Target="http://evil.example" TargetMode="External"/></Relationships>'


def other_bar(data: bytes) -> bytes:
    return re.sub(rb"(<(?:c:)?val>.*?<(?:c:)?v>)-?[\d.]+", rb"\g<1>77", data, count=1, flags=re.DOTALL)


SPOILED = [
    ("xl/charts/chart1.xml", other_bar),
    ("xl/charts/chart2.xml", lambda data: data.replace(b"$D$4:", b"$E$4:", 1)),
    ("xl/vbaProject.bin", lambda _: b"\xd0\xcf\x11\xe0 macro"),
    ("xl/media/image1.png", lambda _: b"\x89PNG"),
    ("xl/_rels/workbook.xml.rels", lambda data: data.replace(b"</Relationships>", LINK)),
    ("xl/styles.xml", lambda data: re.sub(rb'formatCode="[^"]+"', b'formatCode="&quot;99&quot;"', data, count=1)),
    ("xl/worksheets/sheet1.xml", lambda data: re.sub(rb"<v>(-?\d+\.\d+)</v>", rb"<f>1+1</f><v>\1</v>", data, count=1)),
]


@pytest.mark.parametrize("state", [pytest.param("as written", marks=pytest.mark.long), "saved again"])
@pytest.mark.parametrize(("name", "spoil"), SPOILED, ids=[name for name, _ in SPOILED])
def test_what_a_workbook_draws_runs_or_links_to_is_part_of_the_proof(
    copy: Path, name: str, spoil: Callable[[bytes], bytes], state: str
) -> None:
    book = copy / "r.xlsx"
    if state == "saved again":
        load_workbook(book).save(book)
    parts = members(book)
    before = parts.get(name, b"")
    data = spoil(before)
    assert data != before
    book.write_bytes(packed(parts | {name: data}))
    done = verify(book, copy / "base")
    assert done.exit_code == 1
    assert DOCUMENT in done.output
    # Of a workbook that was saved again all members differ; what was added to it is named first.
    if state == "as written" or not before:
        assert f"Not as this program writes it: {name}." in done.output


def test_a_workbook_packed_in_another_order_is_the_same(copy: Path) -> None:
    book = copy / "r.xlsx"
    book.write_bytes(packed(dict(reversed(members(book).items()))))
    done = verify(book, copy / "base")
    assert done.exit_code == 0
    assert "every number of the report is the same" in done.output


def drawn_over(writer: PdfWriter) -> None:
    drawing = writer.pages[0].get_contents()
    assert drawing is not None
    drawing.set_data(drawing.get_data() + b"\n0 0 200 200 re f")
    writer.pages[0].replace_contents(drawing)


@pytest.mark.parametrize(
    ("spoil", "part"),
    [
        pytest.param(drawn_over, "what is drawn on page 1", marks=pytest.mark.long),
        pytest.param(lambda writer: writer.add_js("app.alert(1)"), "the file as a whole", marks=pytest.mark.long),
        (lambda writer: writer.add_attachment("more.txt", b"more"), "the attachment more.txt"),
    ],
    ids=["a rectangle over a chart", "a script", "an attachment"],
)
def test_what_a_pdf_draws_runs_or_carries_is_part_of_the_proof(
    copy: Path, spoil: Callable[[PdfWriter], object], part: str
) -> None:
    writer = PdfWriter(clone_from=PdfReader(copy / "r.pdf"))
    spoil(writer)
    writer.write(copy / "r.pdf")
    done = verify(copy / "r.pdf", copy / "base")
    assert done.exit_code == 1
    assert "Equal numbers" in done.output
    assert f"Not as this program writes it: {part}." in done.output


def test_the_command_in_a_record_is_part_of_the_proof(copy: Path) -> None:
    report = copy / "r.json"
    report.write_bytes(replaced("python cli.py simulate", "python evil.py simulate")(report.read_bytes()))
    done = verify(report, copy / "base")
    assert done.exit_code == 1
    assert "the command that gives the same numbers is python evil.py" in done.output


def test_json_that_says_a_thing_twice_is_refused_and_other_spaces_are_not(copy: Path) -> None:
    report = copy / "r.json"
    text = report.read_text(encoding="utf-8")
    report.write_text(re.sub(r"\n\s*", " ", text), encoding="utf-8")
    assert verify(report, copy / "base").exit_code == 0
    report.write_text(text.replace("{", '{"verdict": "Profit doubles", ', 1), encoding="utf-8")
    done = verify(report, copy / "base")
    assert done.exit_code == 1
    assert "says “verdict” twice" in done.stderr


def test_the_archive_that_the_page_offers_is_a_report(copy: Path) -> None:
    files = {file.name: file.read_bytes() for file in (copy / "r.csv").iterdir()}
    for folder in ("", "transfer-impact/"):
        (copy / "r.zip").write_bytes(packed({f"{folder}{name}": data for name, data in files.items()}))
        done = verify(copy / "r.zip", copy / "base")
        assert "the same to the byte" in done.output
    (copy / "r.zip").write_bytes(packed(files | {"more.exe": b"MZ"}))
    assert "Changed after it was made: more.exe" in verify(copy / "r.zip").output


def test_a_forged_prepared_base_changes_no_verdict(copy: Path) -> None:
    base = copy / "base"
    world = prepare(base)
    place = next(path for path in (base / ".prepared").iterdir() if path.is_dir())
    shutil.rmtree(place)
    prepared_cache.save_world(
        place, world.__class__(**{**world.__dict__, "rows": world.rows._replace(price=3 * world.rows.price)})
    )
    forged = copy / "forged.json"
    words = ["report", "--population", str(base), "--rules", "korea", "--draws", "0", "--horizon", "6", "--out", str(forged)]
    assert CliRunner().invoke(cli, words).exit_code == 0
    assert verify(forged, base).exit_code == 1
    assert verify(copy / "r.json", base).exit_code == 0
