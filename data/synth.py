"""The synthetic population: DuckDB SQL and keyed draws, so the same seed gives the same base at any thread count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import storage
from data.errors import InputError
from data.keyed import seed_key
from data.market import load_market
from data.population import Manifest, write_population
from data.schema import KB_PER_GB

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from data.market import Market

MONTHS = 12
LEAST, MOST = 200, 50_000_000
_STAGES = (
    "synth_ids",
    "graph_places",
    "synth_people",
    "synth_subscribers",
    "synth_usage",
    "synth_contacts",
    "synth_out_plans",
    "synth_out_subscribers",
    "synth_out_usage",
    "synth_out_contacts",
)


def synthesise(
    target: Path,
    subscribers: int = 100_000,
    seed: int = 1,
    market: str = "russia",
    threads: int | None = None,
    progress: storage.Progress = storage.silent,
) -> Manifest:
    """Generate a population of `subscribers` ids over 12 months into the folder `target` and return its manifest.

    Subscribers join and leave, so the months of presence are fewer than 12 x `subscribers`.
    Raises InputError for an unknown market or a size outside 200 - 50,000,000.
    """
    if not LEAST <= subscribers <= MOST:
        raise InputError.one("population-size", value=subscribers, low=LEAST, high=MOST)
    profile = load_market(market)
    values = profile.parameters() | {
        "subscribers": subscribers,
        "first": 0,
        "last": subscribers,
        "seed": seed_key(seed),
        "months": MONTHS,
        "first_month": profile.first_month,
    }
    with storage.connect(threads) as connection:
        _make_plan_grid(connection, profile)
        for done, stage in enumerate(_STAGES):
            progress(stage, done / (len(_STAGES) + 1))
            storage.run(connection, stage, values)
        progress("write", len(_STAGES) / (len(_STAGES) + 1))
        manifest = Manifest(name=f"{market}-{subscribers}", currency=profile.currency, source="synthetic", seed=seed)
        written = write_population(connection, manifest, target)
    progress("done", 1.0)
    return written


def _make_plan_grid(connection: duckdb.DuckDBPyConnection, market: Market) -> None:
    """Lay out each SIM kind's plans by size: a wanted volume in [from_gb, upto_gb) buys that plan."""
    storage.run(connection, "synth_plan_grid")
    lower: dict[str, float] = {}
    for plan in market.plans:
        last = [p for p in market.plans if p.sim_type == plan.sim_type][-1] is plan
        upto = float("inf") if last or plan.allowance_gb is None else plan.allowance_gb
        allowance_kb = None if plan.allowance_gb is None else round(plan.allowance_gb * KB_PER_GB)
        row = [
            plan.plan_id,
            plan.name,
            plan.sim_type,
            plan.monthly_fee,
            plan.allowance_gb,
            plan.pack_gb,
            plan.pack_price,
        ]
        row += [plan.validity_days, lower.get(plan.sim_type, 0.0), upto, allowance_kb, round(plan.pack_gb * KB_PER_GB)]
        connection.execute("insert into plan_grid values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        lower[plan.sim_type] = upto
