"""What lies in a source folder is read, and nothing else, whatever patterns, links and swaps lead elsewhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from data.errors import InputError
from data.files import source_files
from data.files.source_files import PRIVATE, SourceFiles
from data.importing.importer import import_population
from tests.data.tiny import write_tiny

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "source"
    (made / "deep").mkdir(parents=True)
    (made / "a.csv").write_text("inside")
    (made / "deep" / "b.csv").write_text("deep")
    (tmp_path / "secret.csv").write_text("outside")
    return made


def read(folder: Path, pattern: str) -> list[str]:
    with SourceFiles(folder) as files:
        return [path.read_text() for path in files.matching(pattern)]


@pytest.mark.parametrize("held", [200, 1, 0])
def test_files_of_the_folder_are_read_in_order_whether_held_open_or_copied(
    folder: Path, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_files, "_HELD_AT_ONCE", held)
    (folder / "[c]*.csv").write_text("by its very name")
    (folder / "link.csv").symlink_to("deep/b.csv")
    assert read(folder, "**/?.csv") == ["inside", "deep"]
    assert read(folder, "[c]*.csv") == ["by its very name"]
    assert read(folder, "link.csv") == ["deep"], "a link within the folder leads nowhere else"
    with SourceFiles(folder) as files:
        assert [path.parts[-2:] for path in files.matching("deep/*")] == [("deep", "b.csv")]


@pytest.mark.parametrize("pattern", ["", ".", "..", "a**b.csv", "x" * 300 + "*", "x" * 300, "a\0b", "/etc/passwd", "nothing.*"])
def test_what_is_no_name_of_a_file_finds_none(folder: Path, pattern: str) -> None:
    assert read(folder, pattern) == []


@pytest.mark.parametrize("link", ["secret.csv", "/etc/passwd", "."])
def test_a_link_out_of_the_folder_is_refused(folder: Path, link: str) -> None:
    (folder / "out").symlink_to(folder.parent / link if link != "." else folder.parent)
    for pattern in ("out", "*", "out/*.csv"):
        if pattern == "out" and link == ".":
            continue
        if (pattern == "out/*.csv") == (link == "."):
            with pytest.raises(InputError, match="source-leads-out"):
                read(folder, pattern)


def test_a_file_swapped_between_the_look_and_the_reading_is_still_the_one_that_was_looked_at(folder: Path) -> None:
    with SourceFiles(folder) as files:
        (path,) = files.matching("a.csv")
        (folder / "a.csv").unlink()
        (folder / "a.csv").symlink_to(folder.parent / "secret.csv")
        assert path.read_text() == "inside"


def test_a_folder_swapped_for_a_link_is_refused(folder: Path) -> None:
    with SourceFiles(folder) as files:
        folder.rename(folder.with_name("aside"))
        folder.symlink_to(folder.parent)
        with pytest.raises(InputError, match="source-leads-out"):
            files.matching("secret.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_no_file_and_holds_nobody_up(folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")
    assert read(folder, "pipe.csv") == []


def test_what_sessions_keep_for_themselves_is_nobody_s_source(folder: Path) -> None:
    (folder / f"{PRIVATE}x").mkdir()
    (folder / f"{PRIVATE}x" / "own.csv").write_text("private")
    for pattern in (f"{PRIVATE}*/own.csv", "**/own.csv"):
        with pytest.raises(InputError, match="source-leads-out"):
            read(folder, pattern)
    assert read(folder / f"{PRIVATE}x", "own.csv") == ["private"], "the session itself reads what it uploaded"


def test_an_import_reads_no_linked_table_and_no_linked_manifest(tmp_path: Path) -> None:
    for name in ("usage.csv", "manifest.json"):
        source = write_tiny(tmp_path / name)
        (source / name).rename(tmp_path / f"kept-{name}")
        (source / name).symlink_to(tmp_path / f"kept-{name}")
        with pytest.raises(InputError, match="source-leads-out"):
            import_population(source, "schema", tmp_path / "out")
        assert not (tmp_path / "out").exists()
