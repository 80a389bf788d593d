"""The HTML report: same content and order as the PDF, offline, marked up for those who listen, deaf to code in names."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import plotly.io as pio
import pytest

from reports.content.winners_losers import group_rows
from reports.document.executive import cards
from reports.document.html import to_html
from reports.record.run_record import record_plain
from tests.reports.ready import HOSTILE, crowded, hostile, recorded
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from analysis.results.result import Result

RECORD = re.compile(r'<script type="application/json" id="run-record">(.*?)</script>', re.DOTALL)


def page_of(result: Result, language: str = "en") -> str:
    return to_html(result, recorded(result), language).decode()


def shown(page: str) -> list[str]:
    """Return the texts of a page in their order, scripts and styles left out."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return [unescape(part).strip() for part in re.split(r"<[^>]*>", body) if part.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sections_stand_in_the_order_of_the_pdf(drawn_result: Result, language: str) -> None:
    say = wording(language)
    headings = [unescape(text) for text in re.findall(r"<h2[^>]*>(.*?)</h2>", page_of(drawn_result, language))]
    keys: tuple[str, ...] = (
        "doc-headlines",
        "doc-first",
        "page-bridge",
        "doc-path",
        "page-fates",
        "doc-groups",
        "doc-sure",
        "doc-in-force",
    )
    keys += ("report-rules", "report-assumptions", "doc-method", "report-provenance", "doc-reproduce")
    assert headings == [say(key) for key in keys]


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_and_groups_show_the_engines_numbers(drawn_result: Result, language: str) -> None:
    say = wording(language).naming(drawn_result.plan_names)
    texts = set(shown(page_of(drawn_result, language)))
    for card in cards(drawn_result, say):
        assert {card.title, card.sampling, card.assumption, card.levels} <= texts
    for row in group_rows(drawn_result, say):
        assert {row.name, row.subscribers, row.gain, row.profit} <= texts


def test_the_run_record_stands_in_the_page(drawn_result: Result) -> None:
    found = RECORD.search(page_of(drawn_result))
    assert found is not None
    assert json.loads(found[1]) == json.loads(json.dumps(record_plain(recorded(drawn_result))))


def test_without_draws_nothing_is_said_of_them(plain_result: Result) -> None:
    page = page_of(plain_result)
    assert 'id="chart-draws"' not in page
    assert wording("en")("doc-not-drawn") in shown(page)
    assert 'id="chart-path"' in page


@pytest.mark.parametrize("name", HOSTILE)
def test_names_cannot_leave_their_place(drawn_result: Result, name: str) -> None:
    page = page_of(hostile(drawn_result, name))
    assert page.count("<script") == page_of(drawn_result).count("<script")
    assert "<script>alert(1)" not in page
    found = RECORD.search(page)
    assert found is not None
    assert json.loads(found[1])["population"] == name


def test_the_same_bytes_for_the_same_record(drawn_result: Result) -> None:
    record = recorded(drawn_result)
    assert to_html(drawn_result, record, "zh") == to_html(drawn_result, record, "zh")
    assert to_html(drawn_result, record, "zh") != to_html(drawn_result, replace(record, made_on="2026-11-23"), "zh")


def test_tables_name_their_columns_and_charts_say_what_they_show(drawn_result: Result) -> None:
    page = re.sub(r"<script\b.*?</script>", "", page_of(crowded(drawn_result)), flags=re.DOTALL)
    assert all('scope="' in cell for cell in re.findall(r"<th\b[^>]*>", page))
    assert page.count("<figure>") == page.count("<figcaption>") == 6
    assert page.count("<h1>") == 1


def test_a_program_that_draws_in_colours_of_its_own_writes_the_same_page(
    drawn_result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = page_of(drawn_result)
    monkeypatch.setattr(pio.templates, "default", "plotly_dark")
    assert page_of(drawn_result) == plain
