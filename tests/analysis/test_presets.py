"""Presets are data: every one is valid, sourced and worded; files of one's own work alike."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from analysis.scenarios.presets import choose_rules, culture_assumptions
from analysis.settings.assumptions import assumptions_for
from analysis.settings.parameters import as_dict
from analysis.simulate import simulate
from data.errors import InputError, ParameterError
from data.presets import CULTURES, RULES, load_preset, preset_names
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.world.world import World

SOURCES = tomllib.loads((ROOT / "data" / "sources.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", preset_names(RULES))
def test_every_preset_has_a_source_and_runs(world: World, name: str) -> None:
    assert load_preset(RULES, name).source in SOURCES
    result = simulate(world, choose_rules(name, {}, world.pack_price_per_gb), assumptions_for(world, {}))
    assert (result.flow.received_gb == 0) == (name in ("off", "tourist-premium")) or name == "kenya"


@pytest.mark.parametrize("name", preset_names(CULTURES))
def test_every_culture_has_a_source_and_valid_assumptions(name: str) -> None:
    assert load_preset(CULTURES, name).source in SOURCES
    assert culture_assumptions(name)


def test_settings_go_on_top_of_a_preset() -> None:
    values = as_dict(choose_rules("korea", {"received_cap_gb": "none", "fee_per_gb": "3"}, 20.0))
    assert (values["transfers_per_month"], values["received_cap_gb"], values["fee_per_gb"]) == (2, None, 3.0)


def test_a_file_of_ones_own_is_read_like_a_preset(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[rules]\nstep_gb = "none"\ntransfers_per_month = 4\ngiver_sims = ["local"]\n')
    values = as_dict(choose_rules(str(file), {}, 20.0))
    assert (values["step_gb"], values["transfers_per_month"], values["giver_sims"]) == (None, 4, ("local",))


def test_an_unknown_preset_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        choose_rules("megafone", {}, 20.0)
    assert caught.value.problems[0].facts["nearest"] == "megafon"


@pytest.mark.parametrize("text", ["[rules", "[other]\nx = 1\n", '[rules]\nstep_gb = "lots"\n', "[rules]\nstp = 1\n"])
def test_a_broken_file_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(text)
    with pytest.raises((InputError, ParameterError)):
        choose_rules(str(file), {}, 20.0)
