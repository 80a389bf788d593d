"""Uploaded files find their place in a mapping, and their names never become paths."""

from __future__ import annotations

import os
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import pytest

from dashboard.bases import uploads
from dashboard.bases.new_base import Layout, import_folder, import_uploads, read_layout
from dashboard.bases.private_folder import PrivateFolder
from dashboard.bases.source_folders import ROOT_SETTING, source_folder
from dashboard.bases.uploads import Upload, guess, safe_name, slots_of, store, stored_name, stored_names
from data.errors import InputError
from data.mapping.mapping_file import read_mapping
from data.progress import silent
from data.schema_history import HISTORY
from tests.data.shapes import SHAPES
from tests.data.tiny import CONTACTS, PLANS, SUBSCRIBERS, USAGE, write_tiny

TEXTS = {"plans": PLANS, "subscribers": SUBSCRIBERS, "usage": USAGE, "contacts": CONTACTS}
EVIL = ("../../escape.csv", "/etc/passwd", "plans.csv/../../x.csv", "a" * 5000 + ".csv", "con.csv", "..", "", "plans.csv\x00.exe")


def tiny_uploads(**changed: str) -> list[Upload]:
    return [Upload(f"{table}.csv", text.encode(), f"{table}.*") for table, text in (TEXTS | changed).items()]


@pytest.mark.parametrize("name", EVIL)
def test_no_name_of_an_upload_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    store([Upload(name, b"x", "plans.*")], source)
    assert [file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file()] == [Path("source/plans.csv")]


@pytest.mark.parametrize(
    ("pattern", "nth", "stored"),
    [
        ("plans.*", 1, "plans.parquet"),
        ("tariffs.csv", 1, "tariffs.csv"),
        ("traffic-2025-*.csv", 12, "traffic-2025-012.csv"),
        ("month_?.csv", 3, "month_3.csv"),
        ("deep/**/part-*.parquet", 1, "deep/part-001.parquet"),
    ],
)
def test_a_file_is_stored_where_its_pattern_finds_it(pattern: str, nth: int, stored: str) -> None:
    assert stored_name(pattern, nth, ".parquet") == stored
    assert fnmatch(PurePosixPath(stored).name, PurePosixPath(pattern).name)


def test_a_pattern_that_no_name_can_be_made_for_is_refused() -> None:
    with pytest.raises(InputError, match="upload-pattern"):
        stored_name("month_[0-9].csv", 1, ".csv")


def test_files_are_known_by_name_whatever_the_capitals() -> None:
    slots = slots_of(read_layout(Layout("schema")))
    assert guess("Plans.CSV", slots) == "plans.*"
    assert guess("holiday.csv", slots) == ""
    assert [slot.pattern for slot in slots if not slot.needed] == ["contacts.*", *(f"{table.name}.*" for table in HISTORY)]


def test_a_file_that_makes_two_tables_is_asked_for_once() -> None:
    slots = slots_of(read_layout(Layout("megaline")))
    assert {slot.pattern: slot.tables for slot in slots} == {
        "megaline_plans.parquet": ("plans", "usage"),
        "megaline_user_month.parquet": ("subscribers", "usage"),
    }


def test_two_files_for_one_place_are_told_apart_before_anything_is_written() -> None:
    with pytest.raises(InputError, match="upload-twice"):
        stored_names([Upload("a.csv", b"", "tariffs.csv"), Upload("b.csv", b"", "tariffs.csv")])


def test_too_much_at_once_is_told_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "BYTES_PER_MB", 1)
    with pytest.raises(InputError, match="upload-size"):
        stored_names([Upload("a.csv", b"x" * 201, "plans.*")])


def test_uploads_in_the_schema_become_a_base_and_the_copies_vanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    made = import_uploads(tiny_uploads(), None, tmp_path / "out", "mine", Layout(currency="EUR"), silent)
    assert (made.manifest.name, made.manifest.currency) == ("mine", "EUR")
    assert sorted(file.name for file in made.path.glob("*.parquet")) == [f"{name}.parquet" for name in sorted(TEXTS)]
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_manifest_that_comes_along_is_believed(tmp_path: Path) -> None:
    manifest = b'{"name": "theirs", "currency": "KZT", "source": "test", "schema_version": 1, "synthesised": ["contacts"]}'
    made = import_uploads(tiny_uploads(), manifest, tmp_path, "mine", Layout(), silent)
    assert (made.manifest.name, made.manifest.currency, made.manifest.synthesised) == ("theirs", "KZT", ("contacts",))


def test_a_broken_upload_names_every_problem_and_leaves_nothing(tmp_path: Path) -> None:
    uploads = tiny_uploads(plans=PLANS.replace("Small,local", "Small,moon"), usage=USAGE.replace("9.25,0", "lots,0"))
    with pytest.raises(InputError) as caught:
        import_uploads(uploads, None, tmp_path, "mine", Layout(currency="RUB"), silent)
    assert {(problem.facts["file"], problem.key) for problem in caught.value.problems} == {
        ("plans.csv", "not-allowed"),
        ("usage.csv", "wrong-type"),
    }
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", [b"\xff\xfe", b"[[[[", b"x = " + b"[" * 20_000, b"", b"[tables.plans]\nfile = '../x.csv'\n"])
def test_a_mapping_file_that_is_none_is_an_error_of_ours(text: bytes) -> None:
    with pytest.raises(InputError):
        read_layout(Layout("own", own=text))


def test_named_roots_are_the_only_places_folders_are_read_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "root" / "inside").mkdir(parents=True)
    (tmp_path / "second").mkdir()
    monkeypatch.setenv(ROOT_SETTING, os.pathsep.join(str(tmp_path / name) for name in ("root", "second")))
    assert source_folder(str(tmp_path / "root" / "inside")) == source_folder("inside") == tmp_path / "root" / "inside"
    assert source_folder(str(tmp_path / "second")) == tmp_path / "second"
    (tmp_path / "root" / "link").symlink_to(tmp_path)
    for outside in (tmp_path, tmp_path / "root" / ".." / "other", tmp_path / "root" / "link", "..", "inside/../.."):
        with pytest.raises(InputError, match="source-outside"):
            source_folder(str(outside))
    with pytest.raises(InputError, match="source-folder"):
        source_folder("link")  # out of the first root; in the second there is none


def test_a_private_base_is_no_source_even_below_a_named_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv(ROOT_SETTING, str(tmp_path))
    private = PrivateFolder().path
    write_tiny(private / "own-1")
    for given in (private, private / "own-1"):
        with pytest.raises(InputError, match="source-outside"):
            source_folder(str(given))
    for pattern in ("*/*/{}.csv", "**/{}.csv"):
        own = mapping_reading(pattern)
        with pytest.raises(InputError, match="source-leads-out"):
            import_folder(source_folder(str(tmp_path)), tmp_path / "made", "stolen", Layout("own", own=own), silent)
        assert not (tmp_path / "made" / "stolen").exists()


def mapping_reading(pattern: str) -> bytes:
    """Return a mapping that reads every table of the schema from where a pattern leads."""
    tables = "".join(f'[tables.{table}]\nfile = "{pattern.format(table)}"\n' for table in TEXTS)
    return f'[source]\nname = "x"\ncurrency = "RUB"\n{tables}'.encode()


def test_a_file_that_cannot_be_used_is_named_as_it_was_uploaded(tmp_path: Path) -> None:
    own = mapping_reading("{}-*.csv")
    names = {"usage": ["Traffic, January.csv", "Traffic, February.csv"]}
    uploads = [
        Upload(name, text.replace(",9.25,", ",much,").encode(), f"{table}-*.csv")
        for table, text in TEXTS.items()
        for name in names.get(table, [f"{table.title()} (2).csv"])
    ]
    with pytest.raises(InputError) as caught:
        import_uploads(uploads, None, tmp_path, "x", Layout("own", own=own), silent)
    files = {str(problem.facts["file"]) for problem in caught.value.problems}
    assert files <= {upload.name for upload in uploads}
    assert "Traffic, February.csv" in files


def test_an_upload_whose_name_says_the_month_keeps_it() -> None:
    slots = slots_of(read_mapping(SHAPES["month-in-the-name"].mapping, "m.toml"))
    assert guess("Traffic-2024-01.csv", slots) == "traffic-{period}.csv"
    upload = Upload("traffic-2024-01.csv", b"", "traffic-{period}.csv")
    assert stored_names([upload]) == ["traffic-2024-01.csv"]
    with pytest.raises(InputError) as failure:
        stored_names([replace(upload, name="january.csv")])
    assert failure.value.problems[0].key == "upload-words"


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\evil.csv", "a\x00b.csv", ".hidden", "x" * 500 + ".csv", "..."])
def test_the_name_of_an_upload_is_never_a_path(name: str) -> None:
    kept = safe_name(name)
    assert kept
    assert len(kept) <= 120
    assert not set(kept) & set("/\\\x00")
    assert not kept.startswith(".")
