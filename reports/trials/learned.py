"""What a pilot said of the assumptions, in words, as rows, as plain values, and as a scenario that assumes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from analysis.pilot.learning.from_trial import NARROWED, SAMPLE_RATIO
from analysis.pilot.learning.waves import CONFLICT, TOO_FEW
from analysis.scenarios.scenarios import scenario_of as scenario_on
from analysis.settings.assumptions import make_assumptions
from analysis.settings.parameters import as_dict
from data.scenarios.scenario_file import write_scenarios
from reports.numbers.values import between, rough_text

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.pilot.learning.from_trial import PilotLearned
    from analysis.pilot.learning.posterior import Posterior
    from analysis.settings.assumptions import Base
    from analysis.settings.question import Question
    from wording import Wording

UNWILLING_OR_SLOW = ("give_probability", "adoption_months")
TOGETHER = 0.4  # correlation beyond which a pilot did not tell two unknowns apart
WHOLE_BASE = 0.99
STILL_WIDE = 5

NARROWER = 0.95  # of the spread before: what keeps more was moved, not narrowed


def learned_lines(found: PilotLearned, say: Wording) -> list[str]:
    """Return sentences: what came of it, how sure the weights are, the value before and after, what is still unknown."""
    lines = [_outcome(found, say)]
    if found.posterior is None:
        return lines
    posterior = found.posterior
    share = say.number(100 * posterior.share, 1)
    lines.append(say("pilot-learn-assumed", share=share, months=found.months, covered=say.number(100 * found.covered, 0)))
    known = posterior.learned
    lines.append(
        say(
            "pilot-learn-weights",
            effective=say.number(known.effective, 0),
            draws=say.number(len(posterior.values), 0),
            index=say.number(known.tail_index, 2),
            waves=known.waves,
        )
    )
    if found.ahead is not None:
        ends = {name: _ends(getattr(found.ahead, name), say) for name in ("before", "drawn", "told")}
        lines.append(say("pilot-learn-worth", currency=found.currency, **ends))
        if found.outcome == NARROWED and found.ahead.drawn.sd > found.ahead.before.sd:
            lines.append(say("pilot-learn-wider"))
    if found.outcome == NARROWED:
        lines += _still_unknown(posterior, say)
    return lines


def _outcome(found: PilotLearned, say: Wording) -> str:
    if found.posterior is None:
        return say("pilot-learn-sample-ratio") if found.outcome == SAMPLE_RATIO else say("pilot-learn-nothing")
    if found.outcome == CONFLICT:
        name, _, month = (found.posterior.conflict or "").partition(":")
        which = say(f"pilot-summary-{name.replace('_', '-')}")
        return say("pilot-learn-conflict", which=which, month=month or "0", chance=say.number(found.posterior.learned.chance, 4))
    if found.outcome == NARROWED:
        narrower, moved = (
            ", ".join(say(one.name) for one in found.posterior.told() if (one.share_left < NARROWER) == wanted)
            for wanted in (True, False)
        )
        first = [say("pilot-learn-narrowed", pilot=found.digest, names=narrower)] if narrower else []
        return " ".join([*first, *([say("pilot-learn-moved", names=moved)] if moved else [])])
    return say("pilot-learn-too-few") if found.outcome == TOO_FEW else say(f"pilot-learn-{found.outcome}")


def _still_unknown(posterior: Posterior, say: Wording) -> list[str]:
    told = {one.name for one in posterior.told()}
    lines = []
    if set(UNWILLING_OR_SLOW) <= set(posterior.names):
        rho = posterior.correlation(*UNWILLING_OR_SLOW)
        if rho > TOGETHER:
            lines.append(say("pilot-learn-unwilling-or-slow", rho=say.number(rho, 2)))
    wide = [one.name for one in posterior.narrowed() if one.name not in told]
    if wide:
        lines.append(say("pilot-learn-still", count=len(wide), names=", ".join(say(name) for name in wide[-STILL_WIDE:])))
    return lines


def before_after_header(say: Wording) -> tuple[str, ...]:
    """Return the titles of the table of assumptions before and after."""
    return tuple(say(f"pilot-learn-column-{name}") for name in ("assumption", "before", "after", "left"))


def before_after_rows(found: PilotLearned, say: Wording) -> list[tuple[str, ...]]:
    """Return a row per assumption that the pilot tells of: mean and middle 90 % before and after, and how much is left."""
    rows = []
    for one in found.posterior.told() if found.posterior is not None else ():
        cells = [
            f"{rough_text(side[0], say)} ({between(*(rough_text(end, say) for end in side[2:]))})"
            for side in (one.before, one.after)
        ]
        rows.append((say(one.name), *cells, f"{say.number(100 * one.share_left, 0)} %"))
    return rows


def learned_plain(found: PilotLearned, say: Wording) -> dict[str, object]:
    """Return what was learned as JSON values, with its words."""
    plain: dict[str, object] = {
        "outcome": found.outcome,
        "pilot": found.digest,
        "covered": found.covered,
        "months": found.months,
        "assumptions": {name: list(value) if isinstance(value, tuple) else value for name, value in found.values.items()},
        "ahead": None if found.ahead is None else asdict(found.ahead) | {"currency": found.currency},
        "text": learned_lines(found, say),
    }
    if found.posterior is None:
        return plain
    known = found.posterior.learned
    return plain | {
        "effective_draws": known.effective,
        "tail_index": known.tail_index if abs(known.tail_index) < float("inf") else None,
        "waves": known.waves,
        "plausible_share_of_the_prior": known.plausible_share,
        "model_discrepancy": {"share_of_each_effect": found.posterior.share, "source": "assumed"},
        "unknowns": [
            {"name": one.name, "before": list(one.before), "after": list(one.after)} for one in found.posterior.narrowed()
        ],
    }


def scenario_of(found: PilotLearned, world: Base, question: Question, say: Wording) -> str:
    """Return a scenario file (TOML) of the question that assumes what was learned."""
    assumed = make_assumptions(as_dict(question.assumptions) | dict(found.values))
    name = say("pilot-learn-scenario", pilot=found.digest)
    made = scenario_on(name, world, question.rules, assumed, preset=None, culture=None, horizon=question.horizon)
    return write_scenarios([made])


def foreign_scenario(file: Path) -> str:
    """Return the name of a file that is no scenario file of ours, an empty string where it is one."""
    try:
        return "" if file.read_text(encoding="utf-8").startswith("schema_version") else file.name
    except (OSError, UnicodeDecodeError):
        return file.name


def _ends(spread: object, say: Wording) -> str:
    mean, low, high = (say.number(getattr(spread, name), 2) for name in ("mean", "low", "high"))
    return f"{mean} ({between(low, high)})"
