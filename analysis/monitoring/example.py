"""An example launch: its plan as if a pilot had narrowed it, everybody but a holdout launched, months as planned or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.pilot.example.example import make_example
from analysis.pilot.plan import REGIONS, Plan
from analysis.settings.assumptions import Assumptions
from analysis.uncertainty.distributions import drawn_values, with_values
from data.progress import silent

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.pilot.example.example import Example
    from data.progress import Progress

AS_PLANNED, SLOWER, STAGED = "as-planned", "slower", "staged"
KINDS = (AS_PLANNED, SLOWER, STAGED)
MONTHS, RUN_IN = 9, 3
HOLDOUT = 0.1
EARLIER, WAITING = 12, 0.75  # of a launch region by region: a year before the run-in, three regions of four still to come
NARROWED = (
    "give_probability:0.065:0.095",
    "adoption_months:2:4",
    "topup_conversion:0.22:0.38",
    "tie_strength_exponent:0.6:0.8",
    "forecast_error:0.1:0.2",
    "forecast_buffer:0.8:1.2",
    "request_packs:0.5:0.75",
    "ask_first_share:0.3:0.5",
    "delay_share:0.4:0.6",
    "unseen_need:0.9:1.15",
    "gift_fee_worth:0.01:0.06",
)
SLOW_MONTHS = 14  # to full adoption: several times what was planned


def planned() -> Assumptions:
    """Return what the example's plan assumes: the central values, some of their ranges narrowed as by a pilot."""
    return replace(Assumptions(), measured_here=NARROWED)


def launch_plan(holdout: float = HOLDOUT, seed: int = 1) -> Plan:
    """Return a launch as a plan: nine months, a share of the communities held back."""
    arms = (f"holdout:{holdout:g}:0:0", f"launched:{1 - holdout:g}:1:1")
    return Plan.of({"arm_list": arms, "months": MONTHS, "run_in_months": RUN_IN, "seed": seed})


def staged_plan(seed: int = 1) -> Plan:
    """Return a launch of some regions, the others still without it; the year before its run-in is added by its maker."""
    arms = (f"waiting:{WAITING:g}:0:0", f"launched:{1 - WAITING:g}:1:1")
    return Plan.of({"arm_list": arms, "unit": REGIONS, "months": MONTHS, "run_in_months": RUN_IN, "seed": seed})


def hidden_truth(kind: str, seed: int) -> Assumptions:
    """Return what is true of an example: drawn from the plan, and where it is slower adoption spread over many more months."""
    truth = with_values(planned(), drawn_values(planned(), 1, seed)[0])
    return replace(truth, adoption_months=SLOW_MONTHS) if kind == SLOWER else truth


def make_launch(
    population: Path, target: Path, kind: str = AS_PLANNED, holdout: float = HOLDOUT, seed: int = 1, progress: Progress = silent
) -> Example:
    """Write an example launch on a base into the folder `target`; InputError and ParameterError where the base is too short.

    A staged one launches regions, whatever share is to be held back, and its base holds 24 months.
    """
    plan, earlier = (staged_plan(seed), EARLIER) if kind == STAGED else (launch_plan(holdout, seed), 0)
    return make_example(population, target, plan, seed, progress, hidden_truth(kind, seed), planned(), earlier)
