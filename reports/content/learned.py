"""What history says about each assumption, in words and as plain values."""

from __future__ import annotations

from dataclasses import asdict
from functools import reduce
from typing import TYPE_CHECKING

from analysis.results.certificates import BOUNDED, IDENTIFIED, NOT_THERE
from analysis.settings.accepted import pilots_in, ranges_in
from reports.numbers.values import between, short_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysis.results.certificates import Certificate, Gate
    from analysis.settings.assumptions import Assumptions
    from wording import Wording

_DIGITS = 4
NOT_ESTIMATED = "not-estimated"
# Gates that open by themselves on a larger base or over more months.
_MORE = {
    *("short-months", "groups", "rows", "leavers", "exposed-leavers", "first-stage"),
    *("price-changes", "bonuses", "answers", "precise", "gifts", "gift-months", "ramp-over", "run-outs", "run-outs-at-change"),
    *("first-stage-days", "first-stage-scores", "struck", "struck-leavers", "moves-down", "regular-months", "launched-regions"),
}
# What would narrow a bound.
_NARROWS = {"slope-upper": "shocks", "friends-upper": "more", "floor-of-forecast": "nothing", "scores-by-outage": "more"}
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
    "goodwill_months": "survey",
    "unseen_need": "need",
    "satisfaction_to_renewal": "shocks",
    "peer_hazard_ratio": "leaving",
    "heterogeneous_hazards": "leaving",
    "receiving_effect": "pilot-survey",
    "giving_effect": "pilot-survey",
    "adoption_months": "long-pilot",
    "trade_down_rate": "moves",
    "givers_keep_rate": "long-pilot",
    "regular_months": "long-pilot",
    "network_cost_per_gb": "books",
    "transfer_cost_share": "books",
}


def learned_lines(certificates: Iterable[Certificate], say: Wording) -> list[str]:
    """Return a paragraph per assumption: verdict, number with its errors or the reason why there is none, what to collect.

    Those of which nothing is there for the same reason stand in one, where the first of them would.
    """
    return [text for text, _ in learned_parts(certificates, say)]


def learned_parts(certificates: Iterable[Certificate], say: Wording) -> list[tuple[str, list[Certificate]]]:
    """Return the same paragraphs, each with the certificates it is of."""
    told: dict[tuple[str, ...], list[Certificate]] = {}
    for one in certificates:
        alike = one.verdict == NOT_THERE and not one.gates
        told.setdefault((one.basis, _collect(one)) if alike else (one.assumption,), []).append(one)
    between_titles = say("learn-titles-between")
    return [(_line(found[0], between_titles.join(say(one.assumption) for one in found), say), found) for found in told.values()]


def learned_line(one: Certificate, say: Wording) -> str:
    """Return the paragraph of one assumption."""
    return _line(one, say(one.assumption), say)


def _line(one: Certificate, title: str, say: Wording) -> str:
    basis = say(f"learn-basis-{one.basis}")
    if one.verdict == IDENTIFIED:
        return say(
            "learn-identified" if one.can_be_accepted else "learn-identified-only",
            title=title,
            estimate=_number(one.estimate, say),
            low=_number(one.low, say),
            high=_number(one.high, say),
            reach=_reach(one, say),
            basis=basis,
            checked=_checked(one, say),
        ).strip()
    shut = [gate for gate in one.gates if not gate.is_open]
    collect = say(f"learn-collect-{_collect(one)}")
    if one.verdict == BOUNDED:
        basis = _together([basis, *_first_stage(one, say)], say)
        return say("learn-bounded", title=title, reach=_reach(one, say), basis=basis, collect=collect)
    why = _together([_shut(gate, say) for gate in shut], say) or basis
    return say("learn-not", title=title, why=why, collect=collect)


def _checked(one: Certificate, say: Wording) -> str:
    """Return what was tried against an estimate: how well its instrument moves, an effect where there can be none, and how much
    of it may be something else."""  # noqa: D205, D209 - one sentence
    told = [] if one.placebo is None else [say("learn-placebo", p=say.number(one.placebo, 2))]
    told = _first_stage(one, say) + told
    if one.unseen is not None:
        told.append(say("learn-unseen", share=say.number(100 * one.unseen)) if one.unseen > 0 else say("learn-unseen-none"))
    return _together(told, say)


def _together(texts: list[str], say: Wording) -> str:
    """Return sentences one after the other, with a space between them where the language has one."""
    return reduce(lambda one, other: say("learn-both", one=one, other=other), texts) if texts else ""


def _first_stage(one: Certificate, say: Wording) -> list[str]:
    return [say("learn-first-stage", f=say.number(gate.found)) for gate in one.gates if gate.key.startswith("first-stage")]


def learned_plain(certificates: Sequence[Certificate], say: Wording) -> list[dict[str, object]]:
    """Return the certificates as JSON values, with their words."""
    return [
        {
            **asdict(one),
            "can_be_accepted": one.can_be_accepted,
            "collect": _collect(one),
            "text": learned_line(one, say),
        }
        for one in certificates
    ]


def _collect(one: Certificate) -> str:
    """Return what would open the gates: more of the same where only numbers are too small, else what is not there."""
    shut = [gate.key for gate in one.gates if not gate.is_open]
    if shut and all(key in _MORE for key in shut):
        return "more"
    if one.basis == NOT_ESTIMATED:
        return NOT_ESTIMATED
    if one.verdict == BOUNDED and one.basis in _NARROWS:
        return _NARROWS[one.basis]
    return _COLLECT.get(one.assumption, "gifts")


def measured_line(name: str, assumptions: Assumptions, say: Wording) -> str:
    """Return the mark of an assumption whose range was measured here, empty where none was accepted."""
    found = ranges_in(assumptions.measured_here).get(name)
    if found is None:
        return ""
    low, high = (short_text(end, say) for end in found)
    pilot = pilots_in(assumptions.measured_here).get(name)
    return (
        say("learn-measured-by-pilot", low=low, high=high, pilot=pilot)
        if pilot
        else say("learn-measured-here", low=low, high=high)
    )


def beside_line(one: Certificate, say: Wording) -> str:
    """Return in a sentence what history says of an assumption, to stand beside it."""
    if one.verdict == NOT_THERE:
        return say("learn-beside-not")
    if one.verdict == BOUNDED:
        return say("learn-beside-bounded", reach=_reach(one, say))
    return say("learn-beside-identified", estimate=_number(one.estimate, say), reach=_reach(one, say))


def _shut(gate: Gate, say: Wording) -> str:
    digits = 0 if gate.needed >= 10 else 2
    return say(f"learn-gate-{gate.key}", found=say.number(gate.found, digits), needed=say.number(gate.needed, digits))


def _reach(one: Certificate, say: Wording) -> str:
    low, high = one.reach_low, one.reach_high
    if low is None:
        return say("learn-at-most", high=_number(high, say))
    if high is None:
        return say("learn-at-least", low=_number(low, say))
    return between(_number(low, say), _number(high, say))


def _number(value: float | None, say: Wording) -> str:
    return "" if value is None else short_text(round(value, _DIGITS), say)
