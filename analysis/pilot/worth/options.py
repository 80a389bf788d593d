"""What the operator may choose between: no transfers, the rules asked about, the same at a fee, and rules of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.scenarios.presets import choose_rules, presets_of
from analysis.settings.rule_set import GIFTING
from data.errors import InputError, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.settings.question import Question
    from analysis.settings.rule_set import RuleSet

OFF, ASKED, AT_A_FEE = "off", "asked", "asked-at-a-fee"


def options_of(question: Question, names: Sequence[str], pack_price_per_gb: float) -> Mapping[str, RuleSet]:
    """Return rules by name: off, the question's own, its own at the price of a gigabyte, and presets of gifting by `names`.

    Without names all presets of gifting are meant. InputError for a preset that is none of gifting.
    """
    known = [name for name in presets_of(GIFTING) if name != OFF]
    for name in names:
        if name not in known:
            raise InputError.one("unknown-preset", name=name, known=", ".join(known), nearest=nearest(name, known))
    own = question.rules
    found: dict[str, RuleSet] = {
        OFF: own.changed({"enabled": False}),
        ASKED: own,
        AT_A_FEE: own.changed({"fee_per_gb": round(pack_price_per_gb, 2)}),
    }
    return found | {name: choose_rules(name, {}, pack_price_per_gb) for name in (names or known)}
