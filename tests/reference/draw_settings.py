"""Random rules and assumptions for hypothesis, over the whole of both registries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from analysis.settings.accepted import FIELD
from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.parameters import Parameter, Value, parameters_of
from analysis.settings.rules import Rules, make_rules
from data.errors import ParameterError
from data.schema import SIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

# Ranges are those of tariffs; on bases of a dozen people only their lower ends do anything.
USEFUL_HIGH = {
    "step_gb": 3, "min_transfer_gb": 3, "max_transfer_gb": 8, "transfers_per_month": 4, "monthly_cap_gb": 12, "keep_floor_gb": 4,
    "received_cap_gb": 8, "min_tenure_months": 30, "fee_per_transfer": 60, "fee_per_gb": 60, "premium_surcharge_per_gb": 60,
}  # fmt: skip
# Drawn five times in six, or all limits would bind at once and nothing ever move.
LIKELY: dict[str, Value] = {
    "enabled": True, "same_region_only": False, "min_transfer_gb": 0.0, "max_transfer_gb": None, "transfers_per_month": None,
    "monthly_cap_gb": None, "giver_sims": SIM_TYPES, "receiver_sims": SIM_TYPES, "giver_plans": None, "receiver_plans": None,
    "max_share_of_allowance": None, "keep_floor_gb": 0.0, "min_tenure_months": 0, "received_cap_gb": None,
    "receiver_active_only": False, "fee_per_transfer": 0.0, "fee_per_gb": 0.0, "unlimited_may_give": True,
    "give_probability": 1.0, "adoption_months": 0,
}  # fmt: skip


def _values(parameter: Parameter, plans: Sequence[str]) -> st.SearchStrategy[Value]:
    found = st.one_of(st.just(parameter.default), _of_kind(parameter, plans))
    if parameter.optional:
        found = st.one_of(st.none(), found)
    return _mostly(LIKELY[parameter.name], found) if parameter.name in LIKELY else found


def _mostly(value: Value, others: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.integers(0, 5).flatmap(lambda die: others if die == 5 else st.just(value))


def _of_kind(parameter: Parameter, plans: Sequence[str]) -> st.SearchStrategy[Value]:
    if parameter.kind == "switch":
        return st.booleans()
    if parameter.kind == "choice":
        return st.sampled_from(parameter.choices)
    if parameter.kind in ("subset", "names"):
        return st.lists(st.sampled_from(parameter.choices or tuple(plans)), unique=True).map(tuple)
    high = min(parameter.high, USEFUL_HIGH.get(parameter.name, parameter.high))
    if parameter.kind == "integer":
        return st.integers(int(parameter.low), int(high))
    thousandths = st.integers(round(parameter.low * 1000), round(high * 1000)).map(lambda value: value / 1000)
    return st.one_of(st.sampled_from((parameter.low, float(high))), thousandths)


@st.composite
def rules(draw: st.DrawFn, plans: Sequence[str]) -> Rules:
    """Draw rules that do not contradict each other."""
    values = {name: draw(_values(parameter, plans)) for name, parameter in parameters_of(Rules).items()}
    try:
        return make_rules(values)
    except ParameterError as error:  # rules that contradict each other: the named limits do not bind then
        return make_rules(values | {str(problem.facts["other"]): None for problem in error.problems})


@st.composite
def assumptions(draw: st.DrawFn) -> Assumptions:
    """Draw assumptions over their whole ranges."""
    known = {name: parameter for name, parameter in parameters_of(Assumptions).items() if name != FIELD}  # it moves no answer
    return make_assumptions({name: draw(_values(parameter, ())) for name, parameter in known.items()})
