"""Random rules and assumptions for hypothesis, over the whole of both registries."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from analysis.settings.accepted import FIELD
from analysis.settings.assumptions import Assumptions, make_assumptions
from analysis.settings.parameters import Parameter, Value, parameters_of
from analysis.settings.rules import Rules
from data.errors import ParameterError
from data.schema import SIM_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.settings.rule_set import RuleSet

Kind = TypeVar("Kind", bound="RuleSet")
# Ranges are those of tariffs; on bases of a dozen people only their lower ends do anything.
USEFUL_HIGH = {
    "step_gb": 3, "min_transfer_gb": 3, "max_transfer_gb": 8, "transfers_per_month": 4, "monthly_cap_gb": 12, "keep_floor_gb": 4,
    "received_cap_gb": 8, "min_tenure_months": 30, "fee_per_transfer": 60, "fee_per_gb": 60, "premium_surcharge_per_gb": 60,
    "carry_cap_gb": 8, "carry_fee": 60, "pool_draw_gb": 6, "member_fee": 40, "lot_gb": 2, "sell_cap_gb": 12,
    "price_floor_per_gb": 40, "price_ceiling_per_gb": 100, "market_fee_per_gb": 40, "bought_gb": 8, "bought_price": 100,
}  # fmt: skip
# Drawn five times in six, or all limits would bind at once and nothing ever move.
LIKELY: dict[str, Value] = {
    "enabled": True, "same_region_only": False, "min_transfer_gb": 0.0, "max_transfer_gb": None, "transfers_per_month": None,
    "monthly_cap_gb": None, "giver_sims": SIM_TYPES, "receiver_sims": SIM_TYPES, "giver_plans": None, "receiver_plans": None,
    "max_share_of_allowance": None, "keep_floor_gb": 0.0, "min_tenure_months": 0, "received_cap_gb": None,
    "receiver_active_only": False, "fee_per_transfer": 0.0, "fee_per_gb": 0.0, "unlimited_may_give": True,
    "give_probability": 1.0, "adoption_months": 0, "carry_sims": SIM_TYPES, "carry_plans": None, "carry_share": 1.0,
    "carry_fee": 0.0, "carry_cap_gb": None,
    "pool_sims": SIM_TYPES, "pool_share": 1.0, "pool_same_region": False, "member_fee": 0.0, "pool_draw_gb": None,
    "lot_gb": 0.1, "price_floor_per_gb": 0.0,
    "seller_sims": SIM_TYPES, "buyer_sims": SIM_TYPES, "market_seller_share": 1.0, "market_buyer_share": 1.0,
    "price_ceiling_per_gb": None, "market_fee_per_gb": 0.0, "seller_reservation": 0.05, "bought_price": 0.0,
    "paid_gift_probability": 1.0, "payer_sims": SIM_TYPES, "bought_for_sims": SIM_TYPES, "option_takeup_share": 1.0,
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
    """Draw rules of gifting that do not contradict each other."""
    return draw(rules_of(Rules, plans))


@st.composite
def rules_of(draw: st.DrawFn, kind: type[Kind], plans: Sequence[str]) -> Kind:
    """Draw rules of any mechanism that do not contradict each other."""
    values = {name: draw(_values(parameter, plans)) for name, parameter in parameters_of(kind).items()}
    try:
        return kind.of(values)
    except ParameterError as error:  # rules that contradict each other: the named limits do not bind then
        return kind.of(values | {str(problem.facts["other"]): None for problem in error.problems})


@st.composite
def assumptions(draw: st.DrawFn) -> Assumptions:
    """Draw assumptions over their whole ranges. Resellers come behind the answer, with a reference of their own."""
    apart = (FIELD, "resellers")  # the first moves no answer
    known = {name: parameter for name, parameter in parameters_of(Assumptions).items() if name not in apart}
    return make_assumptions({name: draw(_values(parameter, ())) for name, parameter in known.items()})
