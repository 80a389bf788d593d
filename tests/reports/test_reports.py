"""Reports hold the engine's numbers, the same bytes each time, and nothing about any one subscriber."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from analysis.settings.assumptions import assumptions_for
from analysis.settings.rules import make_rules
from analysis.simulate import simulate
from reports.content.headlines import headlines, verdict
from reports.document.html import to_html
from reports.record.json_contract import to_json
from wording import LANGUAGES, wording

if TYPE_CHECKING:
    from analysis.results.result import Result
    from analysis.world.world import World


@pytest.fixture(scope="module")
def result(world: World) -> Result:
    return simulate(world, make_rules({}), assumptions_for(world, {}))


def text_of(html: bytes) -> str:
    return re.sub(r"<script>.*?</script>", "", html.decode(), count=1, flags=re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_report_shows_every_headline_and_its_provenance(result: Result, language: str) -> None:
    page = text_of(to_html(result, None, language))
    for line in headlines(result, wording(language)):
        assert {line.title, line.baseline, line.with_rules, line.change} <= set(re.split(r"[<>]", page))
    assert result.manifest.fingerprint in page
    assert f'<html lang="{language}">' in page


def test_the_same_result_gives_the_same_bytes(result: Result) -> None:
    assert to_html(result, None, "en") == to_html(result, None, "en")
    assert to_json(result, wording("en")) == to_json(result, wording("en"))


def test_the_report_opens_without_a_network(result: Result) -> None:
    assert re.findall(r"<(?:script|link|img)[^>]*(?:src|href)=", text_of(to_html(result, None, "en"))) == []


def test_names_from_a_base_cannot_run_as_code(result: Result) -> None:
    from dataclasses import replace

    hostile = replace(result, manifest=replace(result.manifest, name="<script>alert(1)</script>"))
    assert "<script>alert(1)" not in text_of(to_html(hostile, None, "en"))


def test_the_verdict_says_when_nothing_changes(world: World) -> None:
    say = wording("en")
    off = simulate(world, make_rules({"enabled": False}), assumptions_for(world, {}))
    barred = simulate(world, make_rules({"monthly_cap_gb": 0.0}), assumptions_for(world, {}))
    assert verdict(off, say) == say("verdict-off")
    assert verdict(barred, say) == say("verdict-nothing")
