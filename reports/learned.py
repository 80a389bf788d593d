"""What history says about each assumption, in words and as plain values."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from analysis.accepted import ranges_in
from analysis.evidence.certificate import BOUNDED, IDENTIFIED
from reports.settings import value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.assumptions import Assumptions
    from analysis.evidence.certificate import Certificate, Gate
    from wording import Wording

_DIGITS = 4
# What would open a gate, or give an assumption its event; of all others only gifts tell.
_COLLECT = {
    "topup_conversion": "need",
    "topup_elasticity": "prices",
    "induced_share": "bonuses",
    "forecast_error": "days",
    "unmet_penalty": "survey",
    "spend_penalty": "survey",
    "waste_penalty": "survey",
    "satisfaction_sd": "survey",
    "fall_asymmetry": "survey",
    "satisfaction_to_renewal": "shocks",
    "peer_hazard_ratio": "leaving",
    "heterogeneous_hazards": "leaving",
    "receiving_effect": "pilot-survey",
    "giving_effect": "pilot-survey",
    "adoption_months": "long-pilot",
    "trade_down_rate": "long-pilot",
    "givers_keep_rate": "long-pilot",
    "regular_months": "long-pilot",
    "network_cost_per_gb": "books",
    "transfer_cost_share": "books",
}


def learned_lines(certificates: Iterable[Certificate], say: Wording) -> list[str]:
    """Return a paragraph per assumption: verdict, number with its errors or the reason why there is none, what to collect."""
    return [learned_line(one, say) for one in certificates]


def learned_line(one: Certificate, say: Wording) -> str:
    """Return the paragraph of one assumption."""
    title, basis = say(one.assumption), say(f"learn-basis-{one.basis}")
    if one.verdict == IDENTIFIED:
        return say(
            "learn-identified",
            title=title,
            estimate=_number(one.estimate, say),
            low=_number(one.low, say),
            high=_number(one.high, say),
            reach=_reach(one, say),
            basis=basis,
            placebo="" if one.placebo is None else say("learn-placebo", p=say.number(one.placebo, 2)),
        ).strip()
    collect = say(f"learn-collect-{_COLLECT.get(one.assumption, 'gifts')}")
    if one.verdict == BOUNDED:
        return say("learn-bounded", title=title, reach=_reach(one, say), basis=basis, collect=collect)
    shut = [_shut(gate, say) for gate in one.gates if not gate.is_open]
    return say("learn-not", title=title, why=" ".join(shut) or basis, collect=collect)


def learned_plain(certificates: Sequence[Certificate], say: Wording) -> list[dict[str, object]]:
    """Return the certificates as JSON values, with their words."""
    return [
        {
            **asdict(one),
            "can_be_accepted": one.can_be_accepted,
            "collect": _COLLECT.get(one.assumption, "gifts"),
            "text": learned_line(one, say),
        }
        for one in certificates
    ]


def measured_line(name: str, assumptions: Assumptions, say: Wording) -> str:
    """Return the mark of an assumption whose range was measured here, empty where none was accepted."""
    found = ranges_in(assumptions.measured_here).get(name)
    return "" if found is None else say("learn-measured-here", low=value_words(found[0], say), high=value_words(found[1], say))


def _shut(gate: Gate, say: Wording) -> str:
    digits = 0 if gate.needed >= 10 else 2
    return say(f"learn-gate-{gate.key}", found=say.number(gate.found, digits), needed=say.number(gate.needed, digits))


def _reach(one: Certificate, say: Wording) -> str:
    low, high = one.reach_low, one.reach_high
    if low is None:
        return say("learn-at-most", high=_number(high, say))
    if high is None:
        return say("learn-at-least", low=_number(low, say))
    return f"{_number(low, say)} … {_number(high, say)}"


def _number(value: float | None, say: Wording) -> str:
    return "" if value is None else value_words(round(value, _DIGITS), say)
