"""What the base's own data says about the unknowns, as reports append it that rest on some of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.evidence.accept import with_accepted
from analysis.settings.accepted import FIELD, pilots_in, ranges_in
from analysis.settings.parameters import as_dict
from reports.content.learned import learned_lines
from reports.numbers.values import between, short_text

if TYPE_CHECKING:
    from analysis.results.result import Result
    from wording import Wording


def learned_part(result: Result, say: Wording) -> list[str]:
    """Return a sentence for each range in force, then a paragraph per assumption; nothing where nothing was learned."""
    return [*in_force(result, say), *learned_lines(result.learned, say)] if result.learned else []


def in_force(result: Result, say: Wording) -> list[str]:
    """Return a sentence for each range that was accepted, with whether it is what this base says today."""
    entries = result.assumptions.measured_here
    told, pilots = ranges_in(entries), pilots_in(entries)
    values = {name: value for name, value in as_dict(result.assumptions).items() if name != FIELD}
    known = [one for one in result.learned if one.can_be_accepted and one.assumption in told]
    today = ranges_in(_entries(with_accepted(values, known).get(FIELD)))
    return [
        say(
            "doc-learned-in-force" if told[name] == today.get(name) else "doc-learned-by-hand",
            title=say(name),
            value=short_text(values[name], say),
            range=between(*(short_text(end, say) for end in told[name])),
        )
        for name in told
        if name not in pilots
    ]


def _entries(value: object) -> tuple[str, ...]:
    return tuple(str(entry) for entry in value) if isinstance(value, tuple) else ()
