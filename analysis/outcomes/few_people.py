"""What may be told of a run in which few take part: see docs/privacy.md."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from analysis.outcomes.measures import VOLUMES
from analysis.results.result import Flow
from analysis.world.small_groups import FEWEST

if TYPE_CHECKING:
    from decimal import Decimal

    from analysis.results.result import Outcome, Result


def is_few(count: int, subscribers: int) -> bool:
    """Say whether a count tells of single people: under 10 of them, or all but under 10."""
    return 0 < count < FEWEST or 0 < subscribers - count < FEWEST


def too_few(subscribers: int, flow: Flow) -> bool:
    """Say whether the whole base is under 10, or fewer than 10 give, receive, do not give or do not receive.

    And of what is of one's own plan or account: whoever had to do with nothing else is counted, who gave or got a gift is not.
    """
    counts = (flow.givers, flow.receivers, flow.own_only)
    hidden = any(is_few(count, subscribers) for count in counts) or (flow.own_gb > 0 and flow.own_only < FEWEST)
    return subscribers < FEWEST or (flow.moved and hidden)


def few_in(result: Result) -> bool:
    """Say whether of a result only the headline may be told."""
    return too_few(result.subscribers, result.flow)


def told_flow(result: Result) -> dict[str, int | Decimal | None]:
    """Return the flow by name; None for every number where too few take part. Where nothing moved every number is 0."""
    hidden = few_in(result) and result.flow.moved
    return {field.name: None if hidden else getattr(result.flow, field.name) for field in fields(Flow)}


def told_outcomes(result: Result) -> tuple[Outcome, ...]:
    """Return the outcomes of the whole base, without those that are totals of gigabytes where too few take part."""
    return tuple(one for one in result.outcomes if not (few_in(result) and one.name in VOLUMES))
