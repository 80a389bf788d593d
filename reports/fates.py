"""Where the gifted gigabytes went, as parts of a whole, and how much was moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.figures import FATES, GAIN, LOSS, TOTAL
from reports.shares import Share

if TYPE_CHECKING:
    from analysis.results import Result
    from wording import Wording

FATE_COLOURS = (LOSS, GAIN, "#009E73", TOTAL)


def fate_shares(result: Result, say: Wording) -> list[Share]:
    """Return the four fates of what was received; need served can be below zero, and then has no piece of the bar."""
    total = float(result.flow.received_gb)
    shares = [float(getattr(result.flow, fate)) / total if total else 0.0 for fate in FATES]
    return [
        Share(say("fate-" + fate.replace("_", "-")), max(0.0, share), say.percent(share, 0), colour)
        for fate, share, colour in zip(FATES, shares, FATE_COLOURS, strict=True)
    ]


def flow_line(result: Result, say: Wording) -> str:
    """Say how many transfers moved how much between how many."""
    flow = result.flow
    return say(
        "page-flow",
        transfers=say.number(flow.transfers),
        givers=say.number(flow.givers),
        receivers=say.number(flow.receivers),
        gb=say.number(flow.received_gb, 0),
        rate=say.number(100 * flow.transfers / max(1, result.subscriber_months), 2),
    )
