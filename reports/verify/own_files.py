"""Which files and folders this program has written: only those may be replaced by another that it writes."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING

from analysis.settings.parameters import parameters_of
from analysis.settings.rule_kinds import KINDS
from data.errors import TransferImpactError
from data.files.places import stranger
from reports.tidy.csv_files import DICTIONARY, DIGEST_PREFIX, RECORD
from reports.verify.report_reader import read_report
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from pathlib import Path

_MOST_JSON_BYTES = 200_000_000
_COMPARISON_CSV = b'"scenario","file","currency",'
_TABLES = (
    "summary", "outcomes", "bridge", "time_path", "segments", "segment_outcomes", "winners_losers", "variants", "draws",
)  # fmt: skip
_DIGEST_LINE = re.compile(rf'^"?{re.escape(DIGEST_PREFIX)}([^",]+)', re.MULTILINE)


def foreign_file(file: Path) -> str:
    """Return the name of a file that this program did not write; an empty string for one of ours."""
    with file.open("rb") as stream:
        head = stream.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"{", b"[")):
        known = _is_json_of_ours(file)
    elif head.startswith(_COMPARISON_CSV):
        known = True
    else:
        known = _is_report(file) or (head.startswith(b"PK") and _is_comparison_book(file))
    return "" if known else file.name


def foreign_in_csv_folder(folder: Path) -> str:
    """Name the first thing in a folder that no report in CSV files has; an empty string where all of it is one."""
    record = folder / f"{RECORD}.csv"
    if not record.is_file():
        return stranger(folder, lambda _: False)
    listed = _DIGEST_LINE.findall(record.read_text(encoding="utf-8-sig", errors="replace"))
    names = {*listed, *(f"{name}.csv" for name in (*_TABLES, RECORD, DICTIONARY))}
    return stranger(folder, lambda file: file.name in names and file.is_file())


def _is_json_of_ours(file: Path) -> bool:
    """Know the contracts of `--json`: an answer, the health of a base, declarations, a set of rules."""
    if file.stat().st_size > _MOST_JSON_BYTES:
        return False
    try:
        found = json.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    if isinstance(found, list):
        return bool(found) and all(isinstance(each, dict) and _is_declaration(each) for each in found)
    if not isinstance(found, dict):
        return False
    told = found.get("provenance", found if "checks" in found else {})
    is_answer = isinstance(told, dict) and "population_fingerprint" in told
    return is_answer or _is_declaration(found) or any(parameters_of(kind).keys() <= found.keys() for kind in KINDS.values())


def _is_declaration(found: dict[str, object]) -> bool:
    return {"name", "type", "default", "title", "help"} <= found.keys()


def _is_report(file: Path) -> bool:
    try:
        read_report(file)
    except TransferImpactError:
        return False
    return True


def _is_comparison_book(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as book, book.open("docProps/core.xml") as stream:
            about = stream.read(10_000).decode("utf-8", "replace")
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False
    words = [wording(language) for language in LANGUAGES]
    return any(f"<dc:title>{say('sheet-comparison')}</" in about and f">{say('page-title')}</" in about for say in words)
