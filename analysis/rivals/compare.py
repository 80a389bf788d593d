"""Every preset of every mechanism on one base, each with both intervals, and what resellers make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.mechanisms.registry import MECHANISMS
from analysis.resellers.exposure import Resale, resale_of
from analysis.rivals.bars import SAMPLE_SUBSCRIBERS
from analysis.scenarios.presets import choose_rules, presets_of
from analysis.shards.answers import check
from analysis.shards.store import Store
from analysis.simulate import simulate
from analysis.uncertainty.monte_carlo import futures_of
from analysis.uncertainty.variants import simulate_headlines
from analysis.world.subsample import community_sample
from data.errors import ParameterError
from data.progress import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.results.result import Result
    from analysis.settings.assumptions import Assumptions
    from analysis.settings.rule_set import RuleSet
    from analysis.shards.store import AnyBase
    from data.errors import Problem

DRAWS = 32


@dataclass(frozen=True)
class Rival:
    """One preset answered. `low` and `high` hold the middle 90 % of the npv over the draws; None where none were asked for."""

    preset: str
    result: Result
    resale: Resale
    low: float | None = None
    high: float | None = None

    @property
    def mechanism(self) -> str:
        """Return the name of its mechanism."""
        return self.result.rules.mechanism

    def share_of(self, *, gain: bool) -> float | None:
        """Return the share of subscribers who gain, or lose, by their use less what they paid; None where it may not be told."""
        whole = next((bands for bands in self.result.winners_losers if bands.dimension == "all"), None)
        if whole is None or whole.shares is None:
            return None
        return sum(whole.shares[3:] if gain else whole.shares[:2])


def offers() -> tuple[str, ...]:
    """Return the presets that are compared: those of every mechanism, mechanism by mechanism, but for `off`."""
    return tuple(name for mechanism in MECHANISMS for name in presets_of(mechanism) if name != "off")


def unasked(world: AnyBase, assumptions: Assumptions, only: Sequence[str] = ()) -> dict[str, Problem]:
    """Return the presets, of all or of `only` those named, that a store of shards cannot answer, each with the reason."""
    if not isinstance(world, Store):
        return {}
    refusals: dict[tuple[str, bool], Problem | None] = {}  # rules of one mechanism are refused alike, and to look takes a while
    found = {}
    for name in only or offers():
        rules = choose_rules(name, {}, world.pack_price_per_gb)
        kind = rules.mechanism, rules.enabled
        if kind not in refusals:
            refusals[kind] = _refusal(world, rules, assumptions)
        if (problem := refusals[kind]) is not None:
            found[name] = problem
    return found


def _refusal(store: Store, rules: RuleSet, assumptions: Assumptions) -> Problem | None:
    """Return why a store cannot answer for rules, None where it can."""
    try:
        check(store, rules, assumptions)
    except ParameterError as error:
        return error.problems[0]
    return None


def rivals(  # noqa: PLR0913 - what is asked, then how: each is named by its callers
    world: AnyBase,
    assumptions: Assumptions,
    horizon: int,
    draws: int = DRAWS,
    threads: int | None = None,
    progress: Progress = silent,
    *,
    only: Sequence[str] = (),
) -> Iterator[Rival]:
    """Yield every preset of every mechanism, or `only` those named, answered on the whole base.

    The draws are asked of a sample of communities: each says how far from the sample's own central answer it lies, and that is
    added to the answer of the whole base. What a store of shards cannot answer (`unasked`) is passed over; ParameterError where
    that is all of it. `progress` may stop the work by raising.
    """
    passed_over = unasked(world, assumptions, only)
    names = tuple(name for name in only or offers() if name not in passed_over)
    if not names:
        problems = list(passed_over.values())
        raise ParameterError(problem for nth, problem in enumerate(problems) if problem not in problems[:nth])
    sample, _ = community_sample(world, SAMPLE_SUBSCRIBERS)
    for nth, name in enumerate(names):
        rules = choose_rules(name, {}, world.pack_price_per_gb)
        result = simulate(world, rules, assumptions, horizon=horizon, threads=threads)
        ends: tuple[float | None, float | None] = (None, None)
        if draws:
            central = simulate_headlines(sample, rules, assumptions, horizon)
            *_, found = futures_of(sample, central, draws, threads=threads)
            shift = result.projection.npv.value - central.projection.npv.value
            low, high = (end + shift for end in found.interval("npv"))
            ends = min(low, result.projection.npv.value), max(high, result.projection.npv.value)
        progress("mechanisms", (nth + 1) / len(names))
        yield Rival(name, replace(result, segments=()), resale_of(world.sampled(SAMPLE_SUBSCRIBERS), rules, assumptions), *ends)
