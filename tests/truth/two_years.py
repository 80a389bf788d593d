"""Two years of one synthetic base: the analysis gets the first as a base of its own, the second is what really happens next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from data.database import storage
from data.population.folder import write_population
from data.progress import silent
from data.synthetic import generator
from data.synthetic.market import load_market

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from data.population.folder import Manifest
    from data.synthetic.market import Bound

YEAR = 12
# The generator's own formula of who leaves how readily (synth_subscribers.sql), which the base itself does not show.
LEAVING = """
select id::varchar, 1 - pow(1 - draw(state, 20), 1.0 / ($renewal_hazard_b + tenure0)) from subscribers_full
"""
# A window of the months: tenure counts to the last month seen in it, and only those seen in it are in it.
WINDOW = (
    """
    create or replace table usage as
    select * from whole_usage where month >= $first::date and month < $after::date order by subscriber_id, month
    """,
    """
    create or replace table subscribers as
    with seen as (select subscriber_id, max(month) as last, last(renewed order by month) as stays from usage group by all),
    whole as (select subscriber_id, max(month) as last from whole_usage group by all)
    select s.* replace (tenure_months - datediff('month', seen.last, whole.last) as tenure_months, stays as active)
    from whole_subscribers s join seen using (subscriber_id) join whole using (subscriber_id)
    order by subscriber_id
    """,
    """
    create or replace table contacts as
    select c.* from whole_contacts c
    semi join subscribers a on c.subscriber_id = a.subscriber_id
    semi join subscribers b on c.contact_id = b.subscriber_id
    order by subscriber_id, contact_id
    """,
)


@dataclass(frozen=True)
class TwoYears:
    """A base before and after the launch. `leaving` is each local subscriber's own monthly probability of leaving."""

    before: Path
    after: Path
    leaving: dict[str, float]


def two_years(folder: Path, subscribers: int, seed: int, market: str = "russia") -> TwoYears:
    """Generate 24 months of about `subscribers` per month and write each year as a base into `folder`."""
    profile = load_market(market)
    values = _twice_as_long(generator.bound_parameters(profile, subscribers, seed))
    manifest = generator._manifest(profile, subscribers, seed)
    with storage.connect(1) as connection:
        generator._make_tables(connection, profile, values)
        generator.add_chunk(connection, values | {"first": 0, "last": subscribers}, silent)
        storage.run(connection, "synth_out_contacts", values)
        hazard_b = {"renewal_hazard_b": values["renewal_hazard_b"]}
        leaving = dict(cast("list[tuple[str, float]]", connection.execute(LEAVING, hazard_b).fetchall()))
        for name in (*generator._SCRATCH, "ties", "plan_grid"):
            connection.execute(f"drop table {name}")
        for name in ("usage", "subscribers", "contacts"):
            connection.execute(f"alter table {name} rename to whole_{name}")
        before, after = (_window(connection, manifest, folder / name, nth) for nth, name in enumerate(("before", "after")))
    return TwoYears(before, after, leaving)


def _twice_as_long(values: dict[str, Bound]) -> dict[str, Bound]:
    """Return the generator's parameters for 24 months: the season again, and as many joining a month as in one year of 12."""
    share = float(cast("float", values["renewal_joined_share"]))
    joining = share / (1 - share) / (YEAR - 1) * (2 * YEAR - 1)
    season = cast("list[float]", values["need_season"])
    return values | {"months": 2 * YEAR, "need_season": season * 2, "renewal_joined_share": joining / (1 + joining)}


def _window(connection: duckdb.DuckDBPyConnection, manifest: Manifest, target: Path, year: int) -> Path:
    """Write one of the two years as a population."""
    first, after = connection.execute(
        "select min(month) + to_months($one), min(month) + to_months($other) from whole_usage",
        {"one": YEAR * year, "other": YEAR * (year + 1)},
    ).fetchall()[0]
    usage, *rest = WINDOW
    connection.execute(usage, {"first": first, "after": after})
    for statement in rest:
        connection.execute(statement)
    write_population(connection, manifest, target)
    return target
