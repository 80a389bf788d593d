"""A quick version of docs/coverage.md: fewer and smaller worlds of fixed seeds, and a bound that chance alone rarely passes.

If an interval held the truth with the least probability required, fewer worlds than `fewest_by_chance` would hold it in one
case of a thousand.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from tests.truth.assumption_layer import claims_of_world
from tests.truth.coverage import sampling_claims
from tests.truth.each import each
from tests.truth.held import Claim, Held, fewest_by_chance, held_of
from tests.truth.page import BANDS

Worlds = list[dict[str, Claim]]
WORLD_SEEDS, WORLD_SUBSCRIBERS, DRAWS = range(501, 517), 800, 24
BASE_SEEDS, BASE_SUBSCRIBERS, LARGE_SUBSCRIBERS = range(501, 525), 1_000, 20_000


@pytest.fixture(scope="module")
def worlds() -> Worlds:
    return each(partial(claims_of_world, subscribers=WORLD_SUBSCRIBERS, draws=DRAWS), WORLD_SEEDS, "worlds")


@pytest.fixture(scope="module")
def bases() -> Worlds:
    return sampling_claims(BASE_SEEDS, BASE_SUBSCRIBERS, LARGE_SUBSCRIBERS)


def below_chance(claims: Worlds, layer: str) -> list[str]:
    """Return the headlines held in fewer worlds than chance allows where the least required probability is so."""
    bound = fewest_by_chance(len(claims), BANDS[layer][0] / 100)
    return [row.name for row in held_of(claims) if row.held < bound]


def narrowed(claims: Worlds, share: float) -> Worlds:
    """Return the claims with intervals of a `share` of their width about the central answer."""

    def narrow(claim: Claim) -> Claim:
        low, high = (claim.central + share * (end - claim.central) for end in (claim.low, claim.high))
        return replace(claim, low=low, high=high, error=share * claim.error)

    return [{name: narrow(claim) for name, claim in world.items()} for world in claims]


@pytest.mark.long
def test_the_range_of_what_nobody_knows_holds_what_was_hidden(worlds: Worlds) -> None:
    assert below_chance(worlds, "assumptions") == []


@pytest.mark.long
def test_intervals_of_a_fifth_of_that_width_would_be_found_out(worlds: Worlds) -> None:
    assert below_chance(narrowed(worlds, 0.2), "assumptions") == list(worlds[0])


@pytest.mark.long
def test_sampling_intervals_of_small_bases_hold_what_a_large_base_says(bases: Worlds) -> None:
    assert below_chance(bases, "sampling") == []


@pytest.mark.long
def test_sampling_intervals_of_a_fifth_of_that_width_would_be_found_out(bases: Worlds) -> None:
    assert below_chance(narrowed(bases, 0.2), "sampling") == list(bases[0])


def test_a_share_comes_with_what_chance_could_make_of_it() -> None:
    claims = [{"npv": Claim(central, central - 1, central + 1, 0.0)} for central in (-3.0, -0.5, 0.0, 0.5)]
    (found,) = held_of(claims)
    assert (found.worlds, found.held, found.share) == (4, 3, 0.75)
    low, high = found.interval
    assert 0.2 < low < 0.75 < high < 1
    assert found.bias == pytest.approx(-0.75 / 1.5546, rel=1e-3)


def test_the_sampling_error_widens_an_interval_in_quadrature() -> None:
    claim = Claim(0.0, -3.0, 3.0, 4.9)
    assert not claim.holds
    assert replace(claim, error=4.0).holds
    assert not replace(claim, error=4.0, truth=5.1).holds
    assert (held_of([{"npv": claim}, {"npv": replace(claim, error=4.0)}])[0].alone) == 0


def test_the_bound_is_passed_by_chance_in_one_case_of_a_thousand() -> None:
    assert fewest_by_chance(100, 0.8) == 67
    assert Held("npv", 100, 66, 0.0, None).held < fewest_by_chance(100, 0.8)
