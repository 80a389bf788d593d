"""What a read-out measures: a ratio of sums each, its unit, and what of the time before foretells it."""

from __future__ import annotations

from dataclasses import dataclass

SUBSCRIBER_MONTHS = ""


@dataclass(frozen=True)
class Measure:
    """A sum over another; without one, over the months of everybody assigned, whether or not they did anything.

    `direction` is 1 where more is good for the operator, -1 where less is, 0 where neither can be said.
    """

    name: str
    over: str
    of: str
    unit: str
    direction: int


SHARE, MONEY, GB, POINTS, COUNT = "share", "money", "gb", "points", "count"
MEASURES = (
    Measure("buying", "buyers", SUBSCRIBER_MONTHS, SHARE, 1),
    Measure("packs", "packs", SUBSCRIBER_MONTHS, COUNT, 1),
    Measure("pack_revenue", "pack_revenue", SUBSCRIBER_MONTHS, MONEY, 1),
    Measure("used_gb", "used_gb", SUBSCRIBER_MONTHS, GB, 0),
    Measure("leaving", "leavers", SUBSCRIBER_MONTHS, SHARE, -1),
    Measure("score", "score", "answers", POINTS, 1),
    Measure("tickets", "tickets", SUBSCRIBER_MONTHS, COUNT, -1),
    Measure("triggered_buying", "triggered_buyers", "triggered", SHARE, 1),
    Measure("triggered_score", "triggered_score", "triggered_answers", POINTS, 1),
)
BY_NAME = {measure.name: measure for measure in MEASURES}
MAIN = "buying"
MONTHLY = ("buying", "pack_revenue", "used_gb", "score", "tickets")
BEFORE = ("buyers", "packs", "pack_revenue", "used_gb")  # of the run-in, beside the measure's own
