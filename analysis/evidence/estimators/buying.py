"""Who buys when short, among those whom a gift could reach: a share of subscriber-months, no cause claimed, so no discount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.evidence.frame.certificate import FEWEST_GROUPS, absent, enough, identified
from analysis.evidence.frame.fits import ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.evidence.frame.panel import Panel
    from analysis.results.certificates import Certificate

NAME = "topup_conversion"
FEWEST_MONTHS, FEWEST_WITHOUT = 200, 20


def buying_when_short(panel: Panel) -> Iterator[Certificate]:
    """Yield the certificate of buying when short."""
    if not panel.need_is_known:
        yield absent(NAME, "no-need")
        return
    # Who could be reached along ties that were made up is nobody's knowledge: then all who were short count.
    reached = panel.short & panel.reachable if panel.ties_are_known else panel.short
    basis = "buying-when-reached" if panel.ties_are_known else "buying-when-short"
    bought = (reached & (panel.packs > 0)).astype(float)
    fit = ratio(bought, reached.astype(float), panel.group)
    gates = (
        enough("short-months", int(reached.sum()), FEWEST_MONTHS),
        # Where shortage shows only in those who bought, all who were short did, and nothing is learned.
        enough("short-without", int((reached & (panel.packs == 0)).sum()), FEWEST_WITHOUT),
        enough("groups", fit.groups, FEWEST_GROUPS),
    )
    yield identified(NAME, basis, fit, gates, int(reached.sum()), discount=0.0)
