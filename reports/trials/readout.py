"""A read-out in words: what must be known first, sentences, and the rows of its tables; harm and gain in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.pilot.readout.answer import FEW
from analysis.pilot.readout.measures import BY_NAME, COUNT, GB, MAIN, MONEY, POINTS, SHARE
from reports.numbers.values import between

if TYPE_CHECKING:
    from analysis.pilot.readout.answer import Effect, Leak, Look, Measured, RatioCheck, Readout
    from wording import Wording

Row = tuple[str, ...]
_DIGITS = {SHARE: 2, MONEY: 2, GB: 3, POINTS: 2, COUNT: 4}


def first_lines(found: Readout, say: Wording) -> list[str]:
    """Return what must be known before any effect: a failed sample ratio above all, then who was where, what leaked, the look."""
    ratios = sorted(found.ratios, key=lambda check: not check.failed)
    lines = [_ratio_line(check, found, say) for check in ratios]
    arms = "; ".join(
        say("trial-arm", arm=arm, clusters=say.number(clusters), members=say.number(members))
        for arm, clusters, members in zip(found.arms, found.clusters, found.members, strict=True)
    )
    span = between(found.months[0], found.months[-1]) if len(found.months) > 1 else found.months[0]
    who = say("trial-who", unit=found.unit, arms=arms, months=span, run_in=say.number(len(found.run_in)))
    lines.insert(len([check for check in ratios if check.failed]), who)
    if found.leak is not None:
        lines.append(_leak_line(found.leak, say))
    if found.look is not None:
        lines.append(_look_line(found.look, say))
    if found.harm is not None and found.harm.harmful:
        z, bound = say.number(found.harm.z, 2, signed=True), say.number(-found.harm.bound, 2, signed=True)
        lines.append(say("trial-harm", z=z, bound=bound, month=found.harm.month))
    return lines


def note_lines(found: Readout, say: Wording) -> list[str]:
    """Return what must be known beside the figures, worst first."""
    return [say(f"trial-note-{note}") for note in found.notes]


def _ratio_line(check: RatioCheck, found: Readout, say: Wording) -> str:
    total = sum(check.found)
    away = [seen / total - share for seen, share in zip(check.found, check.designed, strict=True)]
    arm = found.arms[max(range(len(away)), key=lambda place: abs(away[place]))]
    key = "trial-ratio-failed" if check.failed else "trial-ratio-ok"
    return say(key, what=check.what, p=p_text(check.p, say), departure=say.points(check.departure), arm=arm)


def _leak_line(leak: Leak, say: Wording) -> str:
    told = {name: _count(getattr(leak, name), say) for name in ("gifts", "refused", "crossed", "rightless")}
    return say("trial-leak", gb=say.number(leak.gb, 1), **told)


def _count(count: float, say: Wording) -> str:
    """Word a count; of few no more than that they are few."""
    return say("trial-few", most=say.number(FEW - 1)) if 0 < count < FEW else say.number(count)


def _look_line(look: Look, say: Wording) -> str:
    return say(
        "trial-look",
        number=say.number(look.number),
        of=say.number(look.of),
        z=say.number(look.z, 2, signed=True),
        bound=say.number(look.bounds[look.number - 1], 2),
        crossed="true" if look.crossed else "last" if look.number == look.of else "false",
    )


def p_text(p: float | None, say: Wording) -> str:
    """Word a p: never zero."""
    if p is None:
        return "–"
    return say.number(p, 3) if p >= 0.001 else f"< {say.number(0.001, 3)}"


def level_text(measure: str, value: float, currency: str, say: Wording) -> str:
    """Word a level of a measure with its unit."""
    unit = BY_NAME[measure].unit
    if unit == SHARE:
        return say.percent(value, 2)
    return say.money(value, currency) if unit == MONEY else say.number(value, _DIGITS[unit])


def difference_text(measure: str, value: float, currency: str, say: Wording) -> str:
    """Word a difference of a measure, signed and with its unit."""
    unit = BY_NAME[measure].unit
    if unit == SHARE:
        return say.points(value, 2)
    return say.money(value, currency, signed=True) if unit == MONEY else say.number(value, _DIGITS[unit], signed=True)


def measured_text(measure: str, found: Measured, currency: str, say: Wording) -> str:
    """Word an estimate with its interval; a dash where nothing can be said."""
    if found.low is None or found.high is None:
        return "–"
    low, high = (difference_text(measure, end, currency, say) for end in (found.low, found.high))
    return f"{difference_text(measure, found.value, currency, say)} ({low} … {high})"


def effects_header(found: Readout, say: Wording) -> Row:
    """Return the titles of the columns of `effects_rows`: the absolute scale stands before the relative one."""
    level = say.percent(found.level, 0)
    first = tuple(say(f"trial-{name}") for name in ("arm-name", "measure", "control", "treated"))
    rest = tuple(say(f"trial-{name}") for name in ("relative", "p", "lots", "agree", "sees"))
    return (*first, say("trial-difference", level=level), *rest)


def effects_rows(found: Readout, say: Wording) -> list[Row]:
    """Return a row per arm and measure."""
    return [_effect_row(effect, found.currency, say) for effect in found.effects]


def _effect_row(effect: Effect, currency: str, say: Wording) -> Row:
    relative = "–"
    if effect.relative is not None and effect.relative.low is not None and effect.relative.high is not None:
        low, high = (say.percent(end, 1, signed=True) for end in (effect.relative.low, effect.relative.high))
        relative = f"{say.percent(effect.relative.value, 1, signed=True)} ({low} … {high})"
    return (
        effect.arm,
        say(f"trial-measure-{effect.measure}"),
        level_text(effect.measure, effect.control, currency, say),
        level_text(effect.measure, effect.treated, currency, say),
        measured_text(effect.measure, effect.difference, currency, say),
        relative,
        p_text(effect.difference.p, say),
        p_text(effect.randomised_p, say),
        say(f"trial-agree-{effect.verdict}"),
        difference_text(effect.measure, effect.smallest_effect, currency, say).lstrip("+"),
    )


def sides_header(say: Wording) -> Row:
    """Return the titles of the columns of `sides_rows`."""
    return tuple(say(f"trial-{name}") for name in ("arm-name", "measure", "receivers", "others"))


def sides_rows(found: Readout, say: Wording) -> list[Row]:
    """Return a row per measure of the lottery inside an arm."""
    return [
        (
            side.arm,
            say(f"trial-measure-{side.measure}"),
            measured_text(side.measure, side.receivers, found.currency, say),
            measured_text(side.measure, side.others, found.currency, say),
        )
        for side in found.sides
    ]


def exposure_header(say: Wording) -> Row:
    """Return the titles of the columns of `exposure_rows`."""
    return tuple(say(f"trial-exposure-{name}") for name in ("level", "members", "effect"))


def exposure_rows(found: Readout, say: Wording) -> list[Row]:
    """Return a row per share of contacts who may give."""
    return [
        (say(f"trial-exposure-{one.level}"), say.number(one.subscribers), measured_text(MAIN, one.value, found.currency, say))
        for one in found.exposure
    ]


def interference_line(found: Readout, say: Wording) -> str | None:
    """Return what the lottery and the clusters say of each other; None where one of them is missing."""
    if found.interference is None:
        return None
    told = found.interference
    one, whole = (difference_text(MAIN, value.value, found.currency, say) for value in (told.individual, told.clusters))
    differs = str(told.interferes).lower()
    return say("trial-interference", individual=one, clusters=whole, p=p_text(told.gap.p, say), differs=differs)
