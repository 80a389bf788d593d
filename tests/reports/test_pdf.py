"""The PDF: two pages to decide by and an appendix, true to the engine, readable by machines, deaf to code in names."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, cast

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from reports.content.chart_findings import bridge_alternative, path_alternative
from reports.content.headlines import verdict
from reports.document.executive import cards
from reports.pdf.render import PAPERS, to_pdf
from reports.record.run_record import record_plain
from tests.reports.ready import HOSTILE, crowded, hostile, recorded
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.world.world import World

SIZES = {"a4": (595, 842), "letter": (612, 792)}


def read(result: Result, language: str = "en", paper: str = "a4") -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(result, recorded(result), language, paper)))


def squeezed(text: str) -> str:
    """Return text without what line breaking adds: spaces of any kind and breaking points."""
    return "".join(text.split()).replace("\u200b", "").replace("\u2060", "")


def text_of(pdf: PdfReader, first: int = 0, last: int | None = None) -> str:
    return squeezed("".join(page.extract_text() for page in pdf.pages[first:last]))


def starts(pdf: PdfReader) -> dict[str, int]:
    """Return the page, from 1, on which each heading of the first level stands."""
    return {
        str(one.title): cast("int", pdf.get_destination_page_number(one)) + 1 for one in pdf.outline if not isinstance(one, list)
    }


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_months_begin_on_the_page_of_their_heading(plain_result: Result, language: str, paper: str) -> None:
    say = wording(language)
    first = say.money(plain_result.projection.time_path[0].profit_change, "RUB", say.decimals("RUB", 2), signed=True)
    pages = [squeezed(page.extract_text()) for page in read(plain_result, language, paper).pages[3:]]
    (told,) = [page for page in pages if squeezed(say("doc-by-month")) in page]
    assert squeezed(first) in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_pages_hold_the_engines_numbers(drawn_result: Result, language: str) -> None:
    say = wording(language)
    text = text_of(read(drawn_result, language), 0, 2)
    for card in cards(drawn_result, say):
        assert {part for part in asdict(card).values() if isinstance(part, str) and squeezed(part) not in text} == set()
    assert squeezed(verdict(drawn_result, say)) in text
    futures = drawn_result.futures
    assert futures is not None
    assert squeezed(say.money(futures.cvar5, "RUB", signed=True)) in text
    assert squeezed(say.percent(futures.probability_profit_rises, 0)) in text
    for step in drawn_result.projection.bridge:
        assert not step.change or squeezed(say.money(step.change, "RUB", signed=True)) in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_decision_takes_two_pages_whatever_is_asked(drawn_result: Result, language: str, paper: str) -> None:
    for result in (drawn_result, replace(drawn_result, futures=None), crowded(drawn_result)):
        pdf = read(result, language, paper)
        assert list(starts(pdf).values()) == [1, 3]
        assert squeezed(wording(language)("doc-first")) in text_of(pdf, 1, 2)
        assert tuple(round(float(side)) for side in pdf.pages[0].mediabox[2:]) == SIZES[paper]


def test_a_paper_we_do_not_have_is_refused(drawn_result: Result) -> None:
    with pytest.raises(KeyError):
        to_pdf(drawn_result, recorded(drawn_result), "en", "a3")


def test_the_same_question_gives_the_same_bytes_and_another_day_other_ones(drawn_result: Result) -> None:
    record = recorded(drawn_result)
    assert to_pdf(drawn_result, record, "ru") == to_pdf(drawn_result, record, "ru")
    assert to_pdf(drawn_result, record, "ru") != to_pdf(drawn_result, replace(record, made_on="2026-11-23"), "ru")


def test_the_run_record_is_attached_whole(drawn_result: Result) -> None:
    record = recorded(drawn_result)
    attached = json.loads(PdfReader(io.BytesIO(to_pdf(drawn_result, record, "zh"))).attachments["record.json"][0])
    assert attached == json.loads(json.dumps(record_plain(record)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_says_its_title_language_and_structure(drawn_result: Result, language: str) -> None:
    pdf = read(drawn_result, language)
    root = cast("DictionaryObject", pdf.trailer["/Root"])
    assert str(root["/Lang"]) == language
    assert str(cast("DictionaryObject", root["/MarkInfo"])["/Marked"]) == "True"
    assert pdf.metadata is not None
    assert str(pdf.metadata.title).startswith(wording(language)("report-title"))
    headings = [str(one.title) for part in pdf.outline if isinstance(part, list) for one in part if not isinstance(one, list)]
    assert {wording(language)(key) for key in ("doc-headlines", "page-bridge", "doc-path", "doc-method", "report-rules")} <= set(
        headings
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_an_alternative_that_states_the_finding(drawn_result: Result, language: str) -> None:
    say = wording(language)
    found = {squeezed(text) for text in alternatives(read(drawn_result, language))}
    assert {squeezed(bridge_alternative(drawn_result, say)), squeezed(path_alternative(drawn_result, say))} <= found
    assert len(found) >= 4


def alternatives(pdf: PdfReader) -> list[str]:
    """Return the alternative texts in the structure tree."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, list):
            for part in node:
                walk(part.get_object() if hasattr(part, "get_object") else part)
        elif isinstance(node, DictionaryObject):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            if "/K" in node:
                walk(node["/K"])

    walk(cast("DictionaryObject", cast("DictionaryObject", pdf.trailer["/Root"])["/StructTreeRoot"])["/K"])
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_a_base_are_shown_and_never_run(drawn_result: Result, name: str) -> None:
    pdf = read(hostile(drawn_result, name))
    assert list(starts(pdf).values()) == [1, 3]
    shown = squeezed(name)[:20] if name.isascii() else "\ufffd"
    assert shown in text_of(pdf)


def test_rules_under_which_nothing_happens_have_a_report_too(world: World) -> None:
    for values in ({"enabled": False}, {"monthly_cap_gb": 0.0}):
        result = simulate(world, make_rules(dict(values)), assumptions_for(world, {}))
        text = text_of(read(result), 0, 2)
        assert squeezed(wording("en")("doc-answer-none")) in text
        assert squeezed(wording("en")("doc-nobody-gains")) in text


def test_the_command_can_be_copied_from_the_page(plain_result: Result) -> None:
    record = recorded(plain_result)
    assert squeezed(record.command) in text_of(read(plain_result), 2)
    assert record.population_fingerprint in text_of(read(plain_result), 0, 1)
