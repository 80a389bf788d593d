"""Where the gifted gigabytes went, as parts of a whole, and how much was moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.outcomes.few_people import few_in, told_flow
from analysis.settings.rule_set import FAMILY_POOL, PARTS
from analysis.world.small_groups import FEWEST
from reports.content.palette import GAIN, LOSS, TOTAL
from reports.content.shares import Share

if TYPE_CHECKING:
    from analysis.results.result import Result
    from wording import Wording


FATE_COLOURS = (LOSS, GAIN, "#009E73", TOTAL)


def fate_shares(result: Result, say: Wording) -> list[Share]:
    """Return the four fates of what was received; need served can be below zero, and then has no piece of the bar.

    Where too few take part there are no shares.
    """
    flow, names = told_flow(result), [say("fate-" + fate.replace("_", "-")) for fate in FATES]
    if flow["received_gb"] is None:
        return [Share(name, None, say("count-hidden"), colour) for name, colour in zip(names, FATE_COLOURS, strict=True)]
    total = float(flow["received_gb"])
    shares = [float(flow[fate] or 0) / total if total else 0.0 for fate in FATES]
    return [
        Share(name, max(0.0, share), say.percent(share, 0), colour)
        for name, share, colour in zip(names, shares, FATE_COLOURS, strict=True)
    ]


def flow_line(result: Result, say: Wording) -> str:
    """Say how many transfers moved how much between how many; where too few take part, only that they are few."""
    flow = result.flow
    if flow.moved and few_in(result):
        givers, receivers = (count_line(count, result.subscribers, say) for count in (flow.givers, flow.receivers))
        return say("page-flow-few", givers=givers, receivers=receivers)
    if not flow.transfers:
        return say("page-flow-own", receivers=say.number(flow.receivers), gb=say.number(flow.received_gb, 0))
    facts = {
        "transfers": say.number(flow.transfers),
        "givers": say.number(flow.givers),
        "receivers": say.number(flow.receivers),
        "gb": say.number(flow.received_gb, 0),
        "rate": say.number(100 * flow.transfers / max(1, result.subscriber_months), 2),
    }
    if not flow.own_gb:
        return say("page-flow", **facts)
    shares = FAMILY_POOL in PARTS.get(result.rules.mechanism, ())
    own = {"own_gb": say.number(flow.own_gb, 0), "own": say.number(flow.own_only)}
    return say("page-flow-shared" if shares else "page-flow-both", **facts, **own)


def count_line(count: int, subscribers: int, say: Wording) -> str:
    """Word a count of people; under 10, and all but under 10, are not told exactly."""
    if subscribers < FEWEST:
        return say("count-hidden")
    if 0 < count < FEWEST:
        return say("count-few", fewest=FEWEST)
    return say("count-nearly-all", fewest=FEWEST) if 0 < subscribers - count < FEWEST else say.number(count)


FATES = ("displaced_gb", "served_unmet_gb", "induced_gb", "expired_gift_gb")


def fates_alternative(result: Result, say: Wording) -> str:
    """Say what the chart of fates shows."""
    total = told_flow(result)["received_gb"]
    if total is None:
        return say("alt-fates-hidden")
    if not total:
        return say("alt-fates-empty")
    parts = "; ".join(_fate_part(result, fate, say) for fate in FATES)
    return say("alt-fates", total=say.number(total, 0), parts=parts)


def _fate_part(result: Result, fate: str, say: Wording) -> str:
    share = getattr(result.flow, fate) / result.flow.received_gb
    return f"{say('fate-' + fate.replace('_', '-'))}: {say.percent(share, 0)}"
