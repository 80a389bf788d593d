"""The shortlist of rules in words: what was found, what each set is for, what it does, which levers to move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.lists import format_list

from reports.decisions.best_rules import candidate_row, rule_rows
from reports.decisions.sensitivity import money
from reports.numbers.outcomes import change_text

if TYPE_CHECKING:
    from analysis.decide.candidates import Candidate, Pick, Shortlist
    from analysis.settings.rule_set import RuleSet
    from wording import Wording


def finding(found: Shortlist, currency: str, say: Wording) -> str:
    """Say whether something better than the rules in force was found, and how much better; what is not judged is a beginning."""
    if not found.picks or found.present is None:
        return say("shortlist-searching")
    best = max(pick.candidate.npv for pick in found.picks)
    facts = {"best": money(best, currency, say), "present": money(found.present.npv, currency, say)}
    if not found.is_judged:
        return say("shortlist-found-so-far", **facts)
    if best <= max(found.present.npv, 0.0):
        return say("shortlist-none-pays" if best <= 0.0 else "shortlist-none-better", **facts)
    return say("shortlist-found", **facts)


def pick_title(pick: Pick, say: Wording) -> str:
    """Say what a set of rules is the best for."""
    titles = [say(f"shortlist-aim-{aim}") for aim in pick.aims]
    return titles[0] if len(titles) == 1 else str(format_list(titles, locale=say.locale))


def measure_lines(candidate: Candidate, currency: str, say: Wording) -> list[str]:
    """Say what a set of rules does beside its worth."""
    return [
        say("shortlist-satisfaction", change=change_text("satisfaction", candidate.satisfaction, currency, say)),
        say("shortlist-topup", change=change_text("topup_rate", candidate.topup_rate, currency, say)),
        say("shortlist-loses", share=say.percent(candidate.loss_rate, 0), worst=money(candidate.worst, currency, say)),
    ]


def to_change(candidate: Candidate, start: RuleSet, currency: str, say: Wording) -> list[str]:
    """Say which rules a set changes, from what to what."""
    rows = rule_rows(candidate.rules, start, currency, say)
    return [say("frame-changed-line", title=title, before=before, after=after) for title, before, after in rows]


def shortlist_rows(found: Shortlist, currency: str, say: Wording) -> list[tuple[str, ...]]:
    """Return a row for the rules in force and one per set found."""
    first = [] if found.present is None else [candidate_row(say("shortlist-present"), found.present, currency, say)]
    return first + [candidate_row(pick_title(pick, say), pick.candidate, currency, say) for pick in found.picks]
