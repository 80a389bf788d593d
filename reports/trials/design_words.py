"""Designs of a pilot in words: a row per design, what is found, what each arm may, when it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.pilot.design.figures import Evaluation, Figure
    from analysis.pilot.plan import Plan
    from wording import Wording

COLUMNS = (
    "finds", "spread", "coverage", "power", "smallest", "wrong", "needed", "lost", "answers", "clusters", "inside",
)  # fmt: skip
USABLE = 0.1  # a bias of more than a tenth of the effect is said to mislead


def title_of(name: str, say: Wording) -> str:
    """Return the name of a design; a plan of the user's own is called that."""
    return say(f"pilot-plan-{name}")


def design_header(say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `design_rows`."""
    return (say("pilot-design"), *(say(f"pilot-col-{name}") for name in COLUMNS))


def design_rows(found: Sequence[Evaluation], currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per design; each figure of replicates with its Monte-Carlo error."""
    return [(title_of(one.name, say), *_cells(one, currency, say)) for one in found]


def _cells(one: Evaluation, currency: str, say: Wording) -> tuple[str, ...]:
    none = say("pilot-none")
    return (
        _percent(one.bias, say, plus=1.0),
        _percent(one.spread, say),
        _percent(one.coverage, say),
        say("pilot-never", p=say.number(one.least_p, 3)) if one.never else _percent(one.power, say),
        *(none if part is None else _percent(part, say) for part in (one.smallest, one.wrong_signs)),
        none if one.needed is None else say.number(_rounded(one.needed)),
        say(
            "pilot-lost",
            packs=say.number(round(one.lost_packs.value)),
            error=say.number(round(one.lost_packs.error)),
            revenue=say.money(round(one.lost_revenue.value), currency),
        ),
        none if one.answers is None else say.number(_rounded(one.answers)),
        say.number(one.grouping.clusters),
        say.percent(one.grouping.inside, 1),
    )


def _percent(figure: Figure, say: Wording, plus: float = 0.0) -> str:
    """Return a share and its error in points of a hundred."""
    return say("pilot-figure", value=say.percent(figure.value + plus, 1), error=say.number(100 * figure.error, 1))


def _rounded(value: float) -> int:
    """Return a size to two digits: it is no better known."""
    unit: int = 10 ** max(0, len(str(int(value))) - 2)
    return round(value / unit) * unit


def effect_line(one: Evaluation, say: Wording) -> str:
    """Say what a launch would do to top-ups in these months by the model: what all designs look for."""
    return say(
        "pilot-effect",
        change=say.number(100 * one.launch, 3, signed=True),
        months=one.plan.months,
        members=say.number(one.members),
    )


def finding_of(found: Sequence[Evaluation], say: Wording) -> str:
    """Say of the first design, the one asked for, whether it finds the effect, and name those that mislead."""
    own = found[0]
    key = "pilot-finding-never" if own.never else "pilot-finding"
    told = say(
        key,
        name=title_of(own.name, say),
        share=say.percent(1 + own.bias.value, 0),
        power=say.percent(own.power.value, 0),
        p=say.number(own.least_p, 3),
    )
    if not own.never and own.power.value < own.plan.power and own.needed is not None:  # more people add no ways to assign
        told += " " + say("pilot-finding-needs", needed=say.number(_rounded(own.needed)), power=say.percent(own.plan.power, 0))
    misleading = [one for one in found[1:] if misleads(one)]
    if misleading:
        names = "; ".join(
            say("pilot-misleads-one", name=title_of(one.name, say), share=say.percent(1 + one.bias.value, 0))
            for one in misleading
        )
        told += " " + say("pilot-misleads", names=names)
    return told


def misleads(one: Evaluation) -> bool:
    """Say whether a design misses, or adds, more than a tenth of the effect, as far as its replicates can tell."""
    return abs(one.bias.value) > max(USABLE, 3 * one.bias.error)


def picture_alternative(found: Sequence[Evaluation], say: Wording) -> str:
    """Say what the picture of designs shows: what each finds of the effect, and how far its estimates scatter."""
    told = "; ".join(
        say(
            "pilot-alt-one",
            name=title_of(one.name, say),
            share=say.percent(1 + one.bias.value, 0),
            spread=say.percent(one.spread.value, 0),
        )
        for one in found
    )
    return say("pilot-alt", told=told)


def arm_header(say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `arm_rows`."""
    return tuple(say(f"pilot-arm-{name}") for name in ("name", "share", "gives", "receives", "fee"))


def arm_rows(plan: Plan, currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per arm, the one the others are held against first."""
    return [
        (
            arm.name,
            say.percent(arm.share, 1),
            say.percent(arm.gives, 0),
            say.percent(arm.receives, 0),
            say("pilot-fee-rules") if arm.fee_per_gb is None else say.money(arm.fee_per_gb, currency),
        )
        for arm in plan.arms
    ]


def look_header(say: Wording) -> tuple[str, ...]:
    """Return the titles of the columns of `look_rows`."""
    return tuple(say(f"pilot-look-{name}") for name in ("month", "bound", "harm", "stopped"))


def look_rows(one: Evaluation, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per month: the bound at which the pilot may stop for success or harm, and for harm to profit alone."""
    none = say("pilot-none")
    return [
        (
            str(look.month),
            none if look.bound is None else say.number(look.bound, 3),
            say.number(-look.harm, 3, signed=True),
            none if look.stopped is None else say.percent(look.stopped, 1),
        )
        for look in one.looks
    ]
